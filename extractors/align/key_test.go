package align

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestKey(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ text, want string }{
		{"", ""},
		{"行 政 许 可", "行政许可"},
		{"3.危及“三安全一稳定”", "3危及三安全一稳定"},
		{"本年增/减", "本年增减"},
		{"ABC", "abc"},
		{"（、，|）", ""},
	} {
		if got := key(tt.text); got != tt.want {
			t.Errorf("key(%q) = %q, want %q", tt.text, got, tt.want)
		}
	}
}

func TestCutOrdinal(t *testing.T) {
	t.Parallel()
	type cut struct{ Ordinal, Rest string }
	for _, tt := range []struct {
		text string
		want cut
	}{
		{"1.属于国家秘密", cut{"1", "属于国家秘密"}},
		{"7 . 属于行政执法案卷", cut{"7", " 属于行政执法案卷"}},
		{"一、本年新收", cut{"一", "本年新收"}},
		{"(三)不予公开", cut{"三", "不予公开"}},
		{"( 七 ) 总计", cut{"七", " 总计"}},
		{"十二:其他", cut{"十二", "其他"}},
		// Numbers that no mark ends, and marks with nothing behind them, are no list numbers.
		{"三类内部事务", cut{"", "三类内部事务"}},
		{"(三 不予公开", cut{"", "(三 不予公开"}},
		{"(一)", cut{"", "(一)"}},
		{"12", cut{"", "12"}},
		{"行政许可", cut{"", "行政许可"}},
		{"1234567、其他", cut{"", "1234567、其他"}},
		{"", cut{"", ""}},
	} {
		ordinal, rest := cutOrdinal(tt.text)
		if diff := cmp.Diff(tt.want, cut{ordinal, rest}); diff != "" {
			t.Errorf("cutOrdinal(%q) (-want +got):\n%s", tt.text, diff)
		}
	}
}

func TestParseLabel(t *testing.T) {
	t.Parallel()
	type parsed struct{ Ordinal, Body, Bare string }
	for _, tt := range []struct {
		text string
		want parsed
	}{
		{"行政许可", parsed{"", "行政许可", "行政许可"}},
		{"(二)部分公开(区分处理的,只计这一情形)", parsed{"二", "部分公开区分处理的只计这一情形", "部分公开"}},
		{"采购总金额(单位:万元", parsed{"", "采购总金额单位万元", "采购总金额"}},
		// A label that is an aside and nothing else keeps it.
		{"(本列数据的勾稽关系)", parsed{"", "本列数据的勾稽关系", "本列数据的勾稽关系"}},
		{"第二十条第(一)项", parsed{"", "第二十条第一项", "第二十条第项"}},
		// What is printed twice counts once.
		{"、上年结转政府信息公开申请数量 年结转政府信息公开申请数量", parsed{"", "上年结转政府信息公开申请数量", "上年结转政府信息公开申请数量"}},
		{"1.属 1.属于国家秘密", parsed{"1", "属于国家秘密", "属于国家秘密"}},
		{"2.重复申请 重复申请", parsed{"2", "重复申请", "重复申请"}},
		{"结 果 维 持", parsed{"", "结果维持", "结果维持"}},
		{"三、结果 总计", parsed{"三", "结果总计", "结果总计"}},
	} {
		got := (&confusions{}).parseLabel(tt.text)
		if diff := cmp.Diff(tt.want, parsed{got.ordinal, got.body.text, got.bare.text}); diff != "" {
			t.Errorf("parseLabel(%q) (-want +got):\n%s", tt.text, diff)
		}
	}
}
