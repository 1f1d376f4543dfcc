package align

import (
	"slices"

	"gongkai/extractors/figure"
	"gongkai/extractors/layout"
	"gongkai/schema"
)

// place turns confirmed pairs into rows with readings.
func (t *template) place(p *Placement, g *layout.Grid, lines []line, out []placed) {
	pl := t.placing(g, lines, out)
	for _, r := range pl.byPair {
		if r != nil {
			p.Blanks = min(p.Blanks, r.blanks)
		}
	}
	p.Rows = slices.Grow(p.Rows, cap(pl.own.readings))
	taken := make([]bool, len(t.form.Cells))
	for k, r := range pl.byPair {
		if r == nil {
			continue
		}
		b := pl.block(k, p.Units)
		if taken[r.item.cells[0]] {
			out[k].match = MatchDoubtful
			p.orphans(g, r.filled, "the row is there twice")
			continue
		}
		p.addRow(&pl.own, b, &out[k], r)
		for _, c := range r.item.cells {
			taken[c] = true
		}
	}
	p.loseFigures(g.Blanks)
	p.countTables()
}

// placing is what rows are placed with.
type placing struct {
	lines  []line
	out    []placed
	byPair []*rowFigures // nil for a heading
	blocks []placedBlock
	own    ownReader
}

// placing takes up the rows of pairs.
func (t *template) placing(g *layout.Grid, lines []line, out []placed) *placing {
	pl := &placing{lines: lines, out: out, byPair: make([]*rowFigures, len(out)), blocks: make([]placedBlock, len(t.blocks))}
	figures, rows := 0, 0
	for k := range out {
		it := &t.items[out[k].item]
		if it.kind < valueRow {
			continue
		}
		pl.byPair[k] = rowOf(t, &out[k], lines, g.Blanks, g)
		b := &pl.blocks[t.blockOf(it)]
		b.rows = append(b.rows, pl.byPair[k])
		figures, rows = figures+len(it.cells), rows+1
	}
	fitRows(pl.byPair)
	markRegular(pl.byPair)
	pl.own = ownReader{template: t, grid: g, figures: make([]Figure, 0, figures), readings: make([]Reading, 0, rows)}
	return pl
}

// block is that of the k-th pair, with its header.
func (pl *placing) block(k int, units map[schema.CellIndex]string) *placedBlock {
	t, g, it := pl.own.template, pl.own.grid, pl.byPair[k].item
	b := &pl.blocks[t.blockOf(it)]
	if b.header == nil {
		h := t.headerOf(pl.lines, pl.out, it.table, it.block)
		t.wholeWords(g, &h, t.columns[[2]int{it.table, it.block}])
		t.fillHoles(g, &h, it.table, it.block)
		b.header = &h
		t.declaredUnits(g, &h, it.table, it.block, units)
		t.fitToHeader(g, &h, b.rows)
	}
	return b
}

// placedBlock is a block of the form with the rows placed.
type placedBlock struct {
	rows   []*rowFigures
	header *header
	// runs are the page columns of its rows, once asked for.
	runs map[*rowFigures][]*physical
}

// blockOf is the number of an item's block.
func (t *template) blockOf(it *item) int { return t.columns[[2]int{it.table, it.block}].number }

// runsOf are the runs of page columns of one of the rows.
func (b *placedBlock) runsOf(kind layout.Kind, columns int, r *rowFigures) []*physical {
	if b.runs == nil {
		b.runs = physicalColumns(kind, b.rows, columns)
	}
	return b.runs[r]
}

// countTables counts the form's tables of which rows were placed.
func (p *Placement) countTables() {
	found := map[int]bool{}
	for i := range p.Rows {
		found[p.Rows[i].Table] = true
	}
	p.TablesFound = len(found)
}

func (p *Placement) addRow(own *ownReader, b *placedBlock, pl *placed, r *rowFigures) {
	t, g, h := own.template, own.grid, b.header
	row := Row{
		Table: r.item.table, Block: r.item.block, Cells: r.item.cells,
		Label: pl.evidence.text, Match: pl.match, Similarity: pl.evidence.sim,
	}
	switch pl.match {
	case MatchExact:
		p.Exact++
	case MatchFuzzy:
		p.Fuzzy++
	default:
		p.Order++
	}
	if pl.match != MatchExact && (row.Label == "" || t.misread(row.Label, r.item)) {
		p.Misread++
	}
	if pl.match != MatchDoubtful {
		row.Readings = own.read(h, r, b.rows)
	}
	if row.Readings == nil {
		row.Readings = own.general(b, pl, r)
		t.leftOver(p, g, h, &row, r)
	}
	p.Rows = append(p.Rows, row)
}

// general are the readings of a row that is not read at once.
func (o *ownReader) general(b *placedBlock, pl *placed, r *rowFigures) []Reading {
	if pl.match == MatchDoubtful {
		return []Reading{unsure(o.grid, r.filled, len(r.item.cells))}
	}
	columns := len(o.form.Tables[r.item.table].Blocks[r.item.block].Columns)
	return o.withWhole(o.grid, b.header, r, b.runsOf(o.grid.Kind, columns, r), b.rows)
}

// leftOver accounts for the figures of a placed row that no reading of it uses.
func (t *template) leftOver(p *Placement, g *layout.Grid, h *header, row *Row, r *rowFigures) {
	filled := r.filled
	used := make([]bool, len(filled))
	for i := range filled {
		used[i] = row.uses(filled[i].ref)
	}
	for i := range filled {
		s := &filled[i]
		switch {
		case used[i] || s.figure.Kind == figure.NotApplicable:
		case i > 0 && used[i-1] && filled[i-1].text == s.text, i+1 < len(filled) && filled[i+1].text == s.text:
			p.Ignored[RuleSpan]++
			for k := range filled {
				used[k] = used[k] || filled[k].ref == s.ref
			}
		case t.underExtra(h, r, s):
			p.Ignored[RuleExtraColumn]++
		default:
			p.orphans(g, []slot{*s}, "more figures than the row has cells")
		}
	}
}

// uses reports whether a reading of the row has the figure of a cell.
func (row *Row) uses(at ref) bool {
	for i := range row.Readings {
		for k := range row.Readings[i].Figures {
			if f := &row.Readings[i].Figures[k]; f.GridRow == at.row && f.GridCell == at.cell {
				return true
			}
		}
	}
	return false
}

// underExtra reports whether a figure stands under a header word that is no column
// of the form.
func (t *template) underExtra(h *header, r *rowFigures, s *slot) bool {
	columns := len(t.form.Tables[r.item.table].Blocks[r.item.block].Columns)
	places, ok := h.places(r.table, columns, len(r.item.cells)/columns)
	if !ok {
		return false
	}
	cell, under := underWord(places, interval{s.col, s.col + max(1, s.span)})
	return under && cell < 0
}

func (p *Placement) orphans(g *layout.Grid, slots []slot, reason string) {
	for _, s := range slots {
		if s.figure.Kind == figure.Blank || s.figure.Kind == figure.NotApplicable {
			continue
		}
		p.Orphans = append(p.Orphans, Orphan{
			GridRow: s.row, GridCell: s.cell, Text: g.Rows[s.row].Cells[s.cell].Text, Reason: reason,
		})
	}
}

// bounds finds the rows of the grid that the tables take up.
func (t *template) bounds(p *Placement, lines []line, out []placed) {
	first := true
	for k := range out {
		from := lines[out[k].line].row
		to := lines[out[k].line+out[k].joined-1].row + 1
		if first {
			p.First, p.Last, first = from, to, false
		}
		p.First, p.Last = min(p.First, from), max(p.Last, to)
	}
}
