package print

import "strings"

// Span is a run of text on a line of a printed page. At counts display columns
// from the left edge.
type Span struct {
	At   int
	Text string
}

// Width is how many display columns the run takes.
func (s Span) Width() int { return displayWidth(s.Text) }

// Line is a line of a printed page, its runs from left to right.
type Line []Span

// pageColumns is how wide running text is printed, in display columns.
const pageColumns = 84

// Lines lays a document out on an endless sheet: running text wraps, tables
// stand as in the Aligned layout, a blank line between blocks.
func Lines(d *Document) []Line {
	var out []Line
	for i := range d.Blocks {
		b := &d.Blocks[i]
		if b.Kind == TableBlock {
			for _, pieces := range layOut(b.Table).lines {
				line := make(Line, len(pieces))
				for k, p := range pieces {
					line[k] = Span{p.at, p.text}
				}
				out = append(out, line)
			}
		} else {
			out = append(out, running(b)...)
		}
		out = append(out, nil)
	}
	return out
}

// running wraps a block of text, titles in the middle, signatures at the right.
func running(b *Block) []Line {
	text := b.Text
	if b.Kind == Para {
		text = "　　" + text
	}
	var out []Line
	for _, part := range wrap(text, pageColumns) {
		at := 0
		switch b.Kind {
		case Title:
			at = (pageColumns - displayWidth(part)) / 2
		case Signature:
			at = pageColumns - displayWidth(part)
		default: // at the left edge
		}
		trimmed := strings.TrimLeft(part, "　 ")
		at += displayWidth(part) - displayWidth(trimmed)
		if trimmed != "" {
			out = append(out, Line{{max(at, 0), trimmed}})
		}
	}
	return out
}
