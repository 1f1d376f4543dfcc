package strips_test

import (
	"strings"
	"testing"

	"gongkai/extractors/layout/plain"
	"gongkai/extractors/strips"
	"gongkai/schema"
)

// TestOrderUnproven: figures of a row that differ, stand apart and are bound by no
// identity may have been written in another order.
func TestOrderUnproven(t *testing.T) {
	form := schema.FormOf("2021")
	const head = "某县水务局2022年政府信息公开工作年度报告\n\n二、主动公开政府信息情况\n\n第二十条第（一）项\n\n"
	const columns = "信息内容\n\n本年制发件数\n\n本年废止件数\n\n现行有效件数\n\n"
	const tail = "三、收到和处理政府信息公开申请情况\n\n四、政府信息公开行政复议、行政诉讼情况\n\n"
	const end = "五、存在的主要问题及改进情况\n\n一年来有些工作做得还不够。\n"
	inRows := func() string {
		labels := labelsOf(form)
		rows := summed(len(labels))
		w := &writer{}
		for r := range rows {
			w.block(append([]string{labels[r]}, texts(rows[r])...)...)
		}
		return strings.TrimSuffix(tail, "四、政府信息公开行政复议、行政诉讼情况\n\n") + w.String() + "四、政府信息公开行政复议、行政诉讼情况\n\n"
	}()
	for _, tt := range []struct {
		name, body string
		want       bool
	}{
		{"a row's figures apart", head + columns + "规章\n\n0\n\n8\n\n0\n\n" + tail + end, true},
		{"a row's figures on a line", head + columns + "规章 0 8 0\n\n" + tail + end, false},
		{"a row's figures in a block", head + columns + "规章\n\n0\n8\n0\n\n" + tail + end, false},
		{"figures apart that are the same", head + columns + "规章\n\n3\n\n3\n\n3\n\n" + tail + end, false},
		{"figures of one column apart", head + "本年处理决定数量\n\n行政处罚\n\n行政强制\n\n3\n\n4\n\n" + tail + end, false},
		{"the parts of a sum apart", head + columns + tail + "1\n\n2\n\n0\n\n0\n\n3\n\n" + end, true},
		{"a text written cell by cell", head + columns + "规章\n\n0\n\n8\n\n0\n\n" + inRows + end, false},
	} {
		read := plain.Read(tt.body)[0]
		blocks := plain.Blocks(tt.body)
		if got := strips.OrderUnproven(&read, &blocks, form, nil); got != tt.want {
			t.Errorf("%s: %v", tt.name, got)
		}
	}
}
