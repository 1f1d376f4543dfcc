package plain

import (
	"strings"

	"gongkai/extractors/layout"
	"gongkai/extractors/normalize"
)

// readIndented reads a region in which every cell has a line of its own behind
// a tab or another indentation and blank lines part the rows. A line without
// the indentation continues the cell before it, across a blank line too where that
// cell is a label.
func readIndented(s *sheet, r *region) (layout.Kind, layout.Blanks) {
	g := groups{}
	for i := range r.lines {
		l := &r.lines[i]
		switch l.class {
		case rule:
		case blank:
			g.pause()
		case indented:
			g.cell(l.raw)
		default:
			if !g.extend(l.raw) {
				g.cell(l.raw)
			}
		}
	}
	for _, row := range g.rows() {
		for _, part := range splitGroup(row) {
			s.columns(part)
		}
	}
	return layout.CellPerLine, layout.BlanksMarked
}

// stackedCell is a cell of one or more lines.
type stackedCell struct{ raw, text string }

// groups collects cells into rows.
type groups struct {
	done   [][]stackedCell
	open   []stackedCell
	paused bool
}

// pause notes a blank line: the row ends unless a continuation follows.
func (g *groups) pause() { g.paused = len(g.open) > 0 }

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

// readPipeEnds reads a region in which every cell has a line of its own and the
// pipes stand behind it, before it or on the next line. A cell without a pipe between
// it and the next cell ends its row, and so does a blank line where most cells
// have none after them.
func readPipeEnds(s *sheet, r *region) (layout.Kind, layout.Blanks) {
	stream := newPipeStream(r.lines)
	for _, row := range stream.rows() {
		for _, part := range splitGroup(row) {
			s.columns(part)
		}
	}
	return layout.CellPerLine, layout.BlanksMarked
}

// pipeStream is a region as cells, each with what stands between it and the next.
type pipeStream struct {
	cells []layout.Cell
	// piped says that a pipe follows the cell, parted that a blank line does.
	piped, parted []bool
}

func newPipeStream(lines []line) *pipeStream {
	p := &pipeStream{}
	open := false // the last piece has no pipe behind it yet
	for i := range lines {
		l := &lines[i]
		if l.class == blank || l.class == rule {
			if n := len(p.cells); n > 0 && l.class == blank {
				p.parted[n-1] = true
			}
			continue
		}
		pieces := splitPipes(l.raw, false)
		for j, piece := range pieces {
			if j > 0 && !open {
				p.add("") // two pipes with nothing between them
			}
			if j > 0 {
				p.piped[len(p.piped)-1] = true
				open = false
			}
			if strings.TrimSpace(piece) != "" {
				p.add(piece)
				open = true
			}
		}
	}
	return p
}

func (p *pipeStream) add(raw string) {
	p.cells = append(p.cells, newCell(raw, inlineText(raw)))
	p.piped = append(p.piped, false)
	p.parted = append(p.parted, false)
}

func (p *pipeStream) rows() [][]layout.Cell {
	parted := 0
	for _, is := range p.parted {
		if is {
			parted++
		}
	}
	useBlank := 2*parted < len(p.cells)
	var rows [][]layout.Cell
	start := 0
	for i := range p.cells {
		if !p.piped[i] || (useBlank && p.parted[i]) || i == len(p.cells)-1 {
			rows = append(rows, p.cells[start:i+1:i+1])
			start = i + 1
		}
	}
	return rows
}
