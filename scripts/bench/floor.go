package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/PuerkitoBio/goquery"
	"github.com/apache/arrow/go/v17/arrow"
	"github.com/apache/arrow/go/v17/arrow/array"
	"github.com/apache/arrow/go/v17/arrow/memory"
	"github.com/apache/arrow/go/v17/parquet/file"
	"github.com/apache/arrow/go/v17/parquet/pqarrow"
	"golang.org/x/net/html"

	"gongkai/extractors/decode"
	"gongkai/pipeline/raw"
	"gongkai/pipeline/sink"
	"gongkai/schema"
)

// floors are what no program can avoid on a corpus.
type floors struct {
	read, parse, goquery, write cost
}

// measureReading measures the floors of the raw zone's bytes.
func (f *floors) measureReading(ctx context.Context, dir string) error {
	err := f.read.timed(func() error {
		return batches(ctx, dir, func(batch []raw.Document) error {
			for i := range batch {
				f.read.docs++
				f.read.bytes += int64(len(batch[i].Body))
			}
			return nil
		})
	})
	if err != nil {
		return err
	}
	return batches(ctx, dir, f.measurePages)
}

// measurePages parses the pages among some documents, decoded before.
func (f *floors) measurePages(batch []raw.Document) error {
	var pages []string
	size := int64(0)
	for i := range batch {
		text, err := decode.Decode(batch[i].Body, batch[i].MediaType)
		if err == nil && text.MediaType == "text/html" && strings.HasPrefix(batch[i].URI, "html/") {
			pages = append(pages, text.Body)
			size += int64(len(batch[i].Body))
		}
	}
	for _, x := range []struct {
		cost *cost
		work func(page string) error
	}{
		{&f.parse, func(page string) error { _, err := html.Parse(strings.NewReader(page)); return err }},
		{&f.goquery, func(page string) error {
			doc, err := goquery.NewDocumentFromReader(strings.NewReader(page))
			if err == nil {
				doc.Find("table tr td").Length()
			}
			return err
		}},
	} {
		x.cost.docs += int64(len(pages))
		x.cost.bytes += size
		err := x.cost.timed(func() error {
			for _, page := range pages {
				if err := x.work(page); err != nil {
					return fmt.Errorf("parse a page: %w", err)
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// measureWriting writes the records of a published snapshot again.
func (f *floors) measureWriting(ctx context.Context, snapshot string, reports int64) (err error) {
	dir, err := os.MkdirTemp("", "gongkai-bench-write-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	w := sink.New(dir, sink.Options{})
	f.write.docs = reports
	for _, table := range schema.Tables() {
		files, err := filepath.Glob(filepath.Join(snapshot, table.Name, "*", "*.parquet"))
		if err != nil {
			return fmt.Errorf("list %s: %w", table.Name, err)
		}
		for _, path := range files {
			if err := f.rewrite(ctx, w, table, path); err != nil {
				return fmt.Errorf("write %s again: %w", path, err)
			}
		}
	}
	return f.write.timed(func() error { _, err := w.Close(); return err })
}

// rewrite reads a file and measures writing its records.
func (f *floors) rewrite(ctx context.Context, w *sink.Writer, table *schema.TableSchema, path string) error {
	in, err := file.OpenParquetFile(path, false)
	if err != nil {
		return err
	}
	defer in.Close()
	reader, err := pqarrow.NewFileReader(in, pqarrow.ArrowReadProperties{BatchSize: 8192}, memory.DefaultAllocator)
	if err != nil {
		return err
	}
	records, err := reader.GetRecordReader(ctx, nil, nil)
	if err != nil {
		return err
	}
	defer records.Release()
	for records.Next() {
		rec := retyped(table.Arrow, records.Record())
		err := f.write.timed(func() error { return w.Write(table.Name, filepath.Base(filepath.Dir(path)), rec) })
		f.write.bytes += recordBytes(rec)
		rec.Release()
		if err != nil {
			return err
		}
	}
	if err := records.Err(); !errors.Is(err, io.EOF) {
		return fmt.Errorf("read records: %w", err)
	}
	return nil
}

// retyped is a record with the types of a schema that differ from the record's in
// the names of list elements alone.
func retyped(want *arrow.Schema, rec arrow.Record) arrow.Record {
	columns := make([]arrow.Array, rec.NumCols())
	for i, column := range rec.Columns() {
		if _, coded := column.(*array.Dictionary); coded {
			columns[i] = column
			continue
		}
		d := column.Data()
		data := array.NewData(want.Field(i).Type, d.Len(), d.Buffers(), d.Children(), d.NullN(), d.Offset())
		columns[i] = array.MakeFromData(data)
	}
	return array.NewRecord(want, columns, rec.NumRows())
}

func recordBytes(rec arrow.Record) int64 {
	size := int64(0)
	for _, column := range rec.Columns() {
		size += int64(column.Data().SizeInBytes())
	}
	return size
}
