package dataset

import (
	"slices"
	"strconv"
	"strings"
)

// docID is a document's id as the audit holds it for all partitions: 16 hex digits are
// eight bytes. Failures, which have no content, are told apart by their prefix.
type docID struct {
	kind   idKind
	digits uint64
	// text is the id where it is written otherwise.
	text string
}

type idKind uint8

const (
	contentID idKind = iota
	addressID
	otherID
)

const addressPrefix = "uri-"

func docIDOf(id string) docID {
	kind, digits := contentID, id
	if rest, found := strings.CutPrefix(id, addressPrefix); found {
		kind, digits = addressID, rest
	}
	if n, ok := hex16(digits); ok {
		return docID{kind: kind, digits: n}
	}
	return docID{kind: otherID, text: strings.Clone(id)}
}

// hex16 reads 16 hex digits of lower case.
func hex16(digits string) (uint64, bool) {
	if len(digits) != 16 || strings.Trim(digits, "0123456789abcdef") != "" {
		return 0, false
	}
	n, err := strconv.ParseUint(digits, 16, 64)
	return n, err == nil
}

// ids is the documents with reports of all partitions and their reports, in some
// sixteen bytes each.
type ids struct {
	docs    []uint64
	reports []reportID
	// others holds what is written otherwise: documents as true, reports as false.
	others map[string]bool
	twice  []string
}

type reportID struct {
	doc     uint64
	ordinal uint32
}

// add takes a report.
func (s *ids) add(report, doc string) {
	if s.others == nil {
		s.others = map[string]bool{}
	}
	if id := docIDOf(doc); id.kind == contentID {
		s.docs = append(s.docs, id.digits)
	} else {
		s.others["doc "+doc] = true
	}
	digits, number, _ := strings.Cut(report, "-")
	n, ok := hex16(digits)
	ordinal, err := strconv.ParseUint(number, 10, 32)
	if ok && err == nil && number == strconv.FormatUint(ordinal, 10) {
		s.reports = append(s.reports, reportID{n, uint32(ordinal)})
		return
	}
	if _, met := s.others["report "+report]; met {
		s.twice = append(s.twice, report)
	}
	s.others["report "+strings.Clone(report)] = false
}

// settle sorts, and returns the reports that stand in more than one partition.
func (s *ids) settle() (twice []string) {
	slices.Sort(s.docs)
	s.docs = slices.Compact(s.docs)
	slices.SortFunc(s.reports, func(a, b reportID) int {
		switch {
		case a.doc != b.doc && a.doc < b.doc, a.doc == b.doc && a.ordinal < b.ordinal:
			return -1
		case a == b:
			return 0
		}
		return 1
	})
	twice = s.twice
	for i := 1; i < len(s.reports); i++ {
		if s.reports[i] == s.reports[i-1] {
			twice = append(twice, hexOf(s.reports[i].doc)+"-"+strconv.Itoa(int(s.reports[i].ordinal)))
		}
	}
	return twice
}

func hexOf(n uint64) string {
	digits := strconv.FormatUint(n, 16)
	return strings.Repeat("0", 16-len(digits)) + digits
}

// documents counts the documents with reports.
func (s *ids) documents() int64 {
	n := int64(len(s.docs))
	for _, isDoc := range s.others {
		if isDoc {
			n++
		}
	}
	return n
}

// has reports whether a document has reports; settle was called.
func (s *ids) has(doc docID) bool {
	if doc.kind == contentID {
		_, found := slices.BinarySearch(s.docs, doc.digits)
		return found
	}
	text := doc.text
	if doc.kind == addressID {
		text = addressPrefix + hexOf(doc.digits)
	}
	return s.others["doc "+text]
}
