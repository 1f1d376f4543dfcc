// Package record turns reports into Arrow records, one record for each table of
// the dataset.
package record
