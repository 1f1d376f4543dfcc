package extractors

import (
	"context"
	"errors"
	"slices"
	"strings"

	"gongkai/extractors/agency"
	"gongkai/extractors/align"
	"gongkai/extractors/decode"
	"gongkai/extractors/layout"
	"gongkai/extractors/layout/plain"
	"gongkai/extractors/normalize"
	"gongkai/extractors/reconcile"
	"gongkai/schema"
)

// Extract reads one document. It never fails: what cannot be read is a Reject.
// It returns early with reason timed_out when ctx ends.
func Extract(ctx context.Context, doc Document) Result {
	result, _ := Examine(ctx, doc)
	return result
}

// Finding is how a report was read: for inspection, not for the dataset.
type Finding struct {
	// Grid is the whole document as laid out; the report was read from its rows
	// [From, To). Row numbers in Placement count from From.
	Grid     *layout.Grid
	From, To int
	// Placement says which printed cell became which cell of the form, and why.
	Placement *align.Placement
	// Chosen is parallel to Placement.Rows: the index of the reading that the row's
	// cells were taken from.
	Chosen []int
}

// Examine is Extract with, for each report, how it was read.
func Examine(ctx context.Context, doc Document) (Result, []Finding) {
	text, err := decode.Decode(doc.Body, doc.MediaType)
	if err != nil {
		return Result{MediaType: text.MediaType, Reject: asReject(err)}, nil
	}
	best, timedOut := read(ctx, text)
	if timedOut {
		return Result{MediaType: text.MediaType, Reject: schema.Rejectf(schema.TimedOut, "%v", context.Cause(ctx))}, nil
	}
	var findings []Finding
	result := Result{MediaType: text.MediaType}
	script := normalize.Script(text.Body)
	for _, r := range best.readings {
		report := r.report(best.grid, doc.SourceURI, text)
		if best.unproven {
			report.doubt(reasonOrder)
		}
		report.Ordinal, report.Script = len(result.Reports), script
		result.Reports = append(result.Reports, report)
		result.Labels = append(result.Labels, r.labels()...)
		findings = append(findings, Finding{Grid: &best.grid, From: r.from, To: r.to, Placement: r.placement, Chosen: r.chosen})
	}
	if len(result.Reports) == 0 {
		result.Reject = classify(&best.grid, text)
	}
	return result, findings
}

func asReject(err error) *schema.Reject {
	var reject *schema.Reject
	if errors.As(err, &reject) {
		return reject
	}
	return schema.Rejectf(schema.Bug, "decode: %v", err)
}

// sheet is one way to lay a document out, with the reports found in it.
type sheet struct {
	grid     layout.Grid
	readings []reading
	quality  quality
	// unproven says that nothing proves the order of figures: see strips.OrderUnproven.
	unproven bool
}

// reading is one report of a sheet.
type reading struct {
	placement *align.Placement
	form      *reconcile.Report
	chosen    []int // of each placed row, the reading taken
	// rival is the score of the next best edition, or a bound of it: see align.
	rival float64
	// from and to bound the rows of the grid that were read for this report.
	from, to int
}

// quality ranks the sheets of one document.
type quality struct {
	rows, decided, passes, fails, unknown int
	// printed counts the cells that have a value, or a sign that none applies.
	printed int
	// faithful is true where the layout keeps every cell, carried where the document
	// does not show it.
	faithful, carried bool
}

// leastGain is how many cells more a less faithful layout must decide to be
// preferred to one that comes before it.
const leastGain = 6

// final says that no layout can be preferred to this one: too few cells are open for
// another to gain what better asks for.
func (q quality) final() bool { return q.rows > 0 && q.unknown < leastGain }

// leastRowsMore is how many rows of the form a layout that may lose cells must
// place beyond one that keeps them to be preferred.
const leastRowsMore = 4

// provenPerSlip is how many identities more a layout must bear out for each that it
// breaks: agencies slip, and who reads nothing breaks nothing.
const provenPerSlip = 4

// better reports whether a later candidate is preferred: it places more of the
// form, and breaks no more identities than what it bears out makes up for.
func (q quality) better(held quality) bool {
	if held.rows == 0 {
		return q.rows > 0
	}
	if q.carried != held.carried {
		return false // what a page does not show may be of another year
	}
	if held.faithful && !q.faithful && q.rows < held.rows+leastRowsMore {
		return false
	}
	if q.faithful && q.final() && q.rows >= held.rows {
		return true // nothing is open and nothing moved: what fails is the agency's
	}
	slips := max(0, q.fails-held.fails)
	return q.rows >= held.rows && q.passes >= held.passes+slips*provenPerSlip && q.unknown+leastGain <= held.unknown
}

// more reports whether the same layout with some tables in another order is preferred:
// it finds more figures, leaves no more cells open and breaks no identity more.
func (q quality) more(held quality) bool {
	return q.unknown <= held.unknown && q.fails <= held.fails && q.printed > held.printed
}

// read lays the document out in each way that its text admits and keeps the
// best: the candidates are judged by what the form makes of them.
func read(ctx context.Context, text decode.Text) (best sheet, timedOut bool) {
	first, lines := true, plain.Open(text.Body)
	for grid := range candidates(text, lines) {
		if ctx.Err() != nil {
			return best, true
		}
		s := readGrid(grid)
		if first || s.quality.better(best.quality) {
			best = s
		}
		first = false
		if best.quality.final() {
			break
		}
	}
	best.putInOrder(text, lines)
	return best, false
}

// leastRows is how many rows must bear a label of the form before a document
// is taken for a report.
const leastRows = 4

func readGrid(g layout.Grid) sheet {
	s := sheet{grid: g, quality: quality{faithful: g.Blanks == layout.BlanksKept, carried: g.Carried}}
	whole := align.NewSheet(&g)
	defer whole.Close()
	for _, span := range whole.Split() {
		part := g
		part.Rows = g.Rows[span.From:span.To]
		p, rival := whole.Part(span, &part).Best()
		if p.Exact+p.Fuzzy < leastRows || !bearsFigures(p) {
			continue
		}
		r := reading{placement: p, rival: rival, from: span.From, to: span.To}
		r.form, r.chosen = reconcile.FormChoosing(&part, p)
		s.quality.rows += len(p.Rows)
		s.quality.faithful = s.quality.faithful && p.Blanks == layout.BlanksKept
		s.quality.add(r.form)
		s.readings = append(s.readings, r)
	}
	return s
}

// rowsOfBlankForm is how many rows a form without any figure must show by their
// labels: no menu of a site has so many.
const rowsOfBlankForm = 20

// bearsFigures reports whether a placement is more than names: a site's menu lists
// 行政许可 and 行政处罚 too. A form whose every table is there, or most of its rows,
// may be blank.
func bearsFigures(p *align.Placement) bool {
	if p.TablesFound == p.TablesExpected || p.Exact+p.Fuzzy >= rowsOfBlankForm {
		return true
	}
	for r := range p.Rows {
		for _, f := range p.Rows[r].Readings[0].Figures {
			if f.Presence == align.Printed || f.Presence == align.Unsure {
				return true
			}
		}
	}
	return false
}

func (q *quality) add(r *reconcile.Report) {
	for i := range r.Cells {
		if r.Cells[i].HasValue || r.Cells[i].Status == schema.NotApplicable {
			q.printed++
		}
		switch r.Cells[i].Status {
		case schema.Missing, schema.Unreadable:
			q.unknown++
		default:
			q.decided++
		}
	}
	for i := range r.Checks {
		switch r.Checks[i].Outcome {
		case reconcile.Pass:
			q.passes++
		case reconcile.Fail:
			q.fails++
		case reconcile.NotAssessable:
		}
	}
}

// The reasons for review that the figures do not give.
const (
	reasonAgency  = "agency_unknown"
	reasonYear    = "year_unknown"
	reasonEdition = "edition_uncertain"
	reasonTables  = "tables_missing"
	reasonCharset = "characters_lost"
	reasonOrder   = "order_unproven"
)

func (r *reading) report(g layout.Grid, uri string, text decode.Text) Report {
	who := agency.Identify(&g, r.from, r.to, uri)
	report := Report{Layout: g.Kind, Who: who, Form: r.form}
	n := narrative{grid: &g, from: r.from, to: r.to, headings: r.placement.Headings}
	report.Overview, report.Problems, report.OtherMatters = n.section(1), n.section(5), n.section(6)
	report.Review = r.review(&who, text)
	return report
}

// review lists why a person should look. A place that is not known is none: the
// division's columns are null, and nothing is asserted.
func (r *reading) review(who *agency.Identity, text decode.Text) []string {
	doubts := slices.DeleteFunc(slices.Clone(who.Doubts), func(d string) bool { return d == agency.DoubtDivision })
	reasons := slices.Concat(r.form.Reasons, doubts)
	for _, x := range []struct {
		holds  bool
		reason string
	}{
		{who.Agency == "", reasonAgency},
		{who.Year == 0, reasonYear},
		{r.rival > align.CloseRival*r.placement.Score, reasonEdition},
		{r.placement.TablesFound < r.placement.TablesExpected, reasonTables},
		{text.Replaced > 0, reasonCharset},
	} {
		if x.holds {
			reasons = append(reasons, x.reason)
		}
	}
	slices.Sort(reasons)
	return slices.Compact(reasons)
}

func (r *reading) labels() []Label {
	var out []Label
	for _, l := range r.placement.Labels {
		out = append(out, Label{
			Edition: r.placement.Form.Edition, Table: l.Table, Text: l.Text,
			Nearest: l.Nearest, Distance: l.Distance,
		})
	}
	return out
}

// narrative cuts the sections that hold prose out of a report.
type narrative struct {
	grid     *layout.Grid
	from, to int
	headings map[int]int // section → row, counted from from
}

// longestSection bounds a narrative section, in bytes.
const longestSection = 1 << 18

// section is the text between the heading of a section and the next heading.
func (n *narrative) section(number int) string {
	heading, ok := n.headings[number]
	if !ok {
		return ""
	}
	end := n.to - n.from
	for _, at := range n.headings {
		if at > heading {
			end = min(end, at)
		}
	}
	var b strings.Builder
	for r := n.from + heading + 1; r < n.from+end && b.Len() < longestSection; r++ {
		row := &n.grid.Rows[r]
		if row.Margin {
			continue
		}
		if !isParagraph(row) || number == lastSection && isDate(row.Cells[0].Text) {
			break
		}
		for c := range row.Cells {
			if raw := strings.TrimSpace(row.Cells[c].RawText()); raw != "" {
				b.WriteString(raw)
				b.WriteByte('\n')
			}
		}
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// isParagraph reports whether a row is prose: outside of tables, or alone in its
// row of one that holds the whole page.
func isParagraph(row *layout.Row) bool {
	filled := 0
	for c := range row.Cells {
		if row.Cells[c].Text != "" {
			filled++
		}
	}
	return row.Table == layout.Prose || filled <= 1
}

// lastSection ends at the date below the signature.
const lastSection = 6

// isDate reports whether a line is a date and nothing else.
func isDate(text string) bool {
	rest := strings.Map(func(r rune) rune {
		if strings.ContainsRune("0123456789年月日〇○零一二三四五六七八九十 -./", r) {
			return -1
		}
		return r
	}, text)
	return text != "" && rest == ""
}
