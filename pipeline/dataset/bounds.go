package dataset

import (
	"fmt"
	"maps"
	"slices"
)

// Bounds are what the audit tolerates between a snapshot and the one before it.
// Shares are of 1; a negative share tolerates nothing, 0 is the default.
type Bounds struct {
	// ReportsFall is the share of the reports of a year, or of an edition, that may go.
	ReportsFall float64 `yaml:"reports_fall"`
	// FailedRise is by how much the share of failed identities may rise.
	FailedRise float64 `yaml:"failed_rise"`
	// FilledFall is by how much the share of cells that were found may fall.
	FilledFall float64 `yaml:"filled_fall"`
	// ReviewRise is by how much the share of reports to review may rise.
	ReviewRise float64 `yaml:"review_rise"`
	// ReadsFailed is the share of what a run was to read that may fail to be read.
	ReadsFailed float64 `yaml:"reads_failed"`
}

// WithDefaults fills the bounds that were left out.
func (b Bounds) WithDefaults() Bounds {
	for _, d := range []struct {
		bound *float64
		value float64
	}{{&b.ReportsFall, 0.02}, {&b.FailedRise, 0.01}, {&b.FilledFall, 0.01}, {&b.ReviewRise, 0.05}, {&b.ReadsFailed, 0.5}} {
		if *d.bound == 0 {
			*d.bound = d.value
		}
	}
	return b
}

// Compare lists what speaks against publishing a snapshot after its parent.
// Without a parent there is nothing to compare with.
func Compare(parent, m *Manifest, bounds Bounds) []string {
	if parent == nil {
		return nil
	}
	var complaints []string
	old, now := &parent.Counts, &m.Counts
	complaints = append(complaints, fallen("year", old.ReportsByYear, now.ReportsByYear, bounds.ReportsFall)...)
	complaints = append(complaints, fallen("edition", old.ReportsByEdition, now.ReportsByEdition, bounds.ReportsFall)...)
	rates := []struct {
		what            string
		old, now, limit float64
		sign            float64
	}{
		{"share of failed identities", failedShare(old), failedShare(now), bounds.FailedRise, 1},
		{"share of cells found", filledShare(old), filledShare(now), bounds.FilledFall, -1},
		{"share of reports to review", share(old.ReportsToReview, old.Reports), share(now.ReportsToReview, now.Reports), bounds.ReviewRise, 1},
	}
	for _, r := range rates {
		if change := (r.now - r.old) * r.sign; now.Reports > 0 && old.Reports > 0 && change > max(r.limit, 0) {
			complaints = append(complaints, fmt.Sprintf("%s went from %.4f to %.4f, the bound is %.4f", r.what, r.old, r.now, max(r.limit, 0)))
		}
	}
	return complaints
}

// fallen lists the groups that lost more reports than the bound tolerates.
func fallen(what string, old, now map[string]int64, bound float64) []string {
	var complaints []string
	for _, key := range slices.Sorted(maps.Keys(old)) {
		if lost := old[key] - now[key]; float64(lost) > max(bound, 0)*float64(old[key]) {
			complaints = append(complaints, fmt.Sprintf("reports of %s %s went from %d to %d", what, key, old[key], now[key]))
		}
	}
	return complaints
}

func failedShare(c *Counts) float64 {
	pass, fail := c.ChecksByOutcome["pass"], c.ChecksByOutcome["fail"]
	return share(fail, pass+fail)
}

// filledShare is the share of cells that the documents gave, blank ones among them.
func filledShare(c *Counts) float64 {
	var all int64
	for _, n := range c.CellsByStatus {
		all += n
	}
	return share(all-c.CellsByStatus["missing"]-c.CellsByStatus["unreadable"], all)
}

func share(part, whole int64) float64 {
	if whole == 0 {
		return 0
	}
	return float64(part) / float64(whole)
}
