package main

import (
	"unicode"

	"gongkai/extractors"
	"gongkai/extractors/align"
	"gongkai/extractors/normalize"
	"gongkai/pipeline/evaluate"
	"gongkai/schema"
)

// witness is the label of a row as found, and as the form has it.
type witness struct {
	row               string
	observed, printed []rune
}

// witnesses lists the labels of the rows that their figures prove.
func witnesses(r *extractors.Report, f *extractors.Finding, gold *evaluate.Gold) []witness {
	form := f.Placement.Form
	if form.Edition != gold.Edition {
		return nil
	}
	var out []witness
	for i := range f.Placement.Rows {
		row := &f.Placement.Rows[i]
		block := &form.Tables[row.Table].Blocks[row.Block]
		if block.Across || row.Match == align.MatchDoubtful || !proven(r, row, gold) {
			continue
		}
		printed := &block.Rows[form.Cells[row.Cells[0]].Row]
		out = append(out, witness{
			row:      form.Tables[row.Table].ID + "/" + printed.Code,
			observed: han(row.Label), printed: han(printed.Label),
		})
	}
	return out
}

// proven reports whether all figures read in a row are as printed, at least one.
func proven(r *extractors.Report, row *align.Row, gold *evaluate.Gold) bool {
	tells := false
	for _, c := range row.Cells {
		cell := &r.Form.Cells[c]
		if !cell.HasValue || cell.Status != schema.Observed {
			continue
		}
		want, ok := gold.Cells[r.Form.Form.Cells[c].ID]
		if !ok || want.Value == nil || schema.Micros(*want.Value) != cell.Value {
			return false
		}
		tells = true
	}
	return tells
}

// han keeps the Chinese characters of a text.
func han(text string) []rune {
	var out []rune
	for _, r := range normalize.Text(text) {
		if unicode.Is(unicode.Han, r) {
			out = append(out, r)
		}
	}
	return out
}

// mostWrong is the greatest share of a label's characters that may be wrong, in
// percent: beyond it the two need not be one label.
const mostWrong = 50

// substitutions lays a label as found along the form's, at the least number of
// edits, and lists the characters that replace one between two that are right. What
// stands before and behind the label costs nothing.
func substitutions(observed, printed []rune) []pair {
	d := make([][]int, len(observed)+1)
	for i := range d {
		d[i] = make([]int, len(printed)+1)
		for j := 1; j <= len(printed); j++ {
			if i == 0 {
				d[i][j] = j
				continue
			}
			d[i][j] = min(d[i-1][j]+1, d[i][j-1]+1, d[i-1][j-1]+differ(observed[i-1], printed[j-1]))
		}
	}
	end := 0
	for i := range d {
		if d[i][len(printed)] < d[end][len(printed)] {
			end = i
		}
	}
	if len(printed) == 0 || 100*d[end][len(printed)] > mostWrong*len(printed) {
		return nil
	}
	return trace(d, observed[:end], printed)
}

func differ(a, b rune) int {
	if a == b {
		return 0
	}
	return 1
}

// trace walks back along the least edits.
func trace(d [][]int, observed, printed []rune) []pair {
	at := make([]rune, len(printed)) // what stands in the place of each character, 0 where nothing does
	for i, j := len(observed), len(printed); i > 0 && j > 0; {
		switch {
		case d[i][j] == d[i-1][j-1]+differ(observed[i-1], printed[j-1]):
			i, j = i-1, j-1
			at[j] = observed[i]
		case d[i][j] == d[i-1][j]+1:
			i--
		default:
			j--
		}
	}
	right := func(j int) bool { return j < 0 || j >= len(printed) || at[j] == printed[j] }
	var out []pair
	for j, r := range at {
		if r != 0 && r != printed[j] && right(j-1) && right(j+1) {
			out = append(out, pair{r, printed[j]})
		}
	}
	return out
}

// vocabulary holds the characters of all labels of the form.
func vocabulary() map[rune]bool {
	out := map[rune]bool{}
	add := func(text string) {
		for _, r := range han(text) {
			out[r] = true
		}
	}
	for _, form := range schema.Forms() {
		for t := range form.Tables {
			table := &form.Tables[t]
			add(table.Heading)
			for b := range table.Blocks {
				add(table.Blocks[b].Label)
				for _, row := range table.Blocks[b].Rows {
					add(row.Label + row.GroupLabel + row.Stub)
				}
				for _, column := range table.Blocks[b].Columns {
					add(column.Label + column.Group)
				}
			}
		}
	}
	return out
}
