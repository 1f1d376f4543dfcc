// Package plain reads reports that arrive as plain text.
package plain
