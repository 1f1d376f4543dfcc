package record

import (
	"fmt"
	"time"

	"github.com/apache/arrow/go/v17/arrow"
	"github.com/apache/arrow/go/v17/arrow/array"
	"github.com/apache/arrow/go/v17/arrow/decimal128"
	"github.com/apache/arrow/go/v17/arrow/memory"

	"gongkai/schema"
)

// setter appends one value of a row to the builder of its column.
type setter[T any] func(b array.Builder, row T)

// text appends a string; "" is null where the column has nulls.
func text[T any](get func(T) string) setter[T] {
	return func(b array.Builder, row T) { appendText(b, get(row)) }
}

func appendText(b array.Builder, s string) {
	if s == "" {
		b.AppendNull()
		return
	}
	appendString(b, s)
}

// required appends a string that is never null.
func required[T any](get func(T) string) setter[T] {
	return func(b array.Builder, row T) { appendString(b, get(row)) }
}

func appendString(b array.Builder, s string) {
	if plain, ok := b.(*array.StringBuilder); ok {
		plain.Append(s)
		return
	}
	words := b.(*array.BinaryDictionaryBuilder)
	if last := words.Len() - 1; last >= 0 && !words.IsNull(last) {
		// A report's columns are the same in all of its rows: no need to look the word up.
		if index := words.GetValueIndex(last); string(words.Value(index)) == s {
			words.AppendIndices([]int{index}, nil)
			return
		}
	}
	if err := words.AppendString(s); err != nil {
		panic(fmt.Sprintf("record: dictionary of strings: %v", err)) // only an index overflow: 2^31 distinct codes
	}
}

func flag[T any](get func(T) bool) setter[T] {
	return func(b array.Builder, row T) { b.(*array.BooleanBuilder).Append(get(row)) }
}

func count[T any](get func(T) int64) setter[T] {
	return func(b array.Builder, row T) { b.(*array.Int64Builder).Append(get(row)) }
}

// figure appends a figure as the column's type asks; absent and, in a column of
// counts, fractional figures are null.
func figure[T any](get func(T) (schema.Micros, bool)) setter[T] {
	return func(b array.Builder, row T) {
		value, ok := get(row)
		appendFigure(b, value, ok)
	}
}

func appendFigure(b array.Builder, value schema.Micros, ok bool) {
	if !ok {
		b.AppendNull()
		return
	}
	if decimals, isAmount := b.(*array.Decimal128Builder); isAmount {
		decimals.Append(decimal128.FromI64(int64(value)))
		return
	}
	n, whole := value.Int()
	if !whole {
		b.AppendNull()
		return
	}
	b.(*array.Int64Builder).Append(n)
}

func list[T any](get func(T) []string) setter[T] {
	return func(b array.Builder, row T) {
		lists := b.(*array.ListBuilder)
		lists.Append(true)
		for _, s := range get(row) {
			lists.ValueBuilder().(*array.StringBuilder).Append(s)
		}
	}
}

// moment appends a time; the zero time is null.
func moment[T any](get func(T) time.Time) setter[T] {
	return func(b array.Builder, row T) {
		t := get(row)
		if t.IsZero() {
			b.AppendNull()
			return
		}
		b.(*array.TimestampBuilder).Append(arrow.Timestamp(t.UnixMicro()))
	}
}

// year appends a year; 0 is null.
func year[T any](get func(T) int) setter[T] {
	return func(b array.Builder, row T) {
		if y := get(row); y != 0 {
			b.(*array.Int32Builder).Append(int32(y))
		} else {
			b.AppendNull()
		}
	}
}

// columns binds the columns of a table to the functions that fill them.
type columns[T any] map[string]setter[T]

// tableBuilder collects the rows of one table.
type tableBuilder[T any] struct {
	table   *schema.TableSchema
	builder *array.RecordBuilder
	set     []setter[T]
}

// newTableBuilder fails where the schema has a column that nothing fills, or
// something fills a column that the schema has not.
func newTableBuilder[T any](mem memory.Allocator, table *schema.TableSchema, cols columns[T]) (*tableBuilder[T], error) {
	t := &tableBuilder[T]{table: table}
	for _, f := range table.Arrow.Fields() {
		set, ok := cols[f.Name]
		if !ok {
			return nil, fmt.Errorf("record: table %s: nothing fills column %s", table.Name, f.Name)
		}
		t.set = append(t.set, set)
	}
	if len(cols) != len(t.set) {
		return nil, fmt.Errorf("record: table %s: %d columns are filled, the schema has %d", table.Name, len(cols), len(t.set))
	}
	t.builder = array.NewRecordBuilder(mem, table.Arrow)
	return t, nil
}

func (t *tableBuilder[T]) append(row T) {
	for i, set := range t.set {
		set(t.builder.Field(i), row)
	}
}

func (t *tableBuilder[T]) len() int { return t.builder.Field(0).Len() }

// flush hands the collected rows on as a record, which it releases afterwards.
func (t *tableBuilder[T]) flush(emit Emit) error {
	if t.len() == 0 {
		return nil
	}
	rec := t.builder.NewRecord()
	defer rec.Release()
	return emit(t.table.Name, rec)
}

func (t *tableBuilder[T]) release() { t.builder.Release() }
