package plain

import (
	"slices"
	"strings"

	"gongkai/extractors/layout"
)

// cuts is how a line was cut before: its kind, its region and its table each ask.
// It is shared, and nobody changes what it holds.
type cuts struct {
	cells []layout.Cell
	// chunks and pieces are what the spaces part: by the measure of their columns, the
	// pieces where no columns are shared.
	chunks [2][][]piece
	pieces [2][]piece
}

// known gives what is known of the line's cuts.
func (l *line) known() *cuts {
	if l.cut == nil {
		l.cut = &cuts{}
	}
	return l.cut
}

// cells are the cells of a line cut at all its marks, to be looked at.
func (l *line) cells() []layout.Cell {
	known := l.known()
	if known.cells == nil {
		if l.class == tabbed || l.class == indented {
			known.cells = cellsOf(strings.SplitSeq(l.raw, "\t"), strings.Count(l.raw, "\t")+1)
		} else {
			known.cells = cellsOf(pipedParts(l.raw), countPipes(l.raw)+1)
		}
	}
	return known.cells
}

// takeCells are the cells of the line, for the caller to change: whoever asks next has them
// cut anew. Most texts are read once.
func (l *line) takeCells() []layout.Cell {
	cells := l.cells()
	l.cut.cells = nil
	return cells
}

// pieces are the pieces of a line cut at its spaces. They are shared.
func (l *line) pieces(c columns) []piece {
	known, m := l.known(), 0
	if c.measure.ambiguous == 0 {
		m = 1
	}
	if c.starts == nil && known.pieces[m] != nil {
		return known.pieces[m]
	}
	if known.chunks[m] == nil {
		if other := known.chunks[1-m]; other != nil {
			known.chunks[m] = measured(l.raw, other, c.measure)
		} else {
			known.chunks[m] = chunks(l.raw, c.measure)
		}
	}
	pieces := splitChunks(known.chunks[m], c)
	if c.starts == nil {
		known.pieces[m] = pieces
	}
	return pieces
}

// measured are the chunks of a line with their columns by another measure.
func measured(raw string, chunks [][]piece, m measure) [][]piece {
	out := make([][]piece, len(chunks))
	at, col := 0, 0
	for i := range chunks {
		out[i] = slices.Clone(chunks[i])
		for k := range out[i] {
			p := &out[i][k]
			start := at + strings.Index(raw[at:], p.text)
			col += m.width(raw[at:start])
			p.col = col
			col += m.width(p.text)
			p.end, at = col, start+len(p.text)
		}
	}
	return out
}

// withoutFrame takes the blank cells off that stand before the first pipe of a line in
// a framed table and behind its last: these pipes belong to the frame.
func withoutFrame(cells []layout.Cell) []layout.Cell {
	if len(cells) > 1 && strings.TrimSpace(cells[0].RawText()) == "" {
		cells = cells[1:]
	}
	if n := len(cells) - 1; n > 0 && strings.TrimSpace(cells[n].RawText()) == "" {
		cells = cells[:n]
	}
	for i := range cells {
		cells[i].Col = i
	}
	return cells
}

func isOne(is bool) int {
	if is {
		return 1
	}
	return 0
}
