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

// setter appends the values of rows, which are a report's, to the builder of their column.
type setter[T any] func(c *column, rows []T)

// text appends strings; "" is null where the column has nulls.
func text[T any](get func(T) string) setter[T] {
	return func(c *column, rows []T) {
		for _, row := range rows {
			s := get(row)
			c.addText(s, s != "")
		}
		c.flush()
	}
}

// required appends strings that are never null.
func required[T any](get func(T) string) setter[T] {
	return func(c *column, rows []T) {
		for _, row := range rows {
			c.addText(get(row), true)
		}
		c.flush()
	}
}

func flag[T any](get func(T) bool) setter[T] {
	return func(c *column, rows []T) {
		flags := c.Builder.(*array.BooleanBuilder)
		for _, row := range rows {
			flags.Append(get(row))
		}
	}
}

func count[T any](get func(T) int64) setter[T] {
	return func(c *column, rows []T) {
		counts := c.Builder.(*array.Int64Builder)
		for _, row := range rows {
			counts.Append(get(row))
		}
	}
}

// known appends counts that may be absent.
func known[T any](get func(T) (n int64, ok bool)) setter[T] {
	return func(c *column, rows []T) {
		for _, row := range rows {
			if n, ok := get(row); ok {
				c.Builder.(*array.Int64Builder).Append(n)
			} else {
				c.AppendNull()
			}
		}
	}
}

// figure appends figures as the column's type asks; absent and, in a column of
// counts, fractional figures are null.
func figure[T any](get func(T) (schema.Micros, bool)) setter[T] {
	return func(c *column, rows []T) {
		for _, row := range rows {
			value, ok := get(row)
			appendFigure(c.Builder, value, ok)
		}
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
	return func(c *column, rows []T) {
		lists := c.Builder.(*array.ListBuilder)
		elements := lists.ValueBuilder().(*array.StringBuilder)
		for _, row := range rows {
			lists.Append(true)
			elements.AppendValues(get(row), nil)
		}
	}
}

// moment appends times; the zero time is null.
func moment[T any](get func(T) time.Time) setter[T] {
	return func(c *column, rows []T) {
		for _, row := range rows {
			if t := get(row); t.IsZero() {
				c.AppendNull()
			} else {
				c.Builder.(*array.TimestampBuilder).Append(arrow.Timestamp(t.UnixMicro()))
			}
		}
	}
}

// year appends years; 0 is null.
func year[T any](get func(T) int) setter[T] {
	return func(c *column, rows []T) {
		for _, row := range rows {
			if y := get(row); y != 0 {
				c.Builder.(*array.Int32Builder).Append(int32(y))
			} else {
				c.AppendNull()
			}
		}
	}
}

// columns binds the columns of a table to the functions that fill them.
type columns[T any] map[string]setter[T]

// tableBuilder collects the rows of one table.
type tableBuilder[T any] struct {
	table   *schema.TableSchema
	builder *array.RecordBuilder
	columns []column
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
	t.columns = make([]column, len(t.set))
	for i, b := range t.builder.Fields() {
		t.columns[i].bind(b)
	}
	return t, nil
}

// append appends rows, column by column.
func (t *tableBuilder[T]) append(rows ...T) {
	for i, set := range t.set {
		set(&t.columns[i], rows)
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
