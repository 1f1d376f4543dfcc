// Package reconcile turns a placement into a form as read: it chooses between
// readings by the identities, infers what is missing and marks what conflicts.
package reconcile
