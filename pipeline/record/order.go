package record

import (
	"cmp"
	"math"
	"slices"

	"gongkai/extractors/agency"
	"gongkai/schema"
)

// Compare is the total order of the reports in the dataset: report year,
// division code, agency, report_id, then document and address. What is unknown
// comes last. Strings compare by their bytes.
func Compare(a, b *Row) int {
	return cmp.Or(
		cmp.Compare(yearKey(a), yearKey(b)),
		compareNullsLast(a.Who.DivisionCode, b.Who.DivisionCode),
		compareNullsLast(a.Who.Agency, b.Who.Agency),
		cmp.Compare(a.ReportID(), b.ReportID()),
		cmp.Compare(a.DocID, b.DocID),
		cmp.Compare(a.SourceURI, b.SourceURI),
	)
}

func yearKey(r *Row) int {
	if r.Who.Year == 0 {
		return math.MaxInt
	}
	return r.Who.Year
}

func compareNullsLast(a, b string) int {
	if (a == "") != (b == "") {
		return cmp.Compare(b, a)
	}
	return cmp.Compare(a, b)
}

// CompareRejects orders rejects by document, then address and reason.
func CompareRejects(a, b *Reject) int {
	return cmp.Or(cmp.Compare(a.DocID, b.DocID), cmp.Compare(a.SourceURI, b.SourceURI),
		cmp.Compare(a.Reason, b.Reason), cmp.Compare(a.Detail, b.Detail))
}

// CompareLabels orders labels by edition, table and text.
func CompareLabels(a, b *Label) int {
	return cmp.Or(cmp.Compare(a.Edition, b.Edition), cmp.Compare(a.Table, b.Table), cmp.Compare(a.Text, b.Text),
		cmp.Compare(a.ExampleDoc, b.ExampleDoc))
}

// sameAgencyYear reports whether two reports compete for one row of the panel:
// the same known agency, of the same known place, in the same known year. Two of
// one name whose places are not known may be two agencies, and do not.
func sameAgencyYear(a, b *Row) bool {
	return a.Who.Agency != "" && a.Who.Year != 0 && a.Who.Agency == b.Who.Agency && a.Who.Year == b.Who.Year &&
		a.Who.DivisionCode == b.Who.DivisionCode && (a.Who.DivisionCode != "" || samePlace(a, b))
}

// samePlace reports whether two reports without a division's code state one place all
// the same: a zone has none of its own, a ministry needs none.
func samePlace(a, b *Row) bool {
	if a.Who.AdminLevel == "national" {
		return b.Who.AdminLevel == "national"
	}
	doubtful := slices.Contains(a.Who.Doubts, agency.DoubtDivision) || slices.Contains(b.Who.Doubts, agency.DoubtDivision)
	return !doubtful && a.Who.Province != "" && a.Who.Province == b.Who.Province && a.Who.Prefecture == b.Who.Prefecture && a.Who.County == b.Who.County
}

// better reports whether a serves the panel better than b, which comes before
// it in the order: fewer cells lost, then not under review.
func better(a, b *report) bool {
	if la, lb := a.lost(), b.lost(); la != lb {
		return la < lb
	}
	return len(a.reasons) == 0 && len(b.reasons) > 0
}

// lost counts the cells that hold nothing because the document did not give them.
func (r *report) lost() int64 { return r.byStatus[schema.Missing] + r.byStatus[schema.Unreadable] }
