package extractors

import "testing"

// TestBetterSheet: a later way to lay a document out is preferred where it decides
// more of the form, and breaks no more identities than what it bears out makes up for.
func TestBetterSheet(t *testing.T) {
	t.Parallel()
	held := quality{rows: 30, passes: 20, unknown: 12}
	for _, tt := range []struct {
		name  string
		later quality
		want  bool
	}{
		{"decides more", quality{rows: 30, passes: 20, unknown: 6}, true},
		{"decides hardly more", quality{rows: 30, passes: 20, unknown: 7}, false},
		{"places fewer rows", quality{rows: 29, passes: 30, unknown: 0}, false},
		{"a slip for four that hold", quality{rows: 30, passes: 24, fails: 1, unknown: 0}, true},
		{"a slip for three that hold", quality{rows: 30, passes: 23, fails: 1, unknown: 0}, false},
		{"two slips for seven that hold", quality{rows: 30, passes: 27, fails: 2, unknown: 0}, false},
		{"two slips in a layout that keeps every cell and leaves none open", quality{rows: 30, passes: 1, fails: 2, faithful: true}, true},
		{"two slips in one that leaves some open", quality{rows: 30, passes: 1, fails: 2, unknown: 6, faithful: true}, false},
		{"not shown", quality{rows: 40, passes: 40, carried: true}, false},
	} {
		if got := tt.later.better(held); got != tt.want {
			t.Errorf("%s: %t", tt.name, got)
		}
	}
	if faithful := (quality{rows: 30, passes: 20, unknown: 12, faithful: true}); (quality{rows: 33, passes: 20}).better(faithful) {
		t.Error("three rows more are preferred to a layout that keeps every cell")
	}
}
