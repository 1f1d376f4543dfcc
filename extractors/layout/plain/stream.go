package plain

import (
	"strings"

	"gongkai/extractors/layout"
)

// readPipeEnds reads a region in which every cell has a line of its own and the
// pipes stand behind it, before it or on the next line. A cell without a pipe between
// it and the next cell ends its row, and so does a blank line where most cells
// have none behind them.
func readPipeEnds(s *sheet, r *region) (layout.Kind, layout.Blanks) {
	newStream(r.lines, pipePieces).write(s)
	return layout.CellPerLine, layout.BlanksMarked
}

// readTabEnds is readPipeEnds with tabs.
func readTabEnds(s *sheet, r *region) (layout.Kind, layout.Blanks) {
	newStream(r.lines, tabPieces).write(s)
	return layout.CellPerLine, layout.BlanksMarked
}

// pipePieces cuts a line at its pipes; the first pipe of a framed cell is no separator.
func pipePieces(raw string) []string {
	pieces := splitPipes(raw)
	if len(pieces) == 3 && strings.TrimSpace(pieces[0]) == "" && strings.TrimSpace(pieces[2]) == "" {
		return pieces[1:]
	}
	return pieces
}

func tabPieces(raw string) []string { return strings.Split(raw, "\t") }

// stream is a region as cells, each with what stands between it and the next.
type stream struct {
	cells []layout.Cell
	// marked says that a separator follows the cell, parted that a blank line does.
	marked, parted []bool
}

func newStream(lines []line, pieces func(string) []string) *stream {
	p := &stream{}
	open := false // the last cell has no separator behind it yet
	for i := range lines {
		l := &lines[i]
		if l.class == rule {
			continue
		}
		if l.class == blank {
			p.part()
			continue
		}
		for j, text := range pieces(l.raw) {
			if j > 0 {
				if !open {
					p.addBlank()
				}
				p.marked[len(p.marked)-1] = true
				open = false
			}
			if strings.TrimSpace(text) != "" {
				p.add(text)
				open = true
			}
		}
	}
	return p
}

// part notes a blank line behind the last cell.
func (p *stream) part() {
	if n := len(p.cells); n > 0 {
		p.parted[n-1] = true
	}
}

// addBlank adds the cell between two separators. A blank line between them is
// its content and parts nothing.
func (p *stream) addBlank() {
	if n := len(p.cells); n > 0 {
		p.parted[n-1] = false
	}
	p.add("")
}

func (p *stream) add(raw string) {
	p.cells = append(p.cells, newCell(raw, inlineText(raw)))
	p.marked = append(p.marked, false)
	p.parted = append(p.parted, false)
}

// write adds the stream as rows.
func (p *stream) write(s *sheet) {
	tight := isTight(p.parted)
	start := 0
	for i := range p.cells {
		if p.marked[i] && !(tight && p.parted[i]) && i < len(p.cells)-1 {
			continue
		}
		s.addGroup(p.cells[start : i+1 : i+1])
		start = i + 1
	}
}
