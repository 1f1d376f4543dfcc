package align

import (
	"maps"
	"slices"
	"sync"

	"gongkai/extractors/figure"
	"gongkai/extractors/layout"
)

// support is a stretch of the page in which figures or words of a header stand.
type support struct {
	interval
	figures, words int
}

// weight is how far a stretch is a column: a figure says more than a word above.
func (s *support) weight() int { return 4*min(s.figures, 4) + s.words }

// fitToHeader finds the columns of rows that no full rows show, from all their
// figures and the words above them: where these stand in as many stretches as
// the rows have columns, weak ones left out, they are the columns. Rows of a page
// that do not show them stand in those that all pages show together.
func (t *template) fitToHeader(g *layout.Grid, h *header, rows []*rowFigures) {
	var whole []*rowFigures
	pages := map[int][]*rowFigures{}
	for _, r := range rows {
		if len(r.item.cells) < 2 || !r.located() {
			continue
		}
		if len(r.item.cells) != len(rows[0].item.cells) {
			return
		}
		whole = append(whole, r)
		if r.fit == nil {
			pages[r.table] = append(pages[r.table], r)
		}
	}
	together := sync.OnceValue(func() *fit { return t.columnsOver(g, h, whole) })
	for _, page := range pages {
		own := t.columnsOf(g, h, page)
		if own == nil && len(page) < len(whole) {
			own = together()
		}
		for _, r := range page {
			r.fit = own
		}
	}
	for _, table := range slices.Sorted(maps.Keys(pages)) {
		if page := pages[table]; page[0].fit == nil {
			own := fitToOthers(page, whole)
			for _, r := range page {
				r.fit = own
			}
		}
	}
}

// columnsOf are the columns of the rows of a page by its header: of a few rows, first by
// the signs of that; figures of more rows say more of where a column is than a word.
func (t *template) columnsOf(g *layout.Grid, h *header, page []*rowFigures) *fit {
	ways := []func() *fit{
		func() *fit { return t.fitToSigns(g, page) },
		func() *fit { return t.columnsOver(g, h, page) },
	}
	if len(page) > fewRows {
		slices.Reverse(ways)
	}
	for _, way := range ways {
		if f := way(); f != nil {
			return f
		}
	}
	return nil
}

// fewRows is how many rows say less of their columns than the header does.
const fewRows = 2

// columnsOver are the columns that the figures of rows and the words above them
// show; nil where they do not.
func (t *template) columnsOver(g *layout.Grid, h *header, rows []*rowFigures) *fit {
	if len(rows) == 1 {
		if f := t.fitToBlocks(g, rows[0]); f != nil {
			return f
		}
	}
	k := len(rows[0].item.cells)
	var all []support
	filled := 0
	pages := map[int]int{} // table → its first row with figures
	for _, r := range rows {
		for _, s := range r.filled {
			if s.figure.Kind == figure.Number {
				all = append(all, support{s.across, 1, 0})
			}
			if first, ok := pages[r.table]; !ok || s.row < first {
				pages[r.table] = s.row
			}
			filled++
		}
	}
	for _, table := range slices.Sorted(maps.Keys(pages)) {
		all = append(all, h.above(g, table, pages[table], labelEdge(g, rows, table))...)
	}
	stretches := stretchesOf(all)
	columns, ok := strongest(stretches, k)
	if !ok {
		if columns, ok = evenly(stretches, k); !ok {
			return nil
		}
	}
	return &fit{columns: columns, dense: filled*10 >= 8*k*len(rows)}
}

// labelEdge is where the labels of a page's rows end.
func labelEdge(g *layout.Grid, rows []*rowFigures, table int) int {
	edge := 0
	for _, r := range rows {
		if r.table == table {
			edge = max(edge, r.labelEnd(g))
		}
	}
	return edge
}

// headerLines is how many rows above the first figures name columns; what stands
// higher spans several.
const headerLines = 3

// labelEnd is where the row's label ends, 0 where it has none.
func (r *rowFigures) labelEnd(g *layout.Grid) int {
	if r.label < 0 || len(r.filled) == 0 {
		return 0
	}
	cells := g.Rows[r.filled[0].row].Cells
	return min(cells[min(r.label, len(cells)-1)].Right, r.filled[0].across.from)
}

// above are the places of the header's words in the rows next above a row, right
// of the labels.
func (h *header) above(g *layout.Grid, table, row, edge int) []support {
	var out []support
	for _, at := range h.texts {
		if at.row >= row || at.row < row-headerLines || g.Rows[at.row].Table != table {
			continue
		}
		if c := &g.Rows[at.row].Cells[at.cell]; c.Right > c.Left && c.Right > edge {
			out = append(out, support{interval{c.Left, c.Right}, 0, 1})
		}
	}
	return out
}

// stretchesOf unites what overlaps, narrow first. What reaches over two stretches
// is the text of both and joins nothing.
func stretchesOf(all []support) []support {
	slices.SortStableFunc(all, func(a, b support) int { return (a.to - a.from) - (b.to - b.from) })
	var out []support
	for _, s := range all {
		var over []int
		for i := range out {
			if out[i].from < s.to && s.from < out[i].to {
				over = append(over, i)
			}
		}
		switch len(over) {
		case 0:
			out = append(out, s)
		case 1:
			o := &out[over[0]]
			if s.figures > 0 || o.figures == 0 {
				o.from, o.to = min(o.from, s.from), max(o.to, s.to)
			}
			o.figures += s.figures
			o.words += s.words
		}
	}
	slices.SortFunc(out, func(a, b support) int { return a.from - b.from })
	return out
}

// strongest are the k stretches with the greatest weight, left to right; ok is
// false where they do not stand out, or the outermost is not among them.
func strongest(all []support, k int) ([]interval, bool) {
	if len(all) < k {
		return nil, false
	}
	weights := make([]int, 0, len(all))
	for i := range all {
		weights = append(weights, all[i].weight())
	}
	slices.Sort(weights)
	least := weights[len(weights)-k]
	if len(all) > k && weights[len(weights)-k-1] == least {
		return nil, false
	}
	var out []interval
	for i := range all {
		if all[i].weight() >= least {
			out = append(out, all[i].interval)
		}
	}
	return out, len(out) == k
}
