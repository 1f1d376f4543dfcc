package main

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"

	"gongkai/pipeline/evaluate"
)

const format = "gongkai-quality/1"

// table is the measure of all groups.
type table struct {
	Format string `json:"format"`
	// Cells and Seed are those of the flags.
	Cells int    `json:"cells"`
	Seed  uint64 `json:"seed"`
	Rows  []*row `json:"groups"`
}

// readTable reads a table that was written as JSON.
func readTable(name string) (*table, error) {
	encoded, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	var t table
	if err := json.Unmarshal(encoded, &t); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if t.Format != format {
		return nil, fmt.Errorf("%s: format %q, this program reads %q", name, t.Format, format)
	}
	return &t, nil
}

func (t *table) met() bool {
	for _, r := range t.Rows {
		if !r.met() {
			return false
		}
	}
	return true
}

func (t *table) writeJSON(w io.Writer) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	if err := enc.Encode(t); err != nil {
		return fmt.Errorf("encode: %w", err)
	}
	return nil
}

// writeMarkdown writes the table, the families of each group, what changed and
// the worst documents.
func (t *table) writeMarkdown(w io.Writer, before *table, worst int) error {
	b := &strings.Builder{}
	header(b, "group", "documents", "cells", "recall ≠0", "silent/million", "review", "by name", "perfect", "agency", "year", "")
	for _, r := range t.Rows {
		r.line(b)
	}
	for _, r := range t.Rows {
		r.details(b, t, worst)
	}
	if before != nil {
		t.changes(b, before)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// header writes the first line of a table and its rule.
func header(b *strings.Builder, columns ...string) {
	b.WriteString("| " + strings.Join(columns, " | ") + " |\n" + strings.Repeat("|---", len(columns)) + "|\n")
}

// line writes the row of a group.
func (r *row) line(b *strings.Builder) {
	if r.Result == nil {
		fmt.Fprintf(b, "| %s | 0 | 0 | | | | | | | | not measured: nothing is installed |\n", r.Group)
		return
	}
	all := &r.Result.All
	cells := []string{r.Group, strconv.Itoa(all.Documents), strconv.Itoa(all.Cells)}
	for _, m := range r.Measures {
		text := m.Value
		if m.Target != "" {
			text += " (" + m.Target + ")"
		}
		if !m.Met {
			text += " ✗"
		}
		cells = append(cells, text)
	}
	verdict := "met"
	if !r.met() {
		verdict = "**missed**"
	}
	cells = append(cells, share(all.Rates.Perfect), share(all.Rates.Agency), share(all.Rates.Year), verdict)
	b.WriteString("| " + strings.Join(cells, " | ") + " |\n")
}

// details writes the families of a group and its worst documents.
func (r *row) details(b *strings.Builder, t *table, worst int) {
	fmt.Fprintf(b, "\n%s: %s\n", r.Group, r.About)
	if len(r.Absent) > 0 {
		fmt.Fprintf(b, "\nNot installed, not measured: %s\n", strings.Join(r.Absent, ", "))
	}
	if r.Result == nil {
		return
	}
	b.WriteByte('\n')
	header(b, "family", "documents", "recall ≠0", "silent", "flagged", "as blank", "review", "beyond broken", "beyond lost", "perfect", "rejects")
	for i := range r.Result.Families {
		s := &r.Result.Families[i]
		fmt.Fprintf(b, "| %s | %d | %s | %d | %d | %d | %s | %s | %s | %s | %d/%d |\n", s.Family, s.Documents, share(s.Rates.RecallNonZero),
			s.Silent+s.SilentAsBlank, s.Flagged, s.AsBlank, share(s.Rates.Review), share(s.Rates.ReviewBeyond), share(s.Rates.ReviewWhole),
			share(s.Rates.Perfect), s.RejectsRight, s.RejectsExpected)
	}
	r.reasons(b)
	for _, d := range r.Result.Worst(worst) {
		fmt.Fprintf(b, "\n- `%s` silent %d, flagged %d, as blank %d, missed %d, got %s; `%s`: %s, read %s\n  `%s`\n",
			d.File, d.Silent, d.Flagged, d.AsBlank, d.Missed, d.Got, d.Cell, d.Want, d.Has, t.again(r.Group, d.File))
	}
}

// reasons writes why reports are up for review that neither the agency nor the
// document broke, each with the first document that has it.
func (r *row) reasons(b *strings.Builder) {
	counts, example := map[string]int{}, map[string]string{}
	for _, d := range r.Result.Documents {
		for _, reason := range d.Unexpected {
			counts[reason]++
			if example[reason] == "" {
				example[reason] = d.File
			}
		}
	}
	if len(counts) > 0 {
		b.WriteString("\nUp for review though nothing is broken or lost:\n\n")
	}
	for _, reason := range slices.Sorted(maps.Keys(counts)) {
		fmt.Fprintf(b, "- %s: %d, `%s`\n", reason, counts[reason], example[reason])
	}
}

// again is the command that draws a document again.
func (t *table) again(group, file string) string {
	number, _ := strconv.Atoi(strings.TrimSuffix(path.Base(file), path.Ext(file))) // the file is numbered by draw.go
	s := slice{group: group, seed: t.Seed}
	return s.again(number)
}

// changes writes what is better or worse than in an earlier table.
func (t *table) changes(b *strings.Builder, before *table) {
	old := map[string]*evaluate.Result{}
	for _, r := range before.Rows {
		old[r.Group] = r.Result
	}
	for _, r := range t.Rows {
		was := old[r.Group]
		if was == nil || r.Result == nil {
			continue
		}
		c := evaluate.Compare(was, r.Result)
		fmt.Fprintf(b, "\n%s, changed: %d measures, %d documents\n\n", r.Group, len(c.Rates), len(c.Documents))
		for _, x := range c.Rates {
			fmt.Fprintf(b, "- %s\n", x)
		}
		for _, d := range c.Documents[:min(len(c.Documents), 10)] {
			fmt.Fprintf(b, "- `%s` %s\n", d.File, d.Direction)
		}
	}
}
