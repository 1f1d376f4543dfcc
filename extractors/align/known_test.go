package align

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/extractors/figure"
	"gongkai/extractors/layout"
	"gongkai/schema"
	"gongkai/scripts/synth/corpus"
)

// eachGrid visits the grids of documents of every family.
func eachGrid(t *testing.T, seed uint64, visit func(name string, g *layout.Grid)) {
	t.Helper()
	n := 3
	if testing.Short() {
		n = 1
	}
	for _, family := range corpus.Families() {
		for i := range n {
			doc := corpus.Draw(rand.New(rand.NewPCG(uint64(i), seed)), family)
			for _, g := range grids(&doc) {
				visit(family, &g)
			}
		}
	}
}

// variants are a line and others that differ from it in one thing that a comparison may
// look at.
func variants(l *line) []line {
	out := []line{*l}
	vary := func(change func(v *line)) {
		v := *l
		v.texts = &lineTexts{}
		change(&v)
		out = append(out, v)
	}
	vary(func(v *line) { v.kept = !v.kept })
	vary(func(v *line) { v.marked = !v.marked })
	vary(func(v *line) { v.prose = !v.prose; v.table = -1 - v.table })
	vary(func(v *line) { v.widest += 20 })
	vary(func(v *line) { v.figures++ })
	vary(func(v *line) { v.slots = append(v.slots[:len(v.slots):len(v.slots)], slot{}) })
	if n := len(l.labels); n > 0 {
		vary(func(v *line) { v.labels = v.labels[:n-1] })
		vary(func(v *line) {
			v.labels = slices.Clone(v.labels)
			v.labels[n-1].cell += 2
		})
	}
	return out
}

// eachLine visits the lines near the form of documents of every family, with variants.
func eachLine(t *testing.T, seed uint64, visit func(name string, tmpl *template, l *line)) {
	t.Helper()
	eachGrid(t, seed, func(name string, g *layout.Grid) {
		for _, form := range schema.Forms() {
			tmpl := templateOf(form)
			lines := tmpl.relevant(tmpl.lines(marksOf(g)))
			for l := range lines {
				for _, v := range variants(&lines[l]) {
					visit(name, tmpl, &v)
				}
			}
		}
	})
}

// TestKnownLines compares what is remembered of lines, mostly met in other documents before,
// with what is made of them anew.
func TestKnownLines(t *testing.T) {
	again, seen := 0, map[*template]map[lineKey]bool{}
	eachLine(t, 21, func(name string, tmpl *template, l *line) {
		k, ok := keyOf(l)
		if !ok {
			return
		}
		if seen[tmpl] == nil {
			seen[tmpl] = map[lineKey]bool{}
		}
		again += one(seen[tmpl][k])
		seen[tmpl][k] = true
		want, got := tmpl.newKnown(k, l), tmpl.recall(l)
		if !reflect.DeepEqual(want, got) {
			opaque := cmp.AllowUnexported(knownLine{}, lineKey{}, lineFacts{}, edge{}, evidence{})
			t.Fatalf("%s, edition %s, row %d (-anew +remembered):\n%s", name, tmpl.form.Edition, l.row, cmp.Diff(want, got, opaque))
		}
	})
	if again < 1000 {
		t.Errorf("%d lines met again", again)
	}
}

// TestForeignProse compares paragraphs that are not compared with what comparing them gives.
func TestForeignProse(t *testing.T) {
	compared := 0
	eachLine(t, 22, func(name string, tmpl *template, l *line) {
		if !l.isForeignProse() {
			return
		}
		compared++
		if k := tmpl.newKnown(lineKey{}, l); len(k.near) > 0 || len(k.alike) > 0 || k.rest != impossible {
			t.Errorf("%s, edition %s, row %d: near %v, alike %v, rest %v", name, tmpl.form.Edition, l.row, k.near, k.alike, k.rest)
		}
	})
	if compared < 20 {
		t.Errorf("%d paragraphs compared", compared)
	}
}

// TestRelevantShared compares the lines that a sheet aligns, which editions may share, with
// those of each edition alone.
func TestRelevantShared(t *testing.T) {
	shared := 0
	eachGrid(t, 23, func(name string, g *layout.Grid) {
		s := NewSheet(g)
		defer s.Close()
		all := s.compareAll()
		for k := range all {
			tmpl := all[k].template
			want := tmpl.relevant(tmpl.lines(marksOf(g)))
			rows := func(lines []line) (out [][3]int) {
				for l := range lines {
					out = append(out, [3]int{lines[l].row, len(lines[l].labels), lines[l].figures})
				}
				return out
			}
			if diff := cmp.Diff(rows(want), rows(all[k].lines)); diff != "" {
				t.Errorf("%s, edition %s (-alone +shared):\n%s", name, tmpl.form.Edition, diff)
			}
		}
		shared += len(all) - len(s.kept)
	})
	if shared < 20 {
		t.Errorf("%d lists shared", shared)
	}
}

// TestKnownBlank looks at rows of empty cells of a block that may be printed in one row: how
// wide the table is, and where the label stands, tells them.
func TestKnownBlank(t *testing.T) {
	tmpl := templateOf(schema.Forms()[0])
	across := &tmpl.items[tmpl.across[0]]
	row := &tmpl.items[tmpl.across[0]+1]
	label := lineLabel{printed: tmpl.lex.print(tmpl.form.Tables[row.table].Blocks[row.block].Rows[row.row].Label)}
	blank := slot{figure: figure.Parse("")}
	cells := func(n int) line {
		return line{marked: true, texts: &lineTexts{}, slots: slices.Repeat([]slot{blank}, n)}
	}
	unlabelled, labelled := cells(len(across.cells)+mostTrailing+1), cells(len(row.cells)+1)
	labelled.labels = []lineLabel{label}
	for name, l := range map[string]*line{"block": &unlabelled, "row": &labelled} {
		other := *l
		if other.texts = (&lineTexts{}); len(l.labels) == 0 {
			other.widest = len(l.slots)
		} else {
			label.cell = row.depth + 2
			other.labels = []lineLabel{label}
		}
		k, _ := keyOf(l)
		a, b := tmpl.recall(l), tmpl.recall(&other)
		if a.key != k || reflect.DeepEqual(a.alike, b.alike) {
			t.Errorf("%s: %v as %v", name, b.alike, a.alike)
		}
	}
}
