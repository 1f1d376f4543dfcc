package overrides

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"gongkai/schema"
)

// header is the first line of a file.
var header = []string{"content_sha256", "report", "cell", "value", "unit", "who", "when", "why"}

// readFile reads the lines of a file in their order.
func readFile(file io.Reader, name string) (lines []Override, err error) {
	r := csv.NewReader(file)
	r.FieldsPerRecord = -1
	for first := true; ; first = false {
		fields, err := r.Read()
		if errors.Is(err, io.EOF) {
			if first {
				return nil, &LineError{name, 1, fmt.Errorf("no header: %s", strings.Join(header, ","))}
			}
			return lines, nil
		}
		if parse := (*csv.ParseError)(nil); errors.As(err, &parse) {
			return nil, &LineError{name, parse.StartLine, parse.Err}
		}
		if err != nil {
			return nil, fmt.Errorf("overrides: %s: %w", name, err)
		}
		line, _ := r.FieldPos(0)
		if first {
			err = checkHeader(fields)
		} else {
			var o Override
			o, err = parse(fields)
			o.File, o.Line = name, line
			lines = append(lines, o)
		}
		if err != nil {
			return nil, &LineError{name, line, err}
		}
	}
}

// byteOrderMark is what spreadsheets put before the header.
const byteOrderMark = "\uFEFF"

func checkHeader(fields []string) error {
	fields[0] = strings.TrimPrefix(fields[0], byteOrderMark)
	if !slices.Equal(fields, header) {
		return fmt.Errorf("the header is %q, it must be %s", strings.Join(fields, ","), strings.Join(header, ","))
	}
	return nil
}

var validSHA256 = regexp.MustCompile(`^[0-9a-f]{64}$`)

func parse(f []string) (Override, error) {
	if len(f) != len(header) {
		return Override{}, fmt.Errorf("%d columns, the header has %d", len(f), len(header))
	}
	for i := range f {
		f[i] = strings.TrimSpace(f[i])
	}
	var err error
	o := Override{ContentSHA256: f[0], Cell: schema.CellID(f[2]), Unit: f[4], Who: f[5], When: f[6], Why: f[7]}
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
	err = o.setValue(f[3])
	return o, err
}

var validSeen = regexp.MustCompile(`^[0-9a-f]{16}$`)

var validReason = regexp.MustCompile(`^[a-z0-9_]+$`)

// setValue reads the column value.
func (o *Override) setValue(text string) (err error) {
	switch reason := o.Reason(); {
	case text == Withdrawn:
		o.withdrawn = true
		return nil
	case strings.HasPrefix(string(o.Cell), ReasonPrefix):
		if !validReason.MatchString(reason) || !validSeen.MatchString(text) || o.Unit != "" {
			return fmt.Errorf("cell %q with value %q and unit %q: a reason needs the 16 hex digits of what was seen, and no unit", o.Cell, text, o.Unit)
		}
		o.Seen = text
		return nil
	case text == schema.Blank.String():
		o.Status = schema.Blank
	case text == schema.NotApplicable.String():
		o.Status = schema.NotApplicable
	default:
		o.Status = schema.Verified
		if o.Value, err = ParseValue(text); err != nil {
			return err
		}
	}
	return o.fits()
}

var validValue = regexp.MustCompile(`^-?(0|[1-9][0-9]{0,11})(\.[0-9]{1,6})?$`)

// ParseValue reads a plain decimal that decimal128(18,6) holds.
func ParseValue(text string) (schema.Micros, error) {
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
			if last = o.Fits(form, i); last == nil {
				return nil
			}
		}
	}
	if !known {
		return fmt.Errorf("cell %q is in no edition of the form", o.Cell)
	}
	return last
}

// Fits says why the figure cannot stand in a cell of an edition; nil where it can.
func (o *Override) Fits(form *schema.Form, i schema.CellIndex) error {
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
