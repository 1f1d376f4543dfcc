package strips

import (
	"testing"

	"gongkai/schema"
)

// lateFirst are the figures of a table of which those of the first column of some rows, on
// a page of their own, stand behind the others, in a block without text.
func lateFirst(rows [][]int, from, end int) []written {
	var out []written
	add := func(value int, page uint16) *written {
		n := len(out)
		out = append(out, written{value: schema.Micros(value) * 1_000_000, block: n, line: n, page: page})
		return &out[n]
	}
	page := uint16(1)
	for r, row := range rows {
		if r == from || r == end {
			page++
		}
		for c, v := range row {
			if c > 0 || r < from || r >= end {
				add(v, page)
			}
		}
		if r+1 == end {
			for _, late := range rows[from:end] {
				add(late[0], page).block = -1
			}
		}
	}
	return out
}

// applied are the figures of a table of applications of which some rows have figures in the
// first two columns.
func applied(rows int, of map[int][2]int) [][]int {
	out := make([][]int, rows)
	for r := range out {
		out[r] = make([]int, 7)
	}
	for r, values := range of {
		for _, to := range []int{0, r, rows - 2} {
			out[to][0] += values[0]
			out[to][1] += values[1]
			out[to][6] += values[0] + values[1]
		}
	}
	return out
}

// TestFewFiguresProveNothing: where a few applications are all that a page has, sums hold in
// many orders, and none is taken that departs from one row after the other.
func TestFewFiguresProveNothing(t *testing.T) {
	form := schema.FormOf("2021")
	table := tablesOf(form)[form.Cells[0].Table+1].table
	n := len(table.cells)
	many := applied(n, map[int][2]int{4: {7, 2}, 6: {11, 4}, 7: {30, 1}})
	if table.stacked(lateFirst(many, 3, 10)) == nil {
		t.Error("with figures that differ: not put in order")
	}
	few := applied(n, map[int][2]int{4: {1, 0}, 6: {1, 0}, 7: {1, 0}})
	if table.stacked(lateFirst(few, 3, 10)) != nil {
		t.Error("with figures alike: put in order")
	}
	if table.stacked(lateFirst(many, 0, n)) != nil {
		t.Error("a column behind all others: put in order")
	}
}
