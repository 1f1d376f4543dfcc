package corpus

import (
	"math/rand/v2"

	"gongkai/scripts/synth/mangle"
)

// Draw makes a document as they are met: of a random family among those given
// (all where none are), damaged by no to three operators that fit the family.
func Draw(rng *rand.Rand, names ...string) Document {
	f := drawFamily(rng, names)
	return Make(rng, f.name, drawOperators(rng, f)...)
}

// groupWeights is how often, in a hundred, a group of families is drawn.
var groupWeights = []struct {
	group   string
	percent int
}{{"text", 33}, {"preset", 12}, {"html", 40}, {"scan", 5}, {"other", 10}}

func drawFamily(rng *rand.Rand, names []string) *family {
	if len(names) > 0 {
		f, _ := familyOf(names[rng.IntN(len(names))])
		return f
	}
	n := rng.IntN(100)
	for _, g := range groupWeights {
		if n -= g.percent; n < 0 {
			return oneOf(rng, g.group)
		}
	}
	return &families[0]
}

func oneOf(rng *rand.Rand, group string) *family {
	var of []*family
	for i := range families {
		if families[i].group == group {
			of = append(of, &families[i])
		}
	}
	return of[rng.IntN(len(of))]
}

// drawOperators draws different operators that fit a family; four documents in
// ten have none.
func drawOperators(rng *rand.Rand, f *family) []string {
	n := max(0, rng.IntN(7)-3)
	var fitting []string
	for _, o := range mangle.Operators() {
		if f.fits(o) {
			fitting = append(fitting, o.Name)
		}
	}
	rng.Shuffle(len(fitting), func(i, j int) { fitting[i], fitting[j] = fitting[j], fitting[i] })
	return fitting[:min(n, len(fitting))]
}

// fits reports whether an operator is realistic for a family.
func (f *family) fits(o mangle.Operator) bool {
	switch f.group {
	case "text":
		return true
	case "html":
		return o.Scope == mangle.Any
	case "scan":
		return o.Scope == mangle.Any || o.Scope == mangle.Recognised
	default:
		return false
	}
}
