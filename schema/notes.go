package schema

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"path"
	"slices"
	"strings"
	"sync"

	"gongkai/data"
)

// note is a line of data/forms/notes.csv.
type note struct {
	// cells is a pattern of cell names, * for any part.
	cells string
	// comparable is yes or no, of cells that several editions have; "" says nothing.
	comparable       string
	caveat, caveatZH string
}

var loadNotes = sync.OnceValues(func() ([]note, error) { return parseNotes(data.FormNotes) })

func parseNotes(text []byte) ([]note, error) {
	records, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("schema: notes: %w", err)
	}
	if len(records) == 0 || !slices.Equal(records[0], []string{"cells", "comparable", "caveat", "caveat_zh"}) {
		return nil, fmt.Errorf("schema: notes: no header")
	}
	var notes []note
	for i, r := range records[1:] {
		n := note{cells: r[0], comparable: r[1], caveat: r[2], caveatZH: r[3]}
		if _, err := path.Match(n.cells, ""); err != nil || n.caveat == "" || n.caveatZH == "" || !slices.Contains([]string{"", "yes", "no"}, n.comparable) {
			return nil, fmt.Errorf("schema: notes: line %d: %q", i+2, r)
		}
		notes = append(notes, n)
	}
	return notes, nil
}

// notesOf lists the notes of a cell. It panics on broken notes, which a test of
// this package excludes.
func notesOf(id CellID) []note {
	notes, err := loadNotes()
	if err != nil {
		panic(err)
	}
	var out []note
	for _, n := range notes {
		if ok, err := path.Match(n.cells, string(id)); ok && err == nil {
			out = append(out, n)
		}
	}
	return out
}

// What MetaComparable says of a column of the panel.
const (
	// ComparableYes is a cell that means the same in all the editions that have it,
	// which are several.
	ComparableYes = "yes"
	// ComparableNo is a cell of several editions that does not mean the same in them.
	ComparableNo = "no"
	// ComparableAlone is a cell of one edition: there is nothing to compare it with.
	ComparableAlone = "one edition"
)

// comparability says whether a cell makes one series over its editions.
func comparability(id CellID, editions []string) string {
	if len(editions) < 2 {
		return ComparableAlone
	}
	if slices.ContainsFunc(notesOf(id), func(n note) bool { return n.comparable == "no" }) {
		return ComparableNo
	}
	return ComparableYes
}

// caveats is what to know of a cell, in English and in Chinese.
func caveats(id CellID) (en, zh string) {
	var ens, zhs []string
	for _, n := range notesOf(id) {
		ens, zhs = append(ens, n.caveat), append(zhs, n.caveatZH)
	}
	return strings.Join(ens, "; "), strings.Join(zhs, "；")
}
