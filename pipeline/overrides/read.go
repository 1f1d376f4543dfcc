package overrides

import (
	"cmp"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"gongkai/data"
	"gongkai/schema"
)

// Override is one verified figure.
type Override struct {
	ContentSHA256 string
	// Report counts the reports of the document from 0.
	Report int
	Cell   schema.CellID
	Value  schema.Micros
	// Unit is item, CNY, CNY_10k, or "" for the unit as read.
	Unit           string
	Who, When, Why string
	// File and Line say where it stands.
	File string
	Line int
}

// Set is the overrides of a run, by document.
type Set struct {
	byDoc map[string][]Override
	all   []Override
}

// LineError is a line that cannot be meant.
type LineError struct {
	File string
	Line int
	Err  error
}

// Error names file and line.
func (e *LineError) Error() string { return fmt.Sprintf("overrides: %s:%d: %v", e.File, e.Line, e.Err) }

// Unwrap gives the error itself.
func (e *LineError) Unwrap() error { return e.Err }

// Embedded reads the overrides that are built in.
func Embedded() (*Set, error) {
	fsys, err := fs.Sub(data.Overrides, "overrides")
	if err != nil {
		return nil, fmt.Errorf("overrides: embedded: %w", err)
	}
	return Read(fsys)
}

// Read reads every *.csv of a folder.
func Read(fsys fs.FS) (*Set, error) {
	entries, err := fs.ReadDir(fsys, ".")
	if err != nil {
		return nil, fmt.Errorf("overrides: %w", err)
	}
	s := &Set{byDoc: map[string][]Override{}}
	for _, e := range entries {
		if e.IsDir() || path.Ext(e.Name()) != ".csv" {
			continue
		}
		if err := s.readFile(fsys, e.Name()); err != nil {
			return nil, err
		}
	}
	slices.SortFunc(s.all, compare)
	for i, o := range s.all {
		if i > 0 && compare(s.all[i-1], o) == 0 {
			first := s.all[i-1]
			return nil, &LineError{o.File, o.Line, fmt.Errorf("the same figure as %s:%d", first.File, first.Line)}
		}
		s.byDoc[o.ContentSHA256] = append(s.byDoc[o.ContentSHA256], o)
	}
	return s, nil
}

// compare orders by document, report and cell.
func compare(a, b Override) int {
	return cmp.Or(cmp.Compare(a.ContentSHA256, b.ContentSHA256), cmp.Compare(a.Report, b.Report), cmp.Compare(a.Cell, b.Cell))
}

// header is the first line of a file.
var header = []string{"content_sha256", "report", "cell", "value", "unit", "who", "when", "why"}

func (s *Set) readFile(fsys fs.FS, name string) (err error) {
	file, err := fsys.Open(name)
	if err != nil {
		return fmt.Errorf("overrides: %w", err)
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	r := csv.NewReader(file)
	r.FieldsPerRecord = -1
	for first := true; ; first = false {
		fields, err := r.Read()
		if errors.Is(err, io.EOF) {
			if first {
				return &LineError{name, 1, fmt.Errorf("no header: %s", strings.Join(header, ","))}
			}
			return nil
		}
		if parse := (*csv.ParseError)(nil); errors.As(err, &parse) {
			return &LineError{name, parse.StartLine, parse.Err}
		}
		if err != nil {
			return fmt.Errorf("overrides: %s: %w", name, err)
		}
		line, _ := r.FieldPos(0)
		if err := s.line(first, name, line, fields); err != nil {
			return &LineError{name, line, err}
		}
	}
}

// byteOrderMark is what spreadsheets put before the header.
const byteOrderMark = "\uFEFF"

func (s *Set) line(first bool, name string, line int, fields []string) error {
	if first {
		fields[0] = strings.TrimPrefix(fields[0], byteOrderMark)
		if !slices.Equal(fields, header) {
			return fmt.Errorf("the header is %q, it must be %s", strings.Join(fields, ","), strings.Join(header, ","))
		}
		return nil
	}
	o, err := parse(fields)
	o.File, o.Line = name, line
	s.all = append(s.all, o)
	return err
}

var validSHA256 = regexp.MustCompile(`^[0-9a-f]{64}$`)

func parse(f []string) (Override, error) {
	if len(f) != len(header) {
		return Override{}, fmt.Errorf("%d columns, the header has %d", len(f), len(header))
	}
	for i := range f {
		f[i] = strings.TrimSpace(f[i])
	}
	o := Override{ContentSHA256: f[0], Cell: schema.CellID(f[2]), Unit: f[4], Who: f[5], When: f[6], Why: f[7]}
	var err error
	switch {
	case !validSHA256.MatchString(o.ContentSHA256):
		return o, fmt.Errorf("content_sha256 %q is not 64 hex digits in lower case", f[0])
	case o.Who == "" || o.Why == "":
		return o, errors.New("who and why are needed")
	}
	if o.Report, err = strconv.Atoi(f[1]); err != nil || o.Report < 0 {
		return o, fmt.Errorf("report %q is not a number from 0", f[1])
	}
	if _, err := time.Parse(time.DateOnly, o.When); err != nil {
		return o, fmt.Errorf("when %q is not a day as 2026-11-21", o.When)
	}
	if o.Value, err = parseValue(f[3]); err != nil {
		return o, err
	}
	err = o.fits()
	return o, err
}

var validValue = regexp.MustCompile(`^-?(0|[1-9][0-9]{0,11})(\.[0-9]{1,6})?$`)

// parseValue reads a plain decimal that decimal128(18,6) holds.
func parseValue(text string) (schema.Micros, error) {
	if !validValue.MatchString(text) {
		return 0, fmt.Errorf("value %q is not a plain number with at most 12 digits and 6 decimals", text)
	}
	digits, negative := strings.CutPrefix(text, "-")
	whole, decimals, _ := strings.Cut(digits, ".")
	n, err := strconv.ParseInt(whole+(decimals + "000000")[:6], 10, 64)
	if err != nil {
		return 0, fmt.Errorf("value %q: %w", text, err)
	}
	if negative {
		n = -n
	}
	return schema.Micros(n), nil
}

// fits checks that some edition has the cell and that the figure can stand in it.
func (o *Override) fits() error {
	var last error
	known := false
	for _, form := range schema.Forms() {
		if i, ok := form.Cell(o.Cell); ok {
			known = true
			if last = o.fitsCell(form, i); last == nil {
				return nil
			}
		}
	}
	if !known {
		return fmt.Errorf("cell %q is in no edition of the form", o.Cell)
	}
	return last
}

func (o *Override) fitsCell(form *schema.Form, i schema.CellIndex) error {
	cell := &form.Cells[i]
	_, whole := o.Value.Int()
	switch {
	case cell.Amount && o.Unit != "" && o.Unit != schema.UnitCNY && o.Unit != schema.UnitCNY10k:
		return fmt.Errorf("unit %q of %s: CNY, CNY_10k or empty", o.Unit, o.Cell)
	case !cell.Amount && o.Unit != "" && o.Unit != schema.UnitItem:
		return fmt.Errorf("unit %q of %s: item or empty", o.Unit, o.Cell)
	case !cell.Amount && !whole:
		return fmt.Errorf("value %s of %s: a count has no decimals", o.Value, o.Cell)
	case o.Value < 0 && (cell.Amount || len(form.IdentitiesOf(i)) > 0):
		return fmt.Errorf("value %s of %s is negative", o.Value, o.Cell)
	}
	return nil
}
