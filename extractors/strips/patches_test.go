package strips_test

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"

	"gongkai/schema"
)

// lines writes the labels of a table and then its figures in an order: a line for each list of places of
// figures, counted row by row, each line a block.
func (w *writer) lines(labels []string, rows, order [][]int) {
	w.block(labels...)
	for _, line := range order {
		text := ""
		for _, i := range line {
			text += " " + strconv.Itoa(rows[i/7][i%7])
		}
		w.block(text[1:])
	}
}

// singly lists the places of all figures of n rows, each in a line of its own.
func singly(n int) [][]int {
	var out [][]int
	for i := range 7 * n {
		out = append(out, []int{i})
	}
	return out
}

// TestPatches: rows come one after the other, but for some whose figures stand among
// those of their neighbours.
func TestPatches(t *testing.T) {
	form := schema.FormOf("2021")
	labels := labelsOf(form)
	n := len(labels)
	moved := func(from, count, to int) [][]int {
		all := singly(n)
		run := slices.Clone(all[from : from+count])
		return slices.Insert(slices.Delete(all, from, from+count), to, run...)
	}
	paired := singly(n)[:5*7]
	for c := range 7 {
		paired = append(paired, []int{5*7 + c, 6*7 + c})
	}
	paired = append(paired, singly(n)[7*7:]...)
	for _, tt := range []struct {
		name    string
		order   [][]int
		unknown int
	}{
		{"a sum behind the rows below", moved(5*7+6, 1, 8*7-1), 0},
		{"the first figures of a row behind it", moved(9*7, 2, 9*7+5), 0},
		{"two rows written column by column, on lines", paired, 0},
	} {
		rows := summed(n)
		w := &writer{}
		w.WriteString(before)
		w.lines(labels, rows, tt.order)
		w.WriteString(after)
		g := rearranged(w.String(), form)
		if g == nil {
			t.Errorf("%s: not found", tt.name)
			continue
		}
		if got := unknownOf(t, figuresOf(g, labels), rows); got != tt.unknown {
			t.Errorf("%s: %d cells unknown", tt.name, got)
		}
	}
}

// TestPatchesAreNeverWrong: three rows whose figures come in any order that keeps that of
// each column are read as printed or not at all.
func TestPatchesAreNeverWrong(t *testing.T) {
	form := schema.FormOf("2021")
	labels := labelsOf(form)
	read, known := 0, 0
	for seed := range uint64(trials(25)) {
		rng := rand.New(rand.NewPCG(seed, 9))
		rows := filled(rng, len(labels), 12)
		first := rng.IntN(len(rows) - 3)
		order := singly(len(rows))
		var height [7]int
		for i := range 21 {
			c := rng.IntN(7)
			for height[c] == 3 {
				c = (c + 1) % 7
			}
			order[7*first+i] = []int{7*(first+height[c]) + c}
			height[c]++
		}
		w := &writer{}
		w.WriteString(before)
		w.lines(labels, rows, order)
		w.WriteString(after)
		if g := rearranged(w.String(), form); g != nil {
			read++
			known += 7*len(rows) - unknownOf(t, figuresOf(g, labels), rows)
		}
	}
	if read == 0 || known == 0 {
		t.Errorf("%d tables read, %d cells known", read, known)
	}
	t.Logf("%d of 25 tables, %d cells", read, known)
}

// texts are figures as printed.
func texts(row []int) []string {
	out := make([]string, len(row))
	for i, v := range row {
		out[i] = strconv.Itoa(v)
	}
	return out
}
