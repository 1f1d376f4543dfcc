package record

import (
	"strconv"
	"testing"

	"github.com/apache/arrow/go/v17/arrow"
	"github.com/apache/arrow/go/v17/arrow/array"
	"github.com/apache/arrow/go/v17/arrow/memory"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// TestWords appends words, far more than are known at a time, with nulls and empty ones among
// them, in batches and over several records of one builder: each row has its own.
func TestWords(t *testing.T) {
	coded := &arrow.DictionaryType{IndexType: arrow.PrimitiveTypes.Int32, ValueType: arrow.BinaryTypes.String}
	for _, of := range []arrow.DataType{coded, arrow.BinaryTypes.String} {
		rapid.Check(t, func(t *rapid.T) {
			b := array.NewBuilder(memory.NewGoAllocator(), of)
			defer b.Release()
			var c column
			c.bind(b)
			for range rapid.IntRange(1, 4).Draw(t, "records") {
				want := drawWords(t)
				for i, w := range want {
					c.addText(w, w != "null")
					if i%7 == 0 {
						c.flush()
					}
				}
				c.flush()
				arr := b.NewArray()
				if diff := cmp.Diff(want, wordsOf(arr)); diff != "" {
					t.Fatalf("%s (-want +got):\n%s", of, diff)
				}
				arr.Release()
			}
		})
	}
}

func drawWords(t *rapid.T) []string {
	rows, distinct := rapid.IntRange(0, 600).Draw(t, "rows"), rapid.IntRange(1, 4*wordSlots).Draw(t, "distinct")
	step := rapid.IntRange(0, 50).Draw(t, "step")
	words := make([]string, 0, rows)
	for i := range rows {
		switch n := i * step % distinct; n {
		case 1:
			words = append(words, "null")
		case 2:
			words = append(words, "")
		default:
			words = append(words, "w"+strconv.Itoa(n))
		}
	}
	return words
}

func wordsOf(arr arrow.Array) []string {
	words := make([]string, 0, arr.Len())
	for i := range arr.Len() {
		switch a := arr.(type) {
		case *array.Dictionary:
			words = append(words, a.ValueStr(i))
		case *array.String:
			words = append(words, a.ValueStr(i))
		}
		if arr.IsNull(i) {
			words[i] = "null"
		}
	}
	return words
}
