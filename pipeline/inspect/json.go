package inspect

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"

	"gongkai/extractors"
	"gongkai/extractors/reconcile"
	"gongkai/pipeline/overrides"
	"gongkai/schema"
)

// The formats of the JSON.
const (
	FormatReport = "gongkai-inspect/1"
	FormatCell   = "gongkai-inspect-cell/1"
)

// Number is an exact decimal that JSON writes as a number.
type Number schema.Micros

// MarshalJSON writes the shortest exact decimal.
func (n Number) MarshalJSON() ([]byte, error) { return []byte(schema.Micros(n).String()), nil }

// Document is a document in the JSON.
type Document struct {
	SourceURI string `json:"source_uri"`
	SHA256    string `json:"sha256"`
	MediaType string `json:"media_type"`
	Bytes     int64  `json:"bytes"`
}

// Reject is why a document gave no report.
type Reject struct {
	Reason schema.Reason `json:"reason"`
	Detail string        `json:"detail"`
}

// Cell is a figure as read.
type Cell struct {
	Cell schema.CellID `json:"cell"`
	// RowLabels and ColumnLabels are the printed labels, outermost first.
	RowLabels    []string `json:"row_labels"`
	ColumnLabels []string `json:"column_labels"`
	Value        *Number  `json:"value"`
	Unit         *string  `json:"unit"`
	Status       string   `json:"status"`
	Raw          *string  `json:"raw"`
	Evidence     int      `json:"evidence"`
	Source       *Source  `json:"source"`
	// Override is what a person said of the figure; absent where nobody did.
	Override *Override `json:"override,omitempty"`
}

// Override is a figure that a person verified.
type Override struct {
	Who  string `json:"who"`
	When string `json:"when"`
	Why  string `json:"why"`
	// Read is what was read before it, and Was the status; "" where there was none.
	Read string `json:"read"`
	Was  string `json:"was"`
	// Line is where it stands: file:line.
	Line string `json:"line"`
}

// Source is a place in the normalised document, counted from 0.
type Source struct {
	Table int `json:"table"`
	Row   int `json:"row"`
	Col   int `json:"col"`
}

// Check is an identity as tested.
type Check struct {
	CheckID string          `json:"check_id"`
	Scope   string          `json:"scope"`
	Outcome string          `json:"outcome"`
	LHS     *Number         `json:"lhs"`
	RHS     *Number         `json:"rhs"`
	Delta   *Number         `json:"delta"`
	Left    []schema.CellID `json:"left"`
	Right   []schema.CellID `json:"right"`
}

// Report is a report in the JSON.
type Report struct {
	ReportID      string            `json:"report_id"`
	Ordinal       int               `json:"ordinal"`
	Layout        string            `json:"layout"`
	Script        string            `json:"script"`
	Edition       string            `json:"edition"`
	Title         string            `json:"title"`
	Agency        string            `json:"agency"`
	AgencyStatus  string            `json:"agency_status"`
	DivisionCode  string            `json:"division_code"`
	Province      string            `json:"province"`
	Prefecture    string            `json:"prefecture"`
	County        string            `json:"county"`
	Township      string            `json:"township"`
	AdminLevel    string            `json:"admin_level"`
	ReportYear    *int              `json:"report_year"`
	YearSource    string            `json:"year_source"`
	PublishedOn   string            `json:"published_on"`
	ReviewReasons []string          `json:"review_reasons"`
	Sections      map[string]string `json:"sections"`
	Counts        map[string]int    `json:"counts"`
	Cells         []Cell            `json:"cells"`
	Checks        []Check           `json:"checks"`
	Labels        []Label           `json:"labels"`
	Orphans       []Orphan          `json:"orphans"`
	// Ignored counts the figures that a named rule leaves out.
	Ignored map[string]int `json:"ignored"`
}

// Label is a label that the form does not have.
type Label struct {
	Table    string `json:"table"`
	Label    string `json:"label"`
	Nearest  string `json:"nearest"`
	Distance int    `json:"distance"`
}

// Orphan is a figure that has no place in the form.
type Orphan struct {
	Text   string `json:"text"`
	Reason string `json:"reason"`
	Source Source `json:"source"`
}

// WriteJSON writes the reports of a view as JSON.
func WriteJSON(w io.Writer, v *View, ordinal int) error {
	readings, err := v.readings(ordinal)
	if err != nil {
		return err
	}
	out := struct {
		Format   string   `json:"format"`
		Document Document `json:"document"`
		Reject   *Reject  `json:"reject"`
		Reports  []Report `json:"reports"`
	}{Format: FormatReport, Document: v.document(), Reject: v.reject(), Reports: []Report{}}
	for _, r := range readings {
		out.Reports = append(out.Reports, reportOf(r))
	}
	return writeJSON(w, out)
}

// WriteExplanationJSON writes as JSON how a cell was read.
func WriteExplanationJSON(w io.Writer, v *View, ordinal int, cell string) error {
	explanations, err := Explain(v, ordinal, cell)
	if err != nil {
		return err
	}
	return writeJSON(w, struct {
		Format   string         `json:"format"`
		Document Document       `json:"document"`
		Reject   *Reject        `json:"reject"`
		Cells    []*Explanation `json:"cells"`
	}{FormatCell, v.document(), v.reject(), append([]*Explanation{}, explanations...)})
}

func (v *View) document() Document {
	return Document{SourceURI: v.URI, SHA256: v.SHA256, MediaType: v.Result.MediaType, Bytes: v.Bytes}
}

func (v *View) reject() *Reject {
	if v.Result.Reject == nil {
		return nil
	}
	return &Reject{Reason: v.Result.Reject.Reason, Detail: v.Result.Reject.Detail}
}

func reportOf(r reading) Report {
	from, who, form := r.report, &r.report.Who, r.report.Form
	out := Report{
		ReportID: r.id, Ordinal: from.Ordinal, Layout: string(from.Layout), Script: from.Script, Edition: form.Form.Edition,
		Title: who.Title, Agency: who.Agency, AgencyStatus: string(who.Status), DivisionCode: who.DivisionCode,
		Province: who.Province, Prefecture: who.Prefecture, County: who.County, Township: who.Township,
		AdminLevel: who.AdminLevel, YearSource: string(who.YearSource), PublishedOn: who.Published,
		ReviewReasons: append([]string{}, from.Review...),
		Sections:      map[string]string{"overview": from.Overview, "problems": from.Problems, "other_matters": from.OtherMatters},
		Counts:        map[string]int{}, Cells: []Cell{}, Checks: []Check{}, Labels: []Label{}, Orphans: []Orphan{}, Ignored: map[string]int{},
	}
	if who.Year != 0 {
		out.ReportYear = &who.Year
	}
	for _, status := range shown {
		out.Counts[status.String()] = 0
	}
	for i := range form.Cells {
		out.Counts[form.Cells[i].Status.String()]++
		out.Cells = append(out.Cells, r.cell(schema.CellIndex(i)))
	}
	for i := range form.Checks {
		out.Checks = append(out.Checks, checkOf(form, i))
	}
	out.leftOver(r.finding)
	return out
}

func (out *Report) leftOver(f *extractors.Finding) {
	for _, l := range f.Placement.Labels {
		out.Labels = append(out.Labels, Label{Table: l.Table, Label: l.Text, Nearest: l.Nearest, Distance: l.Distance})
	}
	for _, o := range f.Placement.Orphans {
		row := &f.Grid.Rows[f.From+o.GridRow]
		out.Orphans = append(out.Orphans, Orphan{
			Text: o.Text, Reason: o.Reason, Source: Source{row.Table, row.Index, row.Cells[o.GridCell].Ordinal},
		})
	}
	for rule, n := range f.Placement.Ignored {
		if n > 0 {
			out.Ignored[rule] = n
		}
	}
}

func (r reading) cell(index schema.CellIndex) Cell {
	c := cellOf(r.report.Form, index)
	if o := r.view.verifiedBy(r.report.Ordinal, c.Cell); o != nil {
		c.Override = &Override{Who: o.Who, When: o.When, Why: o.Why, Read: o.Read, Was: o.Was, Line: lineOf(o)}
	}
	return c
}

func lineOf(o *overrides.Outcome) string { return fmt.Sprintf("%s:%d", o.File, o.Line) }

func cellOf(r *reconcile.Report, index schema.CellIndex) Cell {
	from, row, column := &r.Cells[index], r.Form.RowOf(index), r.Form.ColumnOf(index)
	form := &r.Form.Cells[index]
	block := &r.Form.Tables[form.Table].Blocks[form.Block]
	c := Cell{
		Cell: form.ID, RowLabels: present(block.Label, row.Stub, row.GroupLabel, row.Label),
		ColumnLabels: present(column.Group, column.Label), Status: from.Status.String(), Evidence: from.Evidence,
	}
	if from.HasValue {
		value := Number(from.Value)
		c.Value = &value
	}
	if from.Unit != "" {
		c.Unit = &from.Unit
	}
	if from.Raw != "" {
		c.Raw = &from.Raw
	}
	if s := from.Source; s != nil {
		c.Source = &Source{s.Table, s.Row, s.Col}
	}
	return c
}

// present keeps the labels that there are.
func present(labels ...string) []string {
	out := []string{}
	for _, label := range labels {
		if label != "" {
			out = append(out, label)
		}
	}
	return out
}

func checkOf(r *reconcile.Report, i int) Check {
	identity, check := &r.Form.Identities[i], &r.Checks[i]
	out := Check{CheckID: identity.ID, Scope: identity.Scope, Outcome: check.Outcome.String()}
	if check.Outcome != reconcile.NotAssessable {
		lhs, rhs, delta := Number(check.LHS), Number(check.RHS), Number(check.LHS-check.RHS)
		out.LHS, out.RHS, out.Delta = &lhs, &rhs, &delta
	}
	for _, c := range identity.LHS {
		out.Left = append(out.Left, r.Form.Cells[c].ID)
	}
	for _, c := range identity.RHS {
		out.Right = append(out.Right, r.Form.Cells[c].ID)
	}
	return out
}

// writeJSON indents, and escapes the characters that a terminal acts upon.
func writeJSON(w io.Writer, v any) error {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(v); err != nil {
		return fmt.Errorf("inspect: encode: %w", err)
	}
	_, err := w.Write(escaped(b.Bytes()))
	return err
}

// escaped writes characters that show nothing as \u escapes. Outside of strings
// JSON has none but line breaks, which stay.
func escaped(encoded []byte) []byte {
	out := make([]byte, 0, len(encoded))
	for len(encoded) > 0 {
		r, size := utf8.DecodeRune(encoded)
		switch {
		case r == '\n' || strconv.IsGraphic(r):
			out = append(out, encoded[:size]...)
		case r > 0xffff:
			high, low := utf16.EncodeRune(r)
			out = fmt.Appendf(out, `\u%04x\u%04x`, high, low)
		default:
			out = fmt.Appendf(out, `\u%04x`, r)
		}
		encoded = encoded[size:]
	}
	return out
}
