package diff

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// WriteText writes the result for a terminal.
func (r *Result) WriteText(w io.Writer) error { return r.write(w, &page{}) }

// WriteMarkdown writes the result as Markdown.
func (r *Result) WriteMarkdown(w io.Writer) error { return r.write(w, &page{markdown: true}) }

// page is text under way.
type page struct {
	b        strings.Builder
	markdown bool
}

func (r *Result) write(w io.Writer, p *page) error {
	p.title(fmt.Sprintf("What changed from %s (extractor %s) to %s (extractor %s)", r.Old.ID, r.Old.Extractor, r.New.ID, r.New.Extractor))
	p.line(fmt.Sprintf("%d files are the same, %d were read.", r.FilesSame, r.FilesRead))
	if r.Same() {
		p.line("Nothing differs.")
	}
	p.counts("Identities that changed outcome", r.Outcomes, "pass → fail")
	p.examples(r, IdentityBroken, IdentityMended, IdentityChanged, IdentityAdded, IdentityRemoved)
	p.groups(r)
	p.counts("Cells that changed status", r.Statuses, "")
	p.examples(r, ValueLost, ValueChanged, ValueGained, UnitChanged, StatusChanged, SourceChanged, CellAdded, CellRemoved)
	p.counts("Review", kindCounts(r, ReviewEntered, ReviewLeft, ReviewChanged), "")
	p.counts("Reasons for review gained", r.ReasonsGained, "")
	p.counts("Reasons for review lost", r.ReasonsLost, "")
	p.examples(r, ReviewEntered, ReviewLeft, ReviewChanged)
	p.counts("Reports", kindCounts(r, ReportEntered, ReportLeft), "")
	p.counts("Columns of reports that changed", r.Columns, "")
	p.examples(r, ReportEntered, ReportLeft, ColumnChanged)
	p.counts("Documents without a report", kindCounts(r, DocumentRejected, DocumentAccepted, RejectChanged, RejectAdded, RejectRemoved), "")
	p.counts("By reason", r.Rejects, "")
	p.examples(r, DocumentRejected, DocumentAccepted, RejectChanged, RejectAdded, RejectRemoved)
	_, err := io.WriteString(w, p.b.String())
	return err
}

func kindCounts(r *Result, kinds ...Kind) map[string]int64 {
	out := map[string]int64{}
	for _, k := range kinds {
		if n := r.Changes[k]; n > 0 {
			out[string(k)] = n
		}
	}
	return out
}

func (p *page) line(text string) {
	p.b.WriteString(strings.TrimRight(text, " "))
	p.b.WriteByte('\n')
}

func (p *page) title(text string) {
	if p.markdown {
		text = "# " + text + "\n"
	}
	p.line(text)
}

func (p *page) heading(text string) {
	p.line("")
	if p.markdown {
		p.line("## " + text)
		p.line("")
		return
	}
	p.line(text)
}

// counts lists counts under a heading: the one named first, then the largest first.
func (p *page) counts(heading string, counts map[string]int64, first string) {
	if len(counts) == 0 {
		return
	}
	p.heading(heading)
	names := slices.SortedFunc(maps.Keys(counts), func(a, b string) int {
		return cmp.Or(isFirst(b, first)-isFirst(a, first), cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
	})
	rows := make([][]string, len(names))
	for i, name := range names {
		rows[i] = []string{name, strconv.FormatInt(counts[name], 10)}
	}
	p.table([]string{"", "count"}, rows)
}

func isFirst(name, first string) int {
	if name == first {
		return 1
	}
	return 0
}

// groups lists the changes of cells and identities by what they belong to.
func (p *page) groups(r *Result) {
	var rows [][]string
	kinds := slices.DeleteFunc(slices.Concat(identityKinds, cellKinds), func(k Kind) bool { return r.Changes[k] == 0 })
	if len(kinds) == 0 {
		return
	}
	row := func(name string, counts Counts) {
		cells := []string{name}
		for _, k := range kinds {
			cells = append(cells, strconv.FormatInt(counts[k], 10))
		}
		rows = append(rows, cells)
	}
	row("all", r.Changes)
	for _, g := range []struct {
		what   string
		groups map[string]Counts
	}{{"edition", r.ByEdition}, {"table", r.ByTable}, {"layout", r.ByLayout}, {"extractor", r.ByExtractor}} {
		for _, name := range slices.Sorted(maps.Keys(g.groups)) {
			row(g.what+" "+name, g.groups[name])
		}
	}
	header := []string{""}
	for _, k := range kinds {
		header = append(header, string(k))
	}
	p.heading("Cells and identities that changed")
	p.table(header, rows)
}

// table prints columns: the first to the left, the others to the right.
func (p *page) table(header []string, rows [][]string) {
	if p.markdown {
		p.line("| " + strings.Join(header, " | ") + " |")
		p.line("|---|" + strings.Repeat("---:|", len(header)-1))
		for _, row := range rows {
			p.line("| " + strings.Join(row, " | ") + " |")
		}
		return
	}
	all := rows
	if len(header) > 2 {
		all = slices.Concat([][]string{header}, rows)
	}
	for _, row := range all {
		var b strings.Builder
		for i, cell := range row {
			pad := strings.Repeat(" ", widest(all, i)-len([]rune(cell)))
			if i == 0 {
				b.WriteString("  " + cell + pad)
			} else {
				b.WriteString("  " + pad + cell)
			}
		}
		p.line(b.String())
	}
}

func widest(rows [][]string, column int) int {
	width := 0
	for _, row := range rows {
		width = max(width, len([]rune(row[column])))
	}
	return width
}

// examples lists examples, each with the command that shows it.
func (p *page) examples(r *Result, kinds ...Kind) {
	for _, kind := range kinds {
		examples := r.of(kind)
		if len(examples) == 0 {
			continue
		}
		p.heading(fmt.Sprintf("%s, %d of %d", kind, len(examples), r.Changes[kind]))
		for i := range examples {
			p.example(&examples[i])
		}
	}
}

func (p *page) example(c *Change) {
	bullet, indent, fence := "  ", "    ", ""
	if p.markdown {
		bullet, indent, fence = "- ", "  ", "`"
	}
	p.line(bullet + c.describe())
	if c.Inspect != "" {
		p.line(indent + fence + c.Inspect + fence)
	}
}

// describe is the change on one line.
func (c *Change) describe() string {
	parts := []string{}
	if c.Subject != "" {
		parts = append(parts, c.Subject+":")
	}
	switch {
	case c.Old == nil:
		parts = append(parts, c.New.String())
	case c.New == nil:
		parts = append(parts, c.Old.String())
	default:
		parts = append(parts, c.Old.String(), "→", c.New.String())
	}
	return strings.Join(append(parts, "in", c.SourceURI), " ")
}

// longestText bounds a column's content in an example, in characters.
const longestText = 40

// String is one side on one line.
func (s *Side) String() string {
	text := []rune(strings.Join(strings.Fields(s.Text), " "))
	if len(text) > longestText {
		text = append(text[:longestText], '…')
	}
	parts := slices.DeleteFunc([]string{s.State, s.Figure, s.Unit, string(text)}, func(p string) bool { return p == "" })
	if len(parts) == 0 {
		return "nothing"
	}
	return strings.Join(parts, " ")
}
