package strips_test

import (
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"gongkai/schema"
)

// TestColumnApart: a column taken out of rows that keep its empty cells comes back to
// its place, or nobody knows where it belongs.
func TestColumnApart(t *testing.T) {
	form := schema.FormOf("2021")
	labels := labelsOf(form)
	read, unknown := 0, 0
	for seed := range uint64(60) {
		rng := rand.New(rand.NewPCG(seed, 8))
		rows, out := filled(rng, len(labels), 2), rng.IntN(7)
		if seed%2 == 0 {
			rows = lonely(rows, out)
		}
		w := &writer{}
		w.WriteString(before)
		var column []string
		for r, row := range rows {
			w.WriteString(labels[r])
			for c, v := range row {
				w.WriteString("\t")
				if c != out {
					w.WriteString(strconv.Itoa(v))
				}
			}
			w.WriteString("\n")
			column = append(column, strconv.Itoa(row[out]))
		}
		w.block(column...)
		w.WriteString(after)
		g := rearranged(w.String(), form)
		if g == nil {
			continue
		}
		for r, row := range figuresOf(g, labels) {
			for c, text := range row {
				switch {
				case text == "?":
					unknown++
				case text != strconv.Itoa(rows[r][c]):
					t.Errorf("seed %d, %s, column %d: %q, want %d (%s)", seed, labels[r], c, text, rows[r][c], strings.Join(row, " "))
				default:
					read++
				}
			}
		}
	}
	if read < 1000 || unknown == 0 {
		t.Errorf("%d cells read, %d not known: want many, and some", read, unknown)
	}
}

// lonely leaves the figures of one applicant alone, so that the sums of the rows are the same.
func lonely(rows [][]int, column int) [][]int {
	column %= 6
	for _, row := range rows {
		for c := range row {
			if c != column && c != 6 {
				row[c] = 0
			}
		}
		row[6] = row[column]
	}
	return rows
}
