package strips_test

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"gongkai/extractors/layout"
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

// TestSignsAndZeros: a sign for "does not apply" counts as 0 in an identity and says
// something else, so that no identity tells the order of both.
func TestSignsAndZeros(t *testing.T) {
	form := schema.FormOf("2021")
	labels := labelsOf(form)
	w := &writer{}
	w.WriteString(before)
	w.block(labels...)
	for i := range 7 * len(labels) {
		w.block([]string{"0", "/", "/"}[i%3])
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

// summed has figures in two columns and their totals.
func summed(n int) [][]int {
	rows := make([][]int, n)
	for r := range rows {
		rows[r] = make([]int, 7)
	}
	total := n - 2
	for r := 2; r < total; r++ {
		rows[r][0], rows[r][2] = 3*r+1, r%3
		rows[total][0] += rows[r][0]
		rows[total][2] += rows[r][2]
	}
	rows[0][0], rows[0][2] = rows[total][0], rows[total][2]
	for r := range rows {
		rows[r][6] = rows[r][0] + rows[r][2]
	}
	return rows
}

// column writes a column of some rows behind other lines, as a block.
func (w *writer) column(rows [][]int, c int, lines ...string) {
	lines = slices.Clone(lines)
	for r := range rows {
		lines = append(lines, strconv.Itoa(rows[r][c]))
	}
	w.block(lines...)
}

// TestFirstColumnOfSeveralBlocks: the first column stands in two blocks, then the
// others of the rows above, then the others of those below.
func TestFirstColumnOfSeveralBlocks(t *testing.T) {
	form := schema.FormOf("2021")
	labels := labelsOf(form)
	rows := summed(len(labels))
	w := &writer{}
	w.WriteString(before)
	w.column(rows[:9], 0, labels[:9]...)
	w.column(rows[9:], 0, labels[9:]...)
	for _, band := range [][][]int{rows[:9], rows[9:]} {
		for c := 1; c < 7; c++ {
			w.column(band, c)
		}
	}
	w.WriteString(after)
	g := rearranged(w.String(), form)
	if g == nil {
		t.Fatal("not found")
	}
	unknownOf(t, figuresOf(g, labels), rows)
}

// TestLastColumnOfItsOwn: the last column of all rows stands behind the others, which
// were written row by row above and column by column below.
func TestLastColumnOfItsOwn(t *testing.T) {
	form := schema.FormOf("2021")
	labels := labelsOf(form)
	rows := summed(len(labels))
	w := &writer{}
	w.WriteString(before)
	w.block(labels...)
	var first []string
	for _, row := range rows[:9] {
		for _, v := range row[:6] {
			first = append(first, strconv.Itoa(v))
		}
	}
	w.block(first...)
	for c := range 6 {
		w.column(rows[9:], c)
	}
	w.column(rows, 6)
	w.WriteString(after)
	g := rearranged(w.String(), form)
	if g == nil {
		t.Fatal("not found")
	}
	unknownOf(t, figuresOf(g, labels), rows)
}

// fifteen are the figures of the row of section 4, ? for one that is not known.
func fifteen(g *layout.Grid) string {
	var got []string
	for r := range g.Rows {
		cells := g.Rows[r].Cells
		if len(cells) < 15 {
			continue
		}
		for _, c := range cells[len(cells)-15:] {
			if got = append(got, c.Text); c.Unread {
				got[len(got)-1] = "?"
			}
		}
	}
	return strings.Join(got, " ")
}

// TestSharedHeaders: a header that another table has too does not make a block part of
// that, where it bears more of its own.
func TestSharedHeaders(t *testing.T) {
	form := schema.FormOf("2021")
	body := "某县水务局2022年政府信息公开工作年度报告\n\n四、政府信息公开行政复议、行政诉讼情况\n\n行政复议 行政诉讼\n\n" +
		"维持 结果纠正 其他 未审结 总计\n4\n1\n0\n2\n7\n\n未经复议直接起诉 复议后起诉\n\n" +
		"结果维持 结果纠正 其他结果 尚未审结 总计\n0\n3\n0\n0\n3\n\n6 0 0 0 6\n\n五、存在的主要问题及改进情况\n\n工作还不够细。\n"
	g := rearranged(body, form)
	if g == nil {
		t.Fatal("not found")
	}
	if text := fifteen(g); text != "4 1 0 2 7 0 3 0 0 3 6 0 0 0 6" {
		t.Errorf("%q", text)
	}
}

// TestPartsApart: the parts of a sum in a table of one row that were written apart, with
// text between them and the sum, may stand in any order; the sum itself is known, and so are parts that are all the same.
func TestPartsApart(t *testing.T) {
	form := schema.FormOf("2021")
	const head = "某县水务局2022年政府信息公开工作年度报告\n\n四、政府信息公开行政复议、行政诉讼情况\n\n行政复议\n\n未经复议直接起诉\n\n复议后起诉\n\n" +
		"结果维持 结果纠正 其他结果 尚未审结 总计\n\n"
	const tail = "\n\n行政诉讼\n\n五、存在的主要问题及改进情况\n\n一年来有些工作做得还不够。\n"
	together := func(figures string) string { return strings.ReplaceAll(figures, " ", "\n") }
	apart := func(figures string) string { return strings.ReplaceAll(figures, " ", "\n\n") }
	for _, tt := range []struct{ name, figures, want string }{
		{"together", together("1 1 0 0 2") + "\n\n3 0 0 0 3\n\n" + together("0 0 0 4 4"), "1 1 0 0 2 3 0 0 0 3 0 0 0 4 4"},
		{"one group apart", together("1 1 0 0 2") + "\n\n3 0 0 0 3\n\n" + apart("0 0 行政诉讼 0 4 4"), "1 1 0 0 2 3 0 0 0 3 ? ? ? ? 4"},
		{"text before the sum", apart("1 1 0 0 总计 2 3 0 0 0 3 0 0 0 4 4"), "? ? ? ? 2 3 0 0 0 3 0 0 0 4 4"},
		{"text between groups", apart("1 1 0 0 2 复议后起诉 3 0 0 0 3 0 0 0 4 4"), "1 1 0 0 2 3 0 0 0 3 0 0 0 4 4"},
		{"a sum out of its place", apart("1 1 0 0 2 3 0 4 1 0 0 0 0 4 4"), "1 1 0 0 2 ? ? ? ? 4 0 0 0 4 4"},
		{"all apart, one group alike", apart("1 1 0 结果 0 2 3 结果 0 0 0 3 0 0 结果 0 0 0"), "? ? ? ? 2 ? ? ? ? 3 0 0 0 0 0"},
		{"all apart, no text among them", apart("1 1 0 0 2 3 0 0 0 3 0 0 0 4 4"), "1 1 0 0 2 3 0 0 0 3 0 0 0 4 4"},
	} {
		g := rearranged(head+tt.figures+tail, form)
		if g == nil {
			t.Errorf("%s: not found", tt.name)
			continue
		}
		if got := fifteen(g); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
}
