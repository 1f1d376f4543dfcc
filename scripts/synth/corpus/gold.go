package corpus

import (
	"fmt"
	"strconv"
	"strings"

	"gongkai/schema"
	"gongkai/scripts/synth/form"
	"gongkai/scripts/synth/print"
)

// ExpectReport is Gold.Expect of a document that holds a report.
const ExpectReport = "report"

// Gold is what a careful reader may say of one report of a document, or the
// reason why there is none. It is one line of gold.jsonl.
type Gold struct {
	File string `json:"file"`
	// Report counts the reports of a document from 0.
	Report     int     `json:"report"`
	Edition    string  `json:"edition,omitempty"`
	ReportYear int     `json:"report_year,omitempty"`
	Agency     *string `json:"agency"`
	Province   string  `json:"province,omitempty"`
	Prefecture string  `json:"prefecture,omitempty"`
	County     string  `json:"county,omitempty"`
	Township   string  `json:"township,omitempty"`
	// PublishedOn is YYYY-MM-DD, or nil where the document does not say.
	PublishedOn *string `json:"published_on"`
	Expect      string  `json:"expect"`
	Family      string  `json:"family"`
	// Base is the family of the page that a converter turned into this document.
	Base string `json:"base,omitempty"`
	// Operators lists what damaged the document, in order.
	Operators []string `json:"operators,omitempty"`
	// Broken lists the identities that the agency's figures contradict, as <rule>/<scope>.
	Broken []string                 `json:"broken,omitempty"`
	Cells  map[schema.CellID]Figure `json:"cells,omitempty"`
}

// Figure is the gold of one cell.
type Figure struct {
	// Value is the number as printed; nil where none is printed.
	Value *Decimal `json:"value"`
	// Unit is item, CNY or CNY_10k; nil where the report declares none.
	Unit *string `json:"unit"`
	// Status is blank or not_applicable where the cell is printed so, else "".
	Status string `json:"status,omitempty"`
	// Lost is true where the document no longer determines the value by itself.
	Lost bool `json:"lost,omitempty"`
	// Recognised tells of a number on a page image what became of it: legible where
	// the text recognised in its place holds its digits, altered or gone. "" for
	// documents that are no images.
	Recognised string `json:"recognised,omitempty"`
}

// Decimal is an exact figure that JSON writes as a number.
type Decimal struct{ schema.Micros }

// MarshalJSON writes the shortest exact decimal.
func (d Decimal) MarshalJSON() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalJSON reads a decimal with at most six fractional digits.
func (d *Decimal) UnmarshalJSON(b []byte) error {
	whole, fraction, _ := strings.Cut(strings.TrimPrefix(string(b), "-"), ".")
	if whole == "" || len(fraction) > 6 {
		return fmt.Errorf("corpus: decimal %q: no whole part or more than six fractional digits", b)
	}
	n, err := strconv.ParseInt(whole+fraction+strings.Repeat("0", 6-len(fraction)), 10, 64)
	if err != nil {
		return fmt.Errorf("corpus: decimal %q: %w", b, err)
	}
	if b[0] == '-' {
		n = -n
	}
	d.Micros = schema.Micros(n)
	return nil
}

// gold writes the labels of a draft as its document now stands.
func (d *draft) gold() Gold {
	g := Gold{
		Edition: d.doc.Values.Form.Edition, ReportYear: d.year, Expect: ExpectReport,
		Province: d.agency.Province, Prefecture: d.agency.Prefecture, County: d.agency.County, Township: d.agency.Township,
		Operators: d.operators, Cells: cellsOf(d.doc),
	}
	if d.named {
		g.Agency = &d.agency.Name
	}
	if d.dated {
		published := d.date.ISO()
		g.PublishedOn = &published
	}
	for _, i := range d.doc.Values.Broken() {
		identity := &d.doc.Values.Form.Identities[i]
		g.Broken = append(g.Broken, identity.ID+"/"+identity.Scope)
	}
	return g
}

func cellsOf(d *print.Document) map[schema.CellID]Figure {
	cells := make(map[schema.CellID]Figure, len(d.Values.Cells))
	for i, value := range d.Values.Cells {
		f := Figure{Lost: d.Lost[i]}
		if value.Unit != "" {
			f.Unit = &d.Values.Cells[i].Unit
		}
		switch value.Kind {
		case form.Number:
			f.Value = &Decimal{value.Micros}
		case form.Blank:
			f.Status = schema.Blank.String()
		case form.NotApplicable:
			f.Status = schema.NotApplicable.String()
		case form.Absent:
			f.Status = schema.Missing.String()
		}
		cells[d.Values.Form.Cells[i].ID] = f
	}
	return cells
}
