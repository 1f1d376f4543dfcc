package evaluate

import (
	"cmp"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strconv"
)

// Changes is what a result does better or worse than an earlier one.
type Changes struct {
	Before string   `json:"before"`
	After  string   `json:"after"`
	Rates  []Change `json:"rates"`
	// Documents are those that changed, the worse first.
	Documents []DocumentChange `json:"documents"`
	// Appeared and Gone count the documents that only one of the results has.
	Appeared int `json:"appeared"`
	Gone     int `json:"gone"`
}

// Change is a measure of a family that changed.
type Change struct {
	Family  string `json:"family"`
	Measure string `json:"measure"`
	Before  Rate   `json:"before"`
	After   Rate   `json:"after"`
	// Direction is better, worse, or other where one of the rates is not defined.
	Direction string `json:"direction"`
	format    func(Rate) string
}

// DocumentChange is a document that changed.
type DocumentChange struct {
	File      string   `json:"file"`
	Direction string   `json:"direction"`
	Before    Document `json:"before"`
	After     Document `json:"after"`
}

// The directions of a change.
const (
	Better = "better"
	Worse  = "worse"
	Other  = "other"
)

// measures are compared in this order; up says that more is better.
var measures = []struct {
	name   string
	up     bool
	of     func(*Score) Rate
	format func(Rate) string
}{
	{"silent errors", false, func(s *Score) Rate { return count(s.Silent) }, number},
	{"silent as blank", false, func(s *Score) Rate { return count(s.SilentAsBlank) }, number},
	{"flagged errors", false, func(s *Score) Rate { return count(s.Flagged) }, number},
	{"broken unflagged", false, func(s *Score) Rate { return count(s.BrokenUnflagged) }, number},
	{"reports absent", false, func(s *Score) Rate { return count(s.ReportsAbsent) }, number},
	{"reports extra", false, func(s *Score) Rate { return count(s.ReportsExtra) }, number},
	{"recall", true, func(s *Score) Rate { return s.Rates.Recall }, percent},
	{"recall ≠0", true, func(s *Score) Rate { return s.Rates.RecallNonZero }, percent},
	{"recall of survivors", true, func(s *Score) Rate { return s.Rates.RecallLegible }, percent},
	{"precision", true, func(s *Score) Rate { return s.Rates.Precision }, percent},
	{"precision ≠0", true, func(s *Score) Rate { return s.Rates.PrecisionNonZero }, percent},
	{"perfect documents", true, func(s *Score) Rate { return s.Rates.Perfect }, percent},
	{"review", false, func(s *Score) Rate { return s.Rates.Review }, percent},
	{"review beyond broken", false, func(s *Score) Rate { return s.Rates.ReviewBeyond }, percent},
	{"review beyond lost", false, func(s *Score) Rate { return s.Rates.ReviewWhole }, percent},
	{"year", true, func(s *Score) Rate { return s.Rates.Year }, percent},
	{"agency", true, func(s *Score) Rate { return s.Rates.Agency }, percent},
	{"date", true, func(s *Score) Rate { return s.Rates.Date }, percent},
	{"rejects right", true, func(s *Score) Rate { return s.Rates.Rejects }, percent},
}

func count(n int) Rate { return Rate{Defined: true, Value: float64(n)} }

func number(r Rate) string {
	if !r.Defined {
		return "–"
	}
	return strconv.FormatFloat(r.Value, 'f', -1, 64)
}

// ReadResult reads a result that was written as JSON.
func ReadResult(path string) (*Result, error) {
	encoded, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("evaluate: result: %w", err)
	}
	var r Result
	if err := json.Unmarshal(encoded, &r); err != nil {
		return nil, fmt.Errorf("evaluate: result %s: %w", path, err)
	}
	if r.Format != Format {
		return nil, fmt.Errorf("evaluate: result %s: format %q, this program reads %q", path, r.Format, Format)
	}
	return &r, nil
}

// Compare says what changed between two results, in families that both have.
func Compare(before, after *Result) *Changes {
	c := &Changes{Before: before.Snapshot, After: after.Snapshot, Rates: []Change{}, Documents: []DocumentChange{}}
	old := map[string]*Score{"": &before.All}
	for i := range before.Families {
		old["/"+before.Families[i].Family] = &before.Families[i]
	}
	c.family(old[""], &after.All)
	for i := range after.Families {
		if was := old["/"+after.Families[i].Family]; was != nil {
			c.family(was, &after.Families[i])
		}
	}
	c.documents(before.Documents, after.Documents)
	return c
}

func (c *Changes) family(before, after *Score) {
	for _, m := range measures {
		was, is := m.of(before), m.of(after)
		if was == is {
			continue
		}
		change := Change{Family: after.Family, Measure: m.name, Before: was, After: is, Direction: Worse, format: m.format}
		if !was.Defined || !is.Defined {
			change.Direction = Other
		} else if (is.Value > was.Value) == m.up {
			change.Direction = Better
		}
		c.Rates = append(c.Rates, change)
	}
}

func (c *Changes) documents(before, after []Document) {
	old := map[string]*Document{}
	for i := range before {
		old[before[i].File] = &before[i]
	}
	both := 0
	for i := range after {
		was := old[after[i].File]
		if was == nil {
			c.Appeared++
			continue
		}
		both++
		if direction := directionOf(was, &after[i]); direction != "" {
			c.Documents = append(c.Documents, DocumentChange{after[i].File, direction, *was, after[i]})
		}
	}
	c.Gone = len(before) - both
	slices.SortStableFunc(c.Documents, func(a, b DocumentChange) int { return -cmp.Compare(a.Direction, b.Direction) })
}

// directionOf compares what a document came to; "" is the same.
func directionOf(before, after *Document) string {
	order := cmp.Or(
		compareBool(before.Got == before.Expected, after.Got == after.Expected),
		-cmp.Compare(before.Silent, after.Silent),
		-cmp.Compare(before.Flagged, after.Flagged),
		-cmp.Compare(before.AsBlank, after.AsBlank),
		-cmp.Compare(before.Missed, after.Missed),
		compareBool(!before.Review, !after.Review),
	)
	switch {
	case order < 0:
		return Better
	case order > 0:
		return Worse
	case before.Got != after.Got:
		return Other
	}
	return ""
}

// compareBool is negative where only the later one is true.
func compareBool(before, after bool) int { return cmp.Compare(one(before), one(after)) }

// Worst lists up to n documents that are not perfect, the worst first.
func (r *Result) Worst(n int) []Document {
	var out []Document
	for _, d := range r.Documents {
		if !d.Perfect {
			out = append(out, d)
		}
	}
	slices.SortStableFunc(out, func(a, b Document) int {
		return cmp.Or(
			cmp.Compare(b.Silent, a.Silent), cmp.Compare(b.Flagged, a.Flagged),
			compareBool(a.Got == a.Expected, b.Got == b.Expected),
			cmp.Compare(b.AsBlank, a.AsBlank), cmp.Compare(b.Missed, a.Missed), cmp.Compare(a.File, b.File),
		)
	})
	return out[:min(n, len(out))]
}

// mostChanged is how many changed documents a text lists.
const mostChanged = 20

func writeChanges(w *writer, c *Changes) {
	g := grid{title: "Changes from snapshot " + c.Before, left: 2, rows: [][]string{{"family", "measure", "before", "after", ""}}}
	for _, change := range c.Rates {
		g.rows = append(g.rows, []string{
			safe(change.Family), change.Measure, change.format(change.Before), change.format(change.After), change.Direction,
		})
	}
	w.grid(g)
	if len(c.Rates) == 0 {
		w.paragraph("No measure changed from snapshot " + c.Before + ".")
	}
	d := grid{title: "Changed documents", left: 2, rows: [][]string{{"document", "", "silent", "flagged", "as blank", "missed", "got"}}}
	arrow := func(before, after int) string {
		if before == after {
			return strconv.Itoa(after)
		}
		return fmt.Sprintf("%d → %d", before, after)
	}
	for _, x := range c.Documents[:min(mostChanged, len(c.Documents))] {
		got := x.After.Got
		if x.Before.Got != got {
			got = x.Before.Got + " → " + got
		}
		d.rows = append(d.rows, []string{
			safe(x.File), x.Direction, arrow(x.Before.Silent, x.After.Silent), arrow(x.Before.Flagged, x.After.Flagged),
			arrow(x.Before.AsBlank, x.After.AsBlank), arrow(x.Before.Missed, x.After.Missed), safe(got),
		})
	}
	w.grid(d)
	if more := len(c.Documents) - mostChanged; more > 0 {
		w.paragraph(fmt.Sprintf("and %d documents more.", more))
	}
	if c.Appeared+c.Gone > 0 {
		w.paragraph(fmt.Sprintf("%d documents are new in the labels, %d are gone.", c.Appeared, c.Gone))
	}
}

// String names the family, the measure, both values and the direction.
func (c Change) String() string {
	return fmt.Sprintf("%s: %s %s → %s, %s", c.Family, c.Measure, c.format(c.Before), c.format(c.After), c.Direction)
}
