package align

import "math/bits"

// Costs of an edit. A character that the document lost is cheaper than one
// that it turned into another: labels are cut short far more often than they
// are replaced. A substitution that OCR is known to make is cheaper still.
const (
	costSubstitute = 1.0
	costConfused   = 0.3
	costLost       = 0.55
	costExtra      = 0.6
)

// confusions holds for a character the characters that OCR takes for it.
type confusions struct {
	printed map[rune][]rune // observed → printed
	// marks is a filter over the observed characters, by their low bits.
	marks [1 << 10]uint64
}

func (c *confusions) add(observed, printed rune) {
	if c.printed == nil {
		c.printed = map[rune][]rune{}
	}
	c.printed[observed] = append(c.printed[observed], printed)
	c.marks[(observed>>6)&1023] |= 1 << (observed & 63)
}

func (c *confusions) confused(observed, printed rune) bool {
	if c.marks[(observed>>6)&1023]&(1<<(observed&63)) == 0 {
		return false
	}
	for _, p := range c.printed[observed] {
		if p == printed {
			return true
		}
	}
	return false
}

// distance is the least cost of turning the form's label into the observed
// one, by edits weighed as above. Time is len(observed)·len(form).
func (c *confusions) distance(observed, form []rune) float64 {
	var buffer [128]float32
	row := buffer[:0]
	for j := 0; j <= len(form); j++ {
		row = append(row, float32(j)*costLost)
	}
	for i, o := range observed {
		diagonal := row[0]
		row[0] = float32(i+1) * costExtra
		left := row[0]
		for j, f := range form {
			best := diagonal
			if o != f {
				best += c.cost(o, f)
			}
			diagonal = row[j+1]
			best = min(best, diagonal+costExtra, left+costLost)
			row[j+1], left = best, best
		}
	}
	return float64(row[len(form)])
}

func (c *confusions) cost(observed, form rune) float32 {
	if c.confused(observed, form) {
		return costConfused
	}
	return costSubstitute
}

// similarity is 1 for equal labels and falls to 0 as the edits approach the
// length of the form's label.
func (c *confusions) similarity(observed, form *wording) float64 {
	if len(observed.runes) == 0 || len(form.runes) == 0 || !observed.overlaps(form) {
		return 0
	}
	return max(0, 1-c.distance(observed.runes, form.runes)/(costSubstitute*float64(len(form.runes))))
}

// morelike is the similarity of two labels where it is more than another one, else
// that. Labels whose lengths and characters alone leave them less are not compared.
func (c *confusions) morelike(observed, form *wording, than float64) float64 {
	const rounding = 1e-3
	if c.byLength(observed, form)+rounding <= than || c.atMost(observed, form)+rounding <= than {
		return than
	}
	return max(than, c.similarity(observed, form))
}

// byLength bounds the similarity of two labels by their lengths.
func (c *confusions) byLength(observed, form *wording) float64 {
	n, m := len(observed.runes), len(form.runes)
	return 1 - max(costExtra*float64(n-m), costLost*float64(m-n))/float64(max(1, m))
}

// atMost bounds it by their characters too: one of the form's that the observed label
// does not have, nor one confused with it, is lost or replaced.
func (c *confusions) atMost(observed, form *wording) float64 {
	n, m := len(observed.runes), len(form.runes)
	replaced := form.absentFrom(observed) - max(0, m-n)
	return max(0, c.byLength(observed, form)-costSubstitute*float64(max(0, replaced))/float64(max(1, m)))
}

// wording is a label's key with a filter over its characters.
type wording struct {
	runes []rune
	text  string
	set   [4]uint64
}

// absentFrom counts the characters that are not in another label's filter.
func (w *wording) absentFrom(o *wording) int {
	n := 0
	for _, r := range w.runes {
		h := hash(r)
		if o.set[h>>6]&(1<<(h&63)) == 0 {
			n++
		}
	}
	return n
}

// wordingOf makes a wording; characters that OCR may have made count as those
// they were made of too.
func (c *confusions) wordingOf(text string) wording {
	w := wording{runes: []rune(text), text: text}
	for _, r := range w.runes {
		w.mark(r)
		if c != nil {
			for _, p := range c.printed[r] {
				w.mark(p)
			}
		}
	}
	return w
}

func (w *wording) mark(r rune) {
	h := hash(r)
	w.set[h>>6] |= 1 << (h & 63)
}

// hash is the place of a character in the filter.
func hash(r rune) uint32 { return uint32(r) * 2654435761 >> 24 }

// leastOverlap is the share of the shorter label's characters that two labels
// must have in common to be alike at all.
const leastOverlap = 0.4

func (w *wording) overlaps(o *wording) bool {
	common := 0
	for i := range w.set {
		common += bits.OnesCount64(w.set[i] & o.set[i])
	}
	return float64(common) >= leastOverlap*float64(min(len(w.runes), len(o.runes)))
}
