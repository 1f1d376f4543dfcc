package main

import (
	"slices"
	"testing"
)

// TestSubstitutions: what stands in the place of another character between two that
// are right, and nothing else.
func TestSubstitutions(t *testing.T) {
	for _, tt := range []struct {
		name, observed, printed string
		want                    []pair
	}{
		{"beside what is behind the label", "属于行政执法案港", "属于行政执法案卷", nil},
		{"one", "其他法律行政法规茜止公开", "其他法律行政法规禁止公开", []pair{{'茜', '禁'}}},
		{"the first", "童复申请", "重复申请", []pair{{'童', '重'}}},
		{"two apart", "属子行政执去案卷", "属于行政执法案卷", []pair{{'子', '于'}, {'去', '法'}}},
		{"two side by side", "重复串清", "重复申请", nil},
		{"a character lost", "属于行执法案卷", "属于行政执法案卷", nil},
		{"behind the group's label", "不子公开重夏申请", "重复申请", []pair{{'夏', '复'}}},
		{"another label", "保护第三方权益", "属于国家秘密", nil},
		{"no label", "", "属于国家秘密", nil},
	} {
		if got := substitutions([]rune(tt.observed), []rune(tt.printed)); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}
