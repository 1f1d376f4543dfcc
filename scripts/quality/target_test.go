package main

import (
	"testing"

	"gongkai/pipeline/evaluate"
)

func rateOf(v float64) evaluate.Rate { return evaluate.Rate{Defined: true, Value: v} }

// TestJudge: each bound can be missed, alone.
func TestJudge(t *testing.T) {
	good := evaluate.Score{
		Counts: evaluate.Counts{Documents: 100, Cells: 1_000_000},
		Rates:  evaluate.Rates{RecallNonZero: rateOf(0.995), ReviewBeyond: rateOf(0.5), ReviewWhole: rateOf(0.03)},
	}
	want := target{recall: 99.5, silent: 2, review: 3, lossy: true, rejects: true}
	for _, c := range []struct {
		name   string
		change func(*evaluate.Score, *target)
		missed string
	}{
		{"all met", func(*evaluate.Score, *target) {}, ""},
		{"recall", func(s *evaluate.Score, _ *target) { s.Rates.RecallNonZero = rateOf(0.9949) }, "recall ≠0"},
		{"recall of nothing", func(s *evaluate.Score, _ *target) { s.Rates.RecallNonZero = evaluate.Rate{} }, "recall ≠0"},
		{"two silent errors", func(s *evaluate.Score, _ *target) { s.Silent, s.SilentAsBlank = 1, 1 }, ""},
		{"three silent errors", func(s *evaluate.Score, _ *target) { s.Silent, s.SilentAsBlank = 2, 1 }, "silent/million"},
		{"review", func(s *evaluate.Score, _ *target) { s.Rates.ReviewWhole = rateOf(0.0301) }, "review"},
		{"review of what lost nothing", func(_ *evaluate.Score, t *target) { t.lossy = false }, "review"},
		{"a wrong reason", func(s *evaluate.Score, _ *target) { s.RejectsExpected = 1 }, "by name"},
		{"a report too many", func(s *evaluate.Score, _ *target) { s.ReportsExtra = 1 }, "by name"},
	} {
		score, bounds := good, want
		c.change(&score, &bounds)
		missed := ""
		for _, m := range bounds.judge(&score) {
			if !m.Met {
				missed += m.Name
			}
		}
		if missed != c.missed {
			t.Errorf("%s: missed %q, want %q", c.name, missed, c.missed)
		}
	}
}
