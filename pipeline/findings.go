package pipeline

import (
	"cmp"
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

// document is what the run remembers of a document: all but its bytes.
type document struct {
	id, uri, sha256 string
	// declared is the media type that the source gave, mediaType that found in the bytes,
	// or the declared one where nothing was found.
	declared, mediaType string
	key                 extracted.Key
	addresses           int
	// verified covers the figures that a person verified, "" where there are none.
	verified  string
	bytes     int64
	fetchedAt time.Time
}

// describe names a document of the raw zone. A failure has no content: it is
// named by its address.
func (r *run) describe(d *raw.Document) *document {
	doc := &document{
		uri: d.URI, sha256: d.SHA256, declared: d.MediaType, mediaType: d.MediaType, bytes: d.Bytes,
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

// ref is what the run remembers of a report: its place in the order, and what
// tells copies apart.
type ref struct {
	doc     *document
	ordinal int
	member  copies.Member
}

func refOf(doc *document, f *reportFacts) ref {
	return ref{doc: doc, ordinal: f.Ordinal, member: copies.Member{
		ReportID: doc.id + "-" + strconv.Itoa(f.Ordinal),
		Year:     f.Year, Agency: f.Agency, DivisionCode: f.DivisionCode,
		Figures: f.Figures, SourceURI: doc.uri, Lost: f.Lost, Review: len(f.Review) > 0,
	}}
}

// findings is what a run found in all documents.
type findings struct {
	counts  dataset.Counts
	refs    []ref
	rejects []record.Reject
	labels  map[extractors.Label]*labelCount
	bugs    []Bug
	// duplicateOf is the preferred copy of each report that is a copy.
	duplicateOf map[string]string
}

type labelCount struct {
	documents int64
	example   string
}

func newFindings() findings {
	return findings{counts: dataset.NewCounts(), labels: map[extractors.Label]*labelCount{}}
}

// add takes one outcome.
func (f *findings) add(o outcome) {
	if o.reject != nil {
		f.counts.Rejects++
		f.counts.RejectsByReason[string(o.reject.Reason)]++
		f.rejects = append(f.rejects, rejectOf(o.doc, o.reject))
	}
	if len(o.refs) > 0 {
		f.counts.DocumentsWithReports++
		f.counts.Reports += int64(len(o.refs))
		f.refs = append(f.refs, o.refs...)
	}
	o.tally.addTo(&f.counts)
	f.addLabels(o.doc.id, o.labels)
}

func rejectOf(doc *document, reject *schema.Reject) record.Reject {
	return record.Reject{
		DocID: doc.id, SourceURI: doc.uri, ContentSHA256: doc.sha256, MediaType: doc.mediaType,
		Bytes: doc.bytes, Reason: reject.Reason, Detail: reject.Detail, FetchedAt: doc.fetchedAt,
	}
}

// addLabels counts each label once for a document.
func (f *findings) addLabels(docID string, labels []extractors.Label) {
	seen := map[extractors.Label]bool{}
	for _, l := range labels {
		if seen[l] {
			continue
		}
		seen[l] = true
		if f.labels[l] == nil {
			f.labels[l] = &labelCount{example: docID}
		}
		f.labels[l].documents++
	}
}

// finish groups the copies and puts reports and rejects into the dataset's order.
func (f *findings) finish() {
	members := make([]copies.Member, len(f.refs))
	for i := range f.refs {
		members[i] = f.refs[i].member
	}
	f.duplicateOf = copies.Group(members)
	f.counts.Copies = int64(len(f.duplicateOf))
	f.counts.Labels = int64(len(f.labels))
	slices.SortFunc(f.refs, compareRefs)
	slices.SortFunc(f.rejects, func(a, b record.Reject) int { return cmp.Compare(a.DocID, b.DocID) })
}

// compareRefs orders reports by year, division code, agency and id, nulls last.
func compareRefs(a, b ref) int {
	return cmp.Or(
		nullsLast(a.member.Year, b.member.Year),
		nullsLast(a.member.DivisionCode, b.member.DivisionCode),
		nullsLast(a.member.Agency, b.member.Agency),
		cmp.Compare(a.member.ReportID, b.member.ReportID),
	)
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
