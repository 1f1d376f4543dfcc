package plain

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestIsFigure(t *testing.T) {
	figures := []string{
		"0", "3830", "0.7670", "1,234", "+5", "-8", "增5", "减少3项", "增加5", "999件", "850万元", "251000元", "/", "-", "--", "—", "无", "不适用", "N/A",
		"〇", "O", "0/0", "? 0", "1 204", "11,398,889", "3人次",
	}
	labels := []string{"", "规章", "1.", "1、", "（一）", "(一)", "一、", "2020年", "1.属于国家秘密", "第5项目", "增", "本年增/减", "无法提供", "5项目", "12月31日", "总计", "o年"}
	for _, s := range figures {
		if !isFigure(s) {
			t.Errorf("isFigure(%q) = false", s)
		}
	}
	for _, s := range labels {
		if isFigure(s) {
			t.Errorf("isFigure(%q) = true", s)
		}
	}
}

func TestHeadings(t *testing.T) {
	for text, want := range map[string]bool{
		"一、总体情况": true, "四、政府信息公开行政复议、行政诉讼情况": true, "六、其他需要报告的事项": true, "五. 存在的主要问题及改进情况:": true,
		"三、本年度办理结果": false, "一、本年新收政府信息公开申请数量": false, "（一）主动公开情况": false, "总体情况": false,
	} {
		if got := isNamedHeading(text); got != want {
			t.Errorf("isNamedHeading(%q) = %t", text, got)
		}
	}
}

func TestHasOrdinal(t *testing.T) {
	for text, want := range map[string]bool{
		"1.属于国家秘密": true, "(一)予以公开": true, "（七）总计": true, "12、其他": true, "三、本年度": true, "1 .其他": true,
		"规章": false, "3.5": false, "2020年": false, "总计（7）": false,
	} {
		if got := hasOrdinal(text); got != want {
			t.Errorf("hasOrdinal(%q) = %t", text, got)
		}
	}
}

func TestUnfuse(t *testing.T) {
	for word, want := range map[string][]string{
		"规章000":             {"规章", "000"},
		"行政许可51行政处罚7":       {"行政许可", "51", "行政处罚", "7"},
		"国家秘密3032.重复申请001":  {"国家秘密", "303", "2.重复申请", "001"},
		"采购999件850万元":       {"采购", "999件", "850万元"},
		"主动公开58条，其中2件":      {"主动公开58条，其中", "2件"},
		"截至2022年12月31日":     {"截至2022年12月31日"},
		"第20条":              {"第20条"},
		"（指2019年事项数）":       {"（指2019年事项数）"},
		"金额0.7670":          {"金额", "0.7670"},
		"采购总金额（万元，保留4位小数）":  {"采购总金额（万元，保留4位小数）"},
		"予以公开（区分处理）3（七）总计5": {"予以公开（区分处理）", "3", "（七）总计", "5"},
	} {
		if diff := cmp.Diff(want, unfuse(word)); diff != "" {
			t.Errorf("unfuse(%q) (-want +got):\n%s", word, diff)
		}
	}
}

func TestHasMarkup(t *testing.T) {
	for body, want := range map[string]bool{
		"<table><tr><td>规章</td></tr></table>": true, "## 二\n\n<TABLE border=\"1\">": true, "a <td colspan=2>": true,
		"<b>规章</b>\t0": false, "1 < 2 and <tablet>": false, "": false, "<": false, strings.Repeat("<", 1000): false,
	} {
		if got := HasMarkup(body); got != want {
			t.Errorf("HasMarkup(%q) = %t", body, got)
		}
	}
}

// TestLineEnds reads one table under every kind of line end.
func TestLineEnds(t *testing.T) {
	want := Read("规章\t1\t0\n行政许可\t5\t6\n")
	for _, end := range []string{"\r\n", "\r", "\f", "\u2028", "\u0085"} {
		body := "\ufeff" + strings.ReplaceAll("规章\t1\t0\n行政许可\t5\t6\n", "\n", end)
		if diff := cmp.Diff(want, Read(body)); diff != "" {
			t.Errorf("line end %q (-want +got):\n%s", end, diff)
		}
	}
}

func TestRawIsKeptWhereItDiffers(t *testing.T) {
	grid := Read("規(guī)章\t０\t7\n**行政**许可\t5\t6\n")[0]
	if got, want := grid.Rows[0].Cells[0].RawText(), "規(guī)章"; got != want {
		t.Errorf("raw %q, want %q", got, want)
	}
	if got, want := grid.Rows[1].Cells[0].RawText(), "**行政**许可"; got != want {
		t.Errorf("raw %q, want %q", got, want)
	}
	if got := grid.Rows[0].Cells[2].Raw; got != "" {
		t.Errorf("raw %q where it says no more than the text", got)
	}
}

func TestBlankText(t *testing.T) {
	for _, body := range []string{"", " \n\t\n", "\ufeff"} {
		if grids := Read(body); len(grids) != 0 {
			t.Errorf("%d candidates for %q", len(grids), body)
		}
	}
}
