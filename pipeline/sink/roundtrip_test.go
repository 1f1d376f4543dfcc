package sink_test

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"testing"

	"github.com/apache/arrow/go/v17/arrow"
	"github.com/apache/arrow/go/v17/arrow/array"
	"github.com/apache/arrow/go/v17/arrow/memory"
	"github.com/apache/arrow/go/v17/parquet/file"
	"github.com/apache/arrow/go/v17/parquet/pqarrow"
	"github.com/google/go-cmp/cmp"

	"gongkai/pipeline/record/recordtest"
	"gongkai/pipeline/sink"
	"gongkai/schema"
)

// readArrow reads a file with Apache's reader: its schema, its rows as text.
func readArrow(t testing.TB, name string) (*arrow.Schema, [][]string) {
	t.Helper()
	mem := memory.NewCheckedAllocator(memory.NewGoAllocator())
	defer mem.AssertSize(t, 0)
	f, err := file.OpenParquetFile(name, false)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	reader, err := pqarrow.NewFileReader(f, pqarrow.ArrowReadProperties{}, mem)
	if err != nil {
		t.Fatal(err)
	}
	s, err := reader.Schema()
	if err != nil {
		t.Fatal(err)
	}
	table, err := reader.ReadTable(context.Background())
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	defer table.Release()
	return s, tableText(table)
}

func tableText(table arrow.Table) [][]string {
	var rows [][]string
	records := array.NewTableReader(table, 1000)
	defer records.Release()
	for records.Next() {
		rows = append(rows, recordtest.TextRows(records.Record())...)
	}
	return rows
}

// fieldText prints what a reader must restore of a field. Arrow's Go reader
// names the elements of a list after Parquet's middle level and takes them for
// nullable, so lists are printed by their element type.
func fieldText(f arrow.Field) string {
	typ := f.Type.String()
	if list, ok := f.Type.(*arrow.ListType); ok {
		typ = "list of " + list.Elem().String()
	}
	return fmt.Sprintf("%s %s nullable=%v %q %q %q", f.Name, typ, f.Nullable,
		schema.Meta(f, schema.MetaDescription), schema.Meta(f, schema.MetaUnit), schema.Meta(f, schema.MetaNull))
}

func schemaText(s *arrow.Schema) []string {
	var fields []string
	for _, f := range s.Fields() {
		fields = append(fields, fieldText(f))
	}
	return fields
}

// dataset writes random reports and returns their files and contents.
func dataset(t testing.TB, dir string, seed uint64, n int, opt sink.Options) ([]sink.File, map[string][][]string) {
	t.Helper()
	rows, rejects, labels := recordtest.Rows(seed, n), recordtest.Rejects(seed, n/3), recordtest.Labels(seed, n/2)
	files, err := sink.WriteAll(dir, rows, rejects, labels, opt)
	if err != nil {
		t.Fatal(err)
	}
	contents, err := recordtest.Contents(rows, rejects, labels)
	if err != nil {
		t.Fatal(err)
	}
	return files, contents
}

// compareContents compares partitions and shows the first row that differs.
func compareContents(t testing.TB, want, got map[string][][]string) {
	t.Helper()
	if diff := cmp.Diff(slices.Sorted(maps.Keys(want)), slices.Sorted(maps.Keys(got))); diff != "" {
		t.Errorf("partitions (-want +got):\n%s", diff)
	}
	for place, rows := range want {
		if len(rows) != len(got[place]) {
			t.Errorf("%s: %d rows, want %d", place, len(got[place]), len(rows))
			continue
		}
		for i, row := range rows {
			if !slices.Equal(row, got[place][i]) {
				t.Errorf("%s: row %d (-want +got):\n%s", place, i, cmp.Diff(row, got[place][i]))
				break
			}
		}
	}
}

// Apache's reader finds every table with the contract's types and values.
func TestArrowReadsEveryTable(t *testing.T) {
	dir := t.TempDir()
	files, want := dataset(t, dir, 1, 150, sink.Options{Workers: 2})
	got := map[string][][]string{}
	for _, f := range files {
		s, rows := readArrow(t, filepath.Join(dir, f.Path))
		if diff := cmp.Diff(schemaText(schema.TableOf(f.Table).Arrow), schemaText(s)); diff != "" {
			t.Errorf("%s: schema (-want +got):\n%s", f.Path, diff)
		}
		if int64(len(rows)) != f.Rows {
			t.Errorf("%s: %d rows, reported %d", f.Path, len(rows), f.Rows)
		}
		place := path.Dir(f.Path)
		got[place] = append(got[place], rows...)
	}
	compareContents(t, want, got)
}

// A table is split into files and row groups where it grows, and stays the same.
func TestSplitFiles(t *testing.T) {
	dir := t.TempDir()
	files, want := dataset(t, dir, 2, 300, sink.Options{FileBytes: 20 << 10, GroupBytes: 1 << 20})
	got := map[string][][]string{}
	parts := map[string]int{}
	for _, f := range files {
		place := path.Dir(f.Path)
		if want := fmt.Sprintf("part-%05d.parquet", parts[place]); path.Base(f.Path) != want {
			t.Errorf("%s: want %s", f.Path, want)
		}
		parts[place]++
		_, rows := readArrow(t, filepath.Join(dir, f.Path))
		got[place] = append(got[place], rows...)
	}
	compareContents(t, want, got)
	if parts["applications/year=2021"] < 2 {
		t.Errorf("applications of 2021 have %d files, want several", parts["applications/year=2021"])
	}
}

// Every table has a file with its schema, also without rows.
func TestEmptyDataset(t *testing.T) {
	dir := t.TempDir()
	files, err := sink.WriteAll(dir, nil, nil, nil, sink.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range files {
		got = append(got, f.Path)
		s, rows := readArrow(t, filepath.Join(dir, f.Path))
		if len(rows) != 0 || f.Rows != 0 {
			t.Errorf("%s: %d rows", f.Path, len(rows))
		}
		if diff := cmp.Diff(schemaText(schema.TableOf(f.Table).Arrow), schemaText(s)); diff != "" {
			t.Errorf("%s: schema (-want +got):\n%s", f.Path, diff)
		}
	}
	const unknown = "/year=__HIVE_DEFAULT_PARTITION__/part-00000.parquet"
	want := []string{
		"applications" + unknown, "checks" + unknown, "disclosures" + unknown, "labels/part-00000.parquet",
		"panel" + unknown, "proceedings" + unknown, "rejects/part-00000.parquet", "reports" + unknown,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
}

// A table whose reports are all copies has no row, and so its empty file.
func TestEmptyPanel(t *testing.T) {
	dir := t.TempDir()
	rows := recordtest.Rows(3, 5)
	for i := range rows {
		rows[i].Who.Year, rows[i].DuplicateOf = 2021, "0000000000000000-0"
	}
	if _, err := sink.WriteAll(dir, rows, nil, nil, sink.Options{}); err != nil {
		t.Fatal(err)
	}
	s, panel := readArrow(t, filepath.Join(dir, "panel/year=__HIVE_DEFAULT_PARTITION__/part-00000.parquet"))
	if len(panel) != 0 || s.NumFields() != schema.TableOf("panel").Arrow.NumFields() {
		t.Errorf("%d rows, %d fields", len(panel), s.NumFields())
	}
	if _, err := os.Stat(filepath.Join(dir, "panel/year=2021")); !os.IsNotExist(err) {
		t.Errorf("a partition without rows has a folder: %v", err)
	}
}
