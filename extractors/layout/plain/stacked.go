package plain

import (
	"strings"

	"gongkai/extractors/layout"
	"gongkai/extractors/normalize"
)

// readIndented reads a region in which every cell has a line of its own behind
// a tab and blank lines part the rows. A line without the tab continues the cell
// before it, across a blank line too where that cell is a label. Where blank lines
// stand between all cells they mean nothing.
func readIndented(s *sheet, r *region) (layout.Kind, layout.Blanks) {
	g := groups{loose: !isTightIndented(r.lines)}
	for i := range r.lines {
		l := &r.lines[i]
		switch {
		case l.class == rule:
		case l.class == blank:
			g.pause()
		case l.class == indented:
			g.cell(l.raw)
		case l.class != single || !g.extend(l.raw):
			g.cell(l.raw)
		}
	}
	for _, row := range g.rows() {
		for _, part := range splitGroup(row) {
			s.columns(part)
		}
	}
	return layout.CellPerLine, layout.BlanksMarked
}

// readSpaced is readIndented for cells behind spaces. A line of spaces is a
// blank cell where other lines are empty.
func readSpaced(s *sheet, r *region) (layout.Kind, layout.Blanks) {
	empty := false
	for i := range r.lines {
		empty = empty || r.lines[i].raw == ""
	}
	lines := append([]line(nil), r.lines...)
	for i := range lines {
		l := &lines[i]
		if (l.class == single || (l.class == blank && empty)) && isSpaced(l.raw) {
			l.class = indented
		}
	}
	return readIndented(s, &region{lines: lines})
}

func isTightIndented(lines []line) bool {
	var parted []bool
	gap := false
	for i := range lines {
		if lines[i].class == blank {
			gap = true
			continue
		}
		parted = append(parted, gap)
		gap = false
	}
	return isTight(parted)
}

// stackedCell is a cell of one or more lines.
type stackedCell struct{ raw, text string }

// groups collects cells into rows.
type groups struct {
	done   [][]stackedCell
	open   []stackedCell
	paused bool
	loose  bool // blank lines mean nothing
}

// pause notes a blank line: the row ends unless a continuation follows.
func (g *groups) pause() { g.paused = len(g.open) > 0 && !g.loose }

func (g *groups) cell(raw string) {
	if g.paused {
		g.done = append(g.done, g.open)
		g.open, g.paused = nil, false
	}
	g.open = append(g.open, stackedCell{raw, inlineText(raw)})
}

// extend appends a line to the last cell and says whether it could.
func (g *groups) extend(raw string) bool {
	if len(g.open) == 0 {
		return false
	}
	last := &g.open[len(g.open)-1]
	if t := normalize.Text(last.text); t == "" || isFigure(t) || isFigure(normalize.Text(raw)) {
		return false
	}
	if g.paused {
		last.raw += "\n"
	}
	g.paused = false
	last.raw += "\n" + raw
	last.text = join(last.text, inlineText(raw))
	return true
}

func (g *groups) rows() [][]layout.Cell {
	if len(g.open) > 0 {
		g.done = append(g.done, g.open)
	}
	rows := make([][]layout.Cell, len(g.done))
	for i, group := range g.done {
		for _, c := range group {
			rows[i] = append(rows[i], newCell(strings.TrimPrefix(c.raw, "\t"), c.text))
		}
	}
	return rows
}

// splitGroup cuts a group that holds several rows, because nothing parts them,
// before each label that follows a figure. Blank cells between the two stay
// with the row above until it has as many cells after its label as the row before it;
// the others begin the next row.
func splitGroup(cells []layout.Cell) [][]layout.Cell {
	var rows [][]layout.Cell
	start, previous := 0, 0
	for i := 1; i < len(cells); i++ {
		if cells[i].Text == "" || isFigure(cells[i].Text) {
			continue
		}
		end := i
		for end > start && cells[end-1].Text == "" {
			end--
		}
		if end == start || !isFigure(cells[end-1].Text) {
			continue
		}
		end = min(i, max(end, valuesStart(cells[start:end])+start+previous))
		previous = end - start - valuesStart(cells[start:end])
		rows = append(rows, cells[start:end:end])
		start = end
	}
	return append(rows, cells[start:])
}

// valuesStart returns the index behind the last label of a row.
func valuesStart(cells []layout.Cell) int {
	for i := len(cells) - 1; i >= 0; i-- {
		if cells[i].Text != "" && !isFigure(cells[i].Text) {
			return i + 1
		}
	}
	return 0
}
