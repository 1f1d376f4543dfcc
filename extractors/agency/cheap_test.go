package agency

import "testing"

// TestCheapQuestions holds that what is asked of a text first is true of every text
// that can be answered at all.
func TestCheapQuestions(t *testing.T) {
	for _, core := range cores {
		if !mayHoldCore(core) {
			t.Errorf("mayHoldCore(%q) is false, and it is a core", core)
		}
	}
	for _, labels := range [][]string{publishLabels, writtenLabels} {
		for _, label := range labels {
			if !mayHoldDate(label) {
				t.Errorf("mayHoldDate(%q) is false, and it is a label of a date", label)
			}
		}
	}
}
