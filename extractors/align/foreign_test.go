package align

import (
	"math/rand/v2"
	"testing"
	"unicode/utf8"

	"gongkai/extractors/layout"
	"gongkai/schema"
	"gongkai/scripts/synth/corpus"
)

// TestForeign compares every text of documents of every family, and every two of a
// document's put together, with all labels: one that its characters show to be foreign is like
// none by more than one half, is no label, and is taken for foreign as a label too.
func TestForeign(t *testing.T) {
	foreign := 0
	for _, family := range corpus.Families() {
		doc := corpus.Draw(rand.New(rand.NewPCG(11, 5)), family)
		for _, g := range grids(&doc) {
			before := ""
			for r := range g.Rows {
				for c := range g.Rows[r].Cells {
					text := g.Rows[r].Cells[c].Text
					foreign += compareForeign(t, text) + compareForeign(t, before+text)
					before = text
				}
			}
		}
	}
	if foreign < 1000 {
		t.Errorf("%d foreign texts", foreign)
	}
}

func compareForeign(t *testing.T, text string) (foreign int) {
	t.Helper()
	lex := loadLexicon()
	p := lex.newPrinted(text)
	if isForeignText(text) && !p.foreign {
		t.Errorf("%q is foreign, as a label it is not", text)
	}
	if !p.foreign {
		return 0
	}
	for _, form := range schema.Forms() {
		tmpl := templateOf(form)
		for i := range tmpl.items {
			if s := tmpl.compare(&p.label, &tmpl.items[i], leastAlike); s != (similar{}) {
				t.Errorf("%q: foreign, and like item %d of %s by %v", text, i, form.Edition, s)
			}
		}
		for _, bc := range tmpl.blocks {
			if column, sim := tmpl.columnLike(bc, &p.label); column >= 0 {
				t.Errorf("%q: foreign, and like column %d of %s by %v", text, column, form.Edition, sim)
			}
		}
	}
	return 1
}

// TestForeignLines compares the lines near the form with those of a sheet whose texts
// are all read as labels at once.
func TestForeignLines(t *testing.T) {
	lines := 0
	for _, family := range corpus.Families() {
		doc := corpus.Draw(rand.New(rand.NewPCG(12, 5)), family)
		for _, g := range grids(&doc) {
			for _, form := range schema.Forms() {
				tmpl := templateOf(form)
				all := tmpl.lines(marksOf(&g))
				for l := range all {
					lines += one(all[l].foreign != "")
				}
				got := tmpl.relevant(all)
				for l := range all {
					tmpl.readForeign(&all[l])
				}
				want := tmpl.relevant(all)
				compareLines(t, &g, want, got)
			}
		}
	}
	if lines < 100 {
		t.Errorf("%d foreign lines", lines)
	}
}

func compareLines(t *testing.T, g *layout.Grid, want, got []line) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s: %d lines, want %d", g.Kind, len(got), len(want))
	}
	for l := range want {
		if got[l].row != want[l].row || got[l].foreign != "" {
			t.Errorf("%s: line %d is of row %d, foreign %q, want row %d", g.Kind, l, got[l].row, got[l].foreign, want[l].row)
		}
		for k := range got[l].labels {
			if at := got[l].labels[k].ref; got[l].labels[k].text != g.Rows[at.row].Cells[at.cell].Text && len(got[l].slots) == 0 {
				t.Errorf("%s: label %q, want %q", g.Kind, got[l].labels[k].text, g.Rows[at.row].Cells[at.cell].Text)
			}
		}
	}
}

// TestHan compares the quick reading of a character with the general one.
func TestHan(t *testing.T) {
	for _, s := range []string{"", "\xe4", "\xe4\xb8", "\xe4a\x80", "\xe9\x80\xff", "é", "\u3fff", "𠮷", "\xf0\x9f"} {
		r, size := han(s)
		if want, n := utf8.DecodeRuneInString(s); r != want || size != n {
			t.Errorf("%q: %U, %d; want %U, %d", s, r, size, want, n)
		}
	}
	for r := rune(0x3F00); r <= 0xA100; r++ {
		if got, size := han(string(r)); got != r || size != 3 {
			t.Fatalf("%U: %U, %d", r, got, size)
		}
	}
}
