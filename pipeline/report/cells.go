package report

import (
	"context"
	"errors"
	"fmt"

	"github.com/apache/arrow/go/v17/arrow"
	"github.com/parquet-go/parquet-go"

	"gongkai/schema"
)

// figures is a form as the dataset has it, in the shape that the page takes it in.
type figures struct {
	// Status has a letter for each cell in the form's order: 'a' is the first of
	// the page's statuses.
	Status string `json:"status"`
	// Values holds exact decimals, "" where there is none.
	Values []string `json:"values"`
	// Evidence counts the identities that bear a cell out.
	Evidence []int64 `json:"evidence"`
	// Places holds [table, row, cell] or null.
	Places []*place `json:"places"`
	// Raw and Units name the cells that have some.
	Raw   map[int]string `json:"raw"`
	Units map[int]string `json:"units"`
	// Checks has a letter for each identity: p, f, n.
	Checks string `json:"checks"`
	// Sums holds left, right and difference of the identities that could be tested.
	Sums map[int][3]string `json:"sums"`
}

type place [3]int64

// partition is the tables of one partition, open as far as they were read.
type partition struct {
	in     *Input
	name   string
	tables map[string]*rows
}

func (p *partition) table(name string) (*rows, error) {
	if t := p.tables[name]; t != nil {
		return t, nil
	}
	t, err := openRows(p.in.Dir, tableFiles(p.in.Manifest, name, p.name))
	if err == nil {
		p.tables[name] = t
	}
	return t, err
}

func (p *partition) close() error {
	var err error
	for _, t := range p.tables {
		err = errors.Join(err, t.close())
	}
	return err
}

// eachFigures reads the figures of the reports that are to be shown in full.
func eachFigures(ctx context.Context, in *Input, all []*queued, visit func(*queued, *figures)) error {
	for len(all) > 0 {
		n := 1
		for n < len(all) && all[n].partition == all[0].partition {
			n++
		}
		if err := partitionFigures(ctx, in, all[:n], visit); err != nil {
			return fmt.Errorf("%s: %w", all[0].partition, err)
		}
		all = all[n:]
	}
	return nil
}

func partitionFigures(ctx context.Context, in *Input, all []*queued, visit func(*queued, *figures)) (err error) {
	p := &partition{in: in, name: all[0].partition, tables: map[string]*rows{}}
	defer func() { err = errors.Join(err, p.close()) }()
	for _, q := range all {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		if !q.full {
			continue
		}
		f, err := p.figures(q)
		if err != nil {
			return fmt.Errorf("report %s: %w", q.row.ReportID, err)
		}
		visit(q, f)
	}
	return nil
}

// figures reads one report. Its rows stand together in every table, in the order
// of the form; that they are its own is checked.
func (p *partition) figures(q *queued) (*figures, error) {
	form := schema.FormOf(q.row.Edition)
	f := &figures{
		Values: make([]string, len(form.Cells)), Evidence: make([]int64, len(form.Cells)), Places: make([]*place, len(form.Cells)),
		Raw: map[int]string{}, Units: map[int]string{}, Sums: map[int][3]string{},
	}
	status := make([]byte, len(form.Cells))
	for first := 0; first < len(form.Cells); {
		table, n := form.Cells[first].Table, 1
		for first+n < len(form.Cells) && form.Cells[first+n].Table == table {
			n++
		}
		c := cellReader{form: form, first: first, n: n, figures: f, status: status}
		if err := p.cells(q, schema.TableOf(form.Tables[table].ID), &c); err != nil {
			return nil, err
		}
		first += n
	}
	f.Status = string(status)
	return f, p.checks(q, form, f)
}

// cellReader takes the columns of one table of the form.
type cellReader struct {
	form     *schema.Form
	first, n int
	figures  *figures
	status   []byte
}

func (p *partition) cells(q *queued, table *schema.TableSchema, c *cellReader) error {
	rows, err := p.table(table.Name)
	if err != nil {
		return err
	}
	long := table.Long
	for _, column := range []struct {
		name string
		take func(cell int, v parquet.Value) error
	}{
		{"report_id", func(_ int, v parquet.Value) error { return expect("report_id", v, q.row.ReportID) }},
		{long.Row, func(i int, v parquet.Value) error {
			return expect(long.Row, v, c.form.RowOf(schema.CellIndex(i)).Code)
		}},
		{long.Column, func(i int, v parquet.Value) error {
			return expect(long.Column, v, c.form.ColumnOf(schema.CellIndex(i)).Code)
		}},
		{"status", c.takeStatus},
		{"value", func(i int, v parquet.Value) error { c.figures.Values[i] = decimal(v, long.Amount); return nil }},
		{long.Unit, func(i int, v parquet.Value) error { return c.takeUnit(i, v) }},
		{"raw", func(i int, v parquet.Value) error { return keep(c.figures.Raw, i, v) }},
		{"evidence", func(i int, v parquet.Value) error { c.figures.Evidence[i] = v.Int64(); return nil }},
		{"source_table", func(i int, v parquet.Value) error { return c.takePlace(i, 0, v) }},
		{"source_row", func(i int, v parquet.Value) error { return c.takePlace(i, 1, v) }},
		{"source_col", func(i int, v parquet.Value) error { return c.takePlace(i, 2, v) }},
	} {
		if column.name == "" {
			continue
		}
		values, err := rows.read(column.name, q.from[table.Name], int64(c.n))
		if err != nil {
			return err
		}
		for i, v := range values {
			if err := column.take(c.first+i, v); err != nil {
				return fmt.Errorf("%s: %w", table.Name, err)
			}
		}
	}
	return nil
}

func expect(column string, v parquet.Value, want string) error {
	if v.IsNull() && want == "" || !v.IsNull() && string(v.ByteArray()) == want {
		return nil
	}
	return fmt.Errorf("%s is %q where %q was to be", column, text(v), want)
}

// text is a value as text, "" for null.
func text(v parquet.Value) string {
	if v.IsNull() {
		return ""
	}
	return string(v.ByteArray())
}

// decimal is an exact figure, "" for null.
func decimal(v parquet.Value, amount bool) string {
	switch {
	case v.IsNull():
		return ""
	case amount:
		return schema.Micros(v.Int64()).String()
	}
	return schema.Count(v.Int64()).String()
}

func keep(texts map[int]string, cell int, v parquet.Value) error {
	if !v.IsNull() {
		texts[cell] = cut(string(v.ByteArray()), longestText)
	}
	return nil
}

func (c *cellReader) takeStatus(i int, v parquet.Value) error {
	letter, ok := byte(0), false
	if !v.IsNull() {
		letter, ok = statusLetters[string(v.ByteArray())]
	}
	if !ok {
		return fmt.Errorf("status %q is not known", text(v))
	}
	c.status[i] = letter
	return nil
}

// statusLetters are the letters of the statuses, by name.
var statusLetters = func() map[string]byte {
	letters := map[string]byte{}
	for _, s := range schema.Statuses() {
		letters[s.String()] = 'a' + byte(s)
	}
	return letters
}()

// takeUnit keeps the units of amounts; all else counts items.
func (c *cellReader) takeUnit(i int, v parquet.Value) error {
	if !c.form.Cells[i].Amount {
		return nil
	}
	return keep(c.figures.Units, i, v)
}

func (c *cellReader) takePlace(i, part int, v parquet.Value) error {
	if v.IsNull() {
		return nil
	}
	if c.figures.Places[i] == nil {
		c.figures.Places[i] = &place{}
	}
	c.figures.Places[i][part] = v.Int64()
	return nil
}

// checks reads the outcomes of the identities.
func (p *partition) checks(q *queued, form *schema.Form, f *figures) error {
	rows, err := p.table(schema.ChecksTable)
	if err != nil {
		return err
	}
	columns := map[string][]parquet.Value{}
	for _, name := range []string{"report_id", "check_id", "scope", "outcome", "lhs", "rhs", "delta"} {
		if columns[name], err = rows.read(name, q.from[schema.ChecksTable], int64(len(form.Identities))); err != nil {
			return err
		}
	}
	unit := checksAmount()
	outcomes := make([]byte, len(form.Identities))
	for i, identity := range form.Identities {
		err := errors.Join(expect("report_id", columns["report_id"][i], q.row.ReportID),
			expect("check_id", columns["check_id"][i], identity.ID), expect("scope", columns["scope"][i], identity.Scope))
		if err != nil {
			return err
		}
		outcome := text(columns["outcome"][i])
		if outcome == "" {
			return fmt.Errorf("%s (%s): no outcome", identity.ID, identity.Scope)
		}
		if outcomes[i] = outcome[0]; outcomes[i] != 'n' {
			f.Sums[i] = [3]string{decimal(columns["lhs"][i], unit), decimal(columns["rhs"][i], unit), decimal(columns["delta"][i], unit)}
		}
	}
	f.Checks = string(outcomes)
	return nil
}

// checksAmount reports whether the sums of identities are decimals.
func checksAmount() bool {
	fields, _ := schema.TableOf(schema.ChecksTable).Arrow.FieldsByName("lhs")
	return fields[0].Type.ID() == arrow.DECIMAL128
}
