package record

import (
	"cmp"
	"slices"

	"gongkai/extractors"
)

// LabelCount counts the labels that were not recognised over documents. The
// zero LabelCount is ready to use. The result does not depend on the order of
// the documents.
type LabelCount struct {
	byKey map[labelKey]*Label
}

type labelKey struct{ edition, table, text string }

// Add counts the labels of one document, each once. Call it once for each document.
func (c *LabelCount) Add(docID string, labels []extractors.Label) {
	if c.byKey == nil {
		c.byKey = map[labelKey]*Label{}
	}
	met := map[labelKey]bool{}
	for _, l := range labels {
		key := labelKey{l.Edition, l.Table, l.Text}
		counted := c.byKey[key]
		if counted == nil {
			counted = &Label{Label: l, ExampleDoc: docID}
			c.byKey[key] = counted
		}
		if !met[key] {
			counted.Documents++
			met[key] = true
		}
		counted.ExampleDoc = min(counted.ExampleDoc, docID)
		if nearer(l, counted.Label) {
			counted.Nearest, counted.Distance = l.Nearest, l.Distance
		}
	}
}

// nearer prefers a label that has a nearest, the smaller distance, then the
// smaller text: the place of a label in its document may change what is nearest.
func nearer(a, b extractors.Label) bool {
	if (a.Nearest == "") != (b.Nearest == "") {
		return b.Nearest == ""
	}
	return cmp.Or(cmp.Compare(a.Distance, b.Distance), cmp.Compare(a.Nearest, b.Nearest)) < 0
}

// Labels lists the labels in the order of CompareLabels.
func (c *LabelCount) Labels() []Label {
	labels := make([]Label, 0, len(c.byKey))
	for _, l := range c.byKey {
		labels = append(labels, *l)
	}
	slices.SortFunc(labels, func(a, b Label) int { return CompareLabels(&a, &b) })
	return labels
}
