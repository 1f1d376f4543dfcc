package print

import (
	"math/rand/v2"
	"strings"
)

// Layout names a plain-text layout.
type Layout string

// The plain-text layouts.
const (
	// Tabbed is text out of a PDF or a word processor: a tab for every column.
	Tabbed Layout = "tabbed"
	// InnerText is a browser's copy of a page: tabs between the cells that exist.
	InnerText Layout = "inner_text"
	// Piped has " | " between the cells that exist, and the rest of the columns as trailing pipes.
	Piped Layout = "piped"
	// Markdown is a pipe table with a rule below its first row.
	Markdown Layout = "markdown"
	// OCRMarkdown is what a recogniser with table structure prints: tabs, bold, superscripts.
	OCRMarkdown Layout = "ocr_markdown"
	// OCRPipes is the same with pipes.
	OCRPipes Layout = "ocr_pipes"
	// CellPerLine has one tab-indented cell on each line and a blank line between rows.
	CellPerLine Layout = "cell_per_line"
	// CellPipe has one cell on each line, a pipe after it.
	CellPipe Layout = "cell_pipe"
	// LonePipe has one cell on each line and a pipe alone on the next.
	LonePipe Layout = "lone_pipe"
	// Paragraphs has a paragraph for each cell; empty cells vanish.
	Paragraphs Layout = "paragraphs"
	// Aligned pads columns with spaces, as a page dump does.
	Aligned Layout = "aligned"
	// Boxed has tables drawn with lines, as some page dumpers do.
	Boxed Layout = "boxed"
	// Grid has tables drawn with lines of ASCII characters.
	Grid Layout = "grid"
	// Framed has tables drawn with a rule above, below the header and below, as
	// database shells print them, every cell padded to its column.
	Framed Layout = "framed"
	// Separated has comma-separated values, quoted where need be.
	Separated Layout = "separated"
	// Stream is a document on a single line with a tab between its cells and paragraphs.
	Stream Layout = "stream"
	// Flat is a document on a single line; empty cells vanish.
	Flat Layout = "flat"
)

// Layouts lists the plain-text layouts.
func Layouts() []Layout {
	return []Layout{
		Tabbed, InnerText, Piped, Markdown, OCRMarkdown, OCRPipes,
		CellPerLine, CellPipe, LonePipe, Paragraphs, Aligned, Boxed, Grid, Framed, Separated, Stream, Flat,
	}
}

// KeepsBlanks reports whether an empty cell leaves a trace in a layout.
func (l Layout) KeepsBlanks() bool { return l != Paragraphs && l != Flat }

// writer prints one document in one layout, with habits drawn once for each document.
type writer struct {
	strings.Builder
	rng    *rand.Rand
	layout Layout
	// trailing is how a row ends: with its empty cells, without, or with some more.
	trailing int
	// indent starts paragraphs of prose.
	indent string
	// double writes blank lines between paragraphs.
	double bool
}

// Text prints a document in a layout.
func Text(rng *rand.Rand, d *Document, layout Layout) string {
	w := &writer{
		rng: rng, layout: layout, trailing: rng.IntN(3),
		indent: [...]string{"", "", "　　", "    "}[rng.IntN(4)], double: rng.IntN(2) == 0,
	}
	for i := range d.Blocks {
		w.block(&d.Blocks[i])
	}
	switch layout {
	case Flat:
		return strings.Join(strings.Fields(w.String()), " ")
	case Stream:
		return strings.ReplaceAll(strings.TrimSpace(w.String()), "\n", "\t")
	default:
	}
	return w.String()
}

func (w *writer) block(b *Block) {
	if b.Kind == TableBlock {
		w.table(b.Table)
		return
	}
	text := b.Text
	switch {
	case w.layout == OCRMarkdown || w.layout == OCRPipes || w.layout == Markdown:
		text = marked(w.rng, b)
	case b.Kind == Para:
		text = w.indent + text
	}
	w.WriteString(text + "\n")
	if w.layout == Stream {
		return
	}
	if w.double || b.Kind != Para || w.layout == Paragraphs {
		w.WriteString("\n")
	}
}

// marked writes a block of text with the marks of Markdown.
func marked(rng *rand.Rand, b *Block) string {
	switch b.Kind {
	case Title:
		return "# " + b.Text
	case Heading:
		return strings.Repeat("#", 2+rng.IntN(3)) + " " + b.Text
	default:
		return b.Text
	}
}

func (w *writer) table(t *Table) {
	if w.layout != Stream {
		w.WriteString("\n")
		defer w.WriteString("\n")
	}
	switch w.layout {
	case Aligned:
		w.aligned(t)
	case Boxed, Grid:
		w.boxed(t)
	case Markdown:
		w.markdown(t)
	case Framed:
		w.framed(t)
	default:
		for i := range t.Rows {
			if t.Rows[i].PageBreak && w.layout != Stream {
				w.WriteString("\n")
			}
			w.row(t, &t.Rows[i])
		}
	}
}

func (w *writer) row(t *Table, full *Row) {
	r := w.oneLine(full)
	switch w.layout {
	case Tabbed:
		w.WriteString(w.end(strings.Join(cells(r, true, true), "\t")) + "\n")
	case InnerText:
		w.WriteString(strings.Join(cells(r, false, false), "\t") + "\n")
	case Piped:
		w.WriteString(piped(cells(r, false, false), t.Columns) + "\n")
	case OCRMarkdown:
		w.WriteString(w.end(strings.Join(w.noted(cells(r, true, true)), "\t")) + "\n")
	case OCRPipes:
		w.WriteString("| " + strings.Join(w.noted(cells(r, true, true)), " | ") + " |\n")
	case CellPerLine:
		for _, c := range cells(r, true, false) {
			w.WriteString("\t" + w.padded(c) + "\n")
		}
		w.WriteString("\n")
	case Separated:
		w.WriteString(separated(cells(r, true, true)) + "\n")
	case Stream:
		w.WriteString(strings.Join(cells(r, true, true), "\n") + "\n")
	case CellPipe, LonePipe:
		w.cellLines(cells(r, false, false))
	default:
		w.paragraphs(cells(r, false, false))
	}
}

// oneLine folds line breaks inside cells where the layout has no room for them.
func (w *writer) oneLine(r *Row) *Row {
	if w.layout == CellPerLine || w.layout == Paragraphs {
		return r
	}
	folded := Row{Cells: append([]Cell(nil), r.Cells...), PageBreak: r.PageBreak}
	for i := range folded.Cells {
		folded.Cells[i].Text = strings.ReplaceAll(folded.Cells[i].Text, "\n", " ")
	}
	return &folded
}

// end applies the document's habit at the end of a tabbed row.
func (w *writer) end(line string) string {
	switch w.trailing {
	case 1:
		return strings.TrimRight(line, "\t")
	case 2:
		return line + strings.Repeat("\t", 1+w.rng.IntN(3))
	default:
		return line
	}
}

// cells lists the texts of a row, with or without the positions under spans.
func cells(r *Row, above, left bool) []string {
	var out []string
	for i := range r.Cells {
		switch c := &r.Cells[i]; {
		case c.Cover == Above && !above && c.Text == "", c.Cover == Left && !left && c.Text == "":
		default:
			out = append(out, c.Text)
		}
	}
	return out
}

// piped joins cells and gives the columns that are left as trailing pipes.
func piped(cells []string, columns int) string {
	line := strings.Join(cells, " | ")
	if rest := columns - len(cells); rest > 0 {
		line += " | " + strings.Repeat("|", rest)
	}
	return line
}

// noted decorates cells as a recogniser does: a heading in bold, a stray superscript.
func (w *writer) noted(cells []string) []string {
	for i, c := range cells {
		switch {
		case len([]rune(c)) > 3 && w.rng.IntN(25) == 0:
			cells[i] = "<b>" + c + "</b>"
		case len([]rune(c)) > 6 && w.rng.IntN(40) == 0:
			runes := []rune(c)
			cells[i] = "<sup>" + string(runes[:2]) + "</sup>" + string(runes[2:])
		}
	}
	return cells
}

// padded adds the stray spaces that cells of word processors carry.
func (w *writer) padded(cell string) string {
	if cell == "" {
		return ""
	}
	return [...]string{"", "", " ", "　"}[w.rng.IntN(4)] + cell + [...]string{"", "", " "}[w.rng.IntN(3)]
}

func (w *writer) cellLines(cells []string) {
	for _, c := range cells {
		switch {
		case c == "":
			w.WriteString("|\n")
		case w.layout == LonePipe:
			w.WriteString(c + "\n|\n")
		default:
			w.WriteString(c + " |\n")
		}
	}
}

func (w *writer) paragraphs(cells []string) {
	for _, c := range cells {
		if c != "" {
			w.WriteString(c + "\n\n")
		}
	}
}

func (w *writer) markdown(t *Table) {
	for i := range t.Rows {
		w.WriteString("| " + strings.Join(cells(w.oneLine(&t.Rows[i]), true, true), " | ") + " |\n")
		if i == 0 {
			w.WriteString("|" + strings.Repeat(" --- |", max(len(t.Rows[i].Cells), 1)) + "\n")
		}
	}
}
