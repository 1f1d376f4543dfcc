package layout_test

import (
	"slices"
	"strconv"
	"testing"

	"gongkai/extractors/layout"
)

// TestRoom: lists of one cell share memory and nothing else: what is added to one
// changes no other.
func TestRoom(t *testing.T) {
	var room layout.Room
	var lists [][]layout.Cell
	for i := range 40 {
		lists = append(lists, room.Alone(layout.Cell{Text: strconv.Itoa(i)}))
	}
	longer := slices.Clone(lists)
	for i := range longer {
		longer[i] = append(longer[i], layout.Cell{Text: "another"})
	}
	for i, list := range lists {
		if len(list) != 1 || list[0].Text != strconv.Itoa(i) {
			t.Errorf("list %d: %+v", i, list)
		}
	}
}
