package sink

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/apache/arrow/go/v17/arrow"
	"github.com/apache/arrow/go/v17/arrow/array"
	"github.com/apache/arrow/go/v17/arrow/memory"
	"github.com/parquet-go/parquet-go"
)

// TestChunkOfTexts compares the chunks of columns of texts with those that are put together
// row by row: with nulls and without, slices of columns, texts that fill a chunk by themselves.
func TestChunkOfTexts(t *testing.T) {
	rng := rand.New(rand.NewPCG(4, 2))
	layout := &columnLayout{field: arrow.Field{Name: "x", Nullable: true}, maxDefinition: 1}
	cut := 0
	for range 60 {
		b := array.NewStringBuilder(memory.NewGoAllocator())
		long := rng.IntN(3) == 0
		for range 1 + rng.IntN(3*maxChunkRows) {
			switch n := rng.IntN(2000); {
			case n < 200 && !long:
				b.AppendNull()
			case n == 1 && long:
				b.Append(strings.Repeat("字", rng.IntN(pageBytes)))
			default:
				b.Append(strings.Repeat("x", n%40))
			}
		}
		whole := b.NewStringArray()
		from := rng.IntN(whole.Len())
		part := array.NewSlice(whole, int64(from), int64(from+1+rng.IntN(whole.Len()-from)))
		for _, arr := range []arrow.Array{whole, part} {
			quick, err := newColumnValues(arr, 3, layout)
			if err != nil {
				t.Fatal(err)
			}
			slow := *quick
			slow.texts = nil
			for row := 0; row < arr.Len(); {
				want, next, wantTally, err := slow.chunk(nil, row)
				if err != nil {
					t.Fatal(err)
				}
				got, end, gotTally, _ := quick.chunk(nil, row)
				if end != next || gotTally != wantTally || !slices.EqualFunc(got, want, same) {
					t.Fatalf("rows [%d, %d) %+v, want [%d, %d) %+v", row, end, gotTally, row, next, wantTally)
				}
				if next < arr.Len() && next-row < maxChunkRows {
					cut++
				}
				row = next
			}
		}
	}
	if cut == 0 {
		t.Error("no chunk was ended by its bytes")
	}
}

// same reports whether two values are equal with their levels and column.
func same(a, b parquet.Value) bool {
	return parquet.DeepEqual(a, b) && a.Column() == b.Column() && a.DefinitionLevel() == b.DefinitionLevel() && a.RepetitionLevel() == b.RepetitionLevel()
}
