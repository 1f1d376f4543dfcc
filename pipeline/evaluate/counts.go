package evaluate

import "gongkai/schema"

// Counts is what is counted over some documents. The package documentation
// defines the words.
type Counts struct {
	Documents       int `json:"documents"`
	ReportDocuments int `json:"report_documents"`
	Perfect         int `json:"perfect_documents"`

	ReportsExpected int `json:"reports_expected"`
	ReportsRead     int `json:"reports_read"`
	ReportsAbsent   int `json:"reports_absent"`
	// ReportsExtra are reports that no label describes.
	ReportsExtra int `json:"reports_extra"`

	Cells        int `json:"cells"`
	Due          int `json:"due"`
	Right        int `json:"right"`
	Missed       int `json:"missed"`
	DueNonZero   int `json:"due_nonzero"`
	RightNonZero int `json:"right_nonzero"`
	WrongNonZero int `json:"wrong_nonzero"`
	// On page images, of the printed numbers other than zero: how many there are,
	// how many of them are right, how many are legible, and right among those.
	Imaged       int `json:"imaged"`
	ImagedRight  int `json:"imaged_right"`
	Legible      int `json:"legible"`
	LegibleRight int `json:"legible_right"`

	Silent        int `json:"silent_errors"`
	Flagged       int `json:"flagged_errors"`
	AsBlank       int `json:"numbers_as_blank"`
	SilentAsBlank int `json:"silent_as_blank"`

	Review int `json:"review"`
	// Sound reports are those whose label lists no broken identity.
	Sound       int `json:"sound_reports"`
	ReviewSound int `json:"review_sound"`
	// Whole reports are sound ones whose document lost nothing either: no figure,
	// and not the name of the agency.
	Whole       int `json:"whole_reports"`
	ReviewWhole int `json:"review_whole"`
	// BrokenUnflagged are read reports with a broken identity and no review.
	BrokenUnflagged int `json:"broken_unflagged"`

	Year   Fields `json:"year"`
	Agency Fields `json:"agency"`
	Date   Fields `json:"date"`

	RejectsExpected int `json:"rejects_expected"`
	RejectsRight    int `json:"rejects_right"`
}

// Fields counts what reports say of themselves.
type Fields struct {
	Judged int `json:"judged"`
	Right  int `json:"right"`
	// Unknown is null where the label tells something.
	Unknown int `json:"unknown"`
	// Silent is wrong in a report that is not up for review.
	Silent int `json:"silent_errors"`
}

func (f *Fields) judge(want, got string, review bool) {
	f.Judged++
	switch {
	case want == got:
		f.Right++
	case got == "":
		f.Unknown++
	case !review:
		f.Silent++
	}
}

// add adds counts of other documents.
func (c *Counts) add(o *Counts) {
	for i, p := range c.fields() {
		*p += *o.fields()[i]
	}
}

// fields lists every number, in one order.
func (c *Counts) fields() []*int {
	all := []*int{
		&c.Documents, &c.ReportDocuments, &c.Perfect, &c.ReportsExpected, &c.ReportsRead, &c.ReportsAbsent, &c.ReportsExtra,
		&c.Cells, &c.Due, &c.Right, &c.Missed, &c.DueNonZero, &c.RightNonZero, &c.WrongNonZero,
		&c.Imaged, &c.ImagedRight, &c.Legible, &c.LegibleRight,
		&c.Silent, &c.Flagged, &c.AsBlank, &c.SilentAsBlank,
		&c.Review, &c.Sound, &c.ReviewSound, &c.Whole, &c.ReviewWhole, &c.BrokenUnflagged, &c.RejectsExpected, &c.RejectsRight,
	}
	for _, f := range []*Fields{&c.Year, &c.Agency, &c.Date} {
		all = append(all, &f.Judged, &f.Right, &f.Unknown, &f.Silent)
	}
	return all
}

func (c *Counts) wrong() int { return c.Silent + c.Flagged }

// cell counts a cell; given is true where the dataset has a value.
func (c *Counts) cell(f *Figure, cell *Cell, review bool) verdict {
	v := judge(f, cell)
	c.Cells++
	nonZero := f.Value != nil && *f.Value != 0
	if f.Value != nil && (!f.Lost || v == right) {
		c.Due++
		c.DueNonZero += one(nonZero)
	}
	if nonZero && f.Recognised != "" {
		c.imaged(f.Recognised == legible, v == right)
	}
	switch v {
	case neutral:
	case right:
		c.Right++
		c.RightNonZero += one(nonZero)
	case missed:
		c.Missed++
	case asBlank:
		c.AsBlank++
		c.SilentAsBlank += one(!review)
	case wrong:
		c.wrongValue(cell.Value, review)
	}
	return v
}

// imaged counts a number that is printed on a page image.
func (c *Counts) imaged(legible, right bool) {
	c.Imaged++
	c.ImagedRight += one(right)
	c.Legible += one(legible)
	c.LegibleRight += one(legible && right)
}

// wrongValue counts a value that is not printed so.
func (c *Counts) wrongValue(value schema.Micros, review bool) {
	c.WrongNonZero += one(value != 0)
	if review {
		c.Flagged++
	} else {
		c.Silent++
	}
}

// review counts whether a report is up for review, by what its label says of the
// agency's errors and of the document's losses.
func (c *Counts) review(label *Gold, review bool) {
	c.Review += one(review)
	if len(label.Broken) > 0 {
		c.BrokenUnflagged += one(!review)
		return
	}
	c.Sound++
	c.ReviewSound += one(review)
	if label.whole() {
		c.Whole++
		c.ReviewWhole += one(review)
	}
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}
