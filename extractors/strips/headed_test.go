package strips_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/extractors/layout"
	"gongkai/extractors/layout/plain"
	"gongkai/extractors/strips"
	"gongkai/schema"
)

// inBlocks writes blocks with blank lines between them; ⏎ ends a line.
func inBlocks(blocks ...string) string {
	return "某市粮食局政府信息公开工作年度报告\n\n二、主动公开政府信息情况\n\n" +
		strings.ReplaceAll(strings.Join(blocks, "\n\n"), "⏎", "\n") +
		"\n\n三、收到和处理政府信息公开申请情况\n\n"
}

// disclosed are the rows of section 2 as read from a text: label and figures; nil where it is left as it is.
func disclosed(t *testing.T, edition, body string) []string {
	t.Helper()
	form := schema.FormOf(edition)
	read := plain.Read(body)[0]
	blocks := plain.Blocks(body)
	grids := strips.Rearrange(&read, &blocks, form, nil, nil)
	if len(grids) == 0 {
		return nil
	}
	var labels []string
	for _, b := range form.Tables[0].Blocks {
		for _, r := range b.Rows {
			labels = append(labels, r.Label)
		}
	}
	var out []string
	for r := range grids[0].Rows {
		cells := grids[0].Rows[r].Cells
		if grids[0].Rows[r].Table == layout.Prose || !slices.Contains(labels, cells[0].Text) {
			continue
		}
		var row []string
		for _, c := range cells {
			text := c.Text
			if c.Unread {
				text = "?"
			}
			row = append(row, text)
		}
		out = append(out, strings.Join(row, " "))
	}
	return out
}

// TestHeadedColumns: a column stands below its header, away from the labels, which
// stand with the first columns; columns of one name are those of the articles in order.
func TestHeadedColumns(t *testing.T) {
	got := disclosed(t, "2019", inBlocks(
		"第二十条第（一）项⏎信息内容⏎本年新制作数量⏎规章⏎4⏎规范性文件⏎31⏎第二十条第（五）项⏎信息内容⏎上年项目数量⏎行政许可⏎250⏎"+
			"其他对外管理服 16⏎务事项⏎第二十条第（六）项⏎信息内容",
		"本年新公开数量⏎0⏎17", "对外公开总⏎数量⏎12⏎3",
		"本年增/减 处理决定数量⏎-8 项⏎91⏎增 6⏎22",
		"上一年项目数量", "本年增/减（减用负值表示，如 -8）", "处理决定数量", "5⏎6", "1⏎0", "77⏎8",
		"行政处罚⏎行政强制⏎第二十条第（八）项⏎信息内容", "行政事业性收费", "上一年项目数量", "本年增/减", "19", "-1",
		"第二十条第（九）项⏎信息内容", "采购项目数量⏎采购总金额（单位：万元，保留 4⏎位小数）", "政府集中采购", "7", "88.5",
	))
	want := []string{
		"规章 4 0 12", "规范性文件 31 17 3",
		"行政许可 250 -8项 91", "其他对外管理服务事项 16 增6 22",
		"行政处罚 5 1 77", "行政强制 6 0 8",
		"行政事业性收费 19 -1",
		"政府集中采购 7 88.5",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestHeadedGaps: what neither a header nor a label gives a place is not known, but
// where all that is left is the same.
func TestHeadedGaps(t *testing.T) {
	behind := []string{
		"第二十条第（五）项⏎信息内容⏎本年处理决定数量⏎行政许可⏎40", "第二十条第（六）项⏎信息内容", "行政处罚", "6", "行政强制", "2",
		"第二十条第（八）项⏎信息内容⏎本年收费金额（单位：万元）⏎行政事业性收费 1.5",
	}
	rest := []string{"行政许可 40", "行政处罚 6", "行政强制 2", "行政事业性收费 1.5"}
	for name, c := range map[string]struct {
		first string
		want  []string
	}{
		"figures on their own": {"规章 ¶ 行政规范性文件 ¶ 本年制发件数 本年废止件数 现行有效件数 ¶ 3 ¶ 0 ¶ 9 ¶ 4 ¶ 0 ¶ 1", []string{"规章 ? ? ?", "行政规范性文件 ? ? ?"}},
		"all zero":             {"规章 ¶ 行政规范性文件 ¶ 本年制发件数 本年废止件数 现行有效件数 ¶ 0 ¶ 0 ¶ 0 ¶ 0 ¶ 0 ¶ 0", []string{"规章 0 0 0", "行政规范性文件 0 0 0"}},
		"one line of two columns": {"规章 ¶ 行政规范性文件 ¶ 本年制发件数 ¶ 本年废止件数 ¶ 3 0 ¶ 9 4 ¶ 现行有效件数⏎5⏎1",
			[]string{"规章 ? ? 5", "行政规范性文件 ? ? 1"}},
		"fewer figures than headers": {"规章 ¶ 行政规范性文件 ¶ 本年制发件数 ¶ 本年废止件数 ¶ 3⏎0 ¶ 现行有效件数⏎5⏎1 ¶ 信息内容 ¶ 9 ¶ 4",
			[]string{"规章 ? ? 5", "行政规范性文件 ? ? 1"}},
		"a column of the middle beside the labels": {"本年废止件数⏎规章⏎3⏎行政规范性文件⏎0 ¶ 本年制发件数⏎9⏎4 ¶ 现行有效件数⏎5⏎1",
			[]string{"规章 9 ? 5", "行政规范性文件 4 ? 1"}},
		"a header too many":    {"本年制发件数⏎3⏎0 ¶ 本年制发件数⏎9⏎4 ¶ 现行有效件数⏎5⏎1", nil},
		"a row of their own":   {"规章 ¶ 3 ¶ 0 ¶ 9 ¶ 小计 ¶ 行政规范性文件 ¶ 4 ¶ 0 ¶ 1", nil},
		"a figure missing":     {"规章 ¶ 3 ¶ 0 ¶ 9 ¶ 行政规范性文件 ¶ 4 ¶ 0", nil},
		"a column given twice": {"规章⏎3⏎0⏎9⏎行政规范性文件⏎4⏎1⏎2 ¶ 本年制发件数⏎3⏎4", nil},
	} {
		blocks := append(strings.Split("第二十条第（一）项⏎信息内容 ¶ "+c.first, " ¶ "), behind...)
		want := c.want
		if want != nil {
			want = append(slices.Clone(want), rest...)
		}
		if diff := cmp.Diff(want, disclosed(t, "2021", inBlocks(blocks...))); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// TestHeadedOnlyColumn: the figures of a block of one column are its rows from top to
// bottom, behind the header or behind all labels.
func TestHeadedOnlyColumn(t *testing.T) {
	first := "第二十条第（一）项⏎信息内容⏎本年制发件数⏎本年废止件数⏎现行有效件数⏎规章⏎1⏎2⏎3⏎行政规范性文件⏎4⏎5⏎6"
	last := "第二十条第（八）项⏎信息内容⏎本年收费金额（单位：万元）⏎行政事业性收费 0.5"
	want := []string{"规章 1 2 3", "行政规范性文件 4 5 6", "行政许可 35", "行政处罚 69", "行政强制 362", "行政事业性收费 0.5"}
	for name, blocks := range map[string][]string{
		"behind the header": {first, "行政许可", "行政处罚", "行政强制", "第二十条第（五）项", "本年处理决定数量", "35",
			"第二十条第（六）项", "本年处理决定数量", "69", "362", last},
		"behind the labels": {first, "第二十条第（五）项", "本年处理决定数量", "行政许可", "35", "第二十条第（六）项", "本年处理决定数量",
			"行政处罚", "信息内容", "行政强制", "69", "362", last},
	} {
		if diff := cmp.Diff(want, disclosed(t, "2021", inBlocks(blocks...))); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	inverted := []string{first, "第二十条第（五）项", "本年处理决定数量", "行政许可", "35", "第二十条第（六）项", "本年处理决定数量",
		"行政强制", "行政处罚", "69", "362", last}
	want[3], want[4] = "行政处罚 ?", "行政强制 ?"
	if diff := cmp.Diff(want, disclosed(t, "2021", inBlocks(inverted...))); diff != "" {
		t.Errorf("labels in another order: %s", diff)
	}
}

// TestHeadedStrays: a column that was written among the next section's is still one of its own.
func TestHeadedStrays(t *testing.T) {
	form := schema.FormOf("2021")
	labels := labelsOf(form)
	own := "第二十条第（一）项\n信息内容\n本年制发件数\n本年废止件数\n规章\n1\n2\n行政规范性文件 3\n4\n第二十条第（五）项\n信息内容\n" +
		"本年处理决定数量\n行政许可\n5\n第二十条第（六）项\n信息内容\n本年处理决定数量\n行政处罚\n6\n行政强制\n7\n第二十条第（八）项\n信息内容\n" +
		"本年收费金额（单位：万元）\n行政事业性收费 0\n\n"
	body := strings.Replace(written(labels, sparse(len(labels))), "三、收到和处理政府信息公开申请情况\n\n",
		"二、主动公开政府信息情况\n\n"+own+"三、收到和处理政府信息公开申请情况\n\n现行有效件数\n8\n9\n\n", 1)
	want := []string{"规章 1 2 8", "行政规范性文件 3 4 9", "行政许可 5", "行政处罚 6", "行政强制 7", "行政事业性收费 0"}
	if diff := cmp.Diff(want, disclosed(t, "2021", body)); diff != "" {
		t.Error(diff)
	}
}
