package strips

import (
	"reflect"
	"slices"
	"testing"

	"gongkai/extractors/layout/plain"
	"gongkai/schema"
	"gongkai/scripts/bench/mix"
)

// ordersOf are the orders found of the sections given.
func ordersOf(sections []section, late []written) map[int][][]int {
	if !arrangeEach(sections) && len(sections) > 0 {
		arrangeTogether(sections, late)
	}
	out := map[int][][]int{}
	for i := range sections {
		if sections[i].order != nil {
			out[sections[i].from] = sections[i].order
		}
	}
	return out
}

// TestSectionsLeftOut compares the orders found with those where the labels of all sections
// are searched, whatever their figures are.
func TestSectionsLeftOut(t *testing.T) {
	found := 0
	documents := 200
	if testing.Short() {
		documents = 40
	}
	for i := range documents {
		body := string(mix.DrawKind(7, mix.Text, i).Body)
		read, blocks := plain.Read(body)[0], plain.Blocks(body)
		for _, form := range schema.Forms() {
			all := slices.DeleteFunc(candidates(&read, &blocks, form, nil), func(s section) bool { return !s.isLabelled() })
			some := sectionsOf(&read, &blocks, form, nil)
			late := func(s []section) []written {
				if len(s) == 0 {
					return nil
				}
				return lateFigures(&blocks, s[len(s)-1].end)
			}
			want, got := ordersOf(all, late(all)), ordersOf(some, late(some))
			if !reflect.DeepEqual(want, got) {
				t.Fatalf("document %d, edition %s: %v, want %v", i, form.Edition, got, want)
			}
			found += len(got)
		}
	}
	if found == 0 {
		t.Fatal("no table was put in order")
	}
}
