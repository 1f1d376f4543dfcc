package print

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/schema"
	"gongkai/scripts/synth/form"
)

func rng(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 5)) }

// proceedings is section 4 of the 2021 form with the figures 1 to 15.
func proceedings(t *testing.T, shape Shape) (*Document, *Table) {
	t.Helper()
	f := schema.FormOf("2021")
	d := NewDocument(form.Draw(rng(1), f, form.Options{}))
	for c, n := 0, int64(1); c < len(f.Cells); c++ {
		if strings.HasPrefix(string(f.Cells[c].ID), "proceedings/") {
			d.Values.Cells[c].Micros = schema.Count(n)
			n++
		}
	}
	return d, BuildTable(d, 2, shape)
}

func printed(t *Table, d *Document, layout Layout) []string {
	d.Blocks = []Block{{Kind: TableBlock, Table: t}}
	// The first state draws a document that keeps its trailing empty cells.
	for seed := uint64(0); ; seed++ {
		r := rng(seed)
		if rand.New(rand.NewPCG(seed, 5)).IntN(3) == 0 {
			return strings.Split(strings.Trim(Text(r, d, layout), "\n"), "\n")
		}
	}
}

func TestProceedingsAcross(t *testing.T) {
	d, table := proceedings(t, Shape{})
	want := []string{
		"行政复议\t\t\t\t\t行政诉讼\t\t\t\t\t\t\t\t\t",
		"结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t未经复议直接起诉\t\t\t\t\t复议后起诉\t\t\t\t",
		"\t\t\t\t\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计",
		"1\t2\t3\t4\t5\t6\t7\t8\t9\t10\t11\t12\t13\t14\t15",
	}
	if diff := cmp.Diff(want, printed(table, d, Tabbed)); diff != "" {
		t.Error(diff)
	}
	want = []string{
		"行政复议 | 行政诉讼 | |||||||||||||",
		"结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 未经复议直接起诉 | 复议后起诉 | ||||||||",
		"结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | |||||",
		"1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15",
	}
	if diff := cmp.Diff(want, printed(table, d, Piped)); diff != "" {
		t.Error(diff)
	}
}

func TestProceedingsDown(t *testing.T) {
	d, table := proceedings(t, Shape{Section4: Down})
	want := []string{
		"类别\t\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计",
		"行政复议\t\t1\t2\t3\t4\t5",
		"行政诉讼\t未经复议直接起诉\t6\t7\t8\t9\t10",
		"\t复议后起诉\t11\t12\t13\t14\t15",
	}
	if diff := cmp.Diff(want, printed(table, d, Tabbed)); diff != "" {
		t.Error(diff)
	}
}

func TestProceedingsWithoutTotals(t *testing.T) {
	d, table := proceedings(t, Shape{Section4: WithoutTotals})
	got := printed(table, d, InnerText)
	if want := "1\t2\t3\t4\t6\t7\t8\t9\t11\t12\t13\t14"; got[len(got)-1] != want {
		t.Errorf("%q, want %q", got[len(got)-1], want)
	}
	for c, lost := range d.Lost {
		id := d.Values.Form.Cells[c].ID
		if want := strings.HasPrefix(string(id), "proceedings/") && strings.HasSuffix(string(id), "/total"); lost != want {
			t.Errorf("%s: lost %v, want %v", id, lost, want)
		}
	}
}

// TestApplicationsTabbed: stubs stand on their first row alone, a label without
// a group takes the group's column too.
func TestApplicationsTabbed(t *testing.T) {
	f := schema.FormOf("2019")
	d := NewDocument(form.Draw(rng(1), f, form.Options{}))
	lines := printed(BuildTable(d, 1, Shape{}), d, Tabbed)
	zeros := strings.Repeat("\t0", 7)
	for line, want := range map[int]string{
		1: "\t\t\t自然人\t法人或其他组织\t\t\t\t\t总计",
		2: "\t\t\t\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t",
		3: "一、本年新收政府信息公开申请数量\t\t" + zeros,
		5: "三、本年度办理结果\t（一）予以公开\t" + zeros,
		7: "\t（三）不予公开\t1.属于国家秘密" + zeros,
		8: "\t\t2.其他法律行政法规禁止公开" + zeros,
	} {
		if lines[line] != want {
			t.Errorf("line %d: %q, want %q", line, lines[line], want)
		}
	}
}

// TestWordCells: a word processor's copy has an empty line for each column
// under a vertical span, none under a horizontal one.
func TestWordCells(t *testing.T) {
	d, table := proceedings(t, Shape{Section4: Down})
	got := strings.Join(printed(table, d, CellPerLine), "\n")
	rows := strings.Split(got, "\n\n")
	if n := len(strings.Split(rows[3], "\n")); n != 7 {
		t.Errorf("last row has %d lines, want 7 (an empty one, the label, five figures): %q", n, rows[3])
	}
	if n := len(strings.Split(rows[1], "\n")); n != 6 {
		t.Errorf("first row has %d lines, want 6 (the label, five figures): %q", n, rows[1])
	}
}

// TestAlignedColumns: the figures of a column share their middle, within a
// column of display width.
func TestAlignedColumns(t *testing.T) {
	d, table := proceedings(t, Shape{Section4: Down})
	lines := printed(table, d, Aligned)
	for _, line := range lines {
		if strings.Contains(line, "\t") || strings.Contains(line, "|") {
			t.Errorf("marks in %q", line)
		}
	}
	first := displayWidth(lines[1][:strings.Index(lines[1], "1")])
	second := displayWidth(lines[2][:strings.Index(lines[2], "6")])
	if first != second {
		t.Errorf("1 stands at %d, 6 at %d:\n%s", first, second, strings.Join(lines, "\n"))
	}
}

func TestBlanksVanish(t *testing.T) {
	d, table := proceedings(t, Shape{})
	row := &table.Rows[3]
	row.Cells[2].Text = ""
	if got := printed(table, d, Flat); strings.Contains(got[0], " 3 ") || !strings.HasSuffix(got[0], "1 2 4 5 6 7 8 9 10 11 12 13 14 15") {
		t.Errorf("%q", got)
	}
	d.Ambiguous()
	lost := 0
	for _, l := range d.Lost {
		if l {
			lost++
		}
	}
	if lost != 15 {
		t.Errorf("%d figures lost, want the row's 15", lost)
	}
}

func TestNotation(t *testing.T) {
	v := &form.Values{Form: schema.FormOf("2019"), Cells: make([]form.Value, 198)}
	amount, _ := v.Form.Cell("disclosures/procurement/procurement_amount")
	count, _ := v.Form.Cell("disclosures/fees/change")
	for _, c := range []struct {
		index    schema.CellIndex
		value    form.Value
		notation Notation
		want     string
	}{
		{amount, form.Value{Micros: 767_000}, Notation{Decimals: 4}, "0.7670"},
		{amount, form.Value{Micros: 850 * schema.One}, Notation{Decimals: 4}, "850.0000"},
		{amount, form.Value{Micros: 123_456}, Notation{Decimals: 4}, "0.123456"},
		{amount, form.Value{}, Notation{Decimals: 4}, "0"},
		{count, form.Value{Micros: -5 * schema.One}, Notation{Decimals: 4}, "-5"},
		{count, form.Value{Kind: form.Blank}, Notation{}, ""},
		{count, form.Value{Kind: form.NotApplicable}, Notation{}, "/"},
		{count, form.Value{Kind: form.NotApplicable}, Notation{Dash: "无"}, "无"},
	} {
		v.Cells[c.index] = c.value
		if got := c.notation.Print(v, c.index); got != c.want {
			t.Errorf("%+v printed %q, want %q", c.value, got, c.want)
		}
	}
}

// TestBoxed: a label column is as wide as its longest label (sixteen display
// columns), the stub column eight; the stub stands in the middle of its rows.
func TestBoxed(t *testing.T) {
	d, table := proceedings(t, Shape{Section4: Down})
	want := []string{
		"┌─────────────────────────┬────────┬────────┬────────┬────────┬────┐",
		"│类别                     │结果维持│结果纠正│其他结果│尚未审结│总计│",
		"├─────────────────────────┼────────┼────────┼────────┼────────┼────┤",
		"│行政复议                 │1       │2       │3       │4       │5   │",
		"├────────┬────────────────┼────────┼────────┼────────┼────────┼────┤",
		"│        │未经复议直接起诉│6       │7       │8       │9       │10  │",
		"│行政诉讼├────────────────┼────────┼────────┼────────┼────────┼────┤",
		"│        │复议后起诉      │11      │12      │13      │14      │15  │",
		"└────────┴────────────────┴────────┴────────┴────────┴────────┴────┘",
	}
	if diff := cmp.Diff(want, printed(table, d, Boxed)); diff != "" {
		t.Error(diff)
	}
	for _, line := range printed(table, d, Grid) {
		if displayWidth(line) != displayWidth(want[0]) || strings.ContainsAny(line, "│─┼") {
			t.Errorf("%q", line)
		}
	}
}
