package sink_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/apache/arrow/go/v17/arrow"
	"github.com/apache/arrow/go/v17/arrow/array"
	"github.com/apache/arrow/go/v17/arrow/decimal128"
	"github.com/apache/arrow/go/v17/arrow/memory"
	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"
	"pgregory.net/rapid"

	"gongkai/pipeline/durable/durabletest"
	"gongkai/pipeline/record/recordtest"
	"gongkai/pipeline/sink"
	"gongkai/schema"
)

var columnTypes = []arrow.DataType{
	arrow.BinaryTypes.String,
	&arrow.DictionaryType{IndexType: arrow.PrimitiveTypes.Int32, ValueType: arrow.BinaryTypes.String},
	arrow.FixedWidthTypes.Boolean, arrow.PrimitiveTypes.Int8, arrow.PrimitiveTypes.Int32, arrow.PrimitiveTypes.Int64,
	arrow.FixedWidthTypes.Date32, arrow.FixedWidthTypes.Timestamp_us,
	&arrow.Decimal128Type{Precision: 18, Scale: 6},
	arrow.ListOfField(arrow.Field{Name: "element", Type: arrow.BinaryTypes.String}),
}

// anyTable draws a table with a few columns of any type.
func anyTable(t *rapid.T) *schema.TableSchema {
	n := rapid.IntRange(1, 6).Draw(t, "columns")
	fields := make([]arrow.Field, n)
	for i := range fields {
		encoding := rapid.SampledFrom([]string{"", schema.EncodingDictionary}).Draw(t, "encoding")
		statistics := rapid.SampledFrom([]string{"", schema.StatisticsNone}).Draw(t, "statistics")
		fields[i] = arrow.Field{
			Name: fmt.Sprintf("%c%d", 'z'-rune(i), i), // not in the order of the names
			Type: rapid.SampledFrom(columnTypes).Draw(t, "type"), Nullable: rapid.Bool().Draw(t, "nullable"),
			Metadata: arrow.NewMetadata([]string{schema.MetaEncoding, schema.MetaStatistics}, []string{encoding, statistics}),
		}
	}
	return &schema.TableSchema{Name: "drawn", Arrow: arrow.NewSchema(fields, nil)}
}

// appendAny draws a value of a column: null, an extreme or an ordinary one.
func appendAny(t *rapid.T, b array.Builder, nullable bool) {
	if nullable && rapid.IntRange(0, 3).Draw(t, "null") == 0 {
		b.AppendNull()
		return
	}
	text := rapid.OneOf(rapid.StringN(0, 6, 30), rapid.SampledFrom([]string{"", "\x00", "不予公开", strings.Repeat("长", 700)}))
	switch b := b.(type) {
	case *array.StringBuilder:
		b.Append(text.Draw(t, "text"))
	case *array.BinaryDictionaryBuilder:
		if err := b.AppendString(rapid.SampledFrom([]string{"", "observed", "blank", "缺"}).Draw(t, "code")); err != nil {
			t.Fatal(err)
		}
	case *array.BooleanBuilder:
		b.Append(rapid.Bool().Draw(t, "flag"))
	case *array.Int8Builder:
		b.Append(rapid.Int8().Draw(t, "int8"))
	case *array.Int32Builder:
		b.Append(rapid.Int32().Draw(t, "int32"))
	case *array.Int64Builder:
		b.Append(rapid.OneOf(rapid.Int64(), rapid.SampledFrom([]int64{math.MinInt64, math.MaxInt64, 0})).Draw(t, "int64"))
	case *array.Date32Builder:
		b.Append(arrow.Date32(rapid.Int32Range(-700_000, 700_000).Draw(t, "day")))
	case *array.TimestampBuilder:
		b.Append(arrow.Timestamp(rapid.Int64Range(-1e15, 1e16).Draw(t, "time")))
	case *array.Decimal128Builder:
		const most = 999_999_999_999_999_999
		b.Append(decimal128.FromI64(rapid.OneOf(rapid.Int64Range(-most, most), rapid.SampledFrom([]int64{-most, most, -1, 0})).Draw(t, "decimal")))
	case *array.ListBuilder:
		b.Append(true)
		for range rapid.IntRange(0, 3).Draw(t, "items") {
			b.ValueBuilder().(*array.StringBuilder).Append(text.Draw(t, "item"))
		}
	default:
		t.Fatalf("no values for %T", b)
	}
}

// anyRecords draws records of a table. Some are slices of larger ones, so that
// their arrays do not begin at 0.
func anyRecords(t *rapid.T, mem memory.Allocator, table *schema.TableSchema) []arrow.Record {
	var records []arrow.Record
	builder := array.NewRecordBuilder(mem, table.Arrow)
	defer builder.Release()
	for range rapid.IntRange(0, 3).Draw(t, "records") {
		n := rapid.IntRange(0, 20).Draw(t, "rows")
		for range n {
			for i, f := range table.Arrow.Fields() {
				appendAny(t, builder.Field(i), f.Nullable)
			}
		}
		rec := builder.NewRecord()
		from := int64(rapid.IntRange(0, n).Draw(t, "from"))
		to := int64(rapid.IntRange(int(from), n).Draw(t, "to"))
		records = append(records, rec.NewSlice(from, to))
		rec.Release()
	}
	return records
}

func writeRecords(t testing.TB, dir string, table *schema.TableSchema, records []arrow.Record, opt sink.Options) string {
	t.Helper()
	opt.Tables, opt.FS = []*schema.TableSchema{table}, durabletest.NoSync
	w := sink.New(dir, opt)
	for _, rec := range records {
		if err := w.Write(table.Name, "", rec); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.FillEmpty(); err != nil {
		t.Fatal(err)
	}
	files, err := w.Close()
	if err != nil {
		t.Fatal(err)
	}
	if len(files) != 1 {
		t.Fatalf("%d files", len(files))
	}
	return filepath.Join(dir, files[0].Path)
}

// Whatever the columns and values, both readers find what was written, and the
// bytes do not depend on the number of goroutines.
func TestAnyTableComesBack(t *testing.T) {
	dir := t.TempDir()
	trial := 0
	rapid.Check(t, func(rt *rapid.T) {
		mem := memory.NewCheckedAllocator(memory.NewGoAllocator())
		defer mem.AssertSize(t, 0)
		table := anyTable(rt)
		records := anyRecords(rt, mem, table)
		want := [][]string{}
		for _, rec := range records {
			defer rec.Release()
			want = append(want, recordtest.TextRows(rec)...)
		}
		trial++
		group := rapid.Int64Range(1, 2000).Draw(rt, "group bytes")
		opt := sink.Options{Workers: 1, GroupBytes: group}
		name := writeRecords(t, filepath.Join(dir, fmt.Sprint(trial, "a")), table, records, opt)
		opt.Workers = rapid.IntRange(2, 9).Draw(rt, "workers")
		other := writeRecords(t, filepath.Join(dir, fmt.Sprint(trial, "b")), table, records, opt)
		if !bytes.Equal(readFile(t, name), readFile(t, other)) {
			rt.Errorf("%d workers write other bytes than one", opt.Workers)
		}
		s, got := readArrow(t, name)
		if diff := cmp.Diff(schemaText(table.Arrow), schemaText(s)); diff != "" {
			rt.Errorf("schema (-want +got):\n%s", diff)
		}
		if diff := cmp.Diff(want, append([][]string{}, got...)); diff != "" {
			rt.Errorf("rows by Apache's reader (-want +got):\n%s", diff)
		}
		if diff := cmp.Diff(want, readParquetGo(t, name, table)); diff != "" {
			rt.Errorf("rows by parquet-go (-want +got):\n%s", diff)
		}
	})
}

func readFile(t testing.TB, name string) []byte {
	t.Helper()
	raw, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// readParquetGo reads a file's rows with parquet-go, by row and not by column,
// and builds them up again as an Arrow record to print them.
func readParquetGo(t testing.TB, name string, table *schema.TableSchema) [][]string {
	t.Helper()
	raw := readFile(t, name)
	f, err := parquet.OpenFile(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	builder := array.NewRecordBuilder(memory.NewGoAllocator(), table.Arrow)
	defer builder.Release()
	reader := parquet.NewReader(f)
	defer reader.Close()
	rows := make([]parquet.Row, 7)
	for {
		n, err := reader.ReadRows(rows)
		for _, row := range rows[:n] {
			row.Range(func(i int, values []parquet.Value) bool {
				appendValues(builder.Field(i), table.Arrow.Field(i), values)
				return true
			})
		}
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	rec := builder.NewRecord()
	defer rec.Release()
	return recordtest.TextRows(rec)
}

func appendValues(b array.Builder, f arrow.Field, values []parquet.Value) {
	v := values[0]
	if list, ok := b.(*array.ListBuilder); ok {
		if f.Nullable && v.DefinitionLevel() == 0 {
			list.AppendNull()
			return
		}
		list.Append(true)
		for _, v := range values {
			if !v.IsNull() {
				list.ValueBuilder().(*array.StringBuilder).Append(string(v.ByteArray()))
			}
		}
		return
	}
	if v.IsNull() {
		b.AppendNull()
		return
	}
	switch b := b.(type) {
	case *array.StringBuilder:
		b.Append(string(v.ByteArray()))
	case *array.BinaryDictionaryBuilder:
		_ = b.Append(v.ByteArray())
	case *array.BooleanBuilder:
		b.Append(v.Boolean())
	case *array.Int8Builder:
		b.Append(int8(v.Int32()))
	case *array.Int32Builder:
		b.Append(v.Int32())
	case *array.Int64Builder:
		b.Append(v.Int64())
	case *array.Date32Builder:
		b.Append(arrow.Date32(v.Int32()))
	case *array.TimestampBuilder:
		b.Append(arrow.Timestamp(v.Int64()))
	case *array.Decimal128Builder:
		b.Append(decimal128.FromI64(v.Int64()))
	}
}

// The dataset's bytes do not depend on the number of goroutines or the order in
// which the reports are given.
func TestSameBytes(t *testing.T) {
	rows, rejects, labels := recordtest.Rows(4, 60), recordtest.Rejects(4, 20), recordtest.Labels(4, 20)
	one, err := sink.WriteAll(t.TempDir(), rows, rejects, labels, sink.Options{Workers: 1})
	if err != nil {
		t.Fatal(err)
	}
	for i := range rows[:30] {
		rows[i], rows[59-i] = rows[59-i], rows[i]
	}
	eight, err := sink.WriteAll(t.TempDir(), rows, rejects, labels, sink.Options{Workers: 8})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(one, eight); diff != "" {
		t.Errorf("one and eight workers (-one +eight):\n%s", diff)
	}
}
