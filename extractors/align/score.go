package align

import (
	"strings"
	"sync"
	"unicode/utf8"

	"gongkai/extractors/figure"
)

// The weights of the evidence, in one unit: about the logarithm of how much
// likelier a true pairing shows it than a chance one.
const (
	weightExact      = 5.0  // the label is a wording of the item
	weightLength     = 0.1  // for each character of an exact label, up to ten
	weightAlike      = 4.0  // times how far the similarity exceeds one half, doubled
	weightOther      = -6.0 // the label is a wording of another item
	weightUnlike     = -1.2 // the label is like nothing of the item
	weightNoLabel    = -1.0 // there is no label
	weightOrdinal    = 0.5  // the list numbers agree, or do not
	weightGroup      = 0.5  // the group label beside it agrees, or does not
	weightNumber     = 1.5  // as many figures as the row has columns
	weightSlots      = 0.8  // as many cells as the row has columns
	weightMismatch   = -0.8 // too many figures
	weightContiguous = 1.0  // the line and the item before it are paired too
	weightFragment   = -0.4 // for each further line of a split row
	weightTwoRuns    = -1.6 // figures in more than one of the joined lines
	weightSkipped    = -0.3 // a line with figures inside a table passed over
)

// similar is how like an item's label a text is.
type similar struct {
	sim   float64
	exact bool
}

// simCache remembers the similarity of a label text to every item. Labels
// repeat endlessly between documents. It is bounded: when it is full it is
// emptied, which changes the time and never the result.
type simCache struct {
	mu   sync.RWMutex
	byTx map[string][]similar
}

const simCacheLimit = 50_000

func newSimCache() *simCache { return &simCache{byTx: map[string][]similar{}} }

func (c *simCache) get(text string) ([]similar, bool) {
	c.mu.RLock()
	defer c.mu.RUnlock()
	s, ok := c.byTx[text]
	return s, ok
}

func (c *simCache) put(text string, s []similar) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.byTx) >= simCacheLimit {
		c.byTx = map[string][]similar{}
	}
	c.byTx[strings.Clone(text)] = s
}

// similarities compares a label text with every item of the template.
func (t *template) similarities(text string) []similar {
	if s, ok := t.sims.get(text); ok {
		return s
	}
	s := make([]similar, len(t.items))
	observed := t.lex.confusions.parseLabel(text)
	if len(observed.body.runes) > 0 {
		for i := range t.items {
			s[i] = t.compare(&observed, &t.items[i])
		}
	}
	t.sims.put(text, s)
	return s
}

// compare takes the best wording of the item. Blocks are told apart by a
// bracketed numeral, so asides are kept for them.
func (t *template) compare(observed *label, it *item) similar {
	best := similar{}
	for k := range it.variants {
		v := &it.variants[k]
		if observed.body.text == v.body.text {
			return similar{1, true}
		}
		best.sim = max(best.sim, t.lex.confusions.similarity(&observed.body, &v.body))
		if it.kind == blockHeading {
			continue
		}
		if observed.bare.text == v.bare.text {
			return similar{1, true}
		}
		if v.hasAside() || observed.hasAside() {
			best.sim = max(best.sim, t.lex.confusions.similarity(&observed.bare, &v.bare))
		}
	}
	// One character in a short label is a different label (许可, 处罚, 强制).
	for k := range it.variants {
		if v := &it.variants[k]; len(v.body.runes) < 4 {
			best.sim = min(best.sim, 0.6)
		}
	}
	return best
}

// candidates are the texts that may be the label of joined lines: each label
// cell alone, the last two together, and all of them together; across lines,
// the last cell of the one with the first, the last and all cells of the next.
func candidates(lines []line) []string {
	var out []string
	var all, leaf strings.Builder
	for i := range lines {
		labels := lines[i].labels
		for j := range labels {
			all.WriteString(labels[j].text)
			if len(lines) == 1 && len(labels[j].parsed.body.runes) > 0 {
				out = append(out, labels[j].text)
			}
		}
		if n := len(labels); n > 0 {
			leaf.WriteString(labels[n-1].text)
			if len(lines) == 1 && n > 2 {
				out = append(out, labels[n-2].text+labels[n-1].text)
			}
		}
	}
	out = append(out, all.String())
	if len(lines) > 1 && leaf.Len() != all.Len() {
		out = append(out, leaf.String())
	}
	kept := out[:0]
	for _, text := range out {
		if text != "" && utf8.RuneCountInString(text) <= longestLabel {
			kept = append(kept, text)
		}
	}
	return kept
}

// evidence is what pairing joined lines with an item rests on.
type evidence struct {
	score float64
	sim   float64
	exact bool
	text  string
	// unlike is true where there is label text and it is not like the item's.
	unlike bool
}

func ordinalEvidence(text, want string) float64 {
	got, _ := cutOrdinal(text)
	switch {
	case got == "" || want == "":
		return 0
	case got == want:
		return weightOrdinal
	default:
		return -weightOrdinal
	}
}

// numberEvidence weighs how many figures there are against how many columns.
func numberEvidence(lines []line, want int) float64 {
	filled, cells, runs, labelled := 0, 0, 0, false
	for i := range lines {
		filled += lines[i].figures
		cells += len(lines[i].slots)
		if lines[i].figures > 0 {
			runs++
		}
		labelled = labelled || len(lines[i].labels) > 0
	}
	score := 0.0
	if runs > 1 {
		score += weightTwoRuns * float64(runs-1)
	}
	switch {
	case filled == want:
		score += weightNumber
	case filled > want:
		score += weightMismatch * float64(min(4, filled-want))
	case cells >= want && filled > 0:
		score += weightSlots
	case filled == 0 && cells < want:
		score += -0.2
	default:
		score += -0.1 * float64(want-filled)
	}
	return score
}

// acrossEvidence weighs a line as a whole block printed in one row: its number
// of figures, and labels that are none but header words.
func (t *template) acrossEvidence(lines []line, it *item) float64 {
	filled, cells, words, strange := 0, 0, 0, 0
	for i := range lines {
		filled += lines[i].figures
		cells += len(lines[i].slots)
		for j := range lines[i].labels {
			if t.isHeaderWord(it.table, it.block, &lines[i].labels[j].parsed) {
				words++
			} else {
				strange++
			}
		}
	}
	want := len(it.cells)
	var score float64
	switch {
	case filled == want:
		score = 4
	case filled < want && cells >= want && filled > 0:
		score = 2
	case filled >= want-len(t.form.Tables[it.table].Blocks[it.block].Rows) && filled < want:
		score = 1
	case len(lines) == 1 && len(lines[0].labels) == 0 && !lines[0].prose && filled > 0 && filled < want:
		score = 0.5 // blanks that leave no trace
	default:
		return -4
	}
	if len(lines) > 1 {
		score -= 1.5 * float64(len(lines)-1)
	}
	return score + 0.3*float64(min(words, 5)) - 1.5*float64(strange)
}

// isHeaderWord reports whether a text is a column label or another word of the
// block's header.
func (t *template) isHeaderWord(table, block int, l *label) bool {
	bc := t.columns[[2]int{table, block}]
	if bc.words[l.body.text] || bc.words[l.bare.text] {
		return true
	}
	_, sim := t.columnLike(bc, l)
	return sim > 0.7
}

// columnLike returns the column whose label is most like a text, and how like.
func (t *template) columnLike(bc *blockColumns, l *label) (column int, sim float64) {
	column = -1
	for c, variants := range bc.variants {
		for k := range variants {
			s := t.columnSimilarity(l, &variants[k])
			if s > sim {
				column, sim = c, s
			}
		}
	}
	return column, sim
}

func (t *template) columnSimilarity(l, v *label) float64 {
	if l.body.text == v.body.text || l.bare.text == v.bare.text {
		return 1
	}
	s := max(t.lex.confusions.similarity(&l.body, &v.body), t.lex.confusions.similarity(&l.bare, &v.bare))
	if len(v.bare.runes) < 4 {
		s = min(s, 0.5)
	}
	return s
}

func isBlank(s *slot) bool { return s.figure.Kind == figure.Blank }
