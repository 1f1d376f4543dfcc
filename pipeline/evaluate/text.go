package evaluate

import (
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/mattn/go-runewidth"
)

// grid is a table of text; its first columns, Left of them, are aligned left.
type grid struct {
	title string
	left  int
	rows  [][]string // the first is the heading
}

// writer writes grids and paragraphs as text or Markdown.
type writer struct {
	b        strings.Builder
	markdown bool
}

func (w *writer) paragraph(text string) { w.b.WriteString(text + "\n\n") }

func (w *writer) grid(g grid) {
	if len(g.rows) < 2 {
		return
	}
	widths := make([]int, len(g.rows[0]))
	for _, row := range g.rows {
		for i, cell := range row {
			widths[i] = max(widths[i], width(cell))
		}
	}
	if w.markdown {
		w.b.WriteString("## " + g.title + "\n\n")
	} else {
		w.b.WriteString(g.title + "\n")
	}
	for n, row := range g.rows {
		w.row(row, widths, g.left)
		if n == 0 && w.markdown {
			w.rule(widths, g.left)
		}
	}
	w.b.WriteString("\n")
}

func (w *writer) row(row []string, widths []int, left int) {
	var cells []string
	for i, cell := range row {
		fill := strings.Repeat(" ", widths[i]-width(cell))
		if i < left {
			cells = append(cells, cell+fill)
		} else {
			cells = append(cells, fill+cell)
		}
	}
	if w.markdown {
		w.b.WriteString("| " + strings.Join(cells, " | ") + " |\n")
	} else {
		w.b.WriteString(strings.TrimRight("  "+strings.Join(cells, "  "), " ") + "\n")
	}
}

func (w *writer) rule(widths []int, left int) {
	for i, n := range widths {
		dashes := strings.Repeat("-", n+1)
		if i < left {
			w.b.WriteString("| " + dashes)
		} else {
			w.b.WriteString("|" + dashes + ":")
		}
	}
	w.b.WriteString("|\n")
}

var terminal = &runewidth.Condition{EastAsianWidth: false}

func width(text string) int { return terminal.StringWidth(text) }

// safe shows a name from outside without what a terminal or a table acts upon.
func safe(text string) string {
	quoted := strconv.QuoteToGraphic(text)
	return strings.ReplaceAll(quoted[1:len(quoted)-1], "|", `\|`)
}

// percent shows a share with as many digits as tell it from 0 and 1.
func percent(r Rate) string {
	switch {
	case !r.Defined:
		return "–"
	case r.Value == 1:
		return "100 %"
	case r.Value == 0:
		return "0 %"
	}
	digits := 2
	for digits < 7 {
		text := strconv.FormatFloat(r.Value*100, 'f', digits, 64)
		if !strings.HasPrefix(text, "100") && strings.Trim(text, "0.") != "" {
			return text + " %"
		}
		digits++
	}
	return strconv.FormatFloat(r.Value*100, 'f', digits, 64) + " %"
}

func perMillion(r Rate) string {
	if !r.Defined {
		return "–"
	}
	return strconv.FormatFloat(r.Value, 'f', 1, 64)
}

// Output says how a Result is shown.
type Output struct {
	Markdown bool
	// Dataset is the dataset's folder as the inspect lines name it, Worst how many
	// documents are listed.
	Dataset string
	Worst   int
	// Before is an earlier result to compare with, or nil.
	Before *Result
}

// Write shows a result as text or Markdown.
func (r *Result) Write(out io.Writer, o Output) error {
	w := &writer{markdown: o.Markdown}
	if o.Markdown {
		w.paragraph("# Quality of snapshot " + r.Snapshot)
	}
	w.paragraph(fmt.Sprintf("Snapshot %s, extractor %s: %d documents, %d cells, %d silent errors.",
		r.Snapshot, r.Extractor, r.All.Documents, r.All.Cells, r.All.Silent))
	scores := append(append([]Score{}, r.Families...), r.All)
	w.grid(cellGrid(scores))
	w.grid(imageGrid(scores))
	w.grid(reportGrid(scores))
	w.grid(r.confusionGrid())
	r.writeWorst(w, o)
	if o.Before != nil {
		writeChanges(w, Compare(o.Before, r))
	}
	_, err := io.WriteString(out, strings.TrimRight(w.b.String(), "\n")+"\n")
	return err
}

func cellGrid(scores []Score) grid {
	g := grid{title: "Cells", left: 1, rows: [][]string{{
		"family", "docs", "cells", "recall", "≠0", "precision", "≠0", "silent", "/million", "flagged", "as blank", "perfect",
	}}}
	for _, s := range scores {
		g.rows = append(g.rows, []string{
			safe(s.Family), strconv.Itoa(s.Documents), strconv.Itoa(s.Cells), percent(s.Rates.Recall), percent(s.Rates.RecallNonZero),
			percent(s.Rates.Precision), percent(s.Rates.PrecisionNonZero), strconv.Itoa(s.Silent), perMillion(s.Rates.SilentPerMillion),
			strconv.Itoa(s.Flagged), strconv.Itoa(s.AsBlank), percent(s.Rates.Perfect),
		})
	}
	return g
}

// imageGrid is about families that were recognised on page images.
func imageGrid(scores []Score) grid {
	g := grid{title: "Numbers other than zero on page images", left: 1, rows: [][]string{{
		"family", "printed", "digits survived", "", "recall of those", "recall of printed",
	}}}
	for _, s := range scores {
		if s.Imaged == 0 {
			continue
		}
		g.rows = append(g.rows, []string{
			safe(s.Family), strconv.Itoa(s.Imaged), strconv.Itoa(s.Legible), percent(rate(s.Legible, s.Imaged)),
			percent(s.Rates.RecallLegible), percent(s.Rates.RecallImaged),
		})
	}
	return g
}

func reportGrid(scores []Score) grid {
	g := grid{title: "Reports", left: 1, rows: [][]string{{
		"family", "reports", "read", "absent", "extra", "review", "beyond broken", "beyond lost", "broken unflagged", "year", "agency", "date", "rejects right",
	}}}
	for _, s := range scores {
		g.rows = append(g.rows, []string{
			safe(s.Family), strconv.Itoa(s.ReportsExpected), strconv.Itoa(s.ReportsRead), strconv.Itoa(s.ReportsAbsent), strconv.Itoa(s.ReportsExtra),
			percent(s.Rates.Review), percent(s.Rates.ReviewBeyond), percent(s.Rates.ReviewWhole), strconv.Itoa(s.BrokenUnflagged),
			percent(s.Rates.Year), percent(s.Rates.Agency), percent(s.Rates.Date),
			fmt.Sprintf("%d/%d", s.RejectsRight, s.RejectsExpected),
		})
	}
	return g
}

func (r *Result) confusionGrid() grid {
	g := grid{title: "Expected and got", left: 2, rows: [][]string{{"expected", "got", "documents", ""}}}
	for _, c := range r.Confusion {
		mark := ""
		if c.Expected != c.Got {
			mark = "✗"
		}
		g.rows = append(g.rows, []string{safe(c.Expected), safe(c.Got), strconv.Itoa(c.Documents), mark})
	}
	return g
}

// writeWorst lists the worst documents with the command that shows each.
func (r *Result) writeWorst(w *writer, o Output) {
	g := grid{title: "Worst documents", left: 1, rows: [][]string{{"document", "silent", "flagged", "as blank", "missed", "got", "cell", "label", "dataset"}}}
	var commands []string
	for _, d := range r.Worst(o.Worst) {
		g.rows = append(g.rows, []string{
			safe(d.File), strconv.Itoa(d.Silent), strconv.Itoa(d.Flagged), strconv.Itoa(d.AsBlank), strconv.Itoa(d.Missed), safe(d.Got),
			d.Cell, d.Want, d.Has,
		})
		if d.Inspect == "" {
			continue
		}
		command := fmt.Sprintf("gongkai inspect %s --dataset %s", d.Inspect, shellWord(o.Dataset))
		if d.Cell != "" && d.Got == ExpectReport {
			command += " --explain " + d.Cell
		}
		commands = append(commands, command)
	}
	w.grid(g)
	if len(commands) == 0 {
		return
	}
	if w.markdown {
		w.paragraph("```sh\n" + strings.Join(commands, "\n") + "\n```")
		return
	}
	w.paragraph("  " + strings.Join(commands, "\n  "))
}

// shellWord quotes a path where a shell would not take it as one word.
func shellWord(path string) string {
	plain := func(r rune) bool {
		return r == '/' || r == '.' || r == '-' || r == '_' || r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z'
	}
	if path != "" && strings.IndexFunc(path, func(r rune) bool { return !plain(r) }) < 0 {
		return path
	}
	return "'" + strings.ReplaceAll(path, "'", `'\''`) + "'"
}

// WriteJSON writes a result, and the changes from before where it is given.
func (r *Result) WriteJSON(out io.Writer, before *Result) error {
	v := struct {
		*Result
		Changes *Changes `json:"changes,omitempty"`
	}{Result: r}
	if before != nil {
		v.Changes = Compare(before, r)
	}
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	if err := enc.Encode(v); err != nil {
		return fmt.Errorf("evaluate: encode: %w", err)
	}
	return nil
}
