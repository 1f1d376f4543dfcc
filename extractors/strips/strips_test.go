package strips_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"gongkai/extractors/layout"
	"gongkai/extractors/layout/plain"
	"gongkai/extractors/strips"
	"gongkai/schema"
)

// applications is the index of the table of section 3 in the form of 2021.
const applications = 1

// filled draws figures that satisfy the identities of section 3: rows of received, results, their
// total and what is carried forward.
func filled(rng *rand.Rand, rows, largest int) [][]int {
	m := make([][]int, rows)
	for r := range m {
		m[r] = make([]int, 7)
	}
	for c := range 6 {
		for r := 2; r < rows-2; r++ {
			if rng.IntN(4) == 0 {
				m[r][c] = rng.IntN(largest)
			}
			m[rows-2][c] += m[r][c]
		}
		m[rows-1][c] = rng.IntN(3)
		all := m[rows-2][c] + m[rows-1][c]
		m[1][c] = rng.IntN(all + 1)
		m[0][c] = all - m[1][c]
	}
	for r := range m {
		for c := range 6 {
			m[r][6] += m[r][c]
		}
	}
	return m
}

// writer writes a table as a converter does: blocks of lines with blank lines between them.
type writer struct{ strings.Builder }

func (w *writer) block(lines ...string) { w.WriteString(strings.Join(lines, "\n") + "\n\n") }

// apart writes the labels of a band, then each column.
func (w *writer) apart(labels []string, rows [][]int) {
	w.block(labels...)
	for c := range 7 {
		var column []string
		for r := range rows {
			column = append(column, strconv.Itoa(rows[r][c]))
		}
		w.block(column...)
	}
}

// across writes a label and then its figures, for each row.
func (w *writer) across(labels []string, rows [][]int) {
	for r := range rows {
		w.block(labels[r])
		for _, v := range rows[r] {
			w.block(strconv.Itoa(v))
		}
	}
}

// beside writes each label with the first figure, then the other columns row by row.
func (w *writer) beside(labels []string, rows [][]int) {
	var first []string
	for r := range rows {
		first = append(first, labels[r], strconv.Itoa(rows[r][0]))
	}
	w.block(first...)
	for r := range rows {
		for _, v := range rows[r][1:] {
			w.block(strconv.Itoa(v))
		}
	}
}

// behind writes the columns but the first, and then the labels with that one.
func (w *writer) behind(labels []string, rows [][]int) {
	for c := 1; c < 7; c++ {
		var column []string
		for r := range rows {
			column = append(column, strconv.Itoa(rows[r][c]))
		}
		w.block(column...)
	}
	var first []string
	for r := range rows {
		first = append(first, labels[r], strconv.Itoa(rows[r][0]))
	}
	w.block(first...)
}

// paired writes the last two columns on the same lines.
func (w *writer) paired(labels []string, rows [][]int) {
	w.block(labels...)
	for c := range 6 {
		var column []string
		for r := range rows {
			text := strconv.Itoa(rows[r][c])
			if c == 5 {
				text = fmt.Sprint(rows[r][5], " ", rows[r][6])
			}
			column = append(column, text)
		}
		w.block(column...)
	}
}

func labelsOf(form *schema.Form) []string {
	var out []string
	for _, r := range form.Tables[applications].Blocks[0].Rows {
		out = append(out, r.Label)
	}
	return out
}

const (
	before = "某县水务局2022年政府信息公开工作年度报告\n\n三、收到和处理政府信息公开申请情况\n\n"
	after  = "四、政府信息公开行政复议、行政诉讼情况\n\n五、存在的主要问题及改进情况\n\n一年来有些工作做得还不够。\n"
)

// rearranged reads a text in strips; nil where it is left as it is.
func rearranged(body string, form *schema.Form) *layout.Grid {
	read := plain.Read(body)[0]
	blocks := plain.Blocks(body)
	grids := strips.Rearrange(&read, &blocks, form, nil, nil)
	if len(grids) == 0 {
		return nil
	}
	return &grids[0]
}

// TestWholeSectionStays: a section that is whole as read is not put in order.
func TestWholeSectionStays(t *testing.T) {
	form := schema.FormOf("2021")
	labels := labelsOf(form)
	w := &writer{}
	w.WriteString(before)
	w.across(labels, filled(rand.New(rand.NewPCG(1, 4)), len(labels), 2))
	w.WriteString(after)
	read, blocks := plain.Read(w.String())[0], plain.Blocks(w.String())
	for section, want := range map[int]int{4: 1, 3: 0} {
		if got := len(strips.Rearrange(&read, &blocks, form, nil, map[int]bool{section: true})); got != want {
			t.Errorf("section %d whole: %d grids, want %d", section, got, want)
		}
	}
}

// figuresOf are the figures of the rows that bear the labels.
func figuresOf(g *layout.Grid, labels []string) [][]string {
	var out [][]string
	for r := range g.Rows {
		cells := g.Rows[r].Cells
		if g.Rows[r].Table == layout.Prose || len(cells) != 8 || !slices.Contains(labels, cells[0].Text) {
			continue
		}
		var row []string
		for _, c := range cells[1:] {
			text := c.Text
			if c.Unread {
				text = "?"
			}
			row = append(row, text)
		}
		out = append(out, row)
	}
	return out
}

// trials is how many of some random tables are tried where time is short: a fifth.
func trials(n int) int {
	if testing.Short() {
		return n / 5
	}
	return n
}

// TestTablesComeBack: whatever the order in which bands are written, a figure comes to its own cell, or to none.
func TestTablesComeBack(t *testing.T) {
	form := schema.FormOf("2021")
	labels := labelsOf(form)
	for _, largest := range []int{2, 5, 2000} {
		found, unknown := 0, 0
		for seed := range uint64(trials(60)) {
			rng := rand.New(rand.NewPCG(seed, uint64(largest)))
			rows := filled(rng, len(labels), largest)
			w := &writer{}
			w.WriteString(before)
			ways := []func([]string, [][]int){w.apart, w.across, w.beside, w.behind, w.paired}
			for r := 0; r < len(rows); {
				n := min(2+rng.IntN(12), len(rows)-r)
				ways[rng.IntN(len(ways))](labels[r:r+n], rows[r:r+n])
				r += n
			}
			w.WriteString(after)
			g := rearranged(w.String(), form)
			if g == nil {
				continue
			}
			found++
			got := figuresOf(g, labels)
			if len(got) != len(rows) {
				t.Fatalf("largest %d, seed %d: %d rows of %d", largest, seed, len(got), len(rows))
			}
			for r := range rows {
				for c := range rows[r] {
					switch got[r][c] {
					case "?":
						unknown++
					case strconv.Itoa(rows[r][c]):
					default:
						t.Errorf("largest %d, seed %d: %s, column %d: %s, printed is %d", largest, seed, labels[r], c, got[r][c], rows[r][c])
					}
				}
			}
		}
		t.Logf("largest %d: %d tables found, %d cells unknown", largest, found, unknown)
		if found < trials(40) {
			t.Errorf("largest %d: only %d tables found", largest, found)
		}
	}
}

// sparse has one application, granted in part.
func sparse(rows int) [][]int {
	m := make([][]int, rows)
	for r := range m {
		m[r] = make([]int, 7)
	}
	for _, r := range []int{0, 3, rows - 2} {
		m[r][0], m[r][6] = 3, 3
	}
	return m
}

func written(labels []string, rows [][]int) string {
	w := &writer{}
	w.WriteString(before)
	w.apart(labels, rows)
	w.WriteString(after)
	return w.String()
}

// TestNothingIsGuessed: without all figures, all labels and all identities a text is left as it is.
func TestNothingIsGuessed(t *testing.T) {
	form := schema.FormOf("2021")
	labels := labelsOf(form)
	whole := written(labels, sparse(len(labels)))
	if rearranged(whole, form) == nil {
		t.Fatal("the whole table is not found")
	}
	slip := sparse(len(labels))
	slip[5][2] = 1
	some := slices.Clone(labels)
	for i := 4; i < 12; i++ {
		some[i] = "某项工作"
	}
	for name, body := range map[string]string{
		"a figure lost":      strings.Replace(whole, "\n0\n", "\n", 1),
		"a figure too many":  strings.Replace(whole, "\n0\n", "\n0\n0\n", 1),
		"an identity broken": written(labels, slip),
		"other labels":       written(some, sparse(len(labels))),
		"no heading":         strings.Replace(whole, "三、收到和处理政府信息公开申请情况", "", 1),
		"a figure not read":  strings.Replace(whole, "\n3\n", "\n3l\n", 1),
	} {
		if body == whole {
			t.Errorf("%s: nothing was changed", name)
		}
		if rearranged(body, form) != nil {
			t.Errorf("%s: rearranged", name)
		}
	}
}

// TestColumnOfItsOwn: figures behind all others are a column, and nothing tells which.
func TestColumnOfItsOwn(t *testing.T) {
	form := schema.FormOf("2021")
	labels := labelsOf(form)
	rows := filled(rand.New(rand.NewPCG(7, 7)), len(labels), 9)
	w := &writer{}
	w.WriteString(before)
	w.block(labels...)
	for _, c := range []int{0, 1, 3, 4, 5, 6, 2} {
		var column []string
		for r := range rows {
			column = append(column, strconv.Itoa(rows[r][c]))
		}
		w.block(column...)
	}
	w.WriteString(after)
	if rearranged(w.String(), form) != nil {
		t.Error("a column was given a place")
	}
}

// TestTextIsKept: what stands among the figures stays, and so does the margin of a page.
func TestTextIsKept(t *testing.T) {
	form := schema.FormOf("2021")
	labels := labelsOf(form)
	body := strings.Replace(written(labels, sparse(len(labels))), labels[4]+"\n", labels[4]+"\n— 3 —\n申请人情况\n", 1)
	g := rearranged(body, form)
	if g == nil {
		t.Fatal("not found")
	}
	var margins, prose []string
	for r := range g.Rows {
		switch {
		case g.Rows[r].Margin:
			margins = append(margins, g.Rows[r].Cells[0].Text)
		case g.Rows[r].Table == layout.Prose:
			prose = append(prose, g.Rows[r].Cells[0].Text)
		}
	}
	if len(margins) != 1 || !strings.Contains(strings.Join(prose, "\n"), "申请人情况") {
		t.Errorf("margins %q, prose %q", margins, prose)
	}
	table := -1
	for r := range g.Rows {
		row := &g.Rows[r]
		if row.Table != layout.Prose && (row.Table < table || row.Table > table+1) {
			t.Errorf("row %d: table %d after %d", r, row.Table, table)
		}
		table = max(table, row.Table)
	}
}

// TestManyFiguresAreBounded: a search ends.
func TestManyFiguresAreBounded(t *testing.T) {
	form := schema.FormOf("2021")
	labels := labelsOf(form)
	rng := rand.New(rand.NewPCG(1, 1))
	w := &writer{}
	w.WriteString(before)
	w.block(labels...)
	for range 7 * len(labels) {
		w.block(strconv.Itoa(rng.IntN(2)))
	}
	w.WriteString(after)
	if rearranged(w.String(), form) != nil {
		t.Error("noise was taken for a table")
	}
}
