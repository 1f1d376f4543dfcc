package align

import (
	"gongkai/extractors/figure"
	"gongkai/extractors/layout"
)

// place turns confirmed pairs into rows with readings.
func (t *template) place(p *Placement, g *layout.Grid, lines []line, out []placed) {
	type blockKey = [2]int
	rows := map[blockKey][]*rowFigures{}
	byPair := make([]*rowFigures, len(out))
	for k := range out {
		it := &t.items[out[k].item]
		if it.kind < valueRow {
			continue
		}
		byPair[k] = rowOf(t, &out[k], lines, g.Blanks, g)
		p.Blanks = min(p.Blanks, byPair[k].blanks)
		rows[blockKey{it.table, it.block}] = append(rows[blockKey{it.table, it.block}], byPair[k])
	}
	fitRows(byPair)
	markRegular(byPair)
	headers := map[blockKey]*header{}
	runs := map[blockKey]map[*rowFigures][]*physical{}
	taken := make([]bool, len(t.form.Cells))
	for k := range out {
		if byPair[k] == nil {
			continue
		}
		it := byPair[k].item
		bk := blockKey{it.table, it.block}
		if headers[bk] == nil {
			h := t.headerOf(lines, out, it.table, it.block)
			t.fillHoles(g, &h, it.table, it.block)
			headers[bk] = &h
			t.declaredUnits(g, &h, it.table, it.block, p.Units)
			t.fitToHeader(g, &h, rows[bk])
			runs[bk] = physicalColumns(g.Kind, rows[bk], len(p.Form.Tables[it.table].Blocks[it.block].Columns))
		}
		if taken[it.cells[0]] {
			out[k].match = MatchDoubtful
			p.orphans(g, byPair[k].filled, "the row is there twice")
			continue
		}
		p.addRow(t, g, headers[bk], &out[k], byPair[k], runs[bk][byPair[k]], rows[bk])
		for _, c := range it.cells {
			taken[c] = true
		}
	}
	p.loseFigures(g.Blanks)
	p.countTables()
}

// countTables counts the form's tables of which rows were placed.
func (p *Placement) countTables() {
	found := map[int]bool{}
	for i := range p.Rows {
		found[p.Rows[i].Table] = true
	}
	p.TablesFound = len(found)
}

func (p *Placement) addRow(t *template, g *layout.Grid, h *header, pl *placed, r *rowFigures, runs []*physical, others []*rowFigures) {
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
	if pl.match == MatchDoubtful {
		row.Readings = []Reading{unsure(g, r.filled, len(row.Cells))}
	} else {
		row.Readings = t.withWhole(g, h, r, runs, others)
	}
	t.leftOver(p, g, h, &row, r)
	p.Rows = append(p.Rows, row)
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
