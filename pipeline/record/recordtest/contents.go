package recordtest

import (
	"fmt"
	"iter"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/apache/arrow/go/v17/arrow"
	"github.com/apache/arrow/go/v17/arrow/array"
	"github.com/apache/arrow/go/v17/arrow/memory"

	"gongkai/pipeline/record"
	"gongkai/schema"
)

// Null is how Text prints a null.
const Null = "null"

// Text prints one value exactly: strings quoted, decimals with all digits of
// their scale, times in UTC with microseconds, lists in brackets.
func Text(arr arrow.Array, i int) string {
	if arr.IsNull(i) {
		return Null
	}
	switch arr := arr.(type) {
	case *array.String:
		return strconv.Quote(arr.Value(i))
	case *array.Dictionary:
		return Text(arr.Dictionary(), arr.GetValueIndex(i))
	case *array.Boolean:
		return strconv.FormatBool(arr.Value(i))
	case *array.Int8:
		return strconv.Itoa(int(arr.Value(i)))
	case *array.Int32:
		return strconv.Itoa(int(arr.Value(i)))
	case *array.Int64:
		return strconv.FormatInt(arr.Value(i), 10)
	case *array.Date32:
		return arr.Value(i).ToTime().Format(time.DateOnly)
	case *array.Timestamp:
		return time.UnixMicro(int64(arr.Value(i))).UTC().Format(TimeLayout)
	case *array.Decimal128:
		return arr.Value(i).ToString(arr.DataType().(*arrow.Decimal128Type).Scale)
	case *array.List:
		from, to := arr.ValueOffsets(i)
		items := make([]string, 0, to-from)
		for j := from; j < to; j++ {
			items = append(items, Text(arr.ListValues(), int(j)))
		}
		return "[" + strings.Join(items, ", ") + "]"
	}
	panic(fmt.Sprintf("recordtest: no text for %s", arr.DataType()))
}

// TimeLayout is how Text prints a time.
const TimeLayout = "2006-01-02T15:04:05.000000Z"

// TextRows prints every row of a record.
func TextRows(rec arrow.Record) [][]string {
	rows := make([][]string, rec.NumRows())
	for i := range rows {
		for _, column := range rec.Columns() {
			rows[i] = append(rows[i], Text(column, i))
		}
	}
	return rows
}

// Contents is what a dataset of these rows holds: the rows of each partition,
// keyed as reports/year=2021 or rejects, printed by Text in the order of the
// files.
func Contents(rows []record.Row, rejects []record.Reject, labels []record.Label) (map[string][][]string, error) {
	contents := map[string][][]string{}
	partition := ""
	mem := memory.NewGoAllocator()
	collect := func(table string, rec arrow.Record) error {
		place := path.Join(table, partition)
		contents[place] = append(contents[place], TextRows(rec)...)
		return nil
	}
	if err := record.Rejects(mem, each(pointers(rejects, record.CompareRejects)), collect); err != nil {
		return nil, err
	}
	if err := record.Labels(mem, pointers(labels, record.CompareLabels), collect); err != nil {
		return nil, err
	}
	sorted := pointers(rows, record.Compare)
	for len(sorted) > 0 {
		year := sorted[0].Who.Year
		n := 0
		for n < len(sorted) && sorted[n].Who.Year == year {
			n++
		}
		partition = schema.Partition(year)
		if err := run(mem, sorted[:n], collect); err != nil {
			return nil, err
		}
		sorted = sorted[n:]
	}
	return contents, nil
}

func run(mem memory.Allocator, rows []*record.Row, emit record.Emit) error {
	tables, err := record.NewTables(mem, schema.Tables(), emit)
	if err != nil {
		return err
	}
	defer tables.Release()
	for _, row := range rows {
		if err := tables.Append(row); err != nil {
			return err
		}
	}
	return tables.Finish()
}

func pointers[T any](rows []T, compare func(a, b *T) int) []*T {
	sorted := make([]*T, len(rows))
	for i := range rows {
		sorted[i] = &rows[i]
	}
	slices.SortFunc(sorted, compare)
	return sorted
}

func each[T any](rows []*T) iter.Seq2[*T, error] {
	return func(yield func(*T, error) bool) {
		for _, row := range rows {
			if !yield(row, nil) {
				return
			}
		}
	}
}
