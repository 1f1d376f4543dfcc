package table_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"

	"gongkai/pipeline/table"
	"gongkai/schema"
)

type row struct {
	ID     string   `parquet:"id"`
	Name   *string  `parquet:"name,optional,dict"`
	List   []string `parquet:"reasons,list"`
	Count  *int64   `parquet:"count,optional"`
	Amount *int64   `parquet:"amount,optional,decimal(6:18)"`
	Year   *int32   `parquet:"year,optional"`
	Flag   bool     `parquet:"flag"`
}

// rowOf is the n-th row: what is null, and how long its list is, differs from row to row.
func rowOf(n int) row {
	r := row{ID: fmt.Sprintf("id-%04d", n), Flag: n%2 == 1}
	name, count, amount, year := fmt.Sprint("名", n%3), int64(n), int64(n)*1_500_000, int32(2000+n%30)
	if n%2 == 0 {
		r.Name = &name
	}
	if n%3 != 0 {
		r.Count = &count
	}
	if n%5 != 0 {
		r.Amount = &amount
	}
	if n%7 != 0 {
		r.Year = &year
	}
	for i := range n % 4 {
		r.List = append(r.List, strings.Repeat(fmt.Sprint(n, "/", i, " "), 20))
	}
	return r
}

// write writes rows [from, to) with small pages and groups of 700 rows.
func write(t *testing.T, path string, from, to int) {
	t.Helper()
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	w := parquet.NewGenericWriter[row](file, parquet.PageBufferSize(512), parquet.MaxRowsPerRowGroup(700))
	for n := from; n < to; n++ {
		if _, err := w.Write([]row{rowOf(n)}); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(w.Close(), file.Close()); err != nil {
		t.Fatal(err)
	}
}

// read is the present row, as rowOf made it.
func read(r *table.Rows) row {
	got := row{ID: r.Text("id"), List: r.List("reasons"), Flag: r.Bool("flag")}
	if name := r.Text("name"); !r.Null("name") {
		got.Name = &name
	}
	if v, ok := r.Figure("count"); ok {
		n, _ := v.Int()
		got.Count = &n
	}
	if v, ok := r.Figure("amount"); ok {
		n := int64(v)
		got.Amount = &n
	}
	if v, ok := r.Int("year"); ok {
		n := int32(v)
		got.Year = &n
	}
	return got
}

func TestRows(t *testing.T) {
	dir := t.TempDir()
	paths := []string{filepath.Join(dir, "a"), filepath.Join(dir, "empty"), filepath.Join(dir, "b")}
	write(t, paths[0], 0, 1500)
	write(t, paths[1], 0, 0)
	write(t, paths[2], 1500, 1503)
	r := table.Open(paths)
	for n := range 1503 {
		if err := r.Next(t.Context()); err != nil {
			t.Fatalf("row %d: %v", n, err)
		}
		if diff := cmp.Diff(rowOf(n), read(r)); diff != "" {
			t.Fatalf("row %d of %s (-want +got):\n%s", n, r.File(), diff)
		}
	}
	if err := errors.Join(r.Err(), r.Close()); err != nil {
		t.Error(err)
	}
	if err := r.Next(t.Context()); !errors.Is(err, io.EOF) {
		t.Errorf("after the last row: %v", err)
	}
}

func TestColumns(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a")
	write(t, path, 5, 7)
	r := table.Open([]string{path}, "amount", "id")
	defer r.Close()
	if err := r.Next(t.Context()); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"id", "amount"}, r.Columns()); diff != "" {
		t.Errorf("columns (-want +got):\n%s", diff)
	}
	if v, ok := r.Figure("amount"); ok || v != 0 || !r.Null("amount") || r.Print("amount") != "" {
		t.Errorf("a null amount: %s, %t", v, ok)
	}
	if err := r.Next(t.Context()); err != nil {
		t.Fatal(err)
	}
	if v, ok := r.Figure("amount"); !ok || v != 9*schema.One || r.Print("amount") != "9000000" || !r.Is("id", "id-0006") {
		t.Errorf("amount %s, %t, %q; id %q", v, ok, r.Print("amount"), r.Text("id"))
	}
	if r.Err() != nil || r.Text("name") != "" || r.List("reasons") != nil || r.Err() == nil {
		t.Errorf("a column that is not read: %v", r.Err())
	}
}

func TestFaults(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a")
	write(t, path, 0, 2000)
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if err := table.Open([]string{path}).Next(ended); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	if err := table.Open([]string{path + "x"}).Next(t.Context()); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("no file: %v", err)
	}
	if err := os.WriteFile(path, []byte("PAR1 no"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := table.Open([]string{path}).Next(t.Context()); err == nil || !strings.Contains(err.Error(), path) {
		t.Errorf("a damaged file: %v", err)
	}
}
