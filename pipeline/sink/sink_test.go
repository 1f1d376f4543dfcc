package sink_test

import (
	"errors"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/apache/arrow/go/v17/arrow"
	"github.com/apache/arrow/go/v17/arrow/array"
	"github.com/apache/arrow/go/v17/arrow/decimal128"
	"github.com/apache/arrow/go/v17/arrow/memory"
	"github.com/google/go-cmp/cmp"

	"gongkai/pipeline/durable"
	"gongkai/pipeline/record"
	"gongkai/pipeline/record/recordtest"
	"gongkai/pipeline/sink"
	"gongkai/schema"
)

func stream(rows []record.Row) iter.Seq2[*record.Row, error] {
	return func(yield func(*record.Row, error) bool) {
		for i := range rows {
			if !yield(&rows[i], nil) {
				return
			}
		}
	}
}

func sorted(rows []record.Row) []record.Row {
	slices.SortFunc(rows, func(a, b record.Row) int { return record.Compare(&a, &b) })
	return rows
}

// A partition written by itself has the bytes that it has in a whole dataset.
func TestPartitionAlone(t *testing.T) {
	rows := sorted(recordtest.Rows(7, 60))
	whole, err := sink.WriteAll(t.TempDir(), rows, nil, nil, sink.Options{})
	if err != nil {
		t.Fatal(err)
	}
	w := sink.New(t.TempDir(), sink.Options{Workers: 3})
	in2021 := slices.DeleteFunc(slices.Clone(rows), func(r record.Row) bool { return r.Who.Year != 2021 })
	if err := w.WritePartition(2021, stream(in2021)); err != nil {
		t.Fatal(err)
	}
	got, err := w.Close()
	if err != nil {
		t.Fatal(err)
	}
	want := slices.DeleteFunc(whole, func(f sink.File) bool { return f.Partition != "year=2021" })
	if diff := cmp.Diff(want, got); diff != "" || len(got) != 6 {
		t.Errorf("files (-want +got):\n%s", diff)
	}
}

func TestFillEmptyOnlyWhatIsMissing(t *testing.T) {
	dir := t.TempDir()
	w := sink.New(dir, sink.Options{})
	if err := w.WritePartition(2021, stream(oneYear(1))); err != nil {
		t.Fatal(err)
	}
	if err := w.WritePartition(0, stream(nil)); err != nil {
		t.Fatal(err)
	}
	if err := w.FillEmpty("reports", "labels"); err != nil {
		t.Fatal(err)
	}
	files, err := w.Close()
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range files {
		if f.Table == "reports" || f.Rows == 0 {
			got = append(got, f.Path)
		}
	}
	if diff := cmp.Diff([]string{"labels/part-00000.parquet", "reports/year=2021/part-00000.parquet"}, got); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
}

// emptyRecord is a record of a table without rows.
func emptyRecord(t *testing.T, s *arrow.Schema) arrow.Record {
	t.Helper()
	builder := array.NewRecordBuilder(memory.NewGoAllocator(), s)
	defer builder.Release()
	return builder.NewRecord()
}

func TestWhatIsRefused(t *testing.T) {
	rejects := emptyRecord(t, schema.TableOf("rejects").Arrow)
	reports := emptyRecord(t, schema.TableOf("reports").Arrow)
	broken := errors.New("source failed")
	years := oneYear(2)
	for name, use := range map[string]func(w *sink.Writer) error{
		"unknown table":             func(w *sink.Writer) error { return w.Write("nothing", "", rejects) },
		"other schema":              func(w *sink.Writer) error { return w.Write("labels", "", rejects) },
		"no partition":              func(w *sink.Writer) error { return w.Write("reports", "", reports) },
		"partition too much":        func(w *sink.Writer) error { return w.Write("rejects", "year=2021", rejects) },
		"partition that is no year": func(w *sink.Writer) error { return w.Write("reports", "year=2021/..", reports) },
		"partition of zero":         func(w *sink.Writer) error { return w.Write("reports", "year=0", reports) },
		"partition twice": func(w *sink.Writer) error {
			return errors.Join(w.WritePartition(2021, stream(oneYear(1))), w.WritePartition(2021, stream(oneYear(1))))
		},
		"rejects twice": func(w *sink.Writer) error { return errors.Join(w.WriteRejects(nil), w.WriteRejects(nil)) },
		"other year":    func(w *sink.Writer) error { return w.WritePartition(2020, stream(oneYear(1))) },
		"out of order": func(w *sink.Writer) error {
			rows := sorted(oneYear(2))
			slices.Reverse(rows)
			return w.WritePartition(2021, stream(rows))
		},
		"rows with an error": func(w *sink.Writer) error {
			return w.WritePartition(2021, func(yield func(*record.Row, error) bool) {
				if yield(&years[0], nil) {
					yield(nil, broken)
				}
			})
		},
		"closed": func(w *sink.Writer) error {
			_, err := w.Close()
			return errors.Join(err, w.WriteRejects(nil))
		},
		"given up": func(w *sink.Writer) error { return errors.Join(w.Abort(), w.WriteRejects(nil)) },
	} {
		dir := t.TempDir()
		w := sink.New(dir, sink.Options{})
		err := use(w)
		if err == nil {
			t.Errorf("%s: accepted", name)
		}
		if name == "rows with an error" && !errors.Is(err, broken) {
			t.Errorf("%s: error %v", name, err)
		}
		if _, temporaries := published(t, dir); temporaries > 0 {
			t.Errorf("%s: %d temporaries left", name, temporaries)
		}
	}
}

// A file that is there is never replaced: it may be a link into an older snapshot.
func TestExistingFileStays(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "rejects", "part-00000.parquet")
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte("older"), 0o600); err != nil {
		t.Fatal(err)
	}
	w := sink.New(dir, sink.Options{})
	if err := w.WriteRejects(nil); !errors.Is(err, os.ErrExist) {
		t.Errorf("error %v, want one that the file exists", err)
	}
	if got := string(readFile(t, name)); got != "older" {
		t.Errorf("the file holds %q", got)
	}
}

// Abort leaves no temporary of a file in hand.
func TestAbort(t *testing.T) {
	dir := t.TempDir()
	w := sink.New(dir, sink.Options{})
	if err := w.Write("rejects", "", emptyRecord(t, schema.TableOf("rejects").Arrow)); err != nil {
		t.Fatal(err)
	}
	if _, temporaries := published(t, dir); temporaries != 1 {
		t.Fatalf("%d temporaries, want the one in hand", temporaries)
	}
	if err := w.Abort(); err != nil {
		t.Fatal(err)
	}
	if files, temporaries := published(t, dir); temporaries != 0 || len(files) != 0 {
		t.Errorf("%d temporaries and %d files after Abort", temporaries, len(files))
	}
}

// column makes a table and a record of one column.
func column(t *testing.T, f arrow.Field, fill func(array.Builder)) (*schema.TableSchema, arrow.Record) {
	t.Helper()
	table := &schema.TableSchema{Name: "one", Arrow: arrow.NewSchema([]arrow.Field{f}, nil)}
	builder := array.NewRecordBuilder(memory.NewGoAllocator(), table.Arrow)
	defer builder.Release()
	fill(builder.Field(0))
	return table, builder.NewRecord()
}

func TestValuesThatAreRefused(t *testing.T) {
	list := arrow.ListOfField(arrow.Field{Name: "element", Type: arrow.BinaryTypes.String})
	for name, c := range map[string]struct {
		field arrow.Field
		fill  func(array.Builder)
	}{
		"null in a required column": {arrow.Field{Name: "n", Type: arrow.PrimitiveTypes.Int64}, array.Builder.AppendNull},
		"decimal of 19 digits": {arrow.Field{Name: "d", Type: &arrow.Decimal128Type{Precision: 18, Scale: 6}},
			func(b array.Builder) {
				b.(*array.Decimal128Builder).Append(decimal128.FromI64(1_000_000_000_000_000_000))
			}},
		"decimal of 30 digits": {arrow.Field{Name: "d", Type: &arrow.Decimal128Type{Precision: 18, Scale: 6}},
			func(b array.Builder) { b.(*array.Decimal128Builder).Append(decimal128.New(1<<40, 5)) }},
		"null in a list": {arrow.Field{Name: "l", Type: list}, func(b array.Builder) {
			b.(*array.ListBuilder).Append(true)
			b.(*array.ListBuilder).ValueBuilder().AppendNull()
		}},
		"type without a Parquet type": {arrow.Field{Name: "f", Type: arrow.PrimitiveTypes.Float64},
			func(b array.Builder) { b.(*array.Float64Builder).Append(0.5) }},
		"decimal of high precision": {arrow.Field{Name: "d", Type: &arrow.Decimal128Type{Precision: 38, Scale: 6}},
			func(b array.Builder) { b.(*array.Decimal128Builder).Append(decimal128.FromI64(1)) }},
		"time without a zone": {arrow.Field{Name: "t", Type: &arrow.TimestampType{Unit: arrow.Microsecond}},
			func(b array.Builder) { b.(*array.TimestampBuilder).Append(1) }},
	} {
		table, rec := column(t, c.field, c.fill)
		dir := t.TempDir()
		w := sink.New(dir, sink.Options{Tables: []*schema.TableSchema{table}})
		if err := w.Write("one", "", rec); err == nil || !strings.Contains(err.Error(), c.field.Name) {
			t.Errorf("%s: error %v, want one that names the column", name, err)
		}
		rec.Release()
		if files, temporaries := published(t, dir); len(files)+temporaries > 0 {
			t.Errorf("%s: %d files, %d temporaries", name, len(files), temporaries)
		}
	}
}

// Long texts make pages of bounded size, not one page for a record.
func TestLongTexts(t *testing.T) {
	text := strings.Repeat("依法公开", 20_000) // 240 kB
	table, rec := column(t, arrow.Field{Name: "text", Type: arrow.BinaryTypes.String, Nullable: true}, func(b array.Builder) {
		for range 40 {
			b.(*array.StringBuilder).Append(text)
		}
	})
	defer rec.Release()
	name := writeRecords(t, t.TempDir(), table, []arrow.Record{rec}, sink.Options{FS: durable.OS})
	index, err := openParquet(t, name).RowGroups()[0].ColumnChunks()[0].ColumnIndex()
	if err != nil {
		t.Fatal(err)
	}
	if index.NumPages() < 7 || index.NumPages() > 10 { // 9.6 MB in pages of 1 MB and at most one text more
		t.Errorf("%d pages", index.NumPages())
	}
	if _, rows := readArrow(t, name); len(rows) != 40 || len(rows[39][0]) != len(text)+2 {
		t.Errorf("%d rows", len(rows))
	}
}
