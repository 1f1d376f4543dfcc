package align

import (
	"testing"

	"gongkai/extractors/layout"
)

// TestCutHeader: lines of a header are one word where they are together more like a
// column than each is, and none where they are together another word of the header or a
// row's label; what is like no column however it is joined stays a column of the table.
func TestCutHeader(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, header, row, rule string }{
		{"a column's label cut", "信息内容|本年制发件|数|本年废止|件数|现行有效件数", "规章|437|0|47", "number"},
		{"cut into three", "信息内容|本年|制发件|数|本年废止件数|现行有效件数", "规章|437|0|47", "number"},
		{"the unit that two columns end in", "信息内容|本年制发|件数|本年废止|件数|现行有效件数", "规章|437|0|47", "number"},
		{"a word for labels cut", "信息|内容|本年制发件数|本年废止件数|现行有效件数", "规章|437|0|47", "number"},
		{"a label begun", "信息内容|本年制发件数|本年废止件数|现行有效件数|规", "章|437|0|47", "number"},
		{"another column", "信息内容|本年制发件数|本年废止件数|现行有效件数|占比", "规章|437|0|47", "packed"},
		{"another column, cut", "信息内容|本年制发件数|本年废止件数|现行有效|件数|占|比", "规章|437|0|47", "packed"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			text := "第二十条第(一)项\n" + tt.header + "\n" + tt.row + "\n行政规范性文件|4794|0|2\n"
			for _, kind := range []layout.Kind{layout.Paragraphs, layout.Flat} {
				readings := readingsOf(t, gridOf(kind, layout.BlanksLost, table(text)...), "行政规范性文件")
				if last := readings[len(readings)-1].Rule; last != tt.rule {
					t.Errorf("%s: read as %q, want %q: %+v", kind, last, tt.rule, readings)
				}
			}
		})
	}
}
