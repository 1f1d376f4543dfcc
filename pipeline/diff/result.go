package diff

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
)

// Counts counts changes by kind.
type Counts map[Kind]int64

// Result is what changed, counted, with examples.
type Result struct {
	Old *Snapshot `json:"old"`
	New *Snapshot `json:"new"`
	// FilesSame counts the files that both have, FilesRead the others on both sides.
	FilesSame int `json:"files_same"`
	FilesRead int `json:"files_read"`
	// Changes counts everything.
	Changes Counts `json:"changes"`
	// ByEdition, ByTable, ByLayout and ByExtractor count the changes of cells and identities.
	ByEdition   map[string]Counts `json:"by_edition"`
	ByTable     map[string]Counts `json:"by_table"`
	ByLayout    map[string]Counts `json:"by_layout"`
	ByExtractor map[string]Counts `json:"by_extractor"`
	// Outcomes counts identities, and Statuses cells, that both snapshots have: "pass → fail".
	Outcomes map[string]int64 `json:"outcomes"`
	Statuses map[string]int64 `json:"statuses"`
	// ReasonsGained and ReasonsLost count reports that both have by review reason.
	ReasonsGained map[string]int64 `json:"review_reasons_gained"`
	ReasonsLost   map[string]int64 `json:"review_reasons_lost"`
	// Columns counts reports that both have by the column that differs.
	Columns map[string]int64 `json:"columns"`
	// Rejects counts documents: "not_a_report → no_tables", "no reject → empty".
	Rejects map[string]int64 `json:"rejects"`
	// Examples are the first changes of each kind, in the order of Kinds.
	Examples []Change `json:"examples"`

	examples map[Kind][]Change
}

func newResult(old, now *Snapshot) *Result {
	return &Result{
		Old: old, New: now, Changes: Counts{},
		ByEdition: map[string]Counts{}, ByTable: map[string]Counts{}, ByLayout: map[string]Counts{}, ByExtractor: map[string]Counts{},
		Outcomes: map[string]int64{}, Statuses: map[string]int64{}, ReasonsGained: map[string]int64{}, ReasonsLost: map[string]int64{},
		Columns: map[string]int64{}, Rejects: map[string]int64{}, Examples: []Change{}, examples: map[Kind][]Change{},
	}
}

// Same reports whether nothing differs.
func (r *Result) Same() bool { return len(r.Changes) == 0 }

func (r *Result) count(c *Change, examples int) {
	r.Changes[c.Kind]++
	if slices.Contains(cellKinds, c.Kind) || slices.Contains(identityKinds, c.Kind) {
		for _, g := range []struct {
			groups map[string]Counts
			name   string
		}{{r.ByEdition, c.Edition}, {r.ByTable, c.Table}, {r.ByLayout, c.Layout}, {r.ByExtractor, c.Extractor}} {
			if g.groups[g.name] == nil {
				g.groups[g.name] = Counts{}
			}
			g.groups[g.name][c.Kind]++
		}
	}
	if held := r.examples[c.Kind]; len(held) < examples && !c.partial {
		r.examples[c.Kind] = append(held, *c)
		r.list()
	}
}

// list puts the examples into the order of the kinds.
func (r *Result) list() {
	r.Examples = r.Examples[:0]
	for _, kind := range Kinds() {
		r.Examples = append(r.Examples, r.examples[kind]...)
	}
}

// of lists the examples of a kind.
func (r *Result) of(kind Kind) []Change { return r.examples[kind] }

// WriteJSON writes the result as one JSON object.
func (r *Result) WriteJSON(w io.Writer) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(r); err != nil {
		return fmt.Errorf("diff: write JSON: %w", err)
	}
	return nil
}
