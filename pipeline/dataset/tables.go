package dataset

import (
	"context"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/apache/arrow/go/v17/arrow/array"

	"gongkai/schema"
)

// UnknownYear is the key of reports of unknown year in Counts.ReportsByYear.
const UnknownYear = "unknown"

// reportFacts is what the audit remembers of a report.
type reportFacts struct {
	edition, duplicateOf string
	cells, checks        int
	inPanel              bool
}

// checkTable reads what the laws ask of a table.
func (a *audit) checkTable(ctx context.Context, t *schema.TableSchema, f File, d *dataFile) error {
	if t.Partitioned {
		if err := a.checkPartition(ctx, f, d); err != nil {
			return err
		}
	}
	switch {
	case t.Name == schema.ReportsTable:
		return a.readReports(ctx, f, d)
	case t.Name == schema.PanelTable:
		return a.readPanel(ctx, f, d)
	case t.Name == schema.ChecksTable:
		return a.readChecks(ctx, f, d)
	case t.Name == schema.RejectsTable:
		return a.readRejects(ctx, f, d)
	case t.Name == schema.LabelsTable:
		a.counts.Labels += f.Rows
		return nil
	case t.Long != nil:
		return a.readCells(ctx, f, d)
	}
	return fmt.Errorf("no law for table %s", t.Name)
}

// checkPartition compares report_year with the path.
func (a *audit) checkPartition(ctx context.Context, f File, d *dataFile) error {
	want := strings.TrimPrefix(f.Partition, schema.PartitionKey+"=")
	return d.scan(ctx, []string{"report_year"}, func(b batch) error {
		years, ok := b.columns[0].(*array.Int32)
		if !ok {
			return fmt.Errorf("report_year is %s", b.columns[0].DataType())
		}
		for row := range b.rows {
			got := schema.UnknownPartition
			if !years.IsNull(row) {
				got = strconv.Itoa(int(years.Value(row)))
			}
			if got != want {
				a.add(LawPartition, f.Path, "report_year %s", got)
			}
		}
		return nil
	})
}

// texts reads text columns row by row.
func (d *dataFile) texts(ctx context.Context, names []string, visit func(values []string)) error {
	values := make([]string, len(names))
	return d.scan(ctx, names, func(b batch) error {
		columns := make([]func(int) string, len(names))
		for i := range names {
			var err error
			if columns[i], err = b.text(i); err != nil {
				return fmt.Errorf("%s: %w", names[i], err)
			}
		}
		for row := range b.rows {
			for i := range columns {
				values[i] = columns[i](row)
			}
			visit(values)
		}
		return nil
	})
}

func (a *audit) readReports(ctx context.Context, f File, d *dataFile) error {
	year := strings.TrimPrefix(f.Partition, schema.PartitionKey+"=")
	if year == schema.UnknownPartition {
		year = UnknownYear
	}
	err := d.texts(ctx, []string{"report_id", "doc_id", "edition", "duplicate_of"}, func(v []string) {
		id := strings.Clone(v[0])
		if a.reports[id] != nil {
			a.add(LawKeys, f.Path, "report_id %s twice", id)
		}
		a.reports[id] = &reportFacts{edition: a.internEdition(v[2]), duplicateOf: strings.Clone(v[3])}
		a.ids.add(id, v[1])
		a.counts.Reports++
		a.counts.ReportsByYear[year]++
		a.counts.ReportsByEdition[v[2]]++
		if v[3] != "" {
			a.counts.Copies++
		}
	})
	if err != nil {
		return err
	}
	return a.readReview(ctx, d)
}

// internEdition keeps one string for each edition.
func (a *audit) internEdition(edition string) string {
	if form := schema.FormOf(edition); form != nil {
		return form.Edition
	}
	return strings.Clone(edition)
}

func (a *audit) readReview(ctx context.Context, d *dataFile) error {
	return d.scan(ctx, []string{"review"}, func(b batch) error {
		review, ok := b.columns[0].(*array.Boolean)
		if !ok {
			return fmt.Errorf("review is %s", b.columns[0].DataType())
		}
		for row := range b.rows {
			if review.Value(row) {
				a.counts.ReportsToReview++
			}
		}
		return nil
	})
}

// report returns the facts of a row's report and notes a row without one.
func (a *audit) report(f File, id string) *reportFacts {
	facts := a.reports[id]
	if facts == nil {
		a.add(LawKeys, f.Path, "report_id %q is not in reports", id)
		return &reportFacts{}
	}
	return facts
}

func (a *audit) readPanel(ctx context.Context, f File, d *dataFile) error {
	return d.texts(ctx, []string{"report_id"}, func(v []string) {
		facts := a.report(f, v[0])
		if facts.inPanel {
			a.add(LawKeys, f.Path, "report_id %s twice", v[0])
		}
		if facts.duplicateOf != "" {
			a.add(LawKeys, f.Path, "report_id %s is a copy of %s", v[0], facts.duplicateOf)
		}
		facts.inPanel = true
	})
}

func (a *audit) readChecks(ctx context.Context, f File, d *dataFile) error {
	return d.texts(ctx, []string{"report_id", "outcome"}, func(v []string) {
		a.report(f, v[0]).checks++
		a.counts.ChecksByOutcome[v[1]]++
	})
}

// readRejects reads the documents that gave no report: none of them has one, and none
// stands there twice. Rows are in the order of doc_id.
func (a *audit) readRejects(ctx context.Context, f File, d *dataFile) error {
	if a.rejected == nil {
		a.rejected = map[docID]bool{}
	}
	return d.texts(ctx, []string{"doc_id", "reason"}, func(v []string) {
		id := docIDOf(v[0])
		if withReports := a.ids.has(id); withReports || a.rejected[id] {
			a.add(LawKeys, f.Path, "doc_id %s twice (with reports: %t)", v[0], withReports)
		}
		a.rejected[id] = true
		a.counts.Rejects++
		a.counts.RejectsByReason[v[1]]++
	})
}

var carriesValue = func() map[string]bool {
	carries := map[string]bool{}
	for _, s := range schema.Statuses() {
		carries[s.String()] = s.Asserted() || s == schema.Conflict
	}
	return carries
}()

func (a *audit) readCells(ctx context.Context, f File, d *dataFile) error {
	var facts *reportFacts // of the report whose cells are read: they stand together
	last, byStatus := "", map[string]*cellsOf{}
	err := d.scan(ctx, []string{"report_id", "status", "value"}, func(b batch) error {
		ids, err := b.text(0)
		if err != nil {
			return err
		}
		statuses, err := b.text(1)
		if err != nil {
			return err
		}
		for row := range b.rows {
			id, status := ids(row), statuses(row)
			if facts == nil || id != last {
				facts, last = a.report(f, id), strings.Clone(id)
			}
			facts.cells++
			counted := byStatus[status]
			if counted == nil {
				carries, known := carriesValue[status]
				counted = &cellsOf{carries: carries, known: known}
				byStatus[strings.Clone(status)] = counted
			}
			counted.n++
			if !counted.known || counted.carries == b.columns[2].IsNull(row) {
				a.add(LawValues, f.Path, "report %s: status %q, value null %t", id, status, b.columns[2].IsNull(row))
			}
		}
		return nil
	})
	for status, counted := range byStatus {
		a.counts.CellsByStatus[status] += counted.n
	}
	return err
}

// cellsOf counts the cells of a status; carries says whether they have a value.
type cellsOf struct {
	n              int64
	carries, known bool
}

// checkReports checks that reports are whole and copies point to preferred ones.
func (a *audit) checkReports() {
	for _, id := range slices.Sorted(maps.Keys(a.reports)) {
		facts := a.reports[id]
		form := schema.FormOf(facts.edition)
		switch {
		case form == nil:
			a.add(LawForm, "", "report %s: edition %q", id, facts.edition)
		case facts.cells != len(form.Cells) || facts.checks != len(form.Identities):
			a.add(LawForm, "", "report %s: %d cells and %d checks, edition %s has %d and %d",
				id, facts.cells, facts.checks, facts.edition, len(form.Cells), len(form.Identities))
		}
		if facts.duplicateOf == "" {
			continue
		}
		if preferred := a.reports[facts.duplicateOf]; preferred == nil || preferred.duplicateOf != "" {
			a.add(LawKeys, "", "report %s: duplicate_of %s is no preferred copy", id, facts.duplicateOf)
		}
	}
}

// checkCounts compares the manifest's account with the files.
func (a *audit) checkCounts() {
	want, got := a.manifest.Counts, a.counts
	if in := a.manifest.Input.Documents; in != got.DocumentsWithReports+got.Rejects {
		a.add(LawConservation, "", "%d documents in, %d with reports and %d rejected", in, got.DocumentsWithReports, got.Rejects)
	}
	for _, n := range []struct {
		name      string
		want, got int64
	}{
		{"documents_with_reports", want.DocumentsWithReports, got.DocumentsWithReports},
		{"reports", want.Reports, got.Reports},
		{"copies", want.Copies, got.Copies},
		{"rejects", want.Rejects, got.Rejects},
		{"reports_to_review", want.ReportsToReview, got.ReportsToReview},
		{"labels", want.Labels, got.Labels},
	} {
		if n.want != n.got {
			a.add(LawConservation, "", "%s is %d in the manifest, %d in the files", n.name, n.want, n.got)
		}
	}
	a.checkMap("rejects_by_reason", want.RejectsByReason, got.RejectsByReason)
	a.checkMap("reports_by_year", want.ReportsByYear, got.ReportsByYear)
	a.checkMap("reports_by_edition", want.ReportsByEdition, got.ReportsByEdition)
	a.checkMap("cells_by_status", want.CellsByStatus, got.CellsByStatus)
	a.checkMap("checks_by_outcome", want.ChecksByOutcome, got.ChecksByOutcome)
}

func (a *audit) checkMap(name string, want, got map[string]int64) {
	if !maps.Equal(want, got) {
		a.add(LawConservation, "", "%s is %v in the manifest, %v in the files", name, want, got)
	}
}

// checkFound compares what the manifest says of each partition with what is there.
func (a *audit) checkFound() {
	for _, said := range a.manifest.Audited {
		i := slices.IndexFunc(a.found, func(x Audited) bool { return x.Partition == said.Partition })
		if i < 0 {
			a.add(LawConservation, "", "%s was audited and is not there", said.Partition)
			continue
		}
		if found := a.found[i]; !reflect.DeepEqual(said, found) {
			a.add(LawConservation, "", "%s: the manifest says %+v was audited, the files hold %+v", said.Partition, said, found)
		}
	}
}
