package sink

import (
	"fmt"

	"github.com/apache/arrow/go/v17/arrow"
	"github.com/apache/arrow/go/v17/arrow/array"
	"github.com/parquet-go/parquet-go"
)

// maxDecimal bounds decimals of precision 18, exclusive.
const maxDecimal = 1_000_000_000_000_000_000

// columnValues gives the Parquet values of an Arrow column, row by row.
type columnValues struct {
	arr    arrow.Array
	column int
	layout *columnLayout
	// value makes the value of an element that is there.
	value func(i int) (parquet.Value, error)
	// size is how many bytes the element has before compression.
	size func(i int) int
	list *array.List
}

func newColumnValues(arr arrow.Array, column int, layout *columnLayout) (*columnValues, error) {
	v := &columnValues{arr: arr, column: column, layout: layout}
	leaf := arr
	if list, ok := arr.(*array.List); ok {
		v.list, leaf = list, list.ListValues()
		if leaf.NullN() > 0 {
			return nil, fmt.Errorf("column %s: a list has a null element", layout.field.Name)
		}
	}
	if !layout.field.Nullable && arr.NullN() > 0 {
		return nil, fmt.Errorf("column %s: %d nulls in a required column", layout.field.Name, arr.NullN())
	}
	v.size = func(int) int { return 8 }
	err := v.bind(leaf)
	return v, err
}

func (v *columnValues) bind(leaf arrow.Array) error {
	switch leaf := leaf.(type) {
	case *array.String:
		v.value = func(i int) (parquet.Value, error) { return stringValue(leaf, i), nil }
		v.size = leaf.ValueLen
	case *array.Dictionary:
		values := dictionaryValues(leaf.Dictionary().(*array.String))
		v.value = func(i int) (parquet.Value, error) { return values[leaf.GetValueIndex(i)], nil }
	case *array.Boolean:
		v.value = func(i int) (parquet.Value, error) { return parquet.BooleanValue(leaf.Value(i)), nil }
	case *array.Int8:
		v.value = func(i int) (parquet.Value, error) { return parquet.Int32Value(int32(leaf.Value(i))), nil }
	case *array.Int32:
		v.value = func(i int) (parquet.Value, error) { return parquet.Int32Value(leaf.Value(i)), nil }
	case *array.Date32:
		v.value = func(i int) (parquet.Value, error) { return parquet.Int32Value(int32(leaf.Value(i))), nil }
	case *array.Int64:
		v.value = func(i int) (parquet.Value, error) { return parquet.Int64Value(leaf.Value(i)), nil }
	case *array.Timestamp:
		v.value = func(i int) (parquet.Value, error) { return parquet.Int64Value(int64(leaf.Value(i))), nil }
	case *array.Decimal128:
		v.value = func(i int) (parquet.Value, error) { return v.decimal(leaf, i) }
	default:
		return fmt.Errorf("column %s: no Parquet values for %s", v.layout.field.Name, leaf.DataType())
	}
	return nil
}

// stringValue makes a value of the string's own bytes; it lives as long as the record.
func stringValue(arr *array.String, i int) parquet.Value {
	base := arr.ValueOffset(0)
	return parquet.ByteArrayValue(arr.ValueBytes()[arr.ValueOffset(i)-base : arr.ValueOffset(i)-base+arr.ValueLen(i)])
}

func dictionaryValues(dict *array.String) []parquet.Value {
	values := make([]parquet.Value, dict.Len())
	for i := range values {
		values[i] = stringValue(dict, i)
	}
	return values
}

// decimal stores a decimal as the 64-bit integer of its digits.
func (v *columnValues) decimal(arr *array.Decimal128, i int) (parquet.Value, error) {
	d := arr.Value(i)
	n := int64(d.LowBits())
	if d.HighBits() != n>>63 || n <= -maxDecimal || n >= maxDecimal {
		scale := arr.DataType().(*arrow.Decimal128Type).Scale
		return parquet.Value{}, fmt.Errorf("column %s: %s has more than 18 digits", v.layout.field.Name, d.ToString(scale))
	}
	return parquet.Int64Value(n), nil
}

// chunk appends the values of the rows from a row on to dst, until the chunk is
// as large as may be handed over at once, and returns the row after.
func (v *columnValues) chunk(dst []parquet.Value, from int) (values []parquet.Value, next int, err error) {
	bytes := 0
	for next = from; next < v.arr.Len() && next-from < maxChunkRows && bytes < pageBytes; next++ {
		var n int
		if dst, n, err = v.row(dst, next); err != nil {
			return dst, next, err
		}
		bytes += n
	}
	return dst, next, nil
}

// row appends the values of one row with their levels and counts their bytes.
func (v *columnValues) row(dst []parquet.Value, i int) ([]parquet.Value, int, error) {
	present := v.layout.maxDefinition
	switch {
	case v.arr.IsNull(i):
		return append(dst, parquet.Value{}.Level(0, 0, v.column)), 1, nil
	case v.list == nil:
		value, err := v.value(i)
		return append(dst, value.Level(0, present, v.column)), v.size(i), err
	}
	from, to := v.list.ValueOffsets(i)
	if from == to {
		return append(dst, parquet.Value{}.Level(0, present-1, v.column)), 1, nil
	}
	bytes := 0
	for j := from; j < to; j++ {
		value, err := v.value(int(j))
		if err != nil {
			return dst, bytes, err
		}
		repetition := 1
		if j == from {
			repetition = 0
		}
		dst = append(dst, value.Level(repetition, present, v.column))
		bytes += v.size(int(j))
	}
	return dst, bytes, nil
}
