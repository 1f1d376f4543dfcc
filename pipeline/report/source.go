package report

import (
	"context"
	"strings"

	"gongkai/extractors"
	"gongkai/extractors/decode"
	"gongkai/extractors/layout"
	"gongkai/extractors/reconcile"
	"gongkai/pipeline/raw"
)

// sourceText is a document as it was laid out, as far as the page holds it.
type sourceText struct {
	// Kind is grid, plain (lines without the positions that cells name) or none.
	Kind string `json:"kind"`
	// Before and After count the rows that are left out.
	Before int `json:"before,omitempty"`
	After  int `json:"after,omitempty"`
	// Cut says that some text is shortened.
	Cut bool `json:"cut,omitempty"`
	// Differs counts the cells that stand elsewhere as the document is read now.
	Differs int         `json:"differs,omitempty"`
	Rows    []sourceRow `json:"rows"`
	// Orphans are the places of figures that have no place in the form.
	Orphans []place `json:"orphans,omitempty"`
	// Labels are those that the form does not have.
	Labels []string `json:"labels,omitempty"`
}

// sourceRow is a row: the table (-1 is prose), its number in it, and the cells.
type sourceRow struct {
	Table int          `json:"t"`
	Index int          `json:"i"`
	Cells []sourceCell `json:"c"`
	// Outside says that the row was not read for this report.
	Outside bool `json:"o,omitempty"`
}

type sourceCell struct {
	Text    string `json:"x"`
	Ordinal int    `json:"n"`
	ColSpan int    `json:"w,omitempty"`
	RowSpan int    `json:"h,omitempty"`
}

// Bounds of a source in the page.
const (
	longestText = 4000 // characters of one cell
	mostRows    = 1500
	margin      = 40 // rows before the first figure, where not all are shown
	widestSpan  = 60
)

// readSources reads a document again and lays it out for each report asked for.
func readSources(ctx context.Context, d *raw.Document, opts Options) (result extractors.Result, findings []extractors.Finding) {
	limited, cancel := context.WithTimeout(ctx, opts.Timeout)
	defer cancel()
	defer func() {
		if recover() != nil { // the run that made the snapshot records such bugs
			result, findings = extractors.Result{}, nil
		}
	}()
	return extractors.Examine(limited, extractors.Document{SourceURI: d.URI, MediaType: d.MediaType, Body: d.Body})
}

// asked is a report whose source is asked for.
type asked struct {
	ordinal int
	edition string
	// places holds where the cells of the form stand, nil for those that stand nowhere.
	places []*place
}

// sourceOf lays the source of one report out.
func sourceOf(d *raw.Document, r *asked, result *extractors.Result, findings []extractors.Finding, opts Options) *sourceText {
	if r.ordinal < 0 || r.ordinal >= len(findings) || result.Reports[r.ordinal].Form.Form.Edition != r.edition {
		return plainSource(d, opts)
	}
	finding := &findings[r.ordinal]
	s := &sourceText{Kind: "grid", Rows: []sourceRow{}}
	for i, now := range placesOf(result.Reports[r.ordinal].Form) {
		if then := r.places[i]; (now == nil) != (then == nil) || now != nil && *now != *then {
			s.Differs++
		}
	}
	s.fill(finding, r.places, opts)
	for _, o := range finding.Placement.Orphans {
		row := &finding.Grid.Rows[finding.From+o.GridRow]
		s.Orphans = append(s.Orphans, place{int64(row.Table), int64(row.Index), int64(row.Cells[o.GridCell].Ordinal)})
	}
	for _, l := range finding.Placement.Labels {
		s.Labels = append(s.Labels, valid(cut(l.Text, 80)))
	}
	return s
}

// placesOf is where the cells of a form stand.
func placesOf(form *reconcile.Report) []*place {
	places := make([]*place, len(form.Cells))
	for i := range form.Cells {
		if at := form.Cells[i].Source; at != nil {
			places[i] = &place{int64(at.Table), int64(at.Row), int64(at.Col)}
		}
	}
	return places
}

// fill takes rows of the grid until the room is used up: all, or those from
// shortly before the first figure on.
func (s *sourceText) fill(f *extractors.Finding, places []*place, opts Options) {
	rows := f.Grid.Rows
	first := 0
	if size := sizeOf(rows); size > opts.SourceBytes || len(rows) > mostRows {
		first = max(0, firstFigure(rows, places)-margin)
	}
	room := opts.SourceBytes
	last := first
	for ; last < len(rows) && last-first < mostRows && room > 0; last++ {
		out := sourceRow{Table: rows[last].Table, Index: rows[last].Index, Outside: last < f.From || last >= f.To, Cells: []sourceCell{}}
		for c := range rows[last].Cells {
			cell := s.cell(&rows[last].Cells[c])
			room -= len(cell.Text) + perCell
			out.Cells = append(out.Cells, cell)
		}
		room -= perCell
		s.Rows = append(s.Rows, out)
	}
	s.Before, s.After = first, len(rows)-last
}

// valid is a text that reads the same after it was kept.
func valid(text string) string { return strings.ToValidUTF8(text, "\uFFFD") }

// perCell is about what the page spends on a cell besides its text, in bytes.
const perCell = 16

func (s *sourceText) cell(c *layout.Cell) sourceCell {
	text := c.RawText()
	out := sourceCell{Text: valid(cut(text, longestText)), Ordinal: c.Ordinal}
	s.Cut = s.Cut || len(out.Text) < len(text)
	if c.ColSpan > 1 {
		out.ColSpan = min(c.ColSpan, widestSpan)
	}
	if c.RowSpan > 1 {
		out.RowSpan = min(c.RowSpan, widestSpan)
	}
	return out
}

func sizeOf(rows []layout.Row) int {
	size := 0
	for r := range rows {
		for c := range rows[r].Cells {
			size += len(rows[r].Cells[c].RawText()) + perCell
		}
	}
	return size
}

// firstFigure is the first row in which a cell of the form stands; 0 where none does.
func firstFigure(rows []layout.Row, places []*place) int {
	holds := map[[2]int64]bool{}
	for _, p := range places {
		if p != nil {
			holds[[2]int64{p[0], p[1]}] = true
		}
	}
	for i := range rows {
		if holds[[2]int64{int64(rows[i].Table), int64(rows[i].Index)}] {
			return i
		}
	}
	return 0
}

// plainSource is the document's text line by line, where it cannot be laid out as
// it was.
func plainSource(d *raw.Document, opts Options) *sourceText {
	s := &sourceText{Kind: "plain", Rows: []sourceRow{}}
	text, err := decode.Decode(d.Body, d.MediaType)
	if err != nil {
		return &sourceText{Kind: "none", Rows: []sourceRow{}}
	}
	room := opts.SourceBytes
	for line := range strings.Lines(text.Body) {
		if room <= 0 || len(s.Rows) == mostRows {
			s.After++
			continue
		}
		shown := valid(cut(strings.TrimRight(line, "\r\n"), longestText))
		room -= len(shown) + perCell
		s.Cut = s.Cut || len(shown) < len(strings.TrimRight(line, "\r\n"))
		s.Rows = append(s.Rows, sourceRow{Table: layout.Prose, Index: len(s.Rows), Cells: []sourceCell{{Text: shown}}})
	}
	return s
}
