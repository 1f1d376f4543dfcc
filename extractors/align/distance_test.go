package align

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// characters are few, so that drawn labels share some.
var characters = rapid.SampledFrom([]rune("处业理决定数量行政许可罚强制"))

func word(t *rapid.T, name string) []rune {
	return rapid.SliceOfN(characters, 0, 12).Draw(t, name)
}

// business knows one confusion: 业 for 处.
func business() *confusions {
	c := &confusions{}
	c.add('业', '处')
	return c
}

func TestDistanceIsZeroIffEqual(t *testing.T) {
	t.Parallel()
	c := business()
	rapid.Check(t, func(t *rapid.T) {
		a, b := word(t, "a"), word(t, "b")
		if d := c.distance(a, b); (d == 0) != slices.Equal(a, b) {
			t.Fatalf("distance of %q and %q is %v", string(a), string(b), d)
		}
	})
}

// TestDistanceIsBounded: never more than losing the one and writing the other,
// never less than the difference in length costs.
func TestDistanceIsBounded(t *testing.T) {
	t.Parallel()
	c := business()
	rapid.Check(t, func(t *rapid.T) {
		observed, form := word(t, "observed"), word(t, "form")
		d := c.distance(observed, form)
		most := float64(len(observed))*costExtra + float64(len(form))*costLost
		least := float64(max(0, len(observed)-len(form)))*costExtra + float64(max(0, len(form)-len(observed)))*costLost
		const rounding = 1e-4
		if d > most+rounding || d < least-rounding {
			t.Fatalf("distance of %q and %q is %v, not within %v and %v", string(observed), string(form), d, least, most)
		}
	})
}

// TestCutIsCheaperThanReplaced: a label of which the end was lost is nearer to
// the form's than one of which the same characters are others.
func TestCutIsCheaperThanReplaced(t *testing.T) {
	t.Parallel()
	c := business()
	rapid.Check(t, func(t *rapid.T) {
		form := rapid.SliceOfN(characters, 2, 12).Draw(t, "form")
		n := rapid.IntRange(1, len(form)-1).Draw(t, "lost")
		cut := form[:len(form)-n]
		replaced := slices.Clone(form)
		for i := len(cut); i < len(form); i++ {
			replaced[i] = '口' // no label has it
		}
		if a, b := c.distance(cut, form), c.distance(replaced, form); a >= b {
			t.Fatalf("%q is %v from %q, %q only %v", string(cut), a, string(form), string(replaced), b)
		}
	})
}

func TestConfusedIsCheaperThanReplaced(t *testing.T) {
	t.Parallel()
	c := business()
	form := []rune("处理决定数量")
	for _, tt := range []struct {
		observed string
		want     float64
	}{
		{"业理决定数量", costConfused},
		{"口理决定数量", costSubstitute},
		{"理决定数量", costLost},
		{"本处理决定数量", costExtra},
		// A confusion has a direction: 处 printed for 业 is not known.
	} {
		if got := c.distance([]rune(tt.observed), form); math.Abs(got-tt.want) > 1e-5 {
			t.Errorf("distance of %q is %v, want %v", tt.observed, got, tt.want)
		}
	}
	if got := c.distance([]rune("处务"), []rune("业务")); math.Abs(got-costSubstitute) > 1e-5 {
		t.Errorf("a confusion counts in the other direction: %v", got)
	}
}

// TestSimilarity: 1 for equal labels, within 0 and 1 for all, and 0 with nothing.
func TestSimilarity(t *testing.T) {
	t.Parallel()
	c := business()
	rapid.Check(t, func(t *rapid.T) {
		a, b := c.wordingOf(string(word(t, "a"))), c.wordingOf(string(word(t, "b")))
		s := c.similarity(&a, &b)
		switch {
		case s < 0 || s > 1:
			t.Fatalf("similarity %v", s)
		case (s == 1) != (a.text == b.text && a.text != ""):
			t.Fatalf("similarity of %q and %q is %v", a.text, b.text, s)
		}
	})
}

// TestOverlapNeverHidesALikeLabel: the filter before the comparison lets through
// every pair that is more than half alike.
func TestOverlapNeverHidesALikeLabel(t *testing.T) {
	t.Parallel()
	c := business()
	rapid.Check(t, func(t *rapid.T) {
		observed, form := c.wordingOf(string(word(t, "observed"))), c.wordingOf(string(word(t, "form")))
		if len(form.runes) == 0 || distinctRunes(form.runes) < len(form.runes) {
			return
		}
		like := 1 - c.distance(observed.runes, form.runes)/float64(len(form.runes))
		if like > 0.5 && !observed.overlaps(&form) {
			t.Fatalf("%q and %q are %v alike and held to be strangers", observed.text, form.text, like)
		}
	})
}

func distinctRunes(runes []rune) int {
	sorted := slices.Clone(runes)
	slices.Sort(sorted)
	return len(slices.Compact(sorted))
}

// TestSimilarityIsBounded: no label is more like another than the bound says by which
// it is left out, nor less than the greater of what was asked for.
func TestSimilarityIsBounded(t *testing.T) {
	t.Parallel()
	c := business()
	const rounding = 1e-3
	rapid.Check(t, func(t *rapid.T) {
		observed, form := c.wordingOf(string(word(t, "observed"))), c.wordingOf(string(word(t, "form")))
		s := c.similarity(&observed, &form)
		if most := c.atMost(&observed, &form); s > most+rounding {
			t.Fatalf("similarity of %q and %q is %v, bound %v", observed.text, form.text, s, most)
		}
		than := rapid.Float64Range(0, 1).Draw(t, "than")
		if got := c.morelike(&observed, &form, than); math.Abs(got-max(than, s)) > rounding {
			t.Fatalf("similarity of %q and %q beyond %v is %v, want %v", observed.text, form.text, than, got, max(than, s))
		}
	})
}
