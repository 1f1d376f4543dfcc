package sink_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/apache/arrow/go/v17/arrow"
	"github.com/apache/arrow/go/v17/arrow/memory"
	"github.com/apache/arrow/go/v17/parquet"
	"github.com/apache/arrow/go/v17/parquet/compress"
	"github.com/apache/arrow/go/v17/parquet/pqarrow"

	"gongkai/pipeline/record"
	"gongkai/pipeline/record/recordtest"
	"gongkai/pipeline/sink"
	"gongkai/schema"
)

// BenchmarkWriteAll writes a dataset of 1000 reports, 200 cells each.
func BenchmarkWriteAll(b *testing.B) {
	rows := recordtest.Rows(1, 1000)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := sink.WriteAll(b.TempDir(), rows, nil, nil, sink.Options{Workers: 2}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N*len(rows))/b.Elapsed().Seconds(), "docs/s")
}

// benchRecords are the records of one year's reports, by table.
func benchRecords(b *testing.B, n int) (records map[string][]arrow.Record, size int64) {
	b.Helper()
	rows := recordtest.Rows(1, n)
	for i := range rows {
		rows[i].Who.Year = 2021
	}
	slices.SortFunc(rows, func(x, y record.Row) int { return record.Compare(&x, &y) })
	records = map[string][]arrow.Record{}
	tables, err := record.NewTables(memory.NewGoAllocator(), schema.Tables(), func(table string, rec arrow.Record) error {
		rec.Retain()
		records[table] = append(records[table], rec)
		for _, column := range rec.Columns() {
			size += int64(column.Data().SizeInBytes())
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	defer tables.Release()
	for i := range rows {
		if err := tables.Append(&rows[i]); err != nil {
			b.Fatal(err)
		}
	}
	if err := tables.Finish(); err != nil {
		b.Fatal(err)
	}
	return records, size
}

// BenchmarkParquet writes the same records with this package and, to compare, with
// Arrow's own writer. This package syncs, reads back and hashes what it wrote.
func BenchmarkParquet(b *testing.B) {
	const reports = 2000
	records, size := benchRecords(b, reports)
	for _, workers := range []int{1, 2} {
		b.Run(fmt.Sprintf("sink/workers=%d", workers), func(b *testing.B) {
			b.SetBytes(size)
			b.ReportAllocs()
			for b.Loop() {
				w := sink.New(b.TempDir(), sink.Options{Workers: workers})
				for table, recs := range records {
					for _, rec := range recs {
						if err := w.Write(table, schema.Partition(2021), rec); err != nil {
							b.Fatal(err)
						}
					}
				}
				if _, err := w.Close(); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.N*reports)/b.Elapsed().Seconds(), "docs/s")
		})
	}
	b.Run("arrow", func(b *testing.B) {
		b.SetBytes(size)
		b.ReportAllocs()
		for b.Loop() {
			for table, recs := range records {
				writeWithArrow(b, filepath.Join(b.TempDir(), table), recs)
			}
		}
		b.ReportMetric(float64(b.N*reports)/b.Elapsed().Seconds(), "docs/s")
	})
}

func writeWithArrow(b *testing.B, path string, records []arrow.Record) {
	b.Helper()
	out, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	props := parquet.NewWriterProperties(parquet.WithCompression(compress.Codecs.Zstd), parquet.WithDataPageVersion(parquet.DataPageV1))
	w, err := pqarrow.NewFileWriter(records[0].Schema(), out, props, pqarrow.NewArrowWriterProperties(pqarrow.WithStoreSchema())) //nolint:forbidigo // measured, not used
	if err != nil {
		b.Fatal(err)
	}
	for _, rec := range records {
		if err := w.WriteBuffered(rec); err != nil {
			b.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		b.Fatal(err)
	}
}
