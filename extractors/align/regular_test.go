package align

import (
	"slices"
	"testing"

	"gongkai/extractors/figure"
	"gongkai/extractors/layout"
	"gongkai/schema"
)

// TestRegularTable: where a layout only marks empty cells, the header's words stand
// over a row's cells if the table shows that none was dropped, cut off or moved.
func TestRegularTable(t *testing.T) {
	t.Parallel()
	const header = "信息内容|本年制发件数|本年废止件数|现行有效件数\n"
	for _, tt := range []struct {
		name, rows, rule string
	}{
		{"cells at both sides of a figure are kept", "规章|5||\n行政规范性文件|4||7\n", "header place"},
		{"no empty cell before a figure", "规章|5||\n行政规范性文件|4|7|\n", "header guess"},
		{"no empty cell at the end", "规章|5||3\n行政规范性文件|4||7\n", "header place"},
		{"narrower rows filled up", "规章|5||\n行政规范性文件|4||7\n行政许可|3|||\n", "header place"},
		{"a row of fewer cells", "规章|5||\n行政规范性文件||7\n", "header guess"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			p := Align(gridOf(layout.CellPerLine, layout.BlanksMarked, table(header+tt.rows)...), schema.FormOf("2021"))
			if len(p.Rows) < 2 || p.Rows[0].Readings[0].Rule != tt.rule {
				t.Errorf("rows %+v, want the first by %q", p.Rows, tt.rule)
			}
		})
	}
}

// TestHeaderBesideLabels: a header whose words stand one beside the other behind that for
// the labels says where the cells of the rows stand, where converters added cells behind
// them, in a table that moves no empty cells.
func TestHeaderBesideLabels(t *testing.T) {
	t.Parallel()
	const words = "本年制发件数|本年废止件数|现行有效件数"
	for _, tt := range []struct {
		name, header, rows, rule string
	}{
		{"cells added", "信息内容|" + words + "|\n", "规章|5||||\n行政规范性文件|4||7||\n", "header place"},
		{"none before a figure", "信息内容|" + words + "|\n", "规章|5||||\n行政规范性文件|4|7|||\n", "header guess"},
		{"an empty cell before the words", "信息内容||" + words + "|\n", "规章|5||||\n行政规范性文件|4||7||\n", "flush"},
		{"a word lost", "信息内容|本年制发件数|现行有效件数||\n", "规章|5||||\n行政规范性文件|4||7||\n", "flush"},
		{"no word for the labels", "|" + words + "|\n", "规章|5||||\n行政规范性文件|4||7||\n", "flush"},
	} {
		p := Align(gridOf(layout.Tabbed, layout.BlanksMarked, table(tt.header+tt.rows)...), schema.FormOf("2021"))
		if len(p.Rows) < 2 || p.Rows[0].Readings[0].Rule != tt.rule {
			t.Errorf("%s: rows %+v, want the first by %q", tt.name, p.Rows, tt.rule)
		}
	}
}

// A header that lost a cell before its words, in a table that keeps its empty cells:
// a row that has all of its figures reaches beyond it, so that where the header has
// the one figure of another row says nothing.
func TestHeaderBesideTheRows(t *testing.T) {
	t.Parallel()
	align := func(header string) Reading {
		p := Align(gridOf(layout.Aligned, layout.BlanksKept, table(header+"||规章|5|6|7\n行政规范性文件||||4|\n")...), schema.FormOf("2021"))
		if len(p.Rows) < 2 {
			t.Fatalf("rows %+v", p.Rows)
		}
		return p.Rows[1].Readings[0]
	}
	const words = "信息内容|本年制发件数|本年废止件数|现行有效件数\n"
	for header, want := range map[string]string{"||" + words: "header", "|" + words: "neighbour"} {
		reading := align(header)
		if reading.Rule != want || reading.Figures[1].Parsed.Digits != "4" {
			t.Errorf("header %q: read %+v by %q, want 4 in the second column by %q", header, reading.Figures, reading.Rule, want)
		}
	}
}

// TestFlushRows: a figure directly behind its label stands in the first column, where
// the table moves no empty cells, whatever the row lost at its end.
func TestFlushRows(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, rows string
		want       bool
	}{
		{"empty cells before figures", "规章||5|9\n政府集中采购|6\n", true},
		{"none before figures", "规章|4|5|9\n政府集中采购|6\n", false},
		{"an empty cell before it", "规章||5|9\n政府集中采购|||6\n", false},
		{"a figure behind the last column", "规章||5|9\n政府集中采购|6||6\n", false},
		{"rows that end at their last figure", "规章||5\n行政许可|2\n政府集中采购|6\n", true},
		{"rows of several widths", "规章|||5||\n规范性文件|7|3|||\n政府集中采购|6||||\n", true},
		{"a row that lacks cells", "规章||5\n规范性文件|7||3|\n政府集中采购|6||||\n", true},
		{"none but a row that lacks cells", "规章||5\n规范性文件|7|3||\n政府集中采购|6||||\n", false},
		{"rows that all begin at one figure", "规章||5\n行政许可||2\n政府集中采购|6\n", true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			p := Align(gridOf(layout.Tabbed, layout.BlanksMarked, table(tt.rows)...), schema.FormOf("2019"))
			last := p.Rows[len(p.Rows)-1].Readings
			got := slices.ContainsFunc(last, func(r Reading) bool { return r.Rule == "flush" && r.Figures[0].Text == "6" })
			if got != tt.want {
				t.Errorf("readings %+v, flush expected: %t", last, tt.want)
			}
		})
	}
}

// TestRaggedTable: where rows lost the empty cells at their ends, as many cells as columns
// are not the columns, but where the row begins directly behind its label.
func TestRaggedTable(t *testing.T) {
	t.Parallel()
	const head = "三、收到和处理政府信息公开申请情况\n"
	for _, tt := range []struct {
		name, rows string
		want       bool
	}{
		{"rows of one width", "1.信访举报投诉类申请|||||0||0\n2.重复申请||||1|0||1\n", true},
		{"cut off at the last figure", "1.信访举报投诉类申请|||||0||0\n2.重复申请||||1\n", false},
		{"cut off at the end of the row", "1.信访举报投诉类申请|||||0||0\n2.重复申请||||1|\n", true},
		{"a row without figures", "1.信访举报投诉类申请|||||0||0\n2.重复申请\n", true},
	} {
		readings := readingsOf(t, gridOf(layout.Tabbed, layout.BlanksMarked, table(head+tt.rows)...), "1.信访举报投诉类申请")
		got := slices.ContainsFunc(readings, func(r Reading) bool { return r.Figures[4].Text == "0" && r.Rule == "cells" })
		if got != tt.want {
			t.Errorf("%s: readings %+v, by cells expected: %t", tt.name, readings, tt.want)
		}
	}
}

// TestOneCellTooMany: a row with an empty cell besides as many figures as columns may have
// one that was cut in two, where rows laid out like it have as many cells as columns.
func TestOneCellTooMany(t *testing.T) {
	t.Parallel()
	const header = "第二十条第（一）项|\n信息内容|本年制发件数|本年废止件数|现行有效件数|\n"
	for _, tt := range []struct {
		name, text string
		want       bool
	}{
		{"no cell more", header + "规章|6|0|22\n行政规范性文件|7||3\n", true},
		{"one more", header + "规章||6|0|22\n行政规范性文件|7||3\n", false},
		{"one more, without a header", "规章||6|0|22\n行政规范性文件|7||3\n", false},
		{"in the other row too", header + "规章||6|0|22\n行政规范性文件||7||3\n", true},
		{"behind the figures", header + "规章|6|0|22|\n行政规范性文件|7||3\n", true},
	} {
		readings := readingsOf(t, gridOf(layout.Piped, layout.BlanksMarked, table(tt.text)...), "规章")
		got := slices.ContainsFunc(readings, func(r Reading) bool { return r.Figures[0].Text == "6" && r.Sure })
		if got != tt.want {
			t.Errorf("%s: readings %+v, sure expected: %t", tt.name, readings, tt.want)
		}
	}
}

// TestLocalRows: figures behind a label that the form does not have are a local row's
// where the row is laid out as the form's are. Elsewhere they are orphans.
func TestLocalRows(t *testing.T) {
	t.Parallel()
	const header, last = "信息内容|本年制发件数|本年废止件数|现行有效件数\n", "行政规范性文件|1|2|3\n"
	for _, tt := range []struct {
		name, rows string
		ignored    int
		orphans    int
	}{
		{"a row of the table", "规章|4|5|6\n其他主动公开文件|7|8|9\n" + last, 3, 0},
		{"with empty cells", "规章|4|5|6\n其他主动公开文件|7||9\n" + last, 2, 0},
		{"a figure that came loose", "规章|4|5|6\n其他主动公开文件|7\n" + last, 0, 1},
		{"below a row without cells", "规章\n其他主动公开文件|7|8|9\n" + last, 0, 3},
		{"behind a piece of a label", "规章|4|5|6\n规范性|7|8|9\n" + last, 0, 3},
		{"beside an empty row", "规章|4|5|6\n其他主动公开文件|7|8|9\n行政规范性文件|||\n", 3, 0},
		{"in the characters of an empty row beside it", "规章|4|5|6\n政行规范|7|8|9\n行政规范性文件|||\n", 0, 3},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			p := Align(gridOf(layout.Tabbed, layout.BlanksMarked, table(header+tt.rows)...), schema.FormOf("2021"))
			if p.Ignored[RuleExtraRow] != tt.ignored || len(p.Orphans) != tt.orphans {
				t.Errorf("%d ignored, orphans %+v; want %d and %d", p.Ignored[RuleExtraRow], p.Orphans, tt.ignored, tt.orphans)
			}
		})
	}
}

// TestHeaderOrder: a table that prints the columns of the form and one of its own gives
// its figures to the words of the header in their order.
func TestHeaderOrder(t *testing.T) {
	t.Parallel()
	p := Align(gridOf(layout.CellPerLine, layout.BlanksLost, table(
		"信息内容|本年制发件数|上级转发|本年废止件数|现行有效件数\n规章|31|2|17|40\n行政规范性文件|58|6|9|12\n")...), schema.FormOf("2021"))
	for _, row := range p.Rows {
		first := row.Readings[0]
		if first.Rule != "header order" || first.Figures[1].GridCell != 3 {
			t.Errorf("%s is read by %q: %+v", row.Label, first.Rule, first.Figures)
		}
	}
	if len(p.Rows) != 2 {
		t.Errorf("%d rows", len(p.Rows))
	}
}

// TestRowsOfAShape: where one of the rows that a converter lays out alike begins
// directly behind its label, in a table that moves no empty cells, the others do too.
func TestRowsOfAShape(t *testing.T) {
	t.Parallel()
	const flush = "1.属于国家秘密|4||4|||||\n"
	for _, tt := range []struct {
		name, rows string
		want       bool
	}{
		{"one begins behind its label", flush + "2.其他法律行政法规禁止公开||6||||||\n", true},
		{"a row without stub does", "二、上年结转政府信息公开申请数量|4||4|||||||\n2.其他法律行政法规禁止公开||6||||||\n", true},
		{"a row without stub stands away", "二、上年结转政府信息公开申请数量||4||4||||||\n2.其他法律行政法规禁止公开||6||||||\n", false},
		{"none does", "1.属于国家秘密||4||4||||\n2.其他法律行政法规禁止公开||6||||||\n", false},
		{"one of another width does", flush + "2.其他法律行政法规禁止公开||6|||||\n", false},
		{"one reaches beyond the columns", flush + "2.其他法律行政法规禁止公开||6||||||\n3.危及“三安全一稳定”|||5|||||5\n", false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			const heading = "三、收到和处理政府信息公开申请情况\n"
			p := Align(gridOf(layout.Piped, layout.BlanksMarked, table(heading+tt.rows)...), schema.FormOf("2021"))
			got := slices.ContainsFunc(p.Rows[1].Readings, func(r Reading) bool {
				return r.Rule == "flush" && r.Figures[1].Text == "6"
			})
			if got != tt.want {
				t.Errorf("readings %+v, in the second column expected: %t", p.Rows[1].Readings, tt.want)
			}
		})
	}
}

// TestHeaderThatLostWords: the order of a header's words says nothing of a row that has
// an empty cell between its figures, where the header does not.
func TestHeaderThatLostWords(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, header string
		want         bool
	}{
		{"a word removed", "信息内容|本年废止件数|现行有效件数\n", false},
		{"a word emptied over no figure", "信息内容||本年废止件数|现行有效件数\n", false},
		{"a word emptied over the empty cell", "信息内容|本年制发件数||现行有效件数\n", false},
		{"words over the figures", "信息内容|本年废止件数||现行有效件数\n", true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			p := Align(gridOf(layout.Piped, layout.BlanksMarked, table(tt.header+"规章|7||9\n")...), schema.FormOf("2021"))
			readings := p.Rows[0].Readings
			got := slices.ContainsFunc(readings, func(r Reading) bool { return r.Rule == "header order" })
			if got != tt.want || !slices.ContainsFunc(readings, func(r Reading) bool { return r.Figures[0].Text == "7" && r.Figures[2].Text == "9" }) {
				t.Errorf("readings %+v, by the header's order expected: %t", readings, tt.want)
			}
		})
	}
}

// TestWordOverLabels: a word of the header that stands over the labels is no column, so
// that no figure is left out below it.
func TestWordOverLabels(t *testing.T) {
	t.Parallel()
	const header = "四、政府信息公开行政复议、行政诉讼情况\n类别||结果维持|结果纠正|其他结果|尚未审结|总计\n"
	p := Align(gridOf(layout.Tabbed, layout.BlanksMarked, table(header+"|复议后起诉|2|0|0|0||\n")...), schema.FormOf("2021"))
	for _, reading := range p.Rows[0].Readings {
		if !slices.ContainsFunc(reading.Figures, func(f Figure) bool { return f.Text == "2" }) {
			t.Errorf("read by %q: %+v, without the first figure", reading.Rule, reading.Figures)
		}
	}
}

// TestWithoutSums: figures for all columns of a block printed in one row but the sums,
// and empty cells behind them, may be a row without sums or one that lost its last
// figures.
func TestWithoutSums(t *testing.T) {
	t.Parallel()
	const heading = "四、政府信息公开行政复议、行政诉讼情况\n"
	for row, want := range map[string]bool{
		"1|2|3|4|5|6|7|8|9|10|11|12|||\n":   true,
		"1|2|3|4|5|6|7|8|9|10|11|12|13||\n": false,
		"1|2|3|4|5|6|7|8|9|10|11||12||\n":   false,
	} {
		p := Align(gridOf(layout.Tabbed, layout.BlanksMarked, table(heading+row)...), schema.FormOf("2021"))
		got := slices.ContainsFunc(p.Rows[0].Readings, func(r Reading) bool {
			return r.Rule == "without sums" && r.Figures[4].Presence == Absent && r.Figures[5].Text == "5" && r.Figures[13].Text == "12"
		})
		if got != want {
			t.Errorf("%q: readings %+v, without sums expected: %t", row, p.Rows[0].Readings, want)
		}
	}
}

// TestSumsUnnamed: a header that names no sum and most of the other columns, in their
// order, shows that the row has none.
func TestSumsUnnamed(t *testing.T) {
	t.Parallel()
	const heading = "四、政府信息公开行政复议、行政诉讼情况\n行政复议||||行政诉讼|||||||\n结果维持|结果纠正|其他结果|尚未审结|未经复议直接起诉||||复议后起诉|||\n"
	const row = "9|2|3|4|5|6|7|8|1|1|1|12"
	for _, tt := range []struct {
		name, header, row string
		want              bool
	}{
		{"all words", "||||结果维持|结果纠正|其他结果|尚未审结|结果维持|结果纠正|其他结果|尚未审结", row, true},
		{"some lost", "|||||结果纠正|其他结果|尚未审结|结果维持||其他结果|尚未审结", row, true},
		{"some lost, empty cells behind the row", "|||||结果纠正|其他结果|尚未审结|结果维持||其他结果|尚未审结||", row + "||", true},
		{"most lost", "||||||||结果维持|||尚未审结", row, false},
		{"a sum among those left", "||||结果维持|结果纠正|其他结果||结果维持|结果纠正|其他结果|总计", row, false},
		{"some left out", "结果纠正|其他结果|尚未审结|结果维持|结果纠正|尚未审结", row, true},
		{"words in another order", "||||结果维持|其他结果|结果纠正|尚未审结|结果维持|其他结果|结果纠正|尚未审结", row, false},
		{"more figures", "||||结果维持||其他结果|尚未审结|结果维持|结果纠正|其他结果|尚未审结", row + "|13", false},
	} {
		p := Align(gridOf(layout.Tabbed, layout.BlanksMarked, table(heading+tt.header+"\n"+tt.row+"\n")...), schema.FormOf("2021"))
		var first Reading
		if len(p.Rows) > 0 {
			first = p.Rows[0].Readings[0]
		}
		got := first.Rule == "header order" && first.Figures[4].Presence == Absent && first.Figures[5].Text == "5" && first.Figures[13].Text == "12"
		if got != tt.want {
			t.Errorf("%s: read by %q: %+v, without sums expected: %t", tt.name, first.Rule, first.Figures, tt.want)
		}
	}
}

// TestSpanWrittenOut: a figure printed again under one column's word, which is printed
// over both, is one figure; two that say the same under two words are two.
func TestSpanWrittenOut(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, header, row string
		want              [2]string
	}{
		{"a span written out", "信息内容|上一年项目数量|本年增/减|本年增/减\n", "行政事业性收费||-86|-86\n", [2]string{"", "-86"}},
		{"two of one value", "信息内容|上一年项目数量|本年增/减|本年增/减\n", "行政事业性收费|7|7|\n", [2]string{"7", "7"}},
		{"two columns", "信息内容|上一年项目数量|本年增/减\n", "行政事业性收费|7|7\n", [2]string{"7", "7"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			p := Align(gridOf(layout.Markdown, layout.BlanksMarked, table(tt.header+tt.row)...), schema.FormOf("2019"))
			first := p.Rows[len(p.Rows)-1].Readings[0]
			if got := [2]string{first.Figures[0].Text, first.Figures[1].Text}; got != tt.want {
				t.Errorf("read by %q: %q, want %q", first.Rule, got, tt.want)
			}
		})
	}
}

// TestWordOverTwoColumns: in aligned text a header's word may be printed over the figures
// of two columns; two that say the same are two figures.
func TestWordOverTwoColumns(t *testing.T) {
	t.Parallel()
	at := func(text string, col, span int) layout.Cell {
		return layout.Cell{Text: text, Col: col, ColSpan: span, RowSpan: 1}
	}
	g := &layout.Grid{Kind: layout.Aligned, Rows: []layout.Row{
		{Cells: []layout.Cell{at("信息内容", 1, 8), at("本年制发件数", 10, 12), at("本年废止件数", 23, 12), at("现行有效件数", 36, 12)}},
		{Index: 1, Cells: []layout.Cell{at("规章", 0, 4), at("4", 11, 1), at("4", 19, 1), at("6", 27, 1)}},
	}}
	p := Align(g, schema.FormOf("2021"))
	var got []string
	for _, f := range p.Rows[len(p.Rows)-1].Readings[0].Figures {
		got = append(got, f.Text)
	}
	if want := []string{"4", "4", "6"}; !slices.Equal(got, want) {
		t.Errorf("read %q, want %q", got, want)
	}
}

// TestLabelOnItsOwn: where a row's label stands on a line of its own, the first cell of the
// line with its figures may be the label's, empty: it is not the first column.
func TestLabelOnItsOwn(t *testing.T) {
	t.Parallel()
	row := func(label, depth int, texts ...string) *rowFigures {
		r := &rowFigures{item: &item{kind: valueRow, depth: depth, cells: make([]schema.CellIndex, 7)}, label: label, blanks: layout.BlanksMarked}
		for i, text := range texts {
			r.slots = append(r.slots, slot{ref: ref{0, i}, figure: figure.Parse(text)})
		}
		r.filled = withoutBlanks(r.slots)
		return r
	}
	first, deep := row(0, 0, "4", "", "4", "", "", "", "8"), row(1, 1, "4", "", "4", "", "", "", "8")
	beside, alone := row(0, 0, "", "6", "", "", "", "", ""), row(-1, 0, "", "6", "", "", "", "", "")
	markRegular([]*rowFigures{first, deep, beside, alone})
	if !beside.flush || alone.flush {
		t.Errorf("directly behind the label: %t with a label, %t without; want true, false", beside.flush, alone.flush)
	}
}
