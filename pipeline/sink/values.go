package sink

import (
	"fmt"
	"slices"

	"github.com/apache/arrow/go/v17/arrow"
	"github.com/apache/arrow/go/v17/arrow/array"
	"github.com/apache/arrow/go/v17/arrow/bitutil"
	"github.com/parquet-go/parquet-go"
)

// maxDecimal bounds decimals of precision 18, exclusive.
const maxDecimal = 1_000_000_000_000_000_000

// columnValues gives the Parquet values of an Arrow column, row by row.
type columnValues struct {
	arr    arrow.Array
	column int
	layout *columnLayout
	// append appends the value of an element that is there, with its levels, and says how
	// many bytes it has before compression.
	append func(dst []parquet.Value, i, repetition int) ([]parquet.Value, int, error)
	// fill sets dst to the values of so many rows, each of eight bytes, nulls left as they are; nil
	// where append is to be called for each.
	fill func(dst []parquet.Value, from int)
	// texts is the column where it holds texts of any length, and no lists of them.
	texts *array.String
	list  *array.List
	null  parquet.Value
	// bitmap says from offset on which rows have values; nil where all have.
	bitmap []byte
	offset int
}

func newColumnValues(arr arrow.Array, column int, layout *columnLayout) (*columnValues, error) {
	v := &columnValues{arr: arr, column: column, layout: layout, null: parquet.Value{}.Level(0, 0, column), offset: arr.Data().Offset()}
	if arr.NullN() > 0 {
		v.bitmap = arr.NullBitmapBytes()
	}
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
	err := v.bind(leaf)
	return v, err
}

func (v *columnValues) bind(leaf arrow.Array) error {
	switch leaf := leaf.(type) {
	case *array.String:
		v.texts = leaf
		v.append = func(dst []parquet.Value, i, repetition int) ([]parquet.Value, int, error) {
			return append(dst, stringValue(leaf, i).Level(repetition, v.layout.maxDefinition, v.column)), leaf.ValueLen(i) + 4, nil
		}
	case *array.Dictionary:
		v.bindWords(leaf)
	case *array.Boolean:
		bindFixed(v, leaf.Value, parquet.BooleanValue)
	case *array.Int8:
		bindFixed(v, leaf.Value, func(n int8) parquet.Value { return parquet.Int32Value(int32(n)) })
	case *array.Int32:
		bindFixed(v, leaf.Value, parquet.Int32Value)
	case *array.Date32:
		bindFixed(v, leaf.Value, func(d arrow.Date32) parquet.Value { return parquet.Int32Value(int32(d)) })
	case *array.Int64:
		bindFixed(v, leaf.Value, parquet.Int64Value)
	case *array.Timestamp:
		bindFixed(v, leaf.Value, func(t arrow.Timestamp) parquet.Value { return parquet.Int64Value(int64(t)) })
	case *array.Decimal128:
		v.append = func(dst []parquet.Value, i, repetition int) ([]parquet.Value, int, error) {
			value, err := v.decimal(leaf, i)
			return append(dst, value.Level(repetition, v.layout.maxDefinition, v.column)), 8, err
		}
	default:
		return fmt.Errorf("column %s: no Parquet values for %s", v.layout.field.Name, leaf.DataType())
	}
	return nil
}

// bindFixed binds a type whose values all have eight bytes, and give no errors.
func bindFixed[T any](v *columnValues, get func(i int) T, value func(T) parquet.Value) {
	present := v.layout.maxDefinition
	v.append = func(dst []parquet.Value, i, repetition int) ([]parquet.Value, int, error) {
		return append(dst, value(get(i)).Level(repetition, present, v.column)), 8, nil
	}
	v.fill = func(dst []parquet.Value, from int) {
		for i := range dst {
			if v.there(from + i) {
				dst[i] = value(get(from+i)).Level(0, present, v.column)
			}
		}
	}
}

// there reports whether a row has a value.
func (v *columnValues) there(row int) bool {
	return v.bitmap == nil || bitutil.BitIsSet(v.bitmap, v.offset+row)
}

// bindWords binds codes: the values of their words are made once.
func (v *columnValues) bindWords(leaf *array.Dictionary) {
	values := words(leaf.Dictionary().(*array.String))
	for i := range values {
		values[i] = values[i].Level(0, v.layout.maxDefinition, v.column)
	}
	v.append = func(dst []parquet.Value, i, repetition int) ([]parquet.Value, int, error) {
		return append(dst, values[leaf.GetValueIndex(i)].Level(repetition, v.layout.maxDefinition, v.column)), 8, nil
	}
	indices, ok := leaf.Indices().(*array.Int32)
	if !ok {
		return
	}
	v.fill = func(dst []parquet.Value, from int) {
		for i, word := range indices.Int32Values()[from : from+len(dst)] {
			if v.there(from + i) {
				dst[i] = values[word]
			}
		}
	}
}

// words makes the values of a dictionary's words.
func words(dict *array.String) []parquet.Value {
	values := make([]parquet.Value, dict.Len())
	for i := range values {
		values[i] = stringValue(dict, i)
	}
	return values
}

// stringValue makes a value of the string's own bytes; it lives as long as the record.
func stringValue(arr *array.String, i int) parquet.Value {
	base := arr.ValueOffset(0)
	return parquet.ByteArrayValue(arr.ValueBytes()[arr.ValueOffset(i)-base : arr.ValueOffset(i)-base+arr.ValueLen(i)])
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

// chunk appends the values of the rows from a row on to dst, until the chunk is as
// large as may be handed over at once, returns the row after and counts them.
func (v *columnValues) chunk(dst []parquet.Value, from int) (values []parquet.Value, next int, counted tally, err error) {
	if v.fill != nil && v.list == nil {
		next = min(v.arr.Len(), from+maxChunkRows)
		return v.filled(dst, from, next), next, v.tallied(from, next), nil
	}
	if v.texts != nil && v.list == nil {
		dst, next, counted = v.chunkOfTexts(dst, from)
		return dst, next, counted, nil
	}
	for next = from; next < v.arr.Len() && next-from < maxChunkRows && counted.bytes < pageBytes; next++ {
		var size, nulls int
		before := len(dst)
		if dst, size, nulls, err = v.row(dst, next); err != nil {
			return dst, next, counted, err
		}
		counted.bytes += int64(size)
		counted.nulls += int64(nulls)
		counted.values += int64(len(dst) - before)
	}
	return dst, next, counted, nil
}

// chunkOfTexts is chunk of a column of texts.
func (v *columnValues) chunkOfTexts(dst []parquet.Value, from int) (values []parquet.Value, next int, counted tally) {
	data, offsets := v.texts.ValueBytes(), v.texts.ValueOffsets()
	base, present := offsets[0], v.layout.maxDefinition
	next = from
	for limit := min(v.arr.Len(), from+maxChunkRows); next < limit && counted.bytes < pageBytes; next++ {
		if !v.there(next) {
			dst = append(dst, v.null)
			counted.nulls++
			counted.bytes += 8
			continue
		}
		text := data[offsets[next]-base : offsets[next+1]-base]
		dst = append(dst, parquet.ByteArrayValue(text).Level(0, present, v.column))
		counted.bytes += int64(len(text)) + 4
	}
	counted.values = int64(next - from)
	return dst, next, counted
}

// filled appends the values of rows of eight bytes each.
func (v *columnValues) filled(dst []parquet.Value, from, to int) []parquet.Value {
	first, n := len(dst), to-from
	dst = slices.Grow(dst, n)[:first+n]
	rows := dst[first:]
	if v.bitmap != nil {
		for i := range rows {
			rows[i] = v.null
		}
	}
	if v.arr.NullN() < v.arr.Len() {
		v.fill(rows, from)
	}
	return dst
}

// tallied counts rows of eight bytes each.
func (v *columnValues) tallied(from, to int) tally {
	counted := tally{values: int64(to - from), bytes: 8 * int64(to-from)}
	if v.bitmap == nil {
		return counted
	}
	there := bitutil.CountSetBits(v.bitmap, v.offset+from, to-from)
	counted.nulls = counted.values - int64(there)
	return counted
}

// row appends the values of one row with their levels and counts their bytes, and the
// nulls among them.
func (v *columnValues) row(dst []parquet.Value, i int) (values []parquet.Value, bytes, nulls int, err error) {
	if v.arr.IsNull(i) {
		return append(dst, v.null), 8, 1, nil
	}
	if v.list == nil {
		dst, bytes, err = v.append(dst, i, 0)
		return dst, bytes, 0, err
	}
	from, to := v.list.ValueOffsets(i)
	if from == to {
		return append(dst, parquet.Value{}.Level(0, v.layout.maxDefinition-1, v.column)), 8, 1, nil
	}
	for j := from; j < to; j++ {
		var size int
		if dst, size, err = v.append(dst, int(j), min(int(j-from), 1)); err != nil {
			return dst, bytes, 0, err
		}
		bytes += size
	}
	return dst, bytes, 0, nil
}
