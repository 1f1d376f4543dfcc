package extracted

import (
	"encoding/binary"
	"fmt"

	"gongkai/extractors/reconcile"
	"gongkai/pipeline/packed"
	"gongkai/schema"
)

// A form is the number of its cells and the cells, the number of its identities and
// the identities, each in the order of the edition. A cell begins with a byte of its
// status and one of what it has; what it has not takes no room.
const (
	hasValue = 1 << iota
	hasUnit
	hasRaw
	hasEvidence
	hasSource
)

func appendForm(b []byte, form *reconcile.Report) []byte {
	b = binary.AppendUvarint(b, uint64(len(form.Cells)))
	for i := range form.Cells {
		b = appendCell(b, &form.Cells[i])
	}
	b = binary.AppendUvarint(b, uint64(len(form.Checks)))
	for i := range form.Checks {
		c := &form.Checks[i]
		b = append(b, byte(c.Outcome))
		b = binary.AppendVarint(b, int64(c.LHS))
		b = binary.AppendVarint(b, int64(c.RHS))
	}
	return b
}

func appendCell(b []byte, c *reconcile.Cell) []byte {
	has := byte(0)
	for _, x := range [...]struct {
		there bool
		flag  byte
	}{
		{c.HasValue || c.Value != 0, hasValue}, {c.Unit != "", hasUnit}, {c.Raw != "", hasRaw}, {c.Evidence != 0, hasEvidence}, {c.Source != nil, hasSource},
	} {
		if x.there {
			has |= x.flag
		}
	}
	b = append(b, byte(c.Status), has)
	if has&hasValue != 0 {
		b = appendValue(b, c)
	}
	if has&hasUnit != 0 {
		b = packed.AppendText(b, c.Unit)
	}
	if has&hasRaw != 0 {
		b = packed.AppendText(b, c.Raw)
	}
	if has&hasEvidence != 0 {
		b = binary.AppendVarint(b, int64(c.Evidence))
	}
	if has&hasSource != 0 {
		for _, n := range [...]int{c.Source.Table, c.Source.Row, c.Source.Col} {
			b = binary.AppendVarint(b, int64(n))
		}
	}
	return b
}

// The kinds of a value: whole numbers are most, and short so.
const (
	wholeValue = iota
	fractionValue
	unsaidValue // a figure that the cell does not say it has
)

func appendValue(b []byte, c *reconcile.Cell) []byte {
	switch n, whole := c.Value.Int(); {
	case !c.HasValue:
		return binary.AppendVarint(append(b, unsaidValue), int64(c.Value))
	case whole:
		return binary.AppendVarint(append(b, wholeValue), n)
	}
	return binary.AppendVarint(append(b, fractionValue), int64(c.Value))
}

// reader takes what the functions above wrote.
type reader struct {
	*packed.Reader
	// sources is room for the places of one form.
	sources []reconcile.Source
}

// form reads the cells and identities of a report whose edition is known.
func (r *reader) form(report *reconcile.Report) {
	form := report.Form
	if n := r.Uint(); n != uint64(len(form.Cells)) {
		r.Fail(fmt.Errorf("%d cells, edition %s has %d", n, form.Edition, len(form.Cells)))
		return
	}
	report.Cells = make([]reconcile.Cell, len(form.Cells))
	r.sources = make([]reconcile.Source, 0, len(form.Cells))
	for i := range report.Cells {
		r.cell(&report.Cells[i])
	}
	if n := r.Uint(); n != uint64(len(form.Identities)) {
		r.Fail(fmt.Errorf("%d identities, edition %s has %d", n, form.Edition, len(form.Identities)))
		return
	}
	report.Checks = make([]reconcile.Check, len(form.Identities))
	for i := range report.Checks {
		outcome := reconcile.Outcome(r.Byte())
		if outcome > reconcile.Fail {
			r.Fail(fmt.Errorf("outcome %d", outcome))
			return
		}
		report.Checks[i] = reconcile.Check{Outcome: outcome, LHS: schema.Micros(r.Int()), RHS: schema.Micros(r.Int())}
	}
}

func (r *reader) cell(c *reconcile.Cell) {
	status, has := r.Byte(), r.Byte()
	if int(status) >= statuses {
		r.Fail(fmt.Errorf("status %d", status))
		return
	}
	c.Status = schema.Status(status)
	if has&hasValue != 0 {
		r.value(c)
	}
	if has&hasUnit != 0 {
		c.Unit = unitOf(r.Text())
	}
	if has&hasRaw != 0 {
		c.Raw = r.Text()
	}
	if has&hasEvidence != 0 {
		c.Evidence = int(r.Int())
	}
	if has&hasSource != 0 {
		r.sources = append(r.sources, reconcile.Source{Table: int(r.Int()), Row: int(r.Int()), Col: int(r.Int())})
		c.Source = &r.sources[len(r.sources)-1]
	}
}

func (r *reader) value(c *reconcile.Cell) {
	kind, n := r.Byte(), r.Int()
	c.HasValue, c.Value = kind != unsaidValue, schema.Micros(n)
	if kind == wholeValue {
		c.Value = schema.Micros(n) * schema.One
	}
}

// statuses is how many there are.
var statuses = len(schema.Statuses())

// units keeps one string for each of the units that forms have.
var units = func() map[string]string {
	known := map[string]string{}
	for _, u := range []string{"item", "CNY", "CNY_10k"} {
		known[u] = u
	}
	return known
}()

func unitOf(text string) string {
	if unit, ok := units[text]; ok {
		return unit
	}
	return text
}
