package evaluate

import (
	"cmp"
	"path"
	"slices"
	"strings"
)

// document is the labels of one document with what the dataset has of it.
type document struct {
	file   string
	gold   []*Gold
	read   []*Report
	reject *Reject
	// pairs are parallel to gold: the report of each, nil where absent; extra are
	// the reports beyond.
	pairs []*Report
	extra []*Report
}

// Aliases names for an address of a document the address under which the
// dataset has its bytes. It may be nil.
type Aliases map[string]string

// join finds for each labelled document what the dataset has of it, in the order
// of the files.
func join(gold []Gold, t *Tables, aliases Aliases) []*document {
	byFile := map[string]*document{}
	var docs []*document
	for i := range gold {
		d := byFile[gold[i].File]
		if d == nil {
			d = &document{file: gold[i].File}
			byFile[d.file], docs = d, append(docs, d)
		}
		d.gold = append(d.gold, &gold[i])
	}
	slices.SortFunc(docs, func(a, b *document) int { return strings.Compare(a.file, b.file) })
	at := newAddresses(t, aliases)
	for _, d := range docs {
		slices.SortFunc(d.gold, func(a, b *Gold) int { return cmp.Compare(a.Report, b.Report) })
		if uri, ok := at.find(d.file); ok {
			d.read, d.reject = at.reports[uri], at.rejects[uri]
		}
		d.pair()
	}
	return docs
}

// addresses finds documents by the tails of their addresses.
type addresses struct {
	reports map[string][]*Report
	rejects map[string]*Reject
	// target maps every known address to the one that the tables have.
	target map[string]string
	// byBase lists known addresses by base name.
	byBase map[string][]string
}

func newAddresses(t *Tables, aliases Aliases) *addresses {
	a := &addresses{
		reports: map[string][]*Report{}, rejects: map[string]*Reject{},
		target: map[string]string{}, byBase: map[string][]string{},
	}
	for _, r := range t.Reports {
		a.reports[r.URI] = append(a.reports[r.URI], r)
		a.target[r.URI] = r.URI
	}
	for i := range t.Rejects {
		a.rejects[t.Rejects[i].URI] = &t.Rejects[i]
		a.target[t.Rejects[i].URI] = t.Rejects[i].URI
	}
	for alias, uri := range aliases {
		if _, known := a.target[alias]; !known && a.target[uri] == uri {
			a.target[alias] = uri
		}
	}
	for uri := range a.target {
		a.byBase[path.Base(uri)] = append(a.byBase[path.Base(uri)], uri)
	}
	for _, uris := range a.byBase {
		slices.Sort(uris)
	}
	for _, reports := range a.reports {
		slices.SortFunc(reports, func(a, b *Report) int { return cmp.Compare(a.Ordinal, b.Ordinal) })
	}
	return a
}

// find gives the address that the tables have for a file of the labels.
func (a *addresses) find(file string) (string, bool) {
	if uri, ok := a.target[file]; ok {
		return uri, true
	}
	same := a.byBase[path.Base(file)]
	for _, fits := range []func(uri string) bool{
		func(uri string) bool { return strings.HasSuffix(uri, "/"+file) },
		func(uri string) bool { return strings.HasSuffix(file, "/"+uri) },
	} {
		found := ""
		n := 0
		for _, uri := range same {
			if fits(uri) {
				found, n = a.target[uri], n+1
			}
		}
		if n == 1 {
			return found, true
		}
		if n > 1 {
			return "", false
		}
	}
	return "", false
}

// pair settles which report is which label's: the pairs that agree best first.
func (d *document) pair() {
	d.pairs = make([]*Report, len(d.gold))
	type candidate struct{ gold, read, right, year, number int }
	var all []candidate
	for g, label := range d.gold {
		for r, report := range d.read {
			if label.Expect != ExpectReport {
				continue
			}
			c := candidate{gold: g, read: r, right: agreement(label, report)}
			if label.ReportYear != 0 && label.ReportYear == report.Year {
				c.year = 1
			}
			if label.Report == report.Ordinal {
				c.number = 1
			}
			all = append(all, c)
		}
	}
	slices.SortStableFunc(all, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.right, a.right), cmp.Compare(b.year, a.year), cmp.Compare(b.number, a.number))
	})
	taken := make([]bool, len(d.read))
	for _, c := range all {
		if d.pairs[c.gold] == nil && !taken[c.read] {
			d.pairs[c.gold], taken[c.read] = d.read[c.read], true
		}
	}
	for r, report := range d.read {
		if !taken[r] {
			d.extra = append(d.extra, report)
		}
	}
}

// agreement counts the cells of a report that are as a label says.
func agreement(g *Gold, r *Report) int {
	n := 0
	for i := range r.Cells {
		if f, ok := g.Cells[r.Form.Cells[i].ID]; ok && judge(&f, &r.Cells[i]) == right {
			n++
		}
	}
	return n
}
