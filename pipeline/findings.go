package pipeline

import (
	"cmp"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"time"

	"gongkai/extractors"
	"gongkai/pipeline/copies"
	"gongkai/pipeline/dataset"
	"gongkai/pipeline/extracted"
	"gongkai/pipeline/raw"
	"gongkai/pipeline/record"
	"gongkai/schema"
)

// document is what a run says of a document: all but its bytes. It is made when it is
// asked for, and not kept: a run that knows a million would hold little else.
type document struct {
	// at is the document's place in the raw zone's order.
	at              int
	id, uri, sha256 string
	// declared is the media type that the source gave.
	declared  string
	key       extracted.Key
	addresses int
	// verified covers the figures that a person verified, "" where there are none.
	verified  string
	bytes     int64
	fetchedAt time.Time
}

// document describes the document at a place of the raw zone's order.
func (r *run) document(at int) *document {
	d := r.listing.Document(at)
	return r.describe(at, &d)
}

// describe names a document of the raw zone. A failure has no content: it is
// named by its address.
func (r *run) describe(at int, d *raw.Document) *document {
	doc := &document{
		at: at, uri: d.URI, sha256: d.SHA256, declared: d.MediaType, bytes: d.Bytes,
		fetchedAt: d.FetchedAt, addresses: max(len(d.URIs), 1),
	}
	if d.SHA256 == "" {
		doc.id = "uri-" + hexSHA256([]byte(d.URI))[:16]
		return doc
	}
	doc.id, doc.key = d.SHA256[:16], r.keyOf(d)
	doc.verified = r.verified.digest(d.SHA256)
	return doc
}

// keyOf is the key of a document's result.
func (r *run) keyOf(d *raw.Document) extracted.Key {
	return extracted.KeyOf(r.cfg.Version, d.SHA256, d.URI, d.MediaType)
}

// reportID names a report of the document.
func (d *document) reportID(ordinal int32) string { return d.id + "-" + strconv.Itoa(int(ordinal)) }

// place is a report: the place of its document and its number in it.
type place struct {
	doc     uint32
	ordinal int32
}

// ref is what the run remembers of a report, in some 50 bytes: its place in the order,
// and what tells copies apart.
type ref struct {
	place
	// agency, division and media type are names of the findings.
	agency, division, media name
	year                    int32
	lost                    uint16
	review                  bool
	figures                 copies.Figures
}

// rejected is what the run remembers of a document that gave no report. The detail, of
// which there are as many as documents, is kept with the result or stands in the raw zone.
type rejected struct {
	doc           uint32
	media, reason name
}

// findings is what a run found in all documents.
type findings struct {
	counts  dataset.Counts
	names   names
	refs    []ref
	rejects []rejected
	// details holds those of rejects that are kept nowhere: bugs, and documents that took
	// too long.
	details map[uint32]string
	labels  map[extractors.Label]*labelCount
	bugs    []Bug
	// duplicateOf is the preferred copy of each report that is a copy.
	duplicateOf map[place]string
}

type labelCount struct {
	documents int64
	example   string
}

func newFindings() findings {
	return findings{counts: dataset.NewCounts(), labels: map[extractors.Label]*labelCount{}, details: map[uint32]string{}}
}

// add takes what one document gave.
func (f *findings) add(doc *document, found *facts) {
	media := f.names.number(cmp.Or(found.MediaType, doc.declared))
	if found.Reject != nil {
		f.counts.Rejects++
		f.counts.RejectsByReason[string(found.Reject.Reason)]++
		f.rejects = append(f.rejects, rejected{doc: uint32(doc.at), media: media, reason: f.names.number(string(found.Reject.Reason))})
	}
	if len(found.Reports) > 0 {
		f.counts.DocumentsWithReports++
		f.counts.Reports += int64(len(found.Reports))
	}
	for i := range found.Reports {
		report := &found.Reports[i]
		f.count(report)
		f.refs = append(f.refs, ref{
			place:  place{uint32(doc.at), int32(report.Ordinal)},
			agency: f.names.number(report.Agency), division: f.names.number(report.DivisionCode), media: media,
			year: int32(report.Year), lost: uint16(report.lost()), review: len(report.Review) > 0, figures: report.Figures,
		})
	}
	f.addLabels(doc.id, found.Labels)
}

// count adds a report to the account.
func (f *findings) count(report *reportFacts) {
	c := &f.counts
	for _, status := range statuses {
		if n := report.Cells[status]; n > 0 {
			c.CellsByStatus[status.String()] += n
		}
	}
	for outcome, n := range report.Checks {
		if n > 0 {
			c.ChecksByOutcome[outcomes[outcome]] += n
		}
	}
	c.ReportsByYear[yearName(report.Year)]++
	c.ReportsByEdition[report.Edition]++
	if len(report.Review) > 0 {
		c.ReportsToReview++
	}
	for _, reason := range report.Review {
		c.ReviewByReason[reason]++
	}
}

var statuses = schema.Statuses()

// yearName is the key of a report year in the manifest.
func yearName(year int) string {
	if year == 0 {
		return dataset.UnknownYear
	}
	return strconv.Itoa(year)
}

// addLabels counts each label once for a document; the example is the first document
// in the order of ids, whichever comes first.
func (f *findings) addLabels(docID string, labels []extractors.Label) {
	for i, l := range labels {
		if slices.Contains(labels[:i], l) {
			continue
		}
		known := f.labels[l]
		if known == nil {
			known = &labelCount{example: docID}
			f.labels[l] = known
		}
		known.documents++
		known.example = min(known.example, docID)
	}
}

// finish puts the reports into the dataset's order and groups the copies.
func (r *run) finish() {
	f := &r.found
	ranks := f.names.ranks()
	slices.SortFunc(f.refs, func(a, b ref) int { return compareRefs(&a, &b, ranks) })
	f.duplicateOf = map[place]string{}
	for _, year := range byYear(f.refs) {
		if year[0].year != 0 {
			r.groupCopies(year)
		}
	}
	f.counts.Copies = int64(len(f.duplicateOf))
	f.counts.Labels = int64(len(f.labels))
}

// groupCopies finds the copies among the reports of one year. Those whose figures no
// other report has are copies of none.
func (r *run) groupCopies(refs []ref) {
	alike := make(map[copies.Figures]bool, len(refs)) // true where met twice
	for i := range refs {
		_, met := alike[refs[i].figures]
		alike[refs[i].figures] = met
	}
	var members []copies.Member
	places := map[string]place{}
	for i := range refs {
		if x := &refs[i]; alike[x.figures] {
			m := r.member(x)
			members, places[m.ReportID] = append(members, m), x.place
		}
	}
	for id, preferred := range copies.Group(members) {
		r.found.duplicateOf[places[id]] = preferred
	}
}

func (r *run) member(x *ref) copies.Member {
	doc := r.document(int(x.doc))
	return copies.Member{
		ReportID: doc.reportID(x.ordinal), Year: int(x.year), Agency: r.found.names.of(x.agency), DivisionCode: r.found.names.of(x.division),
		Figures: x.figures, SourceURI: doc.uri, Lost: int(x.lost), Review: x.review,
	}
}

// compareRefs orders reports by year, division code, agency and id, nulls last. Ids are
// in the order of the documents.
func compareRefs(a, b *ref, ranks []uint32) int {
	return cmp.Or(
		nullsLast(a.year, b.year),
		cmp.Compare(ranks[a.division], ranks[b.division]),
		cmp.Compare(ranks[a.agency], ranks[b.agency]),
		cmp.Compare(a.doc, b.doc),
		compareOrdinals(a.ordinal, b.ordinal),
	)
}

// compareOrdinals orders numbers as the texts that they are in an id: 10 before 2.
func compareOrdinals(a, b int32) int {
	if a == b {
		return 0
	}
	return cmp.Compare(strconv.Itoa(int(a)), strconv.Itoa(int(b)))
}

// nullsLast compares values of which the zero value means unknown.
func nullsLast[T cmp.Ordered](a, b T) int {
	var null T
	switch {
	case a == b:
		return 0
	case a == null:
		return 1
	case b == null:
		return -1
	}
	return cmp.Compare(a, b)
}

// rejectRows yields the rejects in the order of their table: contents are in the order of
// their ids already, addresses without content are not.
func (r *run) rejectRows() iter.Seq2[*record.Reject, error] {
	return func(yield func(*record.Reject, error) bool) {
		var failures []*record.Reject
		slices.SortFunc(r.found.rejects, func(a, b rejected) int { return cmp.Compare(a.doc, b.doc) })
		for _, x := range r.found.rejects {
			row, err := r.rejectRow(x)
			if err == nil && row.ContentSHA256 == "" {
				failures = append(failures, row)
				continue
			}
			if !yield(row, err) || err != nil {
				return
			}
		}
		slices.SortFunc(failures, record.CompareRejects)
		for _, row := range failures {
			if !yield(row, nil) {
				return
			}
		}
	}
}

func (r *run) rejectRow(x rejected) (*record.Reject, error) {
	d := r.listing.Document(int(x.doc))
	doc := r.describe(int(x.doc), &d)
	detail, err := r.detailOf(doc, &d)
	return &record.Reject{
		DocID: doc.id, SourceURI: doc.uri, ContentSHA256: doc.sha256, MediaType: r.found.names.of(x.media), Bytes: doc.bytes,
		Reason: schema.Reason(r.found.names.of(x.reason)), Detail: detail, FetchedAt: doc.fetchedAt,
	}, err
}

// detailOf is why a document gave no report, in words.
func (r *run) detailOf(doc *document, d *raw.Document) (string, error) {
	if d.Reject != nil {
		return d.Reject.Detail, nil //nolint:nilerr // the reject is what is asked for
	}
	if detail, ok := r.found.details[uint32(doc.at)]; ok {
		return detail, nil
	}
	kept, err := r.store.Facts(doc.key)
	if err != nil {
		return "", err
	}
	f, err := unpackFacts(kept, &r.found.names)
	if err == nil && f.Reject == nil {
		err = errors.New("no reject")
	}
	if err != nil {
		return "", fmt.Errorf("pipeline: the kept facts of %s: %w", doc.uri, err)
	}
	return f.Reject.Detail, nil
}

// labelRows lists the labels in the order of their table.
func (f *findings) labelRows() []record.Label {
	rows := make([]record.Label, 0, len(f.labels))
	for label, count := range f.labels {
		rows = append(rows, record.Label{Label: label, Documents: count.documents, ExampleDoc: count.example})
	}
	slices.SortFunc(rows, func(a, b record.Label) int {
		return cmp.Or(
			cmp.Compare(a.Edition, b.Edition), cmp.Compare(a.Table, b.Table), cmp.Compare(a.Text, b.Text),
			cmp.Compare(a.Nearest, b.Nearest), cmp.Compare(a.Distance, b.Distance),
		)
	})
	return rows
}
