package extractors_test

import (
	"slices"
	"strings"
	"testing"

	"gongkai/extractors"
)

// TestOrderUnproven: figures of a row that stand apart in the text of a PDF's pages are
// under review; those of a text without pages, or on a line, are not.
func TestOrderUnproven(t *testing.T) {
	body := func(rules, pageEnd string) string {
		return "某县水务局2022年政府信息公开工作年度报告\n\n二、主动公开政府信息情况\n\n第二十条第（一）项\n\n信息内容\n\n本年制发件数\n\n本年废止件数\n\n现行有效件数\n\n" +
			"规章\n\n" + rules + "\n\n行政规范性文件\n\n2\n\n2\n\n2\n\n第二十条第（五）项\n\n信息内容\n\n本年处理决定数量\n\n行政许可\n\n51\n\n" + pageEnd +
			"第二十条第（六）项\n\n信息内容\n\n本年处理决定数量\n\n行政处罚\n\n3\n\n行政强制\n\n4\n\n第二十条第（八）项\n\n信息内容\n\n本年收费金额（单位：万元）\n\n行政事业性收费\n\n7\n\n" +
			"三、收到和处理政府信息公开申请情况\n\n四、政府信息公开行政复议、行政诉讼情况\n\n五、存在的主要问题及改进情况\n\n工作还不够细。\n"
	}
	for _, tt := range []struct {
		name, body string
		want       bool
	}{
		{"apart, on pages", body("0\n\n8\n\n1", "\f"), true},
		{"apart, no pages", body("0\n\n8\n\n1", ""), false},
		{"apart and alike, on pages", body("8\n\n8\n\n8", "\f"), false},
		{"one below the other in a block, on pages", body("0\n8\n1", "\f"), false},
	} {
		result := extractors.Extract(t.Context(), extractors.Document{Body: []byte(tt.body), MediaType: "text/plain", SourceURI: "a.txt"})
		if len(result.Reports) != 1 {
			t.Errorf("%s: %d reports", tt.name, len(result.Reports))
			continue
		}
		if got := slices.Contains(result.Reports[0].Review, "order_unproven"); got != tt.want {
			t.Errorf("%s: %s", tt.name, strings.Join(result.Reports[0].Review, " "))
		}
	}
}
