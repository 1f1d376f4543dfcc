package report

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"iter"
	"maps"
	"slices"
	"strconv"
	"strings"

	"gongkai/pipeline/pool"
	"gongkai/pipeline/raw"
)

// fullReport is a report under review as the page holds it in full.
type fullReport struct {
	ID            string   `json:"id"`
	SHA256        string   `json:"sha256"`
	Ordinal       int      `json:"ordinal"`
	URI           string   `json:"uri"`
	MediaType     string   `json:"media_type"`
	Layout        string   `json:"layout"`
	Script        string   `json:"script"`
	Title         string   `json:"title"`
	Agency        string   `json:"agency"`
	AgencyStatus  string   `json:"agency_status"`
	Division      string   `json:"division"`
	Where         []string `json:"where"`
	Level         string   `json:"level"`
	Year          int64    `json:"year"`
	YearSource    string   `json:"year_source"`
	Edition       string   `json:"edition"`
	Published     string   `json:"published"`
	ReviewReasons []string `json:"reasons"`
	DuplicateOf   string   `json:"duplicate_of"`
	*figures

	// Source is a sourceText.
	Source json.RawMessage `json:"source"`
	queued *queued
	// key names the source in the cache, laid says that it was taken from there, fresh that
	// it is to be put there.
	key         [sha256.Size]byte
	laid, fresh bool
}

func (r *fullReport) asked() *asked { return &asked{r.Ordinal, r.Edition, r.Places} }

// noSource is that of a report whose document is not there.
var noSource = json.RawMessage(`{"kind":"none","rows":[]}`)

func newFull(q *queued, f *figures) *fullReport {
	r := &q.row
	_, number, _ := strings.Cut(r.ReportID, "-")
	ordinal, err := strconv.Atoi(number)
	if err != nil {
		ordinal = -1 // no such report is in any document: shown without its source
	}
	out := &fullReport{
		ID: r.ReportID, SHA256: r.ContentSHA256, Ordinal: ordinal, URI: cut(r.SourceURI, 2000), MediaType: r.MediaType,
		Layout: r.Layout, Script: r.Script, Title: cut(r.Title, longestText), Agency: cut(r.Agency, longestText),
		AgencyStatus: r.AgencyStatus, Division: r.DivisionCode, Level: r.AdminLevel, Year: r.Year, YearSource: r.YearSource,
		Edition: r.Edition, Published: r.Published, ReviewReasons: r.Reasons, DuplicateOf: r.DuplicateOf,
		Where: []string{}, figures: f, queued: q, Source: noSource,
	}
	for _, name := range r.Where {
		if name != "" {
			out.Where = append(out.Where, name)
		}
	}
	return out
}

// fullReports yields the reports that are to be shown in full, each with its
// source, by document.
func fullReports(ctx context.Context, in *Input, all []*queued, opts Options) iter.Seq2[*fullReport, error] {
	return func(yield func(*fullReport, error) bool) {
		waiting := map[string][]*fullReport{} // by document
		var order []string
		err := eachFigures(ctx, in, all, func(q *queued, f *figures) {
			r := newFull(q, f)
			if waiting[r.SHA256] == nil {
				order = append(order, r.SHA256)
			}
			waiting[r.SHA256] = append(waiting[r.SHA256], r)
		})
		if err != nil {
			yield(nil, err)
			return
		}
		for group, err := range withSources(ctx, in, waiting, opts) {
			if err != nil {
				yield(nil, err)
				return
			}
			delete(waiting, group[0].SHA256)
			for _, r := range group {
				if !yield(r, nil) {
					return
				}
			}
		}
		for _, sum := range order { // those whose document the raw zone has no more
			for _, r := range waiting[sum] {
				if !yield(r, nil) {
					return
				}
			}
		}
	}
}

// withSources gives reports their sources, document by document in the order of the raw
// zone. A document is read again where the cache does not have all of its sources.
func withSources(ctx context.Context, in *Input, waiting map[string][]*fullReport, opts Options) iter.Seq2[[]*fullReport, error] {
	if in.Zone == nil || len(waiting) == 0 {
		return func(func([]*fullReport, error) bool) {}
	}
	listing := in.Listing
	if listing == nil {
		listing = in.Zone.List()
	}
	// Which documents are wanted is settled before the first is taken up.
	wanted := maps.Clone(waiting)
	var places []uint32
	for sum := range wanted {
		if at, ok := listing.Find(sum); ok {
			places = append(places, uint32(at))
		}
	}
	slices.Sort(places)
	needsBody := func(d *raw.Document) bool { return !in.kept(d, wanted[d.SHA256], opts) }
	limits := pool.Limits[raw.Document]{Workers: opts.Workers, Weight: func(d raw.Document) int64 { return d.Weight() }}
	read := pool.MapLimited(ctx, limits, listing.Select(ctx, places, needsBody), func(ctx context.Context, d raw.Document) ([]*fullReport, error) {
		group := wanted[d.SHA256]
		if slices.ContainsFunc(group, func(r *fullReport) bool { return !r.laid }) {
			if err := layOut(ctx, &d, group, opts); err != nil {
				return nil, err
			}
		}
		return group, ctx.Err()
	})
	return func(yield func([]*fullReport, error) bool) {
		for group, err := range read {
			if err == nil {
				err = in.keep(ctx, group)
			}
			if !yield(group, err) || err != nil {
				return
			}
		}
	}
}

// layOut reads a document again and gives its reports their sources.
func layOut(ctx context.Context, d *raw.Document, group []*fullReport, opts Options) (err error) {
	result, findings := readSources(ctx, d, opts)
	for _, r := range group {
		if r.Source, err = encodeSource(sourceOf(d, r.asked(), &result, findings, opts)); err != nil {
			return err
		}
		r.fresh = true
	}
	return nil
}
