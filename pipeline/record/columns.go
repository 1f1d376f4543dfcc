package record

import (
	"maps"
	"math"
	"time"

	"github.com/apache/arrow/go/v17/arrow"
	"github.com/apache/arrow/go/v17/arrow/array"

	"gongkai/extractors"
	"gongkai/extractors/reconcile"
	"gongkai/schema"
)

// whoAndWhen are the columns that reports and panel share.
func whoAndWhen() columns[*report] {
	return columns[*report]{
		"report_id":     required(func(r *report) string { return r.id }),
		"source_uri":    required(func(r *report) string { return r.SourceURI }),
		"title":         text(func(r *report) string { return r.Who.Title }),
		"agency":        text(func(r *report) string { return r.Who.Agency }),
		"agency_status": required(agencyStatus),
		"division_code": text(func(r *report) string { return r.Who.DivisionCode }),
		"province":      text(func(r *report) string { return r.Who.Province }),
		"prefecture":    text(func(r *report) string { return r.Who.Prefecture }),
		"county":        text(func(r *report) string { return r.Who.County }),
		"township":      text(func(r *report) string { return r.Who.Township }),
		"admin_level":   text(func(r *report) string { return r.Who.AdminLevel }),
		"report_year":   year(func(r *report) int { return r.Who.Year }),
		"year_source":   text(func(r *report) string { return string(r.Who.YearSource) }),
		"edition":       required(func(r *report) string { return r.Form.Form.Edition }),
		"published_on":  publishedOn,
		"review":        flag(func(r *report) bool { return len(r.reasons) > 0 }),
	}
}

// agencyStatus is unknown where nothing was said.
func agencyStatus(r *report) string {
	if r.Who.Status == "" {
		return "unknown"
	}
	return string(r.Who.Status)
}

func publishedOn(c *column, reports []*report) {
	for _, r := range reports {
		if r.published == nil {
			c.AppendNull()
		} else {
			c.Builder.(*array.Date32Builder).Append(arrow.Date32FromTime(*r.published))
		}
	}
}

func reportColumns() columns[*report] {
	cols := columns[*report]{
		"doc_id":            required(func(r *report) string { return r.DocID }),
		"content_sha256":    required(func(r *report) string { return r.ContentSHA256 }),
		"media_type":        text(func(r *report) string { return r.MediaType }),
		"layout":            required(func(r *report) string { return string(r.Layout) }),
		"script":            required(func(r *report) string { return r.Script }),
		"overview":          text(func(r *report) string { return r.Overview }),
		"problems":          text(func(r *report) string { return r.Problems }),
		"other_matters":     text(func(r *report) string { return r.OtherMatters }),
		"cells_expected":    count(func(r *report) int64 { return int64(len(r.cells)) }),
		"checks_run":        count(func(r *report) int64 { return r.run }),
		"checks_failed":     count(func(r *report) int64 { return r.failed }),
		"review_reasons":    list(func(r *report) []string { return r.reasons }),
		"duplicate_of":      text(func(r *report) string { return r.DuplicateOf }),
		"extractor_version": required(extractorVersion),
		"fetched_at":        moment(func(r *report) time.Time { return r.FetchedAt }),
	}
	for _, s := range []schema.Status{
		schema.Observed, schema.Blank, schema.Inferred, schema.Corrected, schema.Missing, schema.Conflict,
	} {
		cols["cells_"+s.String()] = count(func(r *report) int64 { return r.byStatus[s] })
	}
	maps.Copy(cols, whoAndWhen())
	return cols
}

func extractorVersion(r *report) string {
	if r.ExtractorVersion == "" {
		return extractors.Version
	}
	return r.ExtractorVersion
}

// longColumns are the columns of a long table, as its keys name them.
func longColumns(keys *schema.LongKeys) columns[*cellOf] {
	cols := columns[*cellOf]{
		"report_id":     required(func(c *cellOf) string { return c.id }),
		"report_year":   year(func(c *cellOf) int { return c.Who.Year }),
		"division_code": text(func(c *cellOf) string { return c.Who.DivisionCode }),
		"agency":        text(func(c *cellOf) string { return c.Who.Agency }),
		"edition":       required(func(c *cellOf) string { return c.Form.Form.Edition }),
		"value":         figure(func(c *cellOf) (schema.Micros, bool) { return c.Value, c.HasValue }),
		"status":        required(func(c *cellOf) string { return c.Status.String() }),
		"raw":           text(func(c *cellOf) string { return c.Raw }),
		"evidence":      evidence,
		"source_table":  place(func(s *reconcile.Source) int { return s.Table }),
		"source_row":    place(func(s *reconcile.Source) int { return s.Row }),
		"source_col":    place(func(s *reconcile.Source) int { return s.Col }),
	}
	optional := columns[*cellOf]{
		keys.Article: text(func(c *cellOf) string { return c.block().Article }),
		keys.Row:     required(func(c *cellOf) string { return c.Form.Form.RowOf(c.index).Code }),
		keys.Group:   text(func(c *cellOf) string { return c.Form.Form.RowOf(c.index).Group }),
		keys.Column:  required(func(c *cellOf) string { return c.Form.Form.ColumnOf(c.index).Code }),
		keys.Total:   flag(func(c *cellOf) bool { return c.Form.Form.Cells[c.index].IsTotal }),
		keys.Unit:    text(func(c *cellOf) string { return c.Unit }),
	}
	delete(optional, "")
	maps.Copy(cols, optional)
	return cols
}

func (c *cellOf) block() *schema.Block {
	cell := &c.Form.Form.Cells[c.index]
	return &c.Form.Form.Tables[cell.Table].Blocks[cell.Block]
}

func evidence(c *column, cells []*cellOf) {
	counts := c.Builder.(*array.Int8Builder)
	for _, x := range cells {
		counts.Append(int8(min(max(x.Evidence, 0), math.MaxInt8)))
	}
}

func place(get func(*reconcile.Source) int) setter[*cellOf] {
	return func(c *column, cells []*cellOf) {
		numbers := c.Builder.(*array.Int32Builder)
		for _, x := range cells {
			if x.Source == nil {
				numbers.AppendNull()
			} else {
				numbers.Append(int32(get(x.Source)))
			}
		}
	}
}

func checkColumns() columns[*checkOf] {
	return columns[*checkOf]{
		"report_id":     required(func(c *checkOf) string { return c.id }),
		"report_year":   year(func(c *checkOf) int { return c.Who.Year }),
		"division_code": text(func(c *checkOf) string { return c.Who.DivisionCode }),
		"agency":        text(func(c *checkOf) string { return c.Who.Agency }),
		"check_id":      required(func(c *checkOf) string { return c.Identity.ID }),
		"scope":         required(func(c *checkOf) string { return c.Scope }),
		"lhs":           figure(func(c *checkOf) (schema.Micros, bool) { return c.Check.LHS, c.assessed() }),
		"rhs":           figure(func(c *checkOf) (schema.Micros, bool) { return c.Check.RHS, c.assessed() }),
		"delta":         figure(func(c *checkOf) (schema.Micros, bool) { return c.Check.LHS - c.Check.RHS, c.assessed() }),
		"outcome":       required(func(c *checkOf) string { return c.Outcome.String() }),
		"cells":         list(cellIDs()),
	}
}

func (c *checkOf) assessed() bool { return c.Outcome != reconcile.NotAssessable }

// cellIDs gives the cells of an identity by name; they are listed once for each.
func cellIDs() func(*checkOf) []string {
	known := map[*schema.Identity][]string{}
	return func(c *checkOf) []string {
		ids, ok := known[c.Identity]
		if !ok {
			ids = c.cellIDs()
			known[c.Identity] = ids
		}
		return ids
	}
}

func (c *checkOf) cellIDs() []string {
	form := c.Form.Form
	ids := make([]string, 0, len(c.Identity.LHS)+len(c.Identity.RHS))
	for _, side := range [2][]schema.CellIndex{c.Identity.LHS, c.Identity.RHS} {
		for _, i := range side {
			ids = append(ids, string(form.Cells[i].ID))
		}
	}
	return ids
}

func rejectColumns() columns[*Reject] {
	return columns[*Reject]{
		"doc_id":         required(func(r *Reject) string { return r.DocID }),
		"source_uri":     required(func(r *Reject) string { return r.SourceURI }),
		"content_sha256": text(func(r *Reject) string { return r.ContentSHA256 }),
		"media_type":     text(func(r *Reject) string { return r.MediaType }),
		"bytes":          known(func(r *Reject) (int64, bool) { return r.Bytes, r.ContentSHA256 != "" }),
		"reason":         required(func(r *Reject) string { return string(r.Reason) }),
		"detail":         text(func(r *Reject) string { return r.Detail }),
		"fetched_at":     moment(func(r *Reject) time.Time { return r.FetchedAt }),
	}
}

func labelColumns() columns[*Label] {
	return columns[*Label]{
		"edition":     required(func(l *Label) string { return l.Edition }),
		"table":       required(func(l *Label) string { return l.Table }),
		"label":       required(func(l *Label) string { return l.Text }),
		"nearest":     text(func(l *Label) string { return l.Nearest }),
		"distance":    known(func(l *Label) (int64, bool) { return int64(l.Distance), l.Nearest != "" }),
		"documents":   count(func(l *Label) int64 { return l.Documents }),
		"example_doc": required(func(l *Label) string { return l.ExampleDoc }),
	}
}
