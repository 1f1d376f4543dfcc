package plain

import (
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/width"

	"gongkai/extractors/layout"
	"gongkai/scripts/bench/mix"
)

// TestCharacterClasses holds the quick classes of characters against Unicode's.
func TestCharacterClasses(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if isSpace(r) != unicode.IsSpace(r) || isNumber(r) != unicode.IsDigit(r) || isHan(r) != unicode.Is(unicode.Han, r) {
			t.Fatalf("%U: space %v, number %v, Han %v", r, isSpace(r), isNumber(r), isHan(r))
		}
	}
}

// randomLine is a line of a few characters that layouts are told by.
func randomLine(rng *rand.Rand) string {
	const letters = "12 3 4  收 到年/-,，;；&一、.)\t|项无增"
	all := []rune(letters)
	var b strings.Builder
	for range rng.IntN(24) {
		b.WriteRune(all[rng.IntN(len(all))])
	}
	return b.String()
}

// TestCheapTests compares what is told at a glance with what it spares.
func TestCheapTests(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 200_000 {
		text := randomLine(rng)
		if !mayBeSeparated(text) {
			for _, sep := range separators {
				if len(separatedValues(text, sep)) > 2 {
					t.Fatalf("%q has values parted by %q", text, sep)
				}
			}
		}
		text = strings.Join(strings.Fields(text), " ")
		if isCharSpacedText(text) && !maySpace(text) {
			t.Fatalf("%q is written with spaces between its characters", text)
		}
	}
}

func isCharSpacedText(text string) bool {
	var tokens []piece
	for f := range strings.FieldsSeq(text) {
		tokens = append(tokens, piece{text: f, figure: isFigure(f)})
	}
	settleFigures(tokens)
	return isCharSpaced(tokens)
}

// TestExtent compares what a text takes by each measure with its width.
func TestExtent(t *testing.T) {
	for _, text := range []string{"", "规章 “1”", "┌──┬─┐", "｜é\u0301│ﬀ\u200b", "①②○●", "a+b｡ﾊ"} {
		e := extentOf(text)
		for _, m := range drawnMeasures {
			if got, want := e.by(m), m.width(text); got != want {
				t.Errorf("%q by %v: %d, want %d", text, m, got, want)
			}
		}
	}
	for r := rune(firstCommonHan); r <= lastCommonHan; r++ {
		if width.LookupRune(r).Kind() != width.EastAsianWide {
			t.Fatalf("%U is not wide", r)
		}
	}
}

// TestLinesOfDigits compares a line of digits with the same line behind a space, which is
// not told at a glance.
func TestLinesOfDigits(t *testing.T) {
	for n := 1; n <= proseRunes+2; n++ {
		digits := strings.Repeat("7", n)
		quick, full := classify(digits), classify(digits+" ")
		full.raw, full.cut = digits, quick.cut
		if diff := cmp.Diff(full, quick, cmp.AllowUnexported(line{})); diff != "" {
			t.Errorf("%d digits: %s", n, diff)
		}
	}
}

// TestTextIsCutOnce compares the readings and blocks of one text with those of a text opened for each.
func TestTextIsCutOnce(t *testing.T) {
	for i := range 120 {
		body := string(mix.DrawKind(3, mix.Text, i).Body)
		text := Open(body)
		before := text.Blocks()
		var readings []layout.Grid
		for g := range text.Readings() {
			readings = append(readings, g)
		}
		if want := Read(body); !reflect.DeepEqual(want, readings) {
			t.Fatalf("document %d: %s", i, cmp.Diff(want, readings))
		}
		for _, got := range []layout.Grid{before, text.Blocks()} {
			if want := Blocks(body); !reflect.DeepEqual(want, got) {
				t.Fatalf("document %d: blocks: %s", i, cmp.Diff(want, got))
			}
		}
	}
}
