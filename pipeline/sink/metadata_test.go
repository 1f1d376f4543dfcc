package sink_test

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/apache/arrow/go/v17/arrow"
	"github.com/apache/arrow/go/v17/arrow/array"
	"github.com/apache/arrow/go/v17/arrow/decimal128"
	"github.com/apache/arrow/go/v17/arrow/ipc"
	"github.com/apache/arrow/go/v17/arrow/memory"
	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/format"

	"gongkai/pipeline/sink"
	"gongkai/schema"
)

func openParquet(t testing.TB, name string) *parquet.File {
	t.Helper()
	raw := readFile(t, name)
	f, err := parquet.OpenFile(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// The properties that readers see in the footer of every file of the contract.
func TestFileProperties(t *testing.T) {
	dir := t.TempDir()
	files, _ := dataset(t, dir, 5, 60, sink.Options{})
	for _, file := range files {
		table := schema.TableOf(file.Table)
		f := openParquet(t, filepath.Join(dir, file.Path))
		if got := f.Metadata().CreatedBy; got != "gongkai version 1(build parquet-go)" {
			t.Errorf("%s: created by %q", file.Path, got)
		}
		checkArrowSchema(t, f, table)
		for _, g := range f.Metadata().RowGroups {
			checkSorting(t, file.Path, g, table)
			for i, c := range g.Columns {
				checkColumn(t, file.Path, table.Arrow.Field(i), &c)
			}
		}
		checkPages(t, file.Path, f)
	}
}

// checkArrowSchema decodes ARROW:schema: the very schema of the contract.
func checkArrowSchema(t *testing.T, f *parquet.File, table *schema.TableSchema) {
	t.Helper()
	encoded, ok := f.Lookup("ARROW:schema")
	if !ok {
		t.Errorf("%s: no ARROW:schema", table.Name)
		return
	}
	raw, err := base64.StdEncoding.DecodeString(encoded)
	if err != nil {
		t.Fatal(err)
	}
	reader, err := ipc.NewReader(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Release()
	if !reader.Schema().Equal(table.Arrow) {
		t.Errorf("%s: ARROW:schema is %s", table.Name, reader.Schema())
	}
}

func checkSorting(t *testing.T, path string, g format.RowGroup, table *schema.TableSchema) {
	t.Helper()
	var got []string
	for _, s := range g.SortingColumns {
		if s.Descending || s.NullsFirst {
			t.Errorf("%s: sorting column %+v", path, s)
		}
		got = append(got, strings.Join(g.Columns[s.ColumnIdx].MetaData.PathInSchema, "."))
	}
	if diff := cmp.Diff(table.SortKey, got); diff != "" {
		t.Errorf("%s: sorting columns (-want +got):\n%s", path, diff)
	}
}

func checkColumn(t *testing.T, path string, f arrow.Field, c *format.ColumnChunk) {
	t.Helper()
	meta := &c.MetaData
	if meta.Codec != format.Zstd {
		t.Errorf("%s.%s: codec %s", path, f.Name, meta.Codec)
	}
	dictionary := slices.Contains(meta.Encoding, format.RLEDictionary)
	if want := f.Type.ID() == arrow.DICTIONARY || schema.Meta(f, schema.MetaEncoding) == schema.EncodingDictionary; dictionary != want {
		t.Errorf("%s.%s: dictionary %v, want %v", path, f.Name, dictionary, want)
	}
	for _, e := range meta.Encoding {
		if e != format.Plain && e != format.RLE && e != format.RLEDictionary {
			t.Errorf("%s.%s: encoding %s", path, f.Name, e)
		}
	}
	if meta.BloomFilterOffset != 0 {
		t.Errorf("%s.%s: bloom filter", path, f.Name)
	}
	if c.ColumnIndexOffset == 0 || c.OffsetIndexOffset == 0 {
		t.Errorf("%s.%s: no page index", path, f.Name)
	}
	bounds := meta.Statistics.MinValue != nil || meta.Statistics.MaxValue != nil
	values := meta.NumValues > meta.Statistics.NullCount
	if long := schema.Meta(f, schema.MetaStatistics) == schema.StatisticsNone; bounds != (values && !long) {
		t.Errorf("%s.%s: bounds %v, with values %v, long text %v", path, f.Name, bounds, values, long)
	}
}

// checkPages looks at the types of the pages: version 1.
func checkPages(t *testing.T, path string, f *parquet.File) {
	t.Helper()
	for _, g := range f.Metadata().RowGroups {
		for _, c := range g.Columns {
			for _, s := range c.MetaData.EncodingStats {
				if s.PageType != format.DataPage && s.PageType != format.DictionaryPage {
					t.Errorf("%s.%s: page type %s", path, c.MetaData.PathInSchema, s.PageType)
				}
			}
		}
	}
}

// boundsTable has the types whose bounds readers prune by.
var boundsTable = &schema.TableSchema{Name: "bounds", SortKey: []string{"count"}, Arrow: arrow.NewSchema([]arrow.Field{
	{Name: "name", Type: arrow.BinaryTypes.String, Nullable: true},
	{Name: "count", Type: arrow.PrimitiveTypes.Int64, Nullable: true, Metadata: arrow.NewMetadata([]string{schema.MetaEncoding}, []string{schema.EncodingDictionary})},
	{Name: "amount", Type: &arrow.Decimal128Type{Precision: 18, Scale: 6}, Nullable: true},
}, nil)}

// Bounds of negative numbers, decimals and Chinese names are right for each row
// group and each page: a reader that prunes loses no row.
func TestBounds(t *testing.T) {
	mem := memory.NewCheckedAllocator(memory.NewGoAllocator())
	defer mem.AssertSize(t, 0)
	builder := array.NewRecordBuilder(mem, boundsTable.Arrow)
	defer builder.Release()
	var records []arrow.Record
	for group := range 3 {
		for i := range 20_000 {
			n := int64(group*20_000+i) - 30_000
			builder.Field(0).(*array.StringBuilder).Append(fmt.Sprintf("第%06d局", n+30_000))
			builder.Field(1).(*array.Int64Builder).Append(n)
			builder.Field(2).(*array.Decimal128Builder).Append(decimal128.FromI64(-n * 1_000_000_000))
		}
		builder.Field(0).AppendNull()
		builder.Field(1).AppendNull()
		builder.Field(2).AppendNull()
		rec := builder.NewRecord()
		defer rec.Release()
		records = append(records, rec)
	}
	name := writeRecords(t, t.TempDir(), boundsTable, records, sink.Options{GroupBytes: 1})
	f := openParquet(t, name)
	if n := len(f.RowGroups()); n != 3 {
		t.Fatalf("%d row groups, want 3", n)
	}
	for i, g := range f.RowGroups() {
		for c, chunk := range g.ColumnChunks() {
			checkBounds(t, fmt.Sprintf("group %d column %d", i, c), f.Metadata().RowGroups[i].Columns[c].MetaData.Statistics, chunk)
		}
	}
}

// checkBounds compares the bounds in the statistics and the page index with the
// values that the pages hold.
func checkBounds(t *testing.T, where string, stats format.Statistics, chunk parquet.ColumnChunk) {
	t.Helper()
	index, err := chunk.ColumnIndex()
	if err != nil {
		t.Fatal(err)
	}
	typ := chunk.Type()
	pages := chunk.Pages()
	defer pages.Close()
	var least, most parquet.Value
	for n := range index.NumPages() {
		page, err := pages.ReadPage()
		if err != nil {
			t.Fatal(err)
		}
		low, high := boundsOf(t, typ, page)
		if !parquet.Equal(index.MinValue(n), low) || !parquet.Equal(index.MaxValue(n), high) {
			t.Errorf("%s page %d: index says %v to %v, the page has %v to %v", where, n, index.MinValue(n), index.MaxValue(n), low, high)
		}
		if n == 0 || typ.Compare(low, least) < 0 {
			least = low
		}
		if n == 0 || typ.Compare(high, most) > 0 {
			most = high
		}
		parquet.Release(page)
	}
	if stats.NullCount != 1 || !bytes.Equal(stats.MinValue, least.Bytes()) || !bytes.Equal(stats.MaxValue, most.Bytes()) {
		t.Errorf("%s: statistics %x to %x with %d nulls, the pages have %v to %v", where, stats.MinValue, stats.MaxValue, stats.NullCount, least, most)
	}
}

func boundsOf(t *testing.T, typ parquet.Type, page parquet.Page) (low, high parquet.Value) {
	t.Helper()
	values := make([]parquet.Value, page.NumValues())
	if _, err := page.Values().ReadValues(values); err != nil && err.Error() != "EOF" {
		t.Fatal(err)
	}
	for _, v := range values {
		switch {
		case v.IsNull():
		case low.IsNull():
			low, high = v.Clone(), v.Clone()
		case typ.Compare(v, low) < 0:
			low = v.Clone()
		case typ.Compare(v, high) > 0:
			high = v.Clone()
		}
	}
	return low, high
}
