package evaluate

import (
	"strconv"

	"gongkai/schema"
)

// Format is the format of a Result as JSON.
const Format = "gongkai-evaluate/1"

// Result is the measure of a dataset.
type Result struct {
	Format    string `json:"format"`
	Snapshot  string `json:"snapshot"`
	Extractor string `json:"extractor_version"`
	All       Score  `json:"all"`
	// Families are in the order of their names.
	Families  []Score     `json:"families"`
	Confusion []Confusion `json:"confusion"`
	// Documents are in the order of their files.
	Documents []Document `json:"documents"`
}

// Score is the measure of a family, or of all.
type Score struct {
	Family string `json:"family"`
	Counts
	Rates Rates `json:"rates"`
}

// Confusion counts documents by what was expected and what came.
type Confusion struct {
	Expected  string `json:"expected"`
	Got       string `json:"got"`
	Documents int    `json:"documents"`
}

// Document is the measure of one document.
type Document struct {
	File   string `json:"file"`
	Family string `json:"family"`
	// Expected and Got are report or a reason; Got may be absent.
	Expected string `json:"expected"`
	Got      string `json:"got"`
	Perfect  bool   `json:"perfect"`
	Review   bool   `json:"review"`
	Silent   int    `json:"silent_errors"`
	Flagged  int    `json:"flagged_errors"`
	AsBlank  int    `json:"numbers_as_blank"`
	Missed   int    `json:"missed"`
	// Unexpected are the reasons for review of reports whose label lists no broken
	// identity and no loss.
	Unexpected []string `json:"unexpected_reasons,omitempty"`
	// Inspect is the id to inspect, "" where the dataset has nothing; Cell is one
	// of its worst cells, "" where none is wrong, read as blank or missed.
	Inspect string `json:"inspect"`
	Cell    string `json:"cell"`
	// Want is what the label says of Cell, Has what the dataset does: value and
	// unit, or a status.
	Want string `json:"want"`
	Has  string `json:"has"`
}

// Absent is what came of a document that the dataset does not have.
const Absent = "absent"

// Evaluate measures the tables against labels.
func Evaluate(gold []Gold, t *Tables, aliases Aliases) *Result {
	result := &Result{Format: Format, Snapshot: t.Snapshot, Extractor: t.Extractor, All: Score{Family: "all"}}
	families := map[string]*Score{}
	confusion := map[[2]string]int{}
	for _, d := range join(gold, t, aliases) {
		counts, doc := d.measure()
		score := families[doc.Family]
		if score == nil {
			score = &Score{Family: doc.Family}
			families[doc.Family] = score
		}
		score.add(&counts)
		result.All.add(&counts)
		confusion[[2]string{doc.Expected, doc.Got}]++
		result.Documents = append(result.Documents, doc)
	}
	result.summarise(families, confusion)
	return result
}

// measure judges one document.
func (d *document) measure() (Counts, Document) {
	m := measure{Document: Document{
		File: d.file, Family: d.gold[0].Family, Expected: d.gold[0].Expect, Got: d.got(), Inspect: d.inspect(),
	}}
	m.counts.Documents = 1
	for i, label := range d.gold {
		if label.Expect == ExpectReport {
			m.report(label, d.pairs[i])
		}
	}
	for _, r := range d.extra {
		m.extra(r)
	}
	if d.gold[0].Expect == ExpectReport {
		m.counts.ReportDocuments = 1
		m.Perfect = m.counts.wrong()+m.counts.AsBlank+m.counts.Missed+m.counts.ReportsAbsent+m.counts.ReportsExtra == 0
		m.counts.Perfect = one(m.Perfect)
	} else {
		m.counts.RejectsExpected = 1
		m.Perfect = m.Got == m.Expected
		m.counts.RejectsRight = one(m.Perfect)
	}
	m.Silent, m.Flagged, m.AsBlank, m.Missed = m.counts.Silent, m.counts.Flagged, m.counts.AsBlank, m.counts.Missed
	return m.counts, m.Document
}

func (d *document) got() string {
	switch {
	case len(d.read) > 0:
		return ExpectReport
	case d.reject != nil:
		return d.reject.Reason
	}
	return Absent
}

// idLen is how many hex digits of a document's sha256 a report id holds.
const idLen = 16

func (d *document) inspect() string {
	switch {
	case len(d.read) > 0:
		return d.read[0].ID
	case d.reject != nil && len(d.reject.SHA256) >= idLen:
		return d.reject.SHA256[:idLen] + "-0"
	}
	return ""
}

// measure is a document while it is judged.
type measure struct {
	Document
	counts Counts
	// worst is the verdict on Cell, of the report that it belongs to.
	worst verdict
	of    string
}

// report judges a report against its label; got is nil where it is absent.
func (m *measure) report(label *Gold, got *Report) {
	c := &m.counts
	c.ReportsExpected++
	if got == nil {
		c.ReportsAbsent++
		for id, f := range label.Cells {
			m.note(c.cell(&f, &Cell{}, true), id, "", &f, &Cell{})
		}
		return
	}
	c.ReportsRead++
	m.cells(label, got)
	m.Review = m.Review || got.Review
	c.review(label, got.Review)
	if len(label.Broken) == 0 && label.whole() {
		m.Unexpected = append(m.Unexpected, got.Reasons...)
	}
	if label.ReportYear != 0 {
		year := ""
		if got.Year != 0 {
			year = strconv.Itoa(got.Year)
		}
		c.Year.judge(strconv.Itoa(label.ReportYear), year, got.Review)
	}
	if label.Agency.Judged {
		c.Agency.judge(label.Agency.Text, got.Agency, got.Review)
	}
	if label.PublishedOn.Judged {
		c.Date.judge(label.PublishedOn.Text, got.Published, got.Review)
	}
}

// cells judges every cell of a label, and every value for a cell that it lacks.
func (m *measure) cells(label *Gold, got *Report) {
	if label.Cells == nil {
		return
	}
	for i := range got.Cells {
		id := got.Form.Cells[i].ID
		if f, ok := label.Cells[id]; ok {
			m.note(m.counts.cell(&f, &got.Cells[i], got.Review), id, got.ID, &f, &got.Cells[i])
		} else if got.Cells[i].HasValue {
			m.counts.wrongValue(got.Cells[i].Value, got.Review)
			m.note(wrong, id, got.ID, nil, &got.Cells[i])
		}
	}
	for id, f := range label.Cells {
		if _, ok := got.Form.Cell(id); !ok {
			m.note(m.counts.cell(&f, &Cell{}, got.Review), id, got.ID, &f, &Cell{})
		}
	}
}

// extra counts the values of a report that no label describes.
func (m *measure) extra(r *Report) {
	m.counts.ReportsExtra++
	m.Review = m.Review || r.Review
	for i := range r.Cells {
		if r.Cells[i].HasValue {
			m.counts.wrongValue(r.Cells[i].Value, r.Review)
			m.note(wrong, r.Form.Cells[i].ID, r.ID, nil, &r.Cells[i])
		}
	}
}

// badness orders verdicts by how much a person should want to see the cell.
var badness = map[verdict]int{wrong: 3, asBlank: 2, missed: 1}

// note remembers of the worst cells of the first report that has such the one
// whose name is smallest. report is "" for one that is absent, label is nil where
// no label has the cell.
func (m *measure) note(v verdict, id schema.CellID, report string, label *Figure, cell *Cell) {
	worse := badness[v] > badness[m.worst]
	if !worse && (badness[v] == 0 || badness[v] < badness[m.worst] || report != m.of || string(id) >= m.Cell) {
		return
	}
	m.worst, m.of, m.Cell = v, report, string(id)
	m.Want, m.Has = wanted(label), had(cell)
	if report != "" {
		m.Inspect = report
	}
}

// wanted says what a label says.
func wanted(f *Figure) string {
	text := "nothing"
	switch {
	case f == nil:
		return text
	case f.Value != nil && f.Unit != nil:
		text = schema.Micros(*f.Value).String() + " " + *f.Unit
	case f.Value != nil:
		text = schema.Micros(*f.Value).String()
	case f.Status != "":
		text = f.Status
	}
	if f.Lost {
		text += ", lost"
	}
	return text
}

// had says what the dataset has.
func had(c *Cell) string {
	if !c.HasValue {
		return c.Status.String()
	}
	text := c.Value.String()
	if c.Unit != "" {
		text += " " + c.Unit
	}
	return text + ", " + c.Status.String()
}
