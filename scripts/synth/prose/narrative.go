package prose

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// Context is what the narrative knows of the report.
type Context struct {
	Agency Agency
	Year   int
	// Figures are some figures of the tables, to repeat or to contradict.
	Figures []string
}

// filler replaces the slots of a sentence: {we}, {name}, {y}, {p} (the year
// before), {n} (a figure that counts something else) and {f} (a figure of the
// table, or one that contradicts it).
func (c *Context) fill(rng *rand.Rand, s string) string {
	for strings.Contains(s, "{n}") {
		s = strings.Replace(s, "{n}", fmt.Sprint(1+rng.IntN(1+rng.IntN(3000))), 1)
	}
	for strings.Contains(s, "{f}") {
		figure := fmt.Sprint(rng.IntN(200))
		if len(c.Figures) > 0 && rng.IntN(2) == 0 {
			figure = c.Figures[rng.IntN(len(c.Figures))]
		}
		s = strings.Replace(s, "{f}", figure, 1)
	}
	return strings.NewReplacer(
		"{we}", c.Agency.We, "{name}", c.Agency.Name,
		"{y}", fmt.Sprint(c.Year), "{p}", fmt.Sprint(c.Year-1),
	).Replace(s)
}

// Opening writes the paragraph before the first section, or "".
func Opening(rng *rand.Rand, c *Context) string {
	return c.fill(rng, openings[rng.IntN(len(openings))])
}

// Overview writes the paragraphs of section 1.
func Overview(rng *rand.Rand, c *Context) []string {
	return c.several(rng, overview, 2+rng.IntN(4), rng.IntN(3))
}

// Problems writes the paragraphs of section 5.
func Problems(rng *rand.Rand, c *Context) []string {
	out := c.several(rng, problems, 1+rng.IntN(3), 0)
	return append(out, c.several(rng, remedies, 1+rng.IntN(3), 0)...)
}

// Other writes the paragraph of section 6.
func Other(rng *rand.Rand, c *Context) string {
	return c.fill(rng, others[rng.IntN(len(others))])
}

// Unrelated writes n paragraphs about other work, for pages that are no report.
func Unrelated(rng *rand.Rand, c *Context, n int) []string {
	return c.several(rng, unrelated, n, 1)
}

// several draws n different sentences; numbered says whether paragraphs carry
// ordinals: 0 none, 1 （一）, 2 一是.
func (c *Context) several(rng *rand.Rand, from []string, n, numbered int) []string {
	order := rng.Perm(len(from))[:min(n, len(from))]
	var out []string
	for i, k := range order {
		s := c.fill(rng, from[k])
		switch numbered {
		case 1:
			s = "（" + hanNumber(i+1) + "）" + s
		case 2:
			s = hanNumber(i+1) + "是" + s
		}
		out = append(out, s)
	}
	return out
}
