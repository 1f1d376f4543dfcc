package inspect

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"gongkai/extractors"
	"gongkai/extractors/reconcile"
	"gongkai/pipeline/overrides"
	"gongkai/schema"
)

// WriteText writes the reports of a view (one by its number, or All) as text: who
// and when, the form, what its marks mean, which identities fail, what was left over.
func WriteText(w io.Writer, v *View, ordinal int, s Style) error {
	readings, err := v.readings(ordinal)
	if err != nil {
		return err
	}
	var b strings.Builder
	if v.Result.Reject != nil {
		writeReject(&b, v, s)
	}
	for i, r := range readings {
		if i > 0 {
			b.WriteString("\n" + strings.Repeat("═", min(s.width(), DefaultWidth)) + "\n\n")
		}
		writeHead(&b, v, r, s)
		writeForm(&b, s, r.report.Form)
		b.WriteString("\n")
		writeCounts(&b, r.report.Form, s)
		writeIdentities(&b, r.report.Form, s)
		writeOverrides(&b, r, s)
		writeLeftOver(&b, r, s)
	}
	_, err = io.WriteString(w, b.String())
	return err
}

// WriteSheet writes of one report who and when, the form and what its marks mean.
func WriteSheet(w io.Writer, v *View, ordinal int, s Style) error {
	return v.part(w, ordinal, func(b *strings.Builder, r reading) {
		writeHead(b, v, r, s)
		writeForm(b, s, r.report.Form)
		b.WriteString("\n")
		writeCounts(b, r.report.Form, s)
	})
}

// WriteLeftOver lists of one report what was met near the form and has no place in it.
func WriteLeftOver(w io.Writer, v *View, ordinal int, s Style) error {
	return v.part(w, ordinal, func(b *strings.Builder, r reading) { writeLeftOver(b, r, s) })
}

func (v *View) part(w io.Writer, ordinal int, write func(*strings.Builder, reading)) error {
	readings, err := v.readings(ordinal)
	if err != nil {
		return err
	}
	var b strings.Builder
	for _, r := range readings {
		write(&b, r)
	}
	_, err = io.WriteString(w, b.String())
	return err
}

// field writes a heading and a text that came from a document.
func field(b *strings.Builder, heading, text string) {
	fmt.Fprintf(b, "  %-10s %s\n", heading, text)
}

func writeReject(b *strings.Builder, v *View, s Style) {
	reject := v.Result.Reject
	fmt.Fprintf(b, "%s\n", s.Paint(red, "No report: "+string(reject.Reason)))
	field(b, "meaning", meaningOf(reject.Reason))
	field(b, "detail", Safe(reject.Detail))
	writeDocument(b, v)
}

func meaningOf(reason schema.Reason) string {
	for _, r := range schema.Reasons {
		if r.Reason == reason {
			return r.Meaning
		}
	}
	return "not in the table of reasons"
}

func writeDocument(b *strings.Builder, v *View) {
	parts := []string{strconv.QuoteToGraphic(v.URI), v.Result.MediaType, fmt.Sprintf("%d bytes", v.Bytes)}
	if v.SHA256 != "" {
		parts = append(parts, "sha256 "+v.SHA256[:docIDLen]+"…")
	}
	field(b, "document", Safe(joined(parts...)))
}

// writeHead writes who reports, when, and how the report was read.
func writeHead(b *strings.Builder, v *View, r reading, s Style) {
	who := &r.report.Who
	fmt.Fprintf(b, "%s\n", s.Paint(bold, Safe(orElse(who.Title, "(no title)"))))
	agency := orElse(who.Agency, "unknown")
	if who.Agency != "" {
		agency += " (" + string(who.Status) + ")"
	}
	place := joined(who.DivisionCode, who.Province, who.Prefecture, who.County, who.Township, who.AdminLevel)
	field(b, "agency", Safe(joined(agency, place)))
	year := "unknown"
	if who.Year != 0 {
		year = fmt.Sprintf("%d (from %s)", who.Year, who.YearSource)
	}
	field(b, "year", joined(year, "form of "+r.report.Form.Form.Edition, "published "+Safe(orElse(who.Published, "unknown"))))
	field(b, "layout", joined(string(r.report.Layout), r.report.Script))
	writeDocument(b, v)
	field(b, "report", fmt.Sprintf("%s, %d of %d in the document", r.id, r.report.Ordinal+1, len(v.Result.Reports)))
	field(b, "sections", sectionSizes(r.report))
	if len(r.report.Review) == 0 {
		field(b, "review", s.Paint(green, "nobody need look"))
		return
	}
	field(b, "review", s.Paint(red, Safe(strings.Join(r.report.Review, ", "))))
}

func sectionSizes(r *extractors.Report) string {
	var parts []string
	for _, x := range []struct{ name, text string }{
		{"overview", r.Overview}, {"problems", r.Problems}, {"other matters", r.OtherMatters},
	} {
		size := "none"
		if x.text != "" {
			n := utf8.RuneCountInString(x.text)
			size = fmt.Sprintf("%d character%s", n, plural(n))
		}
		parts = append(parts, x.name+" "+size)
	}
	return strings.Join(parts, ", ")
}

// writeCounts counts the cells by status; it is the legend of the marks too.
func writeCounts(b *strings.Builder, r *reconcile.Report, s Style) {
	counts := map[schema.Status]int{}
	for i := range r.Cells {
		counts[r.Cells[i].Status]++
	}
	line := fmt.Sprintf("%-12s", fmt.Sprintf("%d cells", len(r.Cells)))
	for _, status := range shown {
		m := marks[status]
		sample := m.before + m.after
		if m == (mark{}) || m.after != "" || m.before == "~" || m.before == "!" {
			sample = m.before + "3" + m.after
		}
		entry := fmt.Sprintf("%s %s %d", sample, status, counts[status])
		if width(line)+width(entry)+gap > s.width() {
			b.WriteString(strings.TrimRight(line, " ") + "\n")
			line = strings.Repeat(" ", 12)
		}
		line += entry + "   "
	}
	b.WriteString(strings.TrimRight(line, " ") + "\n")
}

// writeIdentities counts the identities by outcome and shows those that fail.
func writeIdentities(b *strings.Builder, r *reconcile.Report, s Style) {
	counts := map[reconcile.Outcome]int{}
	for i := range r.Checks {
		counts[r.Checks[i].Outcome]++
	}
	fmt.Fprintf(b, "%d identities: %d hold, %d fail, %d cannot be tested\n",
		len(r.Checks), counts[reconcile.Pass], counts[reconcile.Fail], counts[reconcile.NotAssessable])
	for i := range r.Checks {
		if r.Checks[i].Outcome == reconcile.Fail {
			writeIdentity(b, r, i, -1, s)
		}
	}
}

// outcomes are the words for the outcomes of an identity, with their colours.
var outcomes = map[reconcile.Outcome]mark{
	reconcile.Pass:          {before: "✓ holds", color: green},
	reconcile.Fail:          {before: "✗ fails", color: red},
	reconcile.NotAssessable: {before: "? cannot be tested", color: yellow},
}

// writeIdentity writes one identity with its sums and its cells; about is the
// cell in question, or -1.
func writeIdentity(b *strings.Builder, r *reconcile.Report, i int, about schema.CellIndex, s Style) {
	identity, check := &r.Form.Identities[i], &r.Checks[i]
	outcome := outcomes[check.Outcome]
	sums := ""
	switch check.Outcome {
	case reconcile.Pass:
		sums = fmt.Sprintf(": %s = %s", check.LHS, check.RHS)
	case reconcile.NotAssessable:
	case reconcile.Fail:
		sums = fmt.Sprintf(": %s ≠ %s, difference %s", check.LHS, check.RHS, check.LHS-check.RHS)
	}
	fmt.Fprintf(b, "  %s  %s/%s%s\n", s.Paint(outcome.color, outcome.before), identity.ID, identity.Scope, sums)
	writeSide(b, r, "left", identity.LHS, about, s)
	writeSide(b, r, "right", identity.RHS, about, s)
}

// writeSide lists the cells of one side of an identity, those that add nothing
// as a number of cells.
func writeSide(b *strings.Builder, r *reconcile.Report, name string, side []schema.CellIndex, about schema.CellIndex, s Style) {
	nothing := map[string]int{}
	for _, c := range side {
		cell := &r.Cells[c]
		zero := cell.HasValue && cell.Value == 0 && cell.Status == schema.Observed
		if c != about && len(side) > 2 && (zero || cell.Status == schema.Blank || cell.Status == schema.NotApplicable) {
			nothing[Figure(cell)]++
			continue
		}
		pointer := " "
		if c == about {
			pointer = "→"
		}
		value := Pad(Figure(cell), 10, true)
		fmt.Fprintf(b, "      %-5s %s %s %s\n", name, pointer, s.Paint(marks[cell.Status].color, value), r.Form.Cells[c].ID)
		name = ""
	}
	for _, text := range slices.Sorted(maps.Keys(nothing)) {
		fmt.Fprintf(b, "      %-5s   %s in %d cell%s more\n", name, Pad(text, 10, true), nothing[text], plural(nothing[text]))
		name = ""
	}
}

// effects say what became of an override, where that is more than that it holds.
var effects = map[overrides.Effect]string{
	overrides.Same:   ", which is read the same now",
	overrides.Stale:  ": settled of another reading, so it comes up again",
	overrides.NoCell: ": not applied, the edition has no such cell or the figure cannot stand in it",
}

// writeOverrides lists what persons said of the report.
func writeOverrides(b *strings.Builder, r reading, s Style) {
	var said []*overrides.Outcome
	for i := range r.view.outcomes {
		if r.view.outcomes[i].Report == r.report.Ordinal {
			said = append(said, &r.view.outcomes[i])
		}
	}
	list(b, len(said), "override%s by a person", func(i int) string {
		o := said[i]
		text := o.ValueText()
		if o.Reason() != "" {
			text = "settled"
		} else if o.Was != "" {
			text += " (read: " + joined(o.Read, o.Was) + ")"
		}
		return fmt.Sprintf("%s = %s%s; %s, %s: %s  %s", o.Cell, s.Paint(green, text), effects[o.Effect], Safe(o.Who), o.When,
			Safe(o.Why), s.Paint(dim, Safe(lineOf(o))))
	})
}

// mostListed bounds what is listed of a kind; JSON has all.
const mostListed = 20

// writeLeftOver lists what was met near the form and has no place in it.
func writeLeftOver(b *strings.Builder, r reading, s Style) {
	p := r.finding.Placement
	list(b, len(p.Labels), "label%s that the form does not have", func(i int) string {
		l := &p.Labels[i]
		nearest := "nothing in the form is near"
		if l.Nearest != "" {
			nearest = fmt.Sprintf("nearest is %q, %d away", l.Nearest, l.Distance)
		}
		return fmt.Sprintf("%s  in %s; %s", s.Paint(yellow, strconv.QuoteToGraphic(Cut(l.Text, 60))), l.Table, nearest)
	})
	list(b, len(p.Orphans), "figure%s without a place in the form", func(i int) string {
		o := &p.Orphans[i]
		row := &r.finding.Grid.Rows[r.finding.From+o.GridRow]
		return fmt.Sprintf("%s  at %s: %s", s.Paint(yellow, strconv.QuoteToGraphic(Cut(o.Text, 60))),
			placeOf(row.Table, row.Index, row.Cells[o.GridCell].Ordinal), o.Reason)
	})
	for _, rule := range slices.Sorted(maps.Keys(p.Ignored)) {
		if n := p.Ignored[rule]; n > 0 {
			fmt.Fprintf(b, "%d figure%s left out by the rule %s\n", n, plural(n), rule)
		}
	}
}

// list writes a heading and n entries below it, or the first of them.
func list(b *strings.Builder, n int, heading string, entry func(int) string) {
	if n == 0 {
		return
	}
	fmt.Fprintf(b, "%d "+heading+"\n", n, plural(n))
	for i := range min(n, mostListed) {
		b.WriteString("  " + entry(i) + "\n")
	}
	if n > mostListed {
		fmt.Fprintf(b, "  and %d more, which --json lists\n", n-mostListed)
	}
}

// placeOf says where in the normalised document something stands.
func placeOf(table, row, cell int) string {
	if table < 0 {
		return fmt.Sprintf("running text, paragraph %d, cell %d", row, cell)
	}
	return fmt.Sprintf("table %d, row %d, cell %d", table, row, cell)
}

func orElse(text, other string) string {
	if text == "" {
		return other
	}
	return text
}

// joined puts what is there on one line.
func joined(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(p string) bool { return p == "" }), " · ")
}
