package plain

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"gongkai/extractors/layout"
	"gongkai/extractors/normalize"
)

// record is a row of a drawn table: a label and its figures.
type record struct {
	label   string
	figures []string
}

var labelWords = []string{"规章", "行政许可", "行政处罚", "公开申请", "国家秘密", "重复来信", "内部事务", "过程性信息", "第三方权益"}

// drawRecords draws a table. Its first row has no blanks: where nothing parts
// the rows, it shows how wide they are.
func drawRecords(t *rapid.T, blanks bool) []record {
	n, width := rapid.IntRange(4, 12).Draw(t, "rows"), rapid.IntRange(3, 7).Draw(t, "width")
	records := make([]record, n)
	for i := range records {
		words := rapid.SliceOfN(rapid.SampledFrom(labelWords), 1, 3).Draw(t, "label")
		records[i].label = strconv.Itoa(i+1) + "." + strings.Join(words, "")
		for j := range width {
			figure := strconv.Itoa(rapid.IntRange(0, 4000).Draw(t, "figure"))
			if blanks && i > 0 && j > 0 && rapid.IntRange(0, 5).Draw(t, "blank") == 0 {
				figure = ""
			}
			records[i].figures = append(records[i].figures, figure)
		}
	}
	return records
}

// printer writes a table in one layout.
type printer struct {
	name  string
	print func([]record) string
	// blanks says that the layout shows blank cells.
	blanks bool
}

func cells(r record) []string { return append([]string{r.label}, r.figures...) }

// eachRow prints rows one below the other.
func eachRow(sep string, row func([]string) string) func([]record) string {
	return func(records []record) string {
		rows := make([]string, len(records))
		for i, r := range records {
			rows[i] = row(cells(r))
		}
		return strings.Join(rows, sep)
	}
}

// joined prints a row with a separator between cells.
func joined(sep string) func([]string) string {
	return func(c []string) string { return strings.Join(c, sep) }
}

// padded prints a row in columns of 60 and 8, counting columns as measure does.
func padded(m measure) func([]string) string {
	return func(c []string) string {
		var b strings.Builder
		for i, text := range c {
			width := 8
			if i == 0 {
				width = 60
			}
			b.WriteString(text + strings.Repeat(" ", width-m.width(text)))
		}
		return strings.TrimRight(b.String(), " ")
	}
}

// drawn prints a table with frames of box characters.
func drawn(records []record) string {
	line := func(left, middle, right string, n int) string {
		return left + strings.Repeat("─", 60) + strings.Repeat(middle+strings.Repeat("─", 8), n) + right + "\n"
	}
	n := len(records[0].figures)
	var b strings.Builder
	b.WriteString(line("┌", "┬", "┐", n))
	for i, r := range records {
		if i > 0 {
			b.WriteString(line("├", "┼", "┤", n))
		}
		b.WriteString("│" + r.label + strings.Repeat(" ", 60-byDisplay.width(r.label)))
		for _, f := range r.figures {
			fmt.Fprintf(&b, "│%-8s", f)
		}
		b.WriteString("│\n")
	}
	return b.String() + line("└", "┴", "┘", n)
}

var printers = []printer{
	{"tabbed", eachRow("\n", joined("\t")), true},
	{"tabbed pages", eachRow("\n\n", joined("\t")), true},
	{"piped", eachRow("\n", joined(" | ")), true},
	{"piped framed", eachRow("\n", func(c []string) string { return "| " + strings.Join(c, " | ") + " |" }), true},
	{"full-width pipes", eachRow("\n", joined("｜")), true},
	{"tab before each cell", eachRow("\n\n", func(c []string) string { return "\t" + strings.Join(c, "\n\t") }), true},
	{"pipe behind each cell", eachRow("\n", joined(" |\n")), true},
	{"pipe below each cell", eachRow("\n", joined("\n|\n")), true},
	{"tab below each cell", eachRow("\n", joined("\n\t\n")), true},
	{"frames", drawn, true},
	{"display columns", eachRow("\n", padded(byDisplay)), false},
	{"character columns", eachRow("\n", padded(byCount)), false},
	{"single spaces", eachRow("\n", joined(" ")), false},
	{"lines", eachRow("\n", joined("\n")), false},
	{"paragraphs", eachRow("\n\n", joined("\n\n")), false},
	{"lines, rows parted", eachRow("\n\n", joined("\n")), false},
	{"one line", eachRow(" ", joined(" ")), false},
	{"piped on one line", eachRow(" | ", joined(" | ")), false},
}

// TestPrintedTableComesBack prints random tables in every layout: each row
// comes back as one row with its label and its figures in order, blank cells where
// the layout shows them.
func TestPrintedTableComesBack(t *testing.T) {
	for _, p := range printers {
		t.Run(p.name, rapid.MakeCheck(func(t *rapid.T) {
			records := drawRecords(t, p.blanks)
			body := "二、主动公开政府信息情况\n\n" + p.print(records) + "\n\n三、收到和处理政府信息公开申请情况\n"
			var want, got [][]string
			for _, r := range records {
				want = append(want, trimBlanks(cells(r)))
			}
			for _, row := range Read(body)[0].Rows {
				if row.Table != layout.Prose {
					got = append(got, trimBlanks(texts(row.Cells)))
				}
			}
			if diff := gocmp.Diff(want, got); diff != "" {
				t.Fatalf("%s\n(-want +got):\n%s", body, diff)
			}
		}))
	}
}

func texts(cells []layout.Cell) []string {
	var out []string
	for _, c := range cells {
		out = append(out, c.Text)
	}
	return out
}

func trimBlanks(cells []string) []string {
	for len(cells) > 0 && cells[len(cells)-1] == "" {
		cells = cells[:len(cells)-1]
	}
	return cells
}

// fragments are what random documents are made of.
var fragments = []string{
	"规章", "行政许可", "一、本年新收", "（三）不予", "公开", "1.", "1. 属于", "2.其他", "三、收到和处理情况", "3", "0", "12", "3830", "0.7670",
	"1,234", "999件", "850万元", "增5", "减3", "-8", "+5", "/", "—", "无", "2022年，本局公开信息58条。", "自 然 人", "增 / 减",
	"\t", "\t\t", "\n", "\n\n", "\n\t", " ", "  ", "      ", "　", " | ", "|", "|\n", "｜", "│", "├──┼──┤\n", "+---+---+\n", "|---|:--:|\n",
	"\f", "\r\n", "\\|", "<b>", "</b>", "<br>", "<sup>x</sup>", "据(jù)", "\u00a0", "\u2028",
}

// TestNothingIsLost reads random documents: in every candidate the characters
// of all cells are those of the document, separators, white space and tags aside.
func TestNothingIsLost(t *testing.T) {
	for _, body := range []string{
		"<b>\n\t3", // a tag alone on its line is no cell where blanks leave no trace
		"公开\f公开",   // pages of nothing but one text
	} {
		checkRead(t, body)
	}
	rapid.Check(t, func(t *rapid.T) {
		parts := rapid.SliceOfN(rapid.SampledFrom(fragments), 0, 80).Draw(t, "parts")
		checkRead(t, strings.Join(parts, ""))
	})
}

// FuzzRead checks the invariants of Read on any text.
func FuzzRead(f *testing.F) {
	for _, p := range printers {
		f.Add(p.print([]record{{"1.规章", []string{"1", "0", "7"}}, {"2.行政许可", []string{"5", "", "8"}}}))
	}
	f.Add("│ │\n├─┼─┤\n│a│b\n+--+\n|-|-|\n")
	f.Add("\x00\xff\t|\n\u0301\n \t \n")
	f.Fuzz(func(t *testing.T, body string) { checkRead(t, body) })
}

// checkRead reads a text and checks what the package promises of every reading.
func checkRead(t interface{ Fatalf(string, ...any) }, body string) {
	grids := Read(body)
	if blankBody := strings.TrimSpace(strings.TrimPrefix(body, "\ufeff")) == ""; len(grids) > maxCandidates || (len(grids) == 0) != blankBody {
		t.Fatalf("%d candidates for %q", len(grids), body)
	}
	for n := range grids {
		checkGrid(t, &grids[n], body)
		if !utf8.ValidString(body) {
			continue // halves of characters may meet when cells are put together
		}
		var b strings.Builder
		for _, row := range grids[n].Rows {
			for i := range row.Cells {
				b.WriteString(withoutTags(row.Cells[i].RawText()))
			}
		}
		want, got := content(withoutRules(withoutTags(body))), content(withoutRules(b.String()))
		if want != got {
			t.Fatalf("candidate %d of %q\nholds %q\nwant  %q", n, body, got, want)
		}
	}
}

func checkGrid(t interface{ Fatalf(string, ...any) }, g *layout.Grid, body string) {
	table, index, proses := -1, 0, 0
	for _, row := range g.Rows {
		want := &proses
		if row.Table != layout.Prose {
			if row.Table != table {
				if row.Table != table+1 {
					t.Fatalf("table %d after %d in %q", row.Table, table, body)
				}
				table, index = row.Table, 0
			}
			want = &index
		}
		if row.Index != *want || len(row.Cells) == 0 {
			t.Fatalf("table %d: row %d with %d cells, want row %d, in %q", row.Table, row.Index, len(row.Cells), *want, body)
		}
		*want++
		checkCells(t, row, body)
	}
	if g.Kind == "" {
		t.Fatalf("no kind for %q", body)
	}
}

func checkCells(t interface{ Fatalf(string, ...any) }, row layout.Row, body string) {
	col := 0
	for i, c := range row.Cells {
		if c.Ordinal != i || c.Col < col || c.RowSpan < 1 || c.ColSpan < 1 || c.Text != normalize.Text(c.Text) || c.Raw == c.Text && c.Raw != "" {
			t.Fatalf("cell %d is %+v after column %d in %q", i, c, col, body)
		}
		col = c.Col
	}
}

// withoutRules removes rule lines, which are dropped by name.
func withoutRules(s string) string {
	lines := strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("\n\v\f\r\u0085\u2028\u2029", r) })
	return strings.Join(slices.DeleteFunc(lines, func(l string) bool { return isRule(strings.TrimSpace(l)) }), "\n")
}

// content is the sorted characters of a text without separators and white space.
// Characters that rules are drawn with count as separators; control characters as
// white space, as normalize has them.
func content(s string) string {
	runes := []rune(s)
	runes = slices.DeleteFunc(runes, func(r rune) bool {
		return normalize.Text(string(r)) == "" || isPipe(r) || isBox(r) || strings.ContainsRune("-=_*+:\ufeff", r)
	})
	slices.SortFunc(runes, cmp.Compare)
	return string(runes)
}
