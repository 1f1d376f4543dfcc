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

	"gongkai/extractors/reconcile"
	"gongkai/pipeline/dataset"
	"gongkai/pipeline/table"
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
	reports *table.Rows
	tables  []*cursor
	last    *key
	all     bool
}

// cursor goes over the rows of a table that belong to reports.
type cursor struct {
	*table.Rows
	name  string
	long  *schema.LongKeys
	begun bool
	done  bool
	// expected is the number of the identity that the next row is likely to be of.
	expected int
}

// The columns that are read where those of reports are not compared.
var (
	whoColumns = []string{
		"report_id", "doc_id", "source_uri", "layout", "extractor_version", "edition", "division_code", "agency", "review", "review_reasons",
	}
	outcomeColumns = []string{"report_id", "check_id", "scope", "outcome", "lhs", "rhs"}
)

func newStream(s *side, partition string, columns bool) *stream {
	who, outcomes := whoColumns, outcomeColumns
	if columns {
		who, outcomes = nil, nil
	}
	st := &stream{reports: s.open(s.of(schema.ReportsTable, partition), who), all: columns}
	for _, t := range schema.Tables() {
		files, names := s.of(t.Name, partition), []string(nil)
		if t.Name == schema.ChecksTable {
			names = outcomes
		}
		if len(files) > 0 && (t.Long != nil || t.Name == schema.ChecksTable) {
			st.tables = append(st.tables, &cursor{Rows: s.open(files, names), name: t.Name, long: t.Long})
		}
	}
	return st
}

func (s *stream) close() error {
	err := s.reports.Close()
	for _, t := range s.tables {
		err = errors.Join(err, t.Close())
	}
	return err
}

// next reads the next report; nil is the end.
func (s *stream) next(ctx context.Context) (*report, error) {
	err := s.reports.Next(ctx)
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
		return nil, fmt.Errorf("diff: %s: report %s is out of order", s.reports.File(), r.id)
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
			return fmt.Errorf("diff: %s: rows of report %q, which is not in reports or out of order", t.File(), t.Text("report_id"))
		}
	}
	return nil
}

func readReport(r *table.Rows, all bool) (*report, error) {
	out := &report{
		key: key{division: r.Text("division_code"), agency: r.Text("agency"), id: r.Text("report_id")},
		doc: r.Text("doc_id"), uri: r.Text("source_uri"), layout: r.Text("layout"), version: r.Text("extractor_version"),
		review: r.Bool("review"), reasons: r.List("review_reasons"), form: schema.FormOf(r.Text("edition")),
	}
	if err := r.Err(); err != nil {
		return nil, err
	}
	if out.form == nil {
		return nil, fmt.Errorf("diff: %s: report %s: edition %q is not known", r.File(), out.id, r.Text("edition"))
	}
	out.cells, out.checks = make([]cell, len(out.form.Cells)), make([]check, len(out.form.Identities))
	if all {
		out.columns = readColumns(r)
	}
	return out, nil
}

// readColumns takes every column that nothing else says.
func readColumns(r *table.Rows) []column {
	var out []column
	for _, name := range r.Columns() {
		if !slices.Contains(elsewhere, name) {
			out = append(out, column{name: name, text: strings.Clone(r.Print(name))})
		}
	}
	return out
}

// begin moves to the first row.
func (t *cursor) begin(ctx context.Context) error {
	if t.begun {
		return nil
	}
	t.begun = true
	return t.advance(ctx)
}

func (t *cursor) advance(ctx context.Context) error {
	err := t.Next(ctx)
	if errors.Is(err, io.EOF) {
		t.done = true
		return nil
	}
	return err
}

// take reads the rows of a report.
func (t *cursor) take(ctx context.Context, r *report) error {
	if err := t.begin(ctx); err != nil {
		return err
	}
	for !t.done && t.Is("report_id", r.id) {
		var err error
		if t.long != nil {
			err = t.takeCell(r)
		} else {
			err = t.takeCheck(r)
		}
		if err == nil {
			err = t.Err()
		}
		if err != nil {
			return err
		}
		if err := t.advance(ctx); err != nil {
			return err
		}
	}
	return t.Err()
}

var statuses = func() map[string]schema.Status {
	out := map[string]schema.Status{}
	for _, s := range schema.Statuses() {
		out[s.String()] = s
	}
	return out
}()

func (t *cursor) takeCell(r *report) error {
	id := schema.CellID(t.name + "/" + t.Text(t.long.Row) + "/" + t.Text(t.long.Column))
	index, ok := r.form.Cell(id)
	if !ok {
		return fmt.Errorf("diff: %s: report %s: edition %s has no cell %q", t.File(), r.id, r.form.Edition, id)
	}
	c := &r.cells[index]
	if c.status, ok = statuses[t.Text("status")]; !ok {
		return fmt.Errorf("diff: %s: report %s: status %q is not known", t.File(), r.id, t.Text("status"))
	}
	c.there, c.unit = true, schema.UnitItem
	c.value, c.hasValue = t.Figure("value")
	if t.long.Unit != "" {
		c.unit = t.Text(t.long.Unit)
	}
	c.source = t.source()
	return nil
}

// source is where a figure comes from, on one line.
func (t *cursor) source() string {
	var parts []string
	if raw := t.Text("raw"); raw != "" {
		parts = append(parts, strconv.Quote(raw))
	}
	if at, stands := t.Int("source_table"); stands {
		row, _ := t.Int("source_row")
		col, _ := t.Int("source_col")
		parts = append(parts, fmt.Sprintf("at %d/%d/%d", at, row, col))
	}
	evidence, _ := t.Int("evidence")
	return strings.Join(append(parts, fmt.Sprintf("evidence %d", evidence)), ", ")
}

func (t *cursor) takeCheck(r *report) error {
	index := t.identity(r.form)
	if index < 0 {
		return fmt.Errorf("diff: %s: report %s: edition %s has no identity %s (%s)", t.File(), r.id, r.form.Edition, t.Text("check_id"), t.Text("scope"))
	}
	t.expected = index + 1
	c := &r.checks[index]
	c.there, c.outcome = true, t.outcome()
	c.lhs, c.hasLHS = t.Figure("lhs")
	c.rhs, c.hasRHS = t.Figure("rhs")
	return nil
}

// identity is the number of the row's identity in the form, mostly the one after that of the
// row before; -1 where the form has none.
func (t *cursor) identity(form *schema.Form) int {
	is := func(i *schema.Identity) bool { return t.Is("check_id", i.ID) && t.Is("scope", i.Scope) }
	for _, from := range [2]int{t.expected, 0} {
		for i := from; i < len(form.Identities); i++ {
			if is(&form.Identities[i]) {
				return i
			}
		}
	}
	return -1
}

// outcome is the row's outcome; those that are known are not copied.
func (t *cursor) outcome() string {
	for _, known := range [...]reconcile.Outcome{reconcile.Pass, reconcile.NotAssessable, reconcile.Fail} {
		if name := known.String(); t.Is("outcome", name) {
			return name
		}
	}
	return t.Text("outcome")
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

// open reads the rows of files of the snapshot, the columns of these names or all.
func (s *side) open(files []dataset.File, names []string) *table.Rows {
	var paths []string
	for _, f := range files {
		paths = append(paths, s.path(f))
	}
	return table.Open(paths, names...)
}
