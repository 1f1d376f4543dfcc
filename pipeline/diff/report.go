package diff

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"gongkai/pipeline/dataset"
	"gongkai/schema"
)

// key is the place of a report in the order of a partition.
type key struct{ division, agency, id string }

// compare puts what is unknown last.
func (k key) compare(other key) int {
	return cmp.Or(nullsLast(k.division, other.division), nullsLast(k.agency, other.agency), cmp.Compare(k.id, other.id))
}

func nullsLast(a, b string) int {
	if (a == "") != (b == "") {
		return cmp.Compare(b, a)
	}
	return cmp.Compare(a, b)
}

// report is one report with its rows of every table that is read.
type report struct {
	key
	doc, uri, layout, version string
	form                      *schema.Form
	review                    bool
	reasons                   []string
	columns                   []column
	// cells and checks are parallel to the form's; those in files that both
	// snapshots have are not there.
	cells  []cell
	checks []check
}

// column is a column of the table reports, as text.
type column struct{ name, text string }

type cell struct {
	there    bool
	status   schema.Status
	hasValue bool
	value    schema.Micros
	unit     string
	// source is raw, evidence and the place in the document.
	source string
}

type check struct {
	there          bool
	outcome        string
	lhs, rhs       schema.Micros
	hasLHS, hasRHS bool
}

// elsewhere are the columns of reports that something else says, or that name
// the report or group the changes.
var elsewhere = []string{
	"report_id", "doc_id", "content_sha256", "extractor_version", "review", "review_reasons",
	"cells_expected", "cells_observed", "cells_blank", "cells_inferred", "cells_corrected", "cells_missing",
	"cells_conflict", "checks_run", "checks_failed",
}

// stream gives the reports of a partition in order.
type stream struct {
	reports *rows
	tables  []*table
	last    *key
	all     bool
}

// table is a cursor over the rows of a table that belong to reports.
type table struct {
	*rows
	name  string
	long  *schema.LongKeys
	begun bool
	done  bool
}

func newStream(s *side, partition string, columns bool) *stream {
	st := &stream{reports: newRows(s.dir, s.of(schema.ReportsTable, partition)), all: columns}
	for _, t := range schema.Tables() {
		if t.Long != nil || t.Name == schema.ChecksTable {
			if files := s.of(t.Name, partition); len(files) > 0 {
				st.tables = append(st.tables, &table{rows: newRows(s.dir, files), name: t.Name, long: t.Long})
			}
		}
	}
	return st
}

func (s *stream) close() error {
	err := s.reports.close()
	for _, t := range s.tables {
		err = errors.Join(err, t.close())
	}
	return err
}

// next reads the next report; nil is the end.
func (s *stream) next(ctx context.Context) (*report, error) {
	err := s.reports.next(ctx)
	if errors.Is(err, io.EOF) {
		return nil, s.finished(ctx)
	}
	if err != nil {
		return nil, err
	}
	r, err := readReport(s.reports, s.all)
	if err != nil {
		return nil, err
	}
	if s.last != nil && s.last.compare(r.key) >= 0 {
		return nil, fmt.Errorf("diff: %s: report %s is out of order", s.reports.file.Name(), r.id)
	}
	s.last = &r.key
	for _, t := range s.tables {
		if err := t.take(ctx, r); err != nil {
			return nil, err
		}
	}
	return r, nil
}

// finished checks that no row of another table is left without a report.
func (s *stream) finished(ctx context.Context) error {
	for _, t := range s.tables {
		if err := t.begin(ctx); err != nil {
			return err
		}
		if !t.done {
			return fmt.Errorf("diff: %s: rows of report %q, which is not in reports or out of order", t.file.Name(), t.text("report_id"))
		}
	}
	return nil
}

func readReport(r *rows, all bool) (*report, error) {
	out := &report{
		key: key{division: r.text("division_code"), agency: r.text("agency"), id: r.text("report_id")},
		doc: r.text("doc_id"), uri: r.text("source_uri"), layout: r.text("layout"), version: r.text("extractor_version"),
		review: r.value("review").Boolean(), reasons: r.list("review_reasons"), form: schema.FormOf(r.text("edition")),
	}
	if err := r.check(); err != nil {
		return nil, err
	}
	if out.form == nil {
		return nil, fmt.Errorf("diff: %s: report %s: edition %q is not known", r.file.Name(), out.id, r.text("edition"))
	}
	out.cells, out.checks = make([]cell, len(out.form.Cells)), make([]check, len(out.form.Identities))
	if all {
		out.columns = readColumns(r)
	}
	return out, nil
}

// readColumns takes every column that nothing else says.
func readColumns(r *rows) []column {
	var out []column
	for i, name := range r.names {
		if slices.Contains(elsewhere, name) {
			continue
		}
		text := ""
		if values := r.current[i]; len(values) > 0 && !values[0].IsNull() {
			text = values[0].String()
		}
		out = append(out, column{name: name, text: strings.Clone(text)})
	}
	return out
}

// begin moves to the first row.
func (t *table) begin(ctx context.Context) error {
	if t.begun {
		return nil
	}
	t.begun = true
	return t.advance(ctx)
}

func (t *table) advance(ctx context.Context) error {
	err := t.next(ctx)
	if errors.Is(err, io.EOF) {
		t.done = true
		return nil
	}
	return err
}

// take reads the rows of a report.
func (t *table) take(ctx context.Context, r *report) error {
	if err := t.begin(ctx); err != nil {
		return err
	}
	for !t.done && t.is("report_id", r.id) {
		var err error
		if t.long != nil {
			err = t.takeCell(r)
		} else {
			err = t.takeCheck(r)
		}
		if err == nil {
			err = t.check()
		}
		if err != nil {
			return err
		}
		if err := t.advance(ctx); err != nil {
			return err
		}
	}
	return t.check()
}

var statuses = func() map[string]schema.Status {
	out := map[string]schema.Status{}
	for _, s := range schema.Statuses() {
		out[s.String()] = s
	}
	return out
}()

func (t *table) takeCell(r *report) error {
	id := schema.CellID(t.name + "/" + t.text(t.long.Row) + "/" + t.text(t.long.Column))
	index, ok := r.form.Cell(id)
	if !ok {
		return fmt.Errorf("diff: %s: report %s: edition %s has no cell %q", t.file.Name(), r.id, r.form.Edition, id)
	}
	c := &r.cells[index]
	if c.status, ok = statuses[t.text("status")]; !ok {
		return fmt.Errorf("diff: %s: report %s: status %q is not known", t.file.Name(), r.id, t.text("status"))
	}
	c.there, c.unit = true, schema.UnitItem
	c.value, c.hasValue = t.figure("value")
	if t.long.Unit != "" {
		c.unit = t.text(t.long.Unit)
	}
	c.source = t.source()
	return nil
}

// source is where a figure comes from, on one line.
func (t *table) source() string {
	var parts []string
	if raw := t.text("raw"); raw != "" {
		parts = append(parts, strconv.Quote(raw))
	}
	if v := t.value("source_table"); !v.IsNull() {
		parts = append(parts, fmt.Sprintf("at %d/%d/%d", v.Int32(), t.value("source_row").Int32(), t.value("source_col").Int32()))
	}
	return strings.Join(append(parts, fmt.Sprintf("evidence %d", t.value("evidence").Int32())), ", ")
}

func (t *table) takeCheck(r *report) error {
	id, scope := t.text("check_id"), t.text("scope")
	index := slices.IndexFunc(r.form.Identities, func(i schema.Identity) bool { return i.ID == id && i.Scope == scope })
	if index < 0 {
		return fmt.Errorf("diff: %s: report %s: edition %s has no identity %s (%s)", t.file.Name(), r.id, r.form.Edition, id, scope)
	}
	c := &r.checks[index]
	c.there, c.outcome = true, t.text("outcome")
	c.lhs, c.hasLHS = t.figure("lhs")
	c.rhs, c.hasRHS = t.figure("rhs")
	return nil
}

// byID reads the reports of a partition that are asked for.
func byID(ctx context.Context, s *side, partition string, columns bool, wanted func(id string) bool, visit func(*report) error) (err error) {
	st := newStream(s, partition, columns)
	defer func() { err = errors.Join(err, st.close()) }()
	for {
		r, err := st.next(ctx)
		if err != nil || r == nil {
			return err
		}
		if wanted(r.id) {
			if err := visit(r); err != nil {
				return err
			}
		}
	}
}

// filesOf lists the files to read of a table without partitions.
func (s *side) filesOf(table string) []dataset.File {
	var files []dataset.File
	for _, f := range s.files {
		if f.Table == table {
			files = append(files, f)
		}
	}
	return files
}
