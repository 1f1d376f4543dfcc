package pipeline

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
)

// Markdown is the summary as a page for people. id names the run; failure is why
// it failed, "" where it did not.
func (s *Summary) Markdown(id, failure string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# Run %s: %s\n\n", id, s.headline(failure))
	if failure != "" {
		fmt.Fprintf(&b, "    %s\n\n", strings.ReplaceAll(failure, "\n", "\n    "))
	}
	for _, complaint := range s.Complaints {
		fmt.Fprintf(&b, "- Audit: %s\n", inline(complaint))
	}
	for _, bug := range s.Bugs {
		fmt.Fprintf(&b, "- Bug: the extractor panicked on %s\n", inline(bug.SourceURI))
	}
	for _, sent := range s.Copies {
		fmt.Fprintf(&b, "- Copy: %s\n", inline(sent.String()))
	}
	if len(s.Complaints)+len(s.Bugs)+len(s.Copies) > 0 {
		b.WriteByte('\n')
	}
	s.tables(&b)
	s.failures(&b)
	return b.String()
}

func (s *Summary) headline(failure string) string {
	took := s.Duration.Round(10 * time.Millisecond)
	switch {
	case failure != "" && s.Outcome == Published:
		return fmt.Sprintf("published, then failed after %s", took)
	case failure != "":
		return fmt.Sprintf("failed after %s, nothing published", took)
	}
	return fmt.Sprintf("%s, %s", strings.ReplaceAll(string(s.Outcome), "_", " "), took)
}

func (s *Summary) tables(b *strings.Builder) {
	c := &s.Counts
	table(b, "Read", []line{{"items", s.Read.Items}, {"new", s.Read.New}}, prefixed("failed, ", s.Read.Failed), prefixed("passed over, ", s.Read.Skipped))
	table(b, "Documents", []line{
		{"addresses", s.Input.Addresses}, {"documents", s.Input.Documents}, {"extracted by this run", s.Extracted},
		{"with reports", c.DocumentsWithReports}, {"rejected", c.Rejects},
	}, prefixed("rejected, ", c.RejectsByReason))
	table(b, "Reports", []line{{"reports", c.Reports}, {"copies", c.Copies}, {"to review", c.ReportsToReview}},
		prefixed("year ", c.ReportsByYear), prefixed("edition ", c.ReportsByEdition), prefixed("to review, ", c.ReviewByReason))
	table(b, "Cells and identities", nil, prefixed("cells ", c.CellsByStatus), prefixed("identities ", c.ChecksByOutcome),
		[]line{{"labels not recognised", c.Labels}})
	table(b, "Files", []line{{"files", int64(s.Files)}, {"shared with the snapshot before", int64(s.Shared)}, {"bytes", s.Bytes}})
	b.WriteString("| Stage | Time |\n|---|---:|\n")
	for _, stage := range s.Stages {
		fmt.Fprintf(b, "| %s | %s |\n", stage.Stage, stage.Duration.Round(time.Millisecond))
	}
}

// failures lists the documents that could not be read.
func (s *Summary) failures(b *strings.Builder) {
	if len(s.Failures) == 0 {
		return
	}
	b.WriteString("\n| Could not be read | Why |\n|---|---|\n")
	for _, f := range s.Failures {
		fmt.Fprintf(b, "| %s | %s: %s |\n", inline(f.URI), f.Reject.Reason, inline(f.Reject.Detail))
	}
	var all int64
	for _, n := range s.Read.Failed {
		all += n
	}
	if more := all - int64(len(s.Failures)); more > 0 {
		fmt.Fprintf(b, "| %d more | |\n", more)
	}
}

// line is a row of a table.
type line struct {
	name string
	n    int64
}

// prefixed makes lines of counts, in the order of their names.
func prefixed(prefix string, counts map[string]int64) []line {
	lines := make([]line, 0, len(counts))
	for _, name := range slices.Sorted(maps.Keys(counts)) {
		lines = append(lines, line{prefix + name, counts[name]})
	}
	return lines
}

func table(b *strings.Builder, heading string, groups ...[]line) {
	fmt.Fprintf(b, "| %s | |\n|---|---:|\n", heading)
	for _, group := range groups {
		for _, l := range group {
			fmt.Fprintf(b, "| %s | %d |\n", inline(l.name), l.n)
		}
	}
	b.WriteByte('\n')
}

// inline keeps text of documents from being read as Markdown.
func inline(text string) string {
	return strings.NewReplacer("|", `\|`, "\n", " ", "\r", " ", "<", "&lt;", "`", "'").Replace(text)
}
