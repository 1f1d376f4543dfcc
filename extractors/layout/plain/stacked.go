package plain

import (
	"strings"

	"gongkai/extractors/layout"
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
			g.cell(l)
		case l.class != single || !g.extend(l):
			g.cell(l)
		}
	}
	for _, row := range g.rows() {
		s.addGroup(row)
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
type stackedCell struct {
	lines []string
	// label says that a line without indentation may continue the cell.
	label bool
}

// cell joins the lines.
func (c *stackedCell) cell() layout.Cell {
	raw := strings.TrimPrefix(strings.Join(c.lines, "\n"), "\t")
	texts := make([]string, 0, len(c.lines))
	for _, l := range c.lines {
		texts = append(texts, inlineText(l))
	}
	return newCell(raw, joinLines(texts))
}

// groups collects cells into rows.
type groups struct {
	done   [][]stackedCell
	open   []stackedCell
	paused bool
	loose  bool // blank lines mean nothing
}

// pause notes a blank line: the row ends unless a continuation follows.
func (g *groups) pause() { g.paused = len(g.open) > 0 && !g.loose }

func (g *groups) cell(l *line) {
	if g.paused {
		g.done = append(g.done, g.open)
		g.open, g.paused = nil, false
	}
	g.open = append(g.open, stackedCell{[]string{l.raw}, l.text != "" && !isFigure(l.text)})
}

// extend appends a line to the last cell and says whether it could.
func (g *groups) extend(l *line) bool {
	if len(g.open) == 0 {
		return false
	}
	last := &g.open[len(g.open)-1]
	if !last.label || l.figure {
		return false
	}
	if g.paused {
		last.lines = append(last.lines, "")
	}
	g.paused = false
	last.lines = append(last.lines, l.raw)
	return true
}

func (g *groups) rows() [][]layout.Cell {
	if len(g.open) > 0 {
		g.done = append(g.done, g.open)
	}
	rows := make([][]layout.Cell, len(g.done))
	for i, group := range g.done {
		for _, c := range group {
			rows[i] = append(rows[i], c.cell())
		}
	}
	return rows
}

// splitGroup cuts a group that holds several rows, because nothing parts them,
// before each label that follows a figure. Blank cells between the two stay
// with the row above until it has as many cells behind its label as the widest
// row; the others begin the next row.
func splitGroup(cells []layout.Cell) [][]layout.Cell {
	cuts := rowCuts(cells)
	widest, start := 0, 0
	for _, c := range cuts {
		widest = max(widest, c.figure-start-valuesStart(cells[start:c.figure]))
		start = c.label
	}
	var rows [][]layout.Cell
	start = 0
	for _, c := range cuts {
		end := min(c.label, max(c.figure, start+valuesStart(cells[start:c.figure])+widest))
		rows = append(rows, cells[start:end:end])
		start = end
	}
	return append(rows, cells[start:])
}

// cut is a place between two rows: behind a figure, before a label.
type cut struct{ figure, label int }

// rowCuts finds the labels that follow a figure, blank cells between aside.
func rowCuts(cells []layout.Cell) []cut {
	var cuts []cut
	figure := 0 // the index behind the last figure since the last label
	for i := range cells {
		switch {
		case cells[i].Text == "":
		case isFigure(cells[i].Text):
			figure = i + 1
		case figure > 0:
			cuts = append(cuts, cut{figure, i})
			figure = 0
		}
	}
	return cuts
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
