// Package agency reads who reports, for which year, and when.
package agency
