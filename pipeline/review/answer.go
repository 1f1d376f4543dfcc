package review

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"gongkai/extractors/figure"
	"gongkai/extractors/normalize"
	"gongkai/extractors/reconcile"
	"gongkai/pipeline/overrides"
	"gongkai/schema"
)

// verb is what an answer asks for.
type verb int

const (
	correct verb = iota // figures
	accept
	skip
	next // report
	back
	show // the form
	explain
	place // of the document
	help
	quit
)

var verbs = map[string]verb{
	"a": accept, "accept": accept, "s": skip, "skip": skip, "": skip, "n": next, "next": next, "b": back, "back": back,
	"f": show, "form": show, "e": explain, "explain": explain, "w": place, "where": place, "?": help, "h": help, "help": help,
	"q": quit, "quit": quit,
}

// answer is one line of a reviewer.
type answer struct {
	verb verb
	// figures are those to put in, for correct.
	figures []assignment
	// cell is the one to explain.
	cell schema.CellIndex
	// why is what the reviewer wrote behind '#', or "".
	why string
	// sure is true where the reviewer insists.
	sure bool
}

// assignment is a figure for a cell; status Blank and NotApplicable have none.
type assignment struct {
	cell   schema.CellIndex
	status schema.Status
	value  schema.Micros
	unit   string
}

// parse reads a line: a word, or CELL=VALUE once or several times, or a value
// alone where the point has one cell. '#' begins the reason, '!' at the end insists.
func parse(line string, p *point, r *reconcile.Report) (answer, error) {
	text, why, _ := strings.Cut(line, "#")
	a := answer{why: strings.TrimSpace(why), cell: -1}
	text = normalize.Text(text) // ＝ and full-width digits too
	if strings.HasSuffix(text, "!") {
		a.sure, text = true, strings.TrimSpace(strings.TrimSuffix(text, "!"))
	}
	word, rest, _ := strings.Cut(text, " ")
	if v, ok := verbs[strings.ToLower(word)]; ok && (rest == "" || v == explain) {
		a.verb = v
		if v == explain {
			err := a.explained(strings.TrimSpace(rest), p, r)
			return a, err
		}
		return a, nil
	}
	for _, part := range assignments(text) {
		f, err := parseAssignment(part, p, r)
		if err != nil {
			return a, err
		}
		a.figures = append(a.figures, f)
	}
	return a, nil
}

// explained sets the cell to explain: one of the list, the only one, or by name.
func (a *answer) explained(name string, p *point, r *reconcile.Report) (err error) {
	if name == "" && len(p.cells) > 0 {
		name = "1"
	}
	a.cell, err = cellNamed(name, p, r)
	return err
}

var equals = regexp.MustCompile(`\s*=\s*`)

// assignments cuts "1=4 2=12.5 万元" before each name and equals sign.
func assignments(text string) []string {
	var out []string
	for word := range strings.FieldsSeq(equals.ReplaceAllString(text, "=")) {
		if len(out) == 0 || strings.Contains(word, "=") {
			out = append(out, word)
		} else {
			out[len(out)-1] += " " + word
		}
	}
	return out
}

func parseAssignment(text string, p *point, r *reconcile.Report) (assignment, error) {
	name, value, named := strings.Cut(text, "=")
	if !named {
		if len(p.cells) != 1 {
			return assignment{}, fmt.Errorf("%q is no answer; a figure here is NUMBER=VALUE, as 1=41; ? for help", text)
		}
		name, value = "1", text
	}
	cell, err := cellNamed(strings.TrimSpace(name), p, r)
	if err != nil {
		return assignment{}, err
	}
	f, err := parseFigure(strings.TrimSpace(value), &r.Form.Cells[cell])
	f.cell = cell
	return f, err
}

// cellNamed finds a cell by its number in the list of the point, or by its name.
func cellNamed(name string, p *point, r *reconcile.Report) (schema.CellIndex, error) {
	if n, err := strconv.Atoi(name); err == nil {
		if n < 1 || n > len(p.cells) {
			return -1, fmt.Errorf("no figure number %d; this point has %d", n, len(p.cells))
		}
		return p.cells[n-1], nil
	}
	if i, ok := r.Form.Cell(schema.CellID(name)); ok {
		return i, nil
	}
	return -1, fmt.Errorf("no cell %q in the form of %s", name, r.Form.Edition)
}

// units are the words for units that may follow a figure.
var units = map[string]string{
	schema.UnitItem: schema.UnitItem, "件": schema.UnitItem, schema.UnitCNY: schema.UnitCNY, "元": schema.UnitCNY,
	schema.UnitCNY10k: schema.UnitCNY10k, "万元": schema.UnitCNY10k, "": "",
}

// parseFigure reads a figure as a person types it: 41, 1,234, ４１, 850万元, 12.5
// CNY_10k, blank, /.
func parseFigure(text string, cell *schema.Cell) (assignment, error) {
	switch strings.ToLower(text) {
	case "blank", "b", "空":
		return assignment{status: schema.Blank}, nil
	case "/", "-", "—", "not_applicable", "na", "无":
		return assignment{status: schema.NotApplicable}, nil
	}
	number, unit, _ := strings.Cut(text, " ")
	code, known := units[strings.TrimSpace(unit)]
	if !known {
		return assignment{}, fmt.Errorf("unit %q: item, CNY (元) or CNY_10k (万元)", unit)
	}
	parsed := figure.Parse(number)
	if parsed.Kind != figure.Number {
		return assignment{}, fmt.Errorf("%q is no single number; blank or / where none is printed", number)
	}
	f := assignment{status: schema.Verified, value: parsed.Value, unit: code}
	if f.unit == "" {
		f.unit = parsed.Unit
	}
	if f.unit == "" && !cell.Amount {
		f.unit = cell.Unit
	}
	return f, nil
}

// override is the line of a figure, without who, when and why.
func (f *assignment) override(e *Entry, ordinal int, form *schema.Form) (overrides.Override, error) {
	o := overrides.Override{
		ContentSHA256: e.SHA256, Report: ordinal, Cell: form.Cells[f.cell].ID, Status: f.status, Value: f.value, Unit: f.unit,
	}
	if f.status != schema.Verified {
		o.Unit = ""
	}
	err := o.Fits(form, f.cell)
	return o, err
}
