package report

import (
	"math/rand/v2"
	"testing"

	"github.com/parquet-go/parquet-go"

	"gongkai/pipeline/dataset"
	"gongkai/pipeline/record/recordtest"
	"gongkai/pipeline/sink"
	"gongkai/schema"
)

// TestRowsAcrossFiles reads runs of rows that begin and end in different row groups and files, and compares
// each with the values read one by one: what stands before a boundary holds when it is passed.
func TestRowsAcrossFiles(t *testing.T) {
	rows := recordtest.Rows(3, 1200)
	for i := range rows {
		rows[i].Who.Year, rows[i].DuplicateOf = 2021, ""
	}
	dir := t.TempDir()
	written, err := sink.WriteAll(dir, rows, nil, nil, sink.Options{GroupBytes: 100_000, FileBytes: 30_000})
	if err != nil {
		t.Fatal(err)
	}
	var files []dataset.File
	for _, f := range written {
		if f.Table == schema.ReportsTable && f.Rows > 0 {
			files = append(files, dataset.File(f))
		}
	}
	if len(files) < 3 {
		t.Fatalf("%d files", len(files))
	}
	open := func() *rowsOf { return &rowsOf{t: t, dir: dir, files: files} }
	for _, column := range []string{"report_id", "source_uri", "edition", "agency", "cells_observed"} {
		single, runs := open().rows(), open().rows()
		var each []parquet.Value
		for row := range single.total {
			v, err := single.read(column, row, 1)
			if err != nil {
				t.Fatal(err)
			}
			each = append(each, v[0].Clone())
		}
		rng := rand.New(rand.NewPCG(1, 2))
		for from := int64(0); from < runs.total; {
			n := min(1+rng.Int64N(700), runs.total-from)
			got, err := runs.read(column, from, n)
			if err != nil {
				t.Fatal(err)
			}
			for i, v := range got {
				if !parquet.DeepEqual(v, each[from+int64(i)]) {
					t.Fatalf("%s: row %d of [%d, %d) is %v, want %v", column, from+int64(i), from, from+n, v, each[from+int64(i)])
				}
			}
			from += n
		}
	}
}

// rowsOf opens files for a test.
type rowsOf struct {
	t     *testing.T
	dir   string
	files []dataset.File
}

func (o *rowsOf) rows() *rows {
	o.t.Helper()
	r, err := openRows(o.dir, o.files)
	if err != nil {
		o.t.Fatal(err)
	}
	o.t.Cleanup(func() {
		if err := r.close(); err != nil {
			o.t.Error(err)
		}
	})
	return r
}
