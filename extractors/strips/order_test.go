package strips_test

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"gongkai/schema"
)

// TestFiguresAlike: where all figures are the same, no order can be the wrong one.
func TestFiguresAlike(t *testing.T) {
	form := schema.FormOf("2021")
	labels := labelsOf(form)
	w := &writer{}
	w.WriteString(before)
	w.block(labels...)
	w.block(slices.Repeat([]string{"0"}, 4*9)...)
	for range 7*len(labels) - 4*9 {
		w.block("0")
	}
	w.WriteString(after)
	g := rearranged(w.String(), form)
	if g == nil {
		t.Fatal("not found")
	}
	for r, row := range figuresOf(g, labels) {
		if strings.Join(row, "") != "0000000" {
			t.Errorf("%s: %q", labels[r], row)
		}
	}
}

// TestPagesPartRows: the figures of a page belong to other rows than those of the next
// one, which leaves fewer ways to read them.
func TestPagesPartRows(t *testing.T) {
	form := schema.FormOf("2021")
	labels := labelsOf(form)
	unknown := func(end string) int {
		n := 0
		for seed := range uint64(20) {
			rows := filled(rand.New(rand.NewPCG(seed, 4)), len(labels), 2)
			w := &writer{}
			w.WriteString(before)
			for r := 0; r < len(rows); r += 5 {
				w.across(labels[r:r+5], rows[r:r+5])
				w.WriteString(end)
			}
			w.WriteString(after)
			g := rearranged(w.String(), form)
			if g == nil {
				n += 7 * len(rows)
				continue
			}
			n += unknownOf(t, figuresOf(g, labels), rows)
		}
		return n
	}
	if whole, parted := unknown(""), unknown("\f"); parted >= whole {
		t.Errorf("%d cells unknown on pages, %d on one", parted, whole)
	}
}

// unknownOf counts the cells without a figure; those with one must have what is printed.
func unknownOf(t *testing.T, got [][]string, rows [][]int) int {
	t.Helper()
	unknown := 0
	for r := range rows {
		for c, text := range got[r] {
			switch text {
			case "?":
				unknown++
			case strconv.Itoa(rows[r][c]):
			default:
				t.Errorf("row %d, column %d: %s, printed is %d", r, c, text, rows[r][c])
			}
		}
	}
	return unknown
}

// TestFirstColumnOfSeveralBlocks: the first column stands in two blocks, then the
// others of the rows above, then the others of those below.
func TestFirstColumnOfSeveralBlocks(t *testing.T) {
	form := schema.FormOf("2021")
	labels := labelsOf(form)
	rows := make([][]int, len(labels))
	for r := range rows {
		rows[r] = make([]int, 7)
	}
	total := len(rows) - 2
	for r := 2; r < total; r++ {
		rows[r][0], rows[r][2] = 3*r+1, r%3
		rows[total][0] += rows[r][0]
		rows[total][2] += rows[r][2]
	}
	rows[0][0], rows[0][2] = rows[total][0], rows[total][2]
	for r := range rows {
		rows[r][6] = rows[r][0] + rows[r][2]
	}
	w := &writer{}
	w.WriteString(before)
	bands := [][2]int{{0, 9}, {9, len(rows)}}
	for _, b := range bands {
		first := append([]string{}, labels[b[0]:b[1]]...)
		for r := b[0]; r < b[1]; r++ {
			first = append(first, strconv.Itoa(rows[r][0]))
		}
		w.block(first...)
	}
	for _, b := range bands {
		for c := 1; c < 7; c++ {
			var column []string
			for r := b[0]; r < b[1]; r++ {
				column = append(column, strconv.Itoa(rows[r][c]))
			}
			w.block(column...)
		}
	}
	w.WriteString(after)
	g := rearranged(w.String(), form)
	if g == nil {
		t.Fatal("not found")
	}
	unknownOf(t, figuresOf(g, labels), rows)
}
