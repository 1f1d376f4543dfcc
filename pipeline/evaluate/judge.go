package evaluate

import "gongkai/schema"

// verdict is what a cell of the dataset is against its label.
type verdict uint8

const (
	// neutral counts neither for nor against.
	neutral verdict = iota
	right
	wrong
	// missed is a printed number that the dataset does not give.
	missed
	// asBlank is a printed number of which the dataset says that nothing is printed.
	asBlank
)

// judge compares a cell with its label, as the package documentation says.
func judge(f *Figure, c *Cell) verdict {
	switch {
	case c.HasValue:
		return judgeGiven(f, c)
	case f.Value == nil || f.Lost:
		return neutral
	case c.Status == schema.Blank || c.Status == schema.NotApplicable:
		return asBlank
	}
	return missed
}

func judgeGiven(f *Figure, c *Cell) verdict {
	switch {
	case f.Value == nil:
		if f.Lost && c.Value == 0 {
			return neutral
		}
		return wrong
	case schema.Micros(*f.Value) != c.Value:
		return wrong
	case f.Unit == nil && c.Unit == "", f.Unit != nil && *f.Unit == c.Unit:
		return right
	case c.Unit != "":
		return wrong
	case f.Lost:
		return neutral
	}
	return missed
}
