package plain

import (
	"math/rand/v2"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"gongkai/extractors/normalize"
	"gongkai/scripts/synth/corpus"
)

// checkHeld compares how many figures a line may hold with how many are cut from it.
func checkHeld(t interface{ Errorf(string, ...any) }, raw string) (spared bool) {
	text := closeGaps(normalize.Text(markless(raw)))
	figures := figuresAmong(flatCells(partHeadings(text)))
	for n := 1; n <= flatFigures; n++ {
		if spared = !mayHold(text, n); spared && figures >= n {
			t.Errorf("%q: %d figures, said to hold less than %d", text, figures, n)
		}
	}
	return spared
}

// heldPieces are what lines are drawn of: figures, what may begin one, what parts cells.
var heldPieces = []string{
	"0", "12", "3.5", "1,234", "规章", "行政许可", "情况", "一、总体情况", "二、", "无", "不适用", "-", "—", "/", "增", "减5", "+3", "￥7", "件", "万元", "年", "O", "l",
	" ", "  ", "\t", "　", "。", "，", "、", ".", "．", "(", ")", "（一）", "〇", "零", "一一", "７", "①", "²", "N/A", "%", "项", "况", "再", "事项无", "復(fù)議", "4.其他",
}

func TestMayHold(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		checkHeld(t, strings.Join(rapid.SliceOfN(rapid.SampledFrom(heldPieces), 0, 30).Draw(t, "pieces"), ""))
	})
}

func TestMayHoldOfDocuments(t *testing.T) {
	spared := 0
	for _, family := range corpus.Families() {
		for i := range 4 {
			doc := corpus.Draw(rand.New(rand.NewPCG(uint64(i), 9)), family)
			for line := range strings.Lines(string(doc.Body)) {
				if len(line) < 1<<14 && checkHeld(t, strings.TrimRight(line, "\n")) {
					spared++
				}
			}
		}
	}
	if spared < 1000 {
		t.Errorf("%d lines hold few figures", spared)
	}
}
