package record_test

import (
	"slices"
	"testing"

	"github.com/apache/arrow/go/v17/arrow"
	"github.com/apache/arrow/go/v17/arrow/memory"

	"gongkai/pipeline/record"
	"gongkai/pipeline/record/recordtest"
	"gongkai/schema"
)

// BenchmarkTables builds the records of 1000 reports, 200 cells each.
func BenchmarkTables(b *testing.B) {
	rows := recordtest.Rows(1, 1000)
	slices.SortFunc(rows, func(x, y record.Row) int { return record.Compare(&x, &y) })
	b.ReportAllocs()
	cells := 0
	for b.Loop() {
		tables, err := record.NewTables(memory.NewGoAllocator(), schema.Tables(), func(_ string, rec arrow.Record) error {
			cells += int(rec.NumRows() * rec.NumCols())
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
		for i := range rows {
			if err := tables.Append(&rows[i]); err != nil {
				b.Fatal(err)
			}
		}
		if err := tables.Finish(); err != nil {
			b.Fatal(err)
		}
		tables.Release()
	}
	b.ReportMetric(float64(b.N*len(rows))/b.Elapsed().Seconds(), "docs/s")
	b.ReportMetric(float64(cells)/b.Elapsed().Seconds(), "cells/s")
}
