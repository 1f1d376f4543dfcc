package strips_test

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"gongkai/schema"
)

// late writes rows of which the first figure comes behind the others: those of all rows
// alone, and then the first column, one figure alone and the others among their labels.
func (w *writer) late(labels []string, rows [][]int) {
	var first []string
	for r := range rows {
		for _, v := range rows[r][1:] {
			w.block(strconv.Itoa(v))
		}
		if r > 0 {
			first = append(first, labels[r], strconv.Itoa(rows[r][0]))
		}
	}
	w.block(strconv.Itoa(rows[0][0]))
	w.block(append([]string{labels[0]}, first...)...)
}

// headed writes the first two rows under their headers, in two blocks, and the others with
// the first figure late.
func (w *writer) headed(labels []string, rows [][]int) {
	w.block(labels[:2]...)
	w.block("自然人", strconv.Itoa(rows[0][0]), strconv.Itoa(rows[1][0]))
	under := []string{"法人或其他组织", "商业企业 科研机构 社会公益组织 法律服务机构 其他"}
	for _, row := range rows[:2] {
		for _, v := range row[1:] {
			under = append(under, strconv.Itoa(v))
		}
	}
	w.block(under...)
	w.late(labels[2:], rows[2:])
}

// tables is how many are written of each kind.
const tables = 10

// checkStacks reads tables whose first page is written in a way that the others are not, and
// returns how many were put in order whole.
func checkStacks(t *testing.T, largest, page int, way func(*writer, []string, [][]int)) int {
	t.Helper()
	form := schema.FormOf("2021")
	labels, whole := labelsOf(form), 0
	for seed := range uint64(tables) {
		rows := filled(rand.New(rand.NewPCG(seed, 7)), len(labels), largest)
		w := &writer{}
		w.WriteString(before)
		way(w, labels[:page], rows[:page])
		w.WriteString("\f")
		w.across(labels[page:], rows[page:])
		w.WriteString(after)
		if g := rearranged(w.String(), form); g != nil && unknownOf(t, figuresOf(g, labels), rows) == 0 {
			whole++
		}
	}
	return whole
}

// TestFirstColumnLate: the figures beside labels are written behind those of their rows,
// where the label is set lower than these.
func TestFirstColumnLate(t *testing.T) {
	if n := checkStacks(t, 200, 7, (*writer).late); n < 8 {
		t.Errorf("%d tables of 10", n)
	}
}

// TestFiguresInBlockWithHeaders: a block with headers holds the rows below them, from left to
// right.
func TestFiguresInBlockWithHeaders(t *testing.T) {
	if n := checkStacks(t, 200, 6, (*writer).headed); n < 5 {
		t.Errorf("%d tables of 10", n)
	}
}

// TestStacksAreNeverWrong: figures in any order that keeps that of each column are put in
// their cells or left unknown.
func TestStacksAreNeverWrong(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	for _, largest := range []int{2, 4, 300} {
		checkStacks(t, largest, 5, func(w *writer, labels []string, rows [][]int) {
			w.block(labels...)
			filled := make([]int, 7)
			for range 7 * len(rows) {
				c := slices.Index(filled, slices.Min(filled))
				if rng.IntN(6) == 0 {
					c = rng.IntN(7)
				}
				for filled[c] == len(rows) {
					c = (c + 1) % 7
				}
				w.block(strconv.Itoa(rows[filled[c]][c]))
				filled[c]++
			}
		})
	}
}

// TestStacksAreBounded: many figures in no order end the search, not the program.
func TestStacksAreBounded(t *testing.T) {
	form := schema.FormOf("2021")
	labels := labelsOf(form)
	w := &writer{}
	w.WriteString(before)
	w.block(labels...)
	for i := range 7 * len(labels) {
		w.block(strings.Repeat("1", 1+i%3))
	}
	w.WriteString(after)
	if g := rearranged(w.String(), form); g != nil {
		for r, row := range figuresOf(g, labels) {
			if text := strings.Join(row, ""); strings.Trim(text, "?") != "" {
				t.Errorf("%s: %q", labels[r], text)
			}
		}
	}
}
