package align

// misread reports whether a label that is like an item's differs from it as
// misread text does and reworded text does not: a character stands in the place of
// another which no label of the form has, or which recognisers take for it.
func (t *template) misread(text string, it *item) bool {
	observed := t.lex.confusions.parseLabel(text)
	best, wanted := -1.0, (*wording)(nil)
	for k := range it.variants {
		v := &it.variants[k]
		for _, w := range []*wording{&v.body, &v.bare} {
			if s := t.lex.confusions.similarity(&observed.body, w); s > best {
				best, wanted = s, w
			}
		}
	}
	return wanted != nil && t.substituted(observed.body.runes, wanted.runes)
}

// substituted aligns two labels at the least cost, and reports whether a character
// outside the form's vocabulary, or one known to be confused, replaces another.
func (t *template) substituted(observed, form []rune) bool {
	d := t.lex.confusions.costs(observed, form)
	for i, j := len(observed), len(form); i > 0 && j > 0; {
		o, f := observed[i-1], form[j-1]
		switch {
		case o == f && d[i][j] == d[i-1][j-1]:
			i, j = i-1, j-1
		case d[i][j] == d[i-1][j]+costExtra:
			i--
		case d[i][j] == d[i][j-1]+costLost:
			j--
		default:
			if !t.vocabulary[o] || t.lex.confusions.confused(o, f) {
				return true
			}
			i, j = i-1, j-1
		}
	}
	return false
}

// costs is the table of distance: costs[i][j] turns form[:j] into observed[:i].
func (c *confusions) costs(observed, form []rune) [][]float32 {
	d := make([][]float32, len(observed)+1)
	for i := range d {
		d[i] = make([]float32, len(form)+1)
		for j := range d[i] {
			switch {
			case i == 0:
				d[i][j] = float32(j) * costLost
			case j == 0:
				d[i][j] = float32(i) * costExtra
			default:
				d[i][j] = min(d[i-1][j]+costExtra, d[i][j-1]+costLost, d[i-1][j-1]+c.replace(observed[i-1], form[j-1]))
			}
		}
	}
	return d
}

func (c *confusions) replace(observed, form rune) float32 {
	if observed == form {
		return 0
	}
	return c.cost(observed, form)
}

// learn adds the characters of labels to the vocabulary.
func (t *template) learn(labels []label) {
	for i := range labels {
		for _, r := range labels[i].body.runes {
			t.vocabulary[r] = true
		}
	}
}
