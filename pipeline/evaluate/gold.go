package evaluate

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"

	"gongkai/schema"
)

// ExpectReport is the Expect of a document that holds a report.
const ExpectReport = "report"

// NoFamily is the family of gold lines that name none.
const NoFamily = "unnamed"

// Gold is one line of labels: what a careful reader may say of one report of a
// document, or the reason why there is none.
type Gold struct {
	// File is the document's path, as the dataset's source_uri or a tail of it.
	File string `json:"file"`
	// Report counts the reports of the document from 0.
	Report int `json:"report"`
	// Family groups documents; NoFamily where the line names none.
	Family string `json:"family"`
	// Expect is ExpectReport, or the reason for the reject. A line without it
	// expects a report.
	Expect     string `json:"expect"`
	Edition    string `json:"edition"`
	ReportYear int    `json:"report_year"`
	// Agency and PublishedOn (YYYY-MM-DD) are judged where the line has the key;
	// null says that the document does not tell.
	Agency      Stated `json:"agency"`
	PublishedOn Stated `json:"published_on"`
	// Operators lists what damaged the document.
	Operators []string `json:"operators"`
	// Broken lists the identities that the agency's own figures contradict.
	Broken []string `json:"broken"`
	// Cells are the figures; a line without them has none judged.
	Cells map[schema.CellID]Figure `json:"cells"`
}

// whole reports whether the document keeps all that the agency wrote: every
// figure, and who reports.
func (g *Gold) whole() bool {
	for _, f := range g.Cells {
		if f.Lost {
			return false
		}
	}
	return !g.Agency.Judged || g.Agency.Text != ""
}

// Stated is a text that a line states, states to be unknown, or leaves open.
type Stated struct {
	// Judged is true where the line has the key, Text is "" for null.
	Judged bool
	Text   string
}

// UnmarshalJSON reads a string or null.
func (s *Stated) UnmarshalJSON(b []byte) error {
	s.Judged = true
	return json.Unmarshal(b, &s.Text)
}

// Figure is the gold of one cell.
type Figure struct {
	// Value is the number as printed; nil where none is printed.
	Value *Decimal `json:"value"`
	// Unit is item, CNY or CNY_10k; nil where the report declares none.
	Unit *string `json:"unit"`
	// Status is blank, not_applicable or missing where no number is printed.
	Status string `json:"status"`
	// Lost is true where the document no longer determines the value by itself.
	Lost bool `json:"lost"`
	// Recognised tells of a number on a page image what became of it; "" elsewhere.
	Recognised string `json:"recognised"`
}

// legible is the Recognised of a number whose digits stand in the text that was
// recognised in its place; altered and gone are the others.
const legible = "legible"

// Decimal is an exact figure, in JSON a number with at most six fractional digits.
type Decimal schema.Micros

// UnmarshalJSON reads the decimal as it is written, without rounding.
func (d *Decimal) UnmarshalJSON(b []byte) error {
	whole, fraction, point := strings.Cut(strings.TrimPrefix(string(b), "-"), ".")
	if whole == "" || len(fraction) > 6 || point && fraction == "" {
		return fmt.Errorf("decimal %q: not a number with at most six fractional digits", b)
	}
	n, err := strconv.ParseInt(whole+fraction+strings.Repeat("0", 6-len(fraction)), 10, 64)
	if err != nil {
		return fmt.Errorf("decimal %q: %w", b, err)
	}
	if b[0] == '-' {
		n = -n
	}
	*d = Decimal(n)
	return nil
}

// longestLine bounds a line of labels, in bytes.
const longestLine = 16 << 20

// ReadGold reads a file of labels, one JSON object a line.
func ReadGold(path string) ([]Gold, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("evaluate: gold: %w", err)
	}
	defer file.Close()
	gold, err := parseGold(file)
	if err != nil {
		return nil, fmt.Errorf("evaluate: gold %s: %w", path, err)
	}
	return gold, nil
}

func parseGold(r io.Reader) ([]Gold, error) {
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, longestLine)
	var out []Gold
	type key struct {
		file   string
		report int
	}
	seen := map[key]int{}
	first := map[string]*Gold{} // of each file
	for n := 1; lines.Scan(); n++ {
		if len(bytes.TrimSpace(lines.Bytes())) == 0 {
			continue
		}
		g := Gold{Family: NoFamily, Expect: ExpectReport}
		if err := json.Unmarshal(lines.Bytes(), &g); err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		if err := g.check(); err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		k := key{g.File, g.Report}
		if same := seen[k]; same > 0 {
			return nil, fmt.Errorf("lines %d and %d: both are report %d of %q", same, n, g.Report, g.File)
		}
		if f := first[g.File]; f != nil && (f.Expect != g.Expect || f.Family != g.Family) {
			return nil, fmt.Errorf("line %d: %q is of family %q and expects %q, an earlier line says %q and %q",
				n, g.File, g.Family, g.Expect, f.Family, f.Expect)
		} else if f == nil {
			first[g.File] = &g
		}
		seen[k] = n
		out = append(out, g)
	}
	if err := lines.Err(); err != nil {
		return nil, err
	}
	if len(out) == 0 {
		return nil, errors.New("no labels")
	}
	return out, nil
}

func (g *Gold) check() error {
	switch {
	case g.File == "":
		return errors.New("no file is named")
	case g.Report < 0:
		return fmt.Errorf("report %d", g.Report)
	case g.Family == "" || g.Expect == "":
		return errors.New("an empty family or expectation")
	case g.Expect != ExpectReport:
		return nil
	case g.Cells != nil && schema.FormOf(g.Edition) == nil:
		return fmt.Errorf("edition %q is not known", g.Edition)
	}
	for id, f := range g.Cells {
		if !slices.Contains([]string{"", legible, "altered", "gone"}, f.Recognised) {
			return fmt.Errorf("cell %q: recognised %q", id, f.Recognised)
		}
		if _, ok := schema.FormOf(g.Edition).Cell(id); !ok {
			return fmt.Errorf("edition %s has no cell %q", g.Edition, id)
		}
	}
	return nil
}
