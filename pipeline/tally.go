package pipeline

import (
	"strconv"

	"gongkai/pipeline/dataset"
	"gongkai/schema"
)

// tally counts what the reports of one document hold.
type tally struct {
	cells    [16]int64 // by schema.Status
	checks   map[string]int64
	years    map[string]int64
	editions map[string]int64
	review   int64
	reasons  map[string]int64
}

func (t *tally) add(f *reportFacts) {
	if t.checks == nil {
		t.checks, t.years, t.editions, t.reasons = map[string]int64{}, map[string]int64{}, map[string]int64{}, map[string]int64{}
	}
	for status, n := range f.Cells {
		t.cells[status] += n
	}
	addCounts(t.checks, f.Checks)
	t.years[yearName(f.Year)]++
	t.editions[f.Edition]++
	if len(f.Review) > 0 {
		t.review++
	}
	for _, reason := range f.Review {
		t.reasons[reason]++
	}
}

// yearName is the key of a report year in the manifest.
func yearName(year int) string {
	if year == 0 {
		return dataset.UnknownYear
	}
	return strconv.Itoa(year)
}

func (t *tally) addTo(c *dataset.Counts) {
	for _, status := range schema.Statuses() {
		if n := t.cells[status]; n > 0 {
			c.CellsByStatus[status.String()] += n
		}
	}
	addCounts(c.ChecksByOutcome, t.checks)
	addCounts(c.ReportsByYear, t.years)
	addCounts(c.ReportsByEdition, t.editions)
	addCounts(c.ReviewByReason, t.reasons)
	c.ReportsToReview += t.review
}

func addCounts(total, part map[string]int64) {
	for key, n := range part {
		total[key] += n
	}
}
