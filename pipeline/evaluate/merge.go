package evaluate

import (
	"cmp"
	"slices"
)

// Merge adds the results of parts of a corpus, measured one after the other. The
// files of the parts differ; the snapshot and the extractor are the last part's.
func Merge(parts ...*Result) *Result {
	whole := &Result{Format: Format, All: Score{Family: "all"}}
	families := map[string]*Score{}
	confusion := map[[2]string]int{}
	for _, part := range parts {
		whole.Snapshot, whole.Extractor = part.Snapshot, part.Extractor
		whole.Documents = append(whole.Documents, part.Documents...)
		for i := range part.Families {
			score := families[part.Families[i].Family]
			if score == nil {
				score = &Score{Family: part.Families[i].Family}
				families[score.Family] = score
			}
			score.add(&part.Families[i].Counts)
			whole.All.add(&part.Families[i].Counts)
		}
		for _, c := range part.Confusion {
			confusion[[2]string{c.Expected, c.Got}] += c.Documents
		}
	}
	whole.summarise(families, confusion)
	return whole
}

// summarise fills in what follows from the counts, in a fixed order.
func (r *Result) summarise(families map[string]*Score, confusion map[[2]string]int) {
	for _, score := range families {
		score.Rates = score.rates()
		r.Families = append(r.Families, *score)
	}
	r.All.Rates = r.All.rates()
	for pair, n := range confusion {
		r.Confusion = append(r.Confusion, Confusion{pair[0], pair[1], n})
	}
	slices.SortFunc(r.Families, func(a, b Score) int { return cmp.Compare(a.Family, b.Family) })
	slices.SortFunc(r.Confusion, func(a, b Confusion) int {
		return cmp.Or(cmp.Compare(a.Expected, b.Expected), cmp.Compare(a.Got, b.Got))
	})
	slices.SortStableFunc(r.Documents, func(a, b Document) int { return cmp.Compare(a.File, b.File) })
}
