package align

// Costs of an edit. A character that the document lost is cheaper than one
// that it turned into another: labels are cut short far more often than they
// are replaced. A substitution that OCR is known to make is cheaper still.
const (
	costSubstitute = 1.0
	costConfused   = 0.3
	costLost       = 0.55
	costExtra      = 0.6
)

// confusions holds pairs of characters that OCR takes for one another.
type confusions map[[2]rune]bool

// distance is the least cost of turning the form's label into the observed
// one, by edits weighed as above. Time is len(observed)·len(form).
func (c confusions) distance(observed, form []rune) float64 {
	var buffer [128]float64
	row := buffer[:0]
	for j := 0; j <= len(form); j++ {
		row = append(row, float64(j)*costLost)
	}
	for i, o := range observed {
		diagonal := row[0]
		row[0] = float64(i+1) * costExtra
		for j, f := range form {
			best := diagonal
			if o != f {
				best += c.cost(o, f)
			}
			best = min(best, row[j+1]+costExtra, row[j]+costLost)
			diagonal, row[j+1] = row[j+1], best
		}
	}
	return row[len(form)]
}

func (c confusions) cost(observed, form rune) float64 {
	if c[[2]rune{observed, form}] {
		return costConfused
	}
	return costSubstitute
}

// similarity is 1 for equal labels and falls to 0 as the edits approach the
// length of the form's label.
func (c confusions) similarity(observed, form []rune) float64 {
	longest := max(len(observed), len(form))
	if longest == 0 {
		return 0
	}
	return max(0, 1-c.distance(observed, form)/(costSubstitute*float64(len(form))))
}
