package ocr

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/extractors/layout"
)

// put is a word of a test page, its box 18 pixels high about a middle.
type put struct {
	left, mid, width int
	text             string
}

func asTSV(pages ...[]put) string {
	var b strings.Builder
	b.WriteString(tsvHeader + "\n")
	for p, words := range pages {
		fmt.Fprintf(&b, "1\t%d\t0\t0\t0\t0\t0\t0\t1240\t1755\t-1\t\n", p+1)
		for i, w := range words {
			fmt.Fprintf(&b, "5\t%d\t1\t1\t%d\t1\t%d\t%d\t%d\t18\t90.5\t%s\n", p+1, i, w.left, w.mid-9, w.width, w.text)
		}
	}
	return b.String()
}

func asHOCR(pages ...[]put) string {
	var b strings.Builder
	b.WriteString("<html><body>\n")
	for _, words := range pages {
		b.WriteString("<div class='ocr_page' title='bbox 0 0 1240 1755'>")
		for _, w := range words {
			fmt.Fprintf(&b, "<span class='ocr_line'><span class='ocrx_word' title='bbox %d %d %d %d; x_wconf 90'><strong>%s</strong></span></span>\n",
				w.left, w.mid-9, w.left+w.width, w.mid+9, w.text)
		}
		b.WriteString("</div>")
	}
	return b.String()
}

// show writes a grid as lines: the table's ordinal or p for prose, then the
// cells, those of columns with their column.
func show(grids []layout.Grid) []string {
	var out []string
	for _, g := range grids {
		for _, r := range g.Rows {
			table := "p"
			if r.Table != layout.Prose {
				table = fmt.Sprint(r.Table)
			}
			for _, c := range r.Cells {
				table += fmt.Sprintf("|%d:%s", c.Col, c.Text)
				if c.Unread {
					table += "?"
				}
			}
			out = append(out, table)
		}
	}
	return out
}

func TestRead(t *testing.T) {
	heading := []put{{300, 60, 40, "某县"}, {345, 60, 180, "年度报告"}}
	licence := []put{
		{34, 200, 40, "信息"}, {76, 200, 40, "内容"}, {232, 200, 120, "上一年项目数量"}, {372, 200, 80, "本年增减"}, {553, 200, 120, "处理决定数量"},
		{34, 230, 37, "行"}, {73, 230, 37, "政许"}, {112, 230, 18, "可"}, {232, 230, 34, "144"}, {372, 230, 10, "0"}, {553, 230, 46, "6714"},
		{34, 260, 37, "其他"}, {232, 260, 10, "7"}, {553, 260, 10, "2"},
	}
	for _, tt := range []struct {
		name string
		page []put
		want []string
	}{
		{"a column is blank in one row", append(heading, licence...), []string{
			"p|0:某县年度报告", "0|0:信息内容|1:上一年项目数量|2:本年增减|3:处理决定数量",
			"0|0:行政许可|1:144|2:0|3:6714", "0|0:其他|1:7|2:|3:2",
		}},
		{"figures in the middle of a label of two lines", []put{
			{34, 230, 80, "行政许可"}, {372, 230, 10, "3"}, {553, 230, 10, "4"},
			{34, 262, 220, "(二)部分公开(区分处理的,只计"}, {34, 282, 90, "这一情形)"}, {372, 272, 10, "5"}, {553, 272, 10, "6"},
			{34, 314, 80, "总计"}, {372, 314, 10, "8"}, {553, 314, 22, "10"},
		}, []string{"0|0:行政许可|1:3|2:4", "0|0:(二)部分公开(区分处理的,只计这一情形)|1:5|2:6", "0|0:总计|1:8|2:10"}},
		{"what is no figure in the place of one", []put{
			{34, 230, 80, "维持"}, {372, 230, 10, "3"}, {452, 230, 10, "1"}, {553, 230, 10, "4"},
			{34, 260, 80, "纠正"}, {372, 260, 10, "3"}, {452, 260, 18, "四"}, {553, 260, 10, "4"},
		}, []string{"0|0:维持|1:3|2:1|3:4", "0|0:纠正|1:3|2:四?|3:4"}},
		{"printed rules read as bars", []put{
			{34, 230, 80, "维持"}, {228, 230, 4, "|"}, {372, 230, 10, "|3"}, {553, 230, 10, "4"},
			{34, 260, 80, "纠正"}, {372, 260, 10, "3"}, {540, 260, 3, "]"}, {553, 260, 10, "4"},
		}, []string{"0|0:维持|1:3|2:4", "0|0:纠正|1:3|2:4"}},
		{"rules read as characters within words", []put{
			{34, 230, 80, "维持"}, {360, 230, 50, "|12"}, {460, 230, 112, "|34|56"}, {700, 230, 20, "7"},
			{34, 260, 80, "纠正"}, {360, 260, 30, "|8"}, {460, 260, 30, "|9"}, {548, 260, 24, "10"}, {700, 260, 20, "5"},
			{34, 290, 80, "其他"}, {360, 290, 30, "|2"}, {460, 290, 30, "|3"}, {510, 290, 62, "|54"}, {690, 290, 30, "l6"},
			{34, 320, 80, "总计"}, {371, 320, 50, "22"}, {471, 320, 40, "46"}, {516, 320, 56, "|20"}, {700, 320, 30, "18"},
		}, []string{"0|0:维持|1:12|2:34|3:56|4:7", "0|0:纠正|1:8|2:9|3:10|4:5", "0|0:其他|1:2|2:3|3:54|4:l6?", "0|0:总计|1:22|2:46|3:20|4:18"}},
		{"a figure set lower than its row", []put{
			{34, 230, 80, "维持"}, {372, 230, 10, "3"}, {452, 252, 10, "1"}, {553, 230, 10, "4"},
			{34, 310, 80, "纠正"}, {372, 310, 10, "3"}, {452, 310, 10, "0"}, {553, 310, 10, "3"},
		}, []string{"0|0:维持|1:3|2:1|3:4", "0|0:纠正|1:3|2:0|3:3"}},
		{"figures half way between two rows are of neither", []put{
			{34, 230, 80, "维持"}, {372, 230, 10, "3"}, {452, 254, 10, "1"}, {553, 230, 10, "4"},
			{34, 278, 80, "纠正"}, {372, 278, 10, "3"}, {553, 278, 10, "3"},
			{34, 310, 80, "其他"}, {372, 310, 10, "3"}, {452, 310, 10, "0"}, {553, 310, 10, "3"},
		}, []string{"0|0:维持|1:3|2:|3:4", "0|1:|2:1|3:", "0|0:纠正|1:3|2:|3:3", "0|0:其他|1:3|2:0|3:3"}},
		{"a run of narrow cells", []put{
			{34, 230, 80, "维持"}, {372, 230, 20, "18"}, {412, 230, 10, "0"}, {452, 230, 10, "0"}, {492, 230, 10, "5"}, {532, 230, 20, "23"},
			{34, 260, 80, "纠正"}, {372, 260, 180, "18|olol5|23"},
		}, []string{"0|0:维持|1:18|2:0|3:0|4:5|5:23", "0|0:纠正|1:18|2:o|3:o|4:5|5:23"}},
		{"a rule between two columns read into a word", []put{
			{34, 230, 80, "维持"}, {372, 230, 20, "33"}, {412, 230, 40, "2197"}, {468, 230, 50, "23838"},
			{34, 260, 80, "纠正"}, {372, 260, 20, "31"}, {412, 260, 105, "2196|23837"},
		}, []string{"0|0:维持|1:33|2:2197|3:23838", "0|0:纠正|1:31|2:2196|3:23837"}},
		{"figures of narrow columns read as one number", []put{
			{34, 230, 80, "维持"}, {372, 230, 22, "26"}, {412, 230, 42, "000"}, {480, 230, 22, "26"},
			{34, 260, 80, "纠正"}, {372, 260, 10, "3"}, {412, 260, 42, "010"}, {480, 260, 10, "4"},
			{34, 290, 80, "其他"}, {372, 290, 10, "0"}, {412, 290, 42, "00o"}, {480, 290, 10, "0"},
		}, []string{"0|0:维持|1:26|2:0|3:0|4:0|5:26", "0|0:纠正|1:3|2:0|3:1|4:0|5:4", "0|0:其他|1:0|2:0|3:0|4:o|5:0"}},
		{"numbers of one length in a column", []put{
			{34, 230, 80, "维持"}, {372, 230, 10, "6"}, {412, 230, 34, "123"}, {34, 260, 80, "纠正"}, {372, 260, 10, "3"}, {412, 260, 34, "415"},
			{34, 290, 80, "其他"}, {372, 290, 10, "0"}, {412, 290, 34, "200"},
		}, []string{"0|0:维持|1:6|2:123", "0|0:纠正|1:3|2:415", "0|0:其他|1:0|2:200"}},
		{"a header whose texts only rules part", []put{
			{34, 200, 80, "结果维持"}, {116, 200, 8, "|"}, {126, 200, 80, "结果纠正"}, {208, 200, 8, "|"}, {218, 200, 80, "其他结果"}, {300, 200, 8, "|"}, {310, 200, 80, "尚未审结"},
			{34, 230, 10, "7"}, {126, 230, 10, "0"}, {218, 230, 10, "2"}, {310, 230, 10, "5"},
		}, []string{"0|0:结果维持|1:结果纠正|2:其他结果|3:尚未审结", "0|0:7|1:0|2:2|3:5"}},
		{"rules in a line of a header are no figures", []put{
			{126, 200, 60, "纠正"}, {218, 200, 60, "其他"}, {294, 200, 8, "|"}, {310, 200, 60, "审结"}, {420, 200, 10, "-"},
			{34, 230, 10, "7"}, {126, 230, 10, "0"}, {218, 230, 10, "2"}, {310, 230, 10, "5"}, {420, 230, 10, "5"},
		}, []string{"0|0:|1:纠正|2:其他|3:审结|4:", "0|0:7|1:0|2:2|3:5|4:5"}},
		{"a row of a table alone among the prose", []put{{34, 230, 140, "行政事业性收费"}, {553, 230, 46, "51.3"}},
			[]string{"p|0:行政事业性收费|1:51.3"}},
		{"a sign that nothing applies, read into a label, is no column", []put{
			{34, 230, 18, "(四)"}, {70, 230, 14, "无"}, {110, 230, 60, "法提供"}, {372, 230, 10, "3"}, {553, 230, 10, "3"},
			{34, 260, 80, "纠正"}, {372, 260, 10, "3"}, {553, 260, 10, "4"},
			{34, 290, 80, "其他"}, {372, 290, 10, "5"}, {553, 290, 10, "5"},
		}, []string{"0|0:(四)无|1:法提供|2:3|3:3", "0|0:纠正|2:3|3:4", "0|0:其他|2:5|3:5"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, show(ReadTSV(asTSV(tt.page)))); diff != "" {
				t.Errorf("TSV (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(tt.want, show(ReadHOCR(asHOCR(tt.page)))); diff != "" {
				t.Errorf("hOCR (-want +got):\n%s", diff)
			}
		})
	}
}

// TestSkew: a page that is scanned at a slant of one in forty gives the rows of
// the upright one.
func TestSkew(t *testing.T) {
	var upright, slanted []put
	for r := range 12 {
		for c := range 6 {
			w := put{100 + 180*c, 200 + 30*r, 20, fmt.Sprint(10*r + c + 10)}
			upright = append(upright, w)
			w.mid += w.left / 40
			slanted = append(slanted, w)
		}
	}
	// One line of the recogniser across the page tells the slant.
	oneLine := func(words []put) string {
		return asTSV(words)
	}
	var b strings.Builder
	b.WriteString(tsvHeader + "\n")
	for i, w := range slanted {
		fmt.Fprintf(&b, "5\t1\t1\t1\t%d\t%d\t%d\t%d\t%d\t18\t90\t%s\n", i/6, i%6, w.left, w.mid-9, w.width, w.text)
	}
	if diff := cmp.Diff(show(ReadTSV(oneLine(upright))), show(ReadTSV(b.String()))); diff != "" {
		t.Error(diff)
	}
}

// TestSkewOfShortLines: where the recogniser's lines are cells, all of them together
// tell the slant.
func TestSkewOfShortLines(t *testing.T) {
	var upright, slanted []put
	for r := range 12 {
		for c := range 6 {
			for _, x := range []int{0, 22, 44} {
				w := put{100 + 180*c + x, 200 + 30*r, 20, fmt.Sprint(10*r + c + 10)}
				upright = append(upright, w)
				w.mid += w.left / 40
				slanted = append(slanted, w)
			}
		}
	}
	lines := func(words []put) string {
		var b strings.Builder
		b.WriteString(tsvHeader + "\n")
		for i, w := range words {
			fmt.Fprintf(&b, "5\t1\t1\t1\t%d\t%d\t%d\t%d\t%d\t18\t90\t%s\n", i/3, i%3, w.left, w.mid-9, w.width, w.text)
		}
		return b.String()
	}
	if diff := cmp.Diff(show(ReadTSV(lines(upright))), show(ReadTSV(lines(slanted)))); diff != "" {
		t.Error(diff)
	}
}

func TestIs(t *testing.T) {
	for _, tt := range []struct {
		body      string
		hocr, tsv bool
	}{
		{"", false, false},
		{"<html><p>ocr_page", false, false},
		{asHOCR([]put{{1, 20, 5, "1"}}), true, false},
		{asTSV(), false, true},
		{"\ufeff" + asTSV(), false, true},
		{"level\tpage_num\n", false, false},
	} {
		if h, v := IsHOCR(tt.body), IsTSV(tt.body); h != tt.hocr || v != tt.tsv {
			t.Errorf("%.40q: hOCR %v, TSV %v", tt.body, h, v)
		}
	}
}

func TestNothingReadable(t *testing.T) {
	for _, body := range []string{"", tsvHeader, tsvHeader + "\n5\t1\t1\t1\t1\t1\tx\t0\t1\t1\t9\tA\n5\t1\n", "<div class=ocr_page><span class=ocrx_word title='bbox 1 2'>x"} {
		if got := append(ReadTSV(body), ReadHOCR(body)...); len(got) != 0 {
			t.Errorf("%q: %v", body, got)
		}
	}
}
