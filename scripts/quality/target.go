package main

import (
	"fmt"
	"strconv"

	"gongkai/pipeline/evaluate"
)

// target is what a group must reach. A negative bound is none.
type target struct {
	group string
	// recall is the least share of printed numbers other than zero, in percent.
	recall float64
	// silent is the most silent errors in a million cells.
	silent float64
	// review is the largest share of reports up for review, in percent, among
	// those that the agency did not break; lossy leaves those out as well that lost
	// figures on their way.
	review float64
	lossy  bool
	// rejects says that each document must be given its reason.
	rejects bool
}

// targets are those of the project, in the order of the table.
var targets = []target{
	{group: "html", recall: 99.9, silent: 0, review: 1},
	{group: "converters", recall: 99.5, silent: 0, review: 3, lossy: true},
	{group: "seedlike", recall: 99.5, silent: 0, review: 3, lossy: true},
	{group: "ocr", recall: 97, silent: 10, review: -1},
	{group: "plain-ocr", recall: -1, silent: 10, review: -1},
	{group: "rejects", recall: -1, silent: 0, review: -1, rejects: true},
}

// measure is one measure of a group beside its target.
type measure struct {
	Name string `json:"name"`
	// Value is as printed; Target "" where there is none.
	Value  string `json:"value"`
	Target string `json:"target,omitempty"`
	Met    bool   `json:"met"`
}

// judge compares the measures of a group with its target.
func (t *target) judge(s *evaluate.Score) []measure {
	review := s.Rates.ReviewBeyond
	if t.lossy {
		review = s.Rates.ReviewWhole
	}
	wrongRejects := s.RejectsExpected - s.RejectsRight + s.ReportsAbsent + s.ReportsExtra
	measures := []measure{
		{Name: "recall ≠0", Value: share(s.Rates.RecallNonZero), Target: bound("≥", t.recall, " %"), Met: atLeast(s.Rates.RecallNonZero, t.recall)},
		{Name: "silent/million", Value: million(s), Target: bound("≤", t.silent, ""), Met: float64(s.Silent+s.SilentAsBlank)*1e6 <= t.silent*float64(s.Cells)},
		{Name: "review", Value: share(review), Target: bound("≤", t.review, " %"), Met: atMost(review, t.review)},
		{Name: "by name", Value: fmt.Sprintf("%d/%d", s.Documents-wrongRejects, s.Documents), Met: true},
	}
	if t.rejects {
		measures[3].Target, measures[3].Met = "all", wrongRejects == 0
	}
	return measures
}

func bound(sign string, value float64, unit string) string {
	if value < 0 {
		return ""
	}
	return sign + " " + strconv.FormatFloat(value, 'f', -1, 64) + unit
}

func atLeast(r evaluate.Rate, percent float64) bool {
	return percent < 0 || r.Defined && r.Value*100 >= percent
}

func atMost(r evaluate.Rate, percent float64) bool {
	return percent < 0 || r.Defined && r.Value*100 <= percent
}

func share(r evaluate.Rate) string {
	if !r.Defined {
		return "–"
	}
	return strconv.FormatFloat(r.Value*100, 'f', 2, 64) + " %"
}

// million is the number of silent errors, and of silent errors in a million cells.
func million(s *evaluate.Score) string {
	wrong := s.Silent + s.SilentAsBlank
	if wrong == 0 || s.Cells == 0 {
		return strconv.Itoa(wrong)
	}
	return fmt.Sprintf("%.1f (%d)", float64(wrong)*1e6/float64(s.Cells), wrong)
}
