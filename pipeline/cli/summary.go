package cli

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"gongkai/pipeline"
	"gongkai/pipeline/dataset"
	"gongkai/schema"
)

// sheet is text with a column of headings.
type sheet struct{ b strings.Builder }

// row prints a heading, a number and a remark.
func (s *sheet) row(heading string, n int64, remark string) {
	s.line(fmt.Sprintf("%-16s %9s  %s", heading, grouped(n), remark))
}

// text prints a heading and a text.
func (s *sheet) text(heading, text string) { s.line(fmt.Sprintf("%-16s %s", heading, text)) }

func (s *sheet) line(text string) {
	s.b.WriteString(strings.TrimRight(text, " "))
	s.b.WriteByte('\n')
}

// printSummary tells a person what a run did and how to read the dataset.
func printSummary(w io.Writer, sum pipeline.Summary, bundled bool) error {
	var s sheet
	s.line(headline(sum))
	if sum.Outcome == pipeline.NothingNew && !bundled {
		s.night(sum)
		_, err := io.WriteString(w, s.b.String())
		return err
	}
	s.line("")
	s.account(sum)
	if !sum.DryRun {
		s.line("")
		s.access(sum)
	}
	if bundled {
		s.line("")
		s.line("These are the bundled samples. For documents of your own:")
		s.line("  go run . run PATH-OF-DOCUMENTS --dataset PATH-OF-DATASET")
	}
	_, err := io.WriteString(w, s.b.String())
	return err
}

func headline(sum pipeline.Summary) string {
	took := sum.Duration.Round(10 * time.Millisecond)
	if sum.DryRun {
		return rehearsed(sum.Outcome, took)
	}
	switch sum.Outcome {
	case pipeline.NothingNew:
		return fmt.Sprintf("Nothing new: snapshot %s stays current (%s)", sum.Snapshot, took)
	case pipeline.Published:
	case pipeline.Refused:
		return fmt.Sprintf("Publishing refused: snapshot %s is kept for inspection, current is as it was (%s)", sum.Snapshot, took)
	}
	return fmt.Sprintf("Published snapshot %s (%s)", sum.Snapshot, took)
}

// rehearsed is the headline of a dry run.
func rehearsed(outcome pipeline.Outcome, took time.Duration) string {
	would := "a snapshot would be published"
	switch outcome {
	case pipeline.NothingNew:
		would = "nothing is new"
	case pipeline.Published:
	case pipeline.Refused:
		would = "publishing would be refused"
	}
	return fmt.Sprintf("Dry run: %s; the dataset is as it was (%s)", would, took)
}

// account prints what came in and what became of it.
func (s *sheet) account(sum pipeline.Summary) {
	c := &sum.Counts
	s.row("Documents in", sum.Input.Documents, remarks(
		counted(sum.Input.Addresses, "addresses"), size(sum.Input.Bytes), counted(sum.Extracted, "extracted now")))
	s.row("  with reports", c.DocumentsWithReports, "")
	s.row("  rejected", c.Rejects, tallied(c.RejectsByReason, nil))
	s.row("Reports", c.Reports, remarks(tallied(c.ReportsByYear, slices.Sorted(maps.Keys(c.ReportsByYear))), counted(c.Copies, "copies")))
	s.row("Cells", total(c.CellsByStatus), tallied(c.CellsByStatus, statusOrder()))
	s.row("Identities", total(c.ChecksByOutcome), tallied(c.ChecksByOutcome, []string{"pass", "fail", "not_assessable"}))
	s.row("To review", c.ReportsToReview, tallied(c.ReviewByReason, nil))
	if c.Labels > 0 {
		s.row("Labels unknown", c.Labels, "see the table labels")
	}
	s.night(sum)
}

// night prints what the run itself met.
func (s *sheet) night(sum pipeline.Summary) {
	if sum.Read.Items > 0 {
		s.row("Read", sum.Read.Items, remarks(counted(sum.Read.New, "new"), tallied(sum.Read.Failed, nil)))
	}
	if skipped := total(sum.Read.Skipped); skipped > 0 {
		s.row("Passed over", skipped, tallied(sum.Read.Skipped, nil))
	}
	if len(sum.Overrides) > 0 {
		s.row("Overrides", int64(len(sum.Overrides)), tallied(effects(sum.Overrides), nil))
	}
	for _, sent := range sum.Copies {
		s.text("Copied to", sent.String())
	}
	for _, complaint := range sum.Complaints {
		s.text("Audit", complaint)
	}
	for _, bug := range sum.Bugs {
		s.text("Bug", fmt.Sprintf("the extractor panicked on %s; the stack is in the log", bug.SourceURI))
	}
}

// effects counts the verified figures by what became of them.
func effects(overrides []dataset.Override) map[string]int64 {
	counts := map[string]int64{}
	for _, o := range overrides {
		counts[o.Effect]++
	}
	return counts
}

// access prints where the dataset is and how to open it.
func (s *sheet) access(sum pipeline.Summary) {
	dir := filepath.ToSlash(sum.Dir)
	extent := fmt.Sprintf("%d files, %s", sum.Files, size(sum.Bytes))
	if sum.Shared > 0 {
		extent += fmt.Sprintf(", %d shared with the snapshot before", sum.Shared)
	}
	s.text("Dataset", fmt.Sprintf("%s  (%s)", dir, extent))
	s.text("DuckDB", fmt.Sprintf("SELECT agency, report_year, %s FROM read_parquet('%s/panel/*/*.parquet') ORDER BY 3 DESC;",
		exampleColumn(), strings.ReplaceAll(dir, "'", "''")))
	s.text("pandas", fmt.Sprintf("import pandas; panel = pandas.read_parquet(%q, partitioning=None)", dir+"/panel"))
}

// exampleColumn is a column of the panel worth a first look: the total of new
// applications in the newest edition.
func exampleColumn() string {
	forms := schema.Forms()
	for _, cell := range forms[len(forms)-1].Cells {
		if cell.ID == "applications/received/total" || strings.HasPrefix(string(cell.ID), "applications/") && strings.HasSuffix(string(cell.ID), "/total") {
			return schema.PanelColumn(cell.ID)
		}
	}
	return "report_id"
}

func statusOrder() []string {
	var names []string
	for _, s := range []schema.Status{
		schema.Observed, schema.Blank, schema.NotApplicable, schema.Inferred, schema.Corrected,
		schema.Verified, schema.Conflict, schema.Missing, schema.Unreadable,
	} {
		names = append(names, s.String())
	}
	return names
}

// tallied lists counts: in the order given, or else the largest first.
func tallied(counts map[string]int64, order []string) string {
	if order == nil {
		order = slices.SortedFunc(maps.Keys(counts), func(a, b string) int {
			return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
		})
	}
	var parts []string
	for _, name := range order {
		if n := counts[name]; n > 0 {
			parts = append(parts, name+" "+grouped(n))
		}
	}
	return strings.Join(parts, ", ")
}

func total(counts map[string]int64) int64 {
	var sum int64
	for _, n := range counts {
		sum += n
	}
	return sum
}

func counted(n int64, what string) string { return grouped(n) + " " + what }

func remarks(parts ...string) string {
	parts = slices.DeleteFunc(parts, func(p string) bool { return p == "" || strings.HasPrefix(p, "0 copies") })
	return strings.Join(parts, "; ")
}

// grouped prints 1234567 as 1,234,567.
func grouped(n int64) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// size prints bytes in the unit that leaves one to three digits before the point.
func size(bytes int64) string {
	units := []string{"kB", "MB", "GB", "TB"}
	if bytes < 1000 {
		return fmt.Sprintf("%d B", bytes)
	}
	v := float64(bytes)
	unit := ""
	for _, unit = range units {
		if v /= 1000; v < 999.95 {
			break
		}
	}
	return fmt.Sprintf("%.1f %s", v, unit)
}
