package align

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/extractors/figure"
	"gongkai/extractors/layout"
	"gongkai/schema"
)

// TestReadAtOnce compares the rows that are read at once with all their readings, on
// documents of every family.
func TestReadAtOnce(t *testing.T) {
	rules := map[string]int{}
	eachGrid(t, 31, func(name string, g *layout.Grid) {
		for _, form := range schema.Forms() {
			a := NewSheet(g).compare(form)
			a.solve()
			pl := a.placing(g, a.lines, a.confirm(a.lines, a.withoutEmpty(a.lines, a.pairs)))
			for k, r := range pl.byPair {
				if r == nil || pl.out[k].match == MatchDoubtful {
					continue
				}
				b := pl.block(k, map[schema.CellIndex]string{})
				if got := pl.own.read(b.header, r, b.rows); got != nil {
					rules[got[0].Rule]++
					compareReadings(t, name, pl, k, got)
				}
			}
		}
	})
	least := 100
	if testing.Short() {
		least = 20 // of fewer documents
	}
	for _, rule := range []string{"header", "header place", "number", ruleEmptyRow} {
		if rules[rule] < least {
			t.Errorf("%d rows read at once by %s", rules[rule], rule)
		}
	}
}

// disturbed is a row in its block, with one thing changed that there may be more to know of.
type disturbed struct {
	g *layout.Grid
	h header
	r rowFigures
	// others are the rows of the block.
	others []*rowFigures
}

// disturbances are the changes, by what they take away.
var disturbances = map[string]func(d *disturbed){
	"nothing": func(*disturbed) {},
	"figures": func(d *disturbed) { d.r.slots, d.r.filled = nil, nil },
	"figures in one line": func(d *disturbed) {
		s := &d.r.filled[0]
		cells := slices.Clone(d.g.Rows[s.row].Cells)
		cells[s.cell].Raw, cells[s.cell].Text = "1\n0", "1 0"
		d.g.Rows[s.row].Cells = cells
	},
	"no column more": func(d *disturbed) {
		more := d.r
		more.filled = append(more.filled[:len(more.filled):len(more.filled)], more.filled[0])
		d.others = append(d.others, &more, &more)
	},
	"words in order": func(d *disturbed) {
		if n := len(d.h.words); n > 1 {
			d.h.words[n-1].column, d.h.words[n-2].column = d.h.words[n-2].column, d.h.words[n-1].column
		}
	},
	"a word for each": func(d *disturbed) {
		last := slices.MaxFunc(d.h.words, func(a, b headerWord) int { return a.col + a.span - b.col - b.span })
		last.col, last.span, last.column = last.col+last.span, 1, -1
		d.h.words = append(d.h.words, last)
	},
	"no cell more": func(d *disturbed) {
		d.r.slots = append([]slot{{figure: figure.Parse(""), col: d.r.slots[0].col - 1, span: 1}}, d.r.slots...)
	},
	"no cell behind": func(d *disturbed) {
		last := d.r.slots[len(d.r.slots)-1]
		d.r.slots = append(d.r.slots, slot{figure: figure.Parse(""), col: last.col, span: last.span + 1})
	},
	"no word over the label": func(d *disturbed) {
		if d.r.labelCol >= 0 {
			d.h.words = append([]headerWord{{at: ref{d.r.slots[0].row, 0}, table: d.r.table, col: d.r.labelCol, span: 1, column: -1}}, d.h.words...)
		}
	},
	"no word behind the label": func(d *disturbed) {
		first := slices.IndexFunc(d.h.words, func(w headerWord) bool { return w.column == 0 })
		if first < 0 {
			return
		}
		w := d.h.words[first]
		w.col, w.span, w.column = w.col-1, 1, -1
		d.h.words = slices.Insert(d.h.words, first, w)
		d.r.labelCol = w.col - 1
		d.r.slots[0].col, d.r.slots[0].span = w.col, w.span+1
		d.r.filled = withoutBlanks(d.r.slots)
	},
	"no places on the page": func(d *disturbed) {
		d.r.fit = &fit{}
		for i := range d.r.slots {
			d.r.slots[i].across = interval{2 * i, 2*i + 1}
			d.r.fit.columns = append(d.r.fit.columns, d.r.slots[i].across)
		}
		d.r.filled = d.r.slots
	},
	"one line": func(d *disturbed) {
		g := *d.g
		d.g, g.Kind, d.r.kind = &g, layout.Aligned, layout.Aligned
		for i := range d.r.slots {
			d.r.slots[i].row += i % 2
			d.r.slots[i].col, d.r.slots[i].span = 10, 4
		}
		d.r.filled = d.r.slots
	},
	"its blanks": func(d *disturbed) { d.r.blanks = layout.BlanksLost },
}

func compareReadings(t *testing.T, name string, pl *placing, k int, got []Reading) {
	t.Helper()
	own, p, r := &pl.own, &pl.out[k], pl.byPair[k]
	b := &pl.blocks[own.blockOf(r.item)]
	left := &Placement{Ignored: map[string]int{}}
	if own.leftOver(left, own.grid, b.header, &Row{Readings: got}, r); len(left.Orphans)+len(left.Ignored) > 0 {
		t.Errorf("%s, edition %s, %q: left over %v, %v", name, own.form.Edition, p.evidence.text, left.Orphans, left.Ignored)
	}
	for what, disturb := range disturbances {
		g := *own.grid
		g.Rows = append(slices.Clone(g.Rows), layout.Row{}) // a line below the last
		d := disturbed{g: &g, h: header{words: slices.Clone(b.header.words)}, r: *r, others: slices.Clone(b.rows)}
		d.r.slots, d.r.filled = slices.Clone(r.slots), slices.Clone(r.filled)
		if len(d.h.words) == 0 && what == "a word for each" {
			continue
		}
		if len(d.r.filled) == 0 && what != "nothing" {
			continue
		}
		disturb(&d)
		for i := range d.r.filled { // which a line below holds too
			if row := &d.g.Rows[d.r.filled[i].row]; len(row.Cells) <= d.r.filled[i].cell {
				row.Cells = append(row.Cells[:len(row.Cells):len(row.Cells)], make([]layout.Cell, d.r.filled[i].cell+1-len(row.Cells))...)
			}
		}
		reader := ownReader{template: own.template, grid: d.g}
		at := slices.Index(d.others, r)
		d.others[at] = &d.r
		if got := reader.read(&d.h, &d.r, d.others); got != nil {
			want := own.withWhole(d.g, &d.h, &d.r, physicalColumns(d.g.Kind, d.others, len(d.r.item.cells))[&d.r], d.others)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s, edition %s, %q, without %q (-all readings +at once):\n%s", name, own.form.Edition, p.evidence.text, what, diff)
			}
		}
	}
}

// TestUnderOnly looks at a figure below the second of three words.
func TestUnderOnly(t *testing.T) {
	apart := []place{{interval{0, 2}, 0}, {interval{3, 5}, 1}, {interval{6, 8}, 2}}
	over := []place{{interval{0, 4}, 0}, {interval{3, 5}, 1}, {interval{6, 8}, 2}}
	for _, c := range []struct {
		places []place
		at     interval
		want   bool
	}{
		{apart, interval{3, 5}, true},
		{apart, interval{4, 6}, true},
		{apart, interval{2, 4}, true},
		{apart, interval{1, 4}, false},
		{apart, interval{4, 7}, false},
		{apart, interval{2, 3}, false},
		{apart, interval{5, 6}, false},
		{over, interval{4, 5}, false},
	} {
		if got := underOnly(c.places, 1, c.at); got != c.want {
			t.Errorf("%v below %v: %t, want %t", c.at, c.places, got, c.want)
		}
	}
}
