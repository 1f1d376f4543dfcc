package align

import (
	"maps"
	"slices"
	"sync"

	"gongkai/schema"
)

// weightColumns is what a column label that only one edition prints speaks for it.
const weightColumns = 4.0

// columnsOfOne holds for each embedded edition the keys of the column labels that it
// alone prints.
var columnsOfOne = sync.OnceValue(func() map[*schema.Form]map[string]bool {
	out := map[*schema.Form]map[string]bool{}
	for _, form := range schema.Forms() {
		out[form] = templateOf(form).columnKeys()
	}
	all := slices.Collect(maps.Values(out))
	seen := map[string]int{}
	for _, keys := range all {
		for k := range keys {
			seen[k]++
		}
	}
	for _, keys := range all {
		maps.DeleteFunc(keys, func(k string, _ bool) bool { return seen[k] > 1 })
	}
	return out
})

// columnKeys are the keys of all wordings of the form's columns.
func (t *template) columnKeys() map[string]bool {
	keys := map[string]bool{}
	for _, bc := range t.blocks {
		for _, variants := range bc.variants {
			for i := range variants {
				keys[variants[i].body.text], keys[variants[i].bare.text] = true, true
			}
		}
	}
	return keys
}

// namedColumns counts the columns that only this edition has and that lines without
// figures name.
func (a *alignment) namedColumns() int {
	own := columnsOfOne()[a.form]
	named := map[string]bool{}
	for l := range a.lines {
		if a.lines[l].figures > 0 {
			continue
		}
		for j := range a.lines[l].labels {
			if k := a.lines[l].labels[j].body.text; own[k] {
				named[k] = true
			}
		}
	}
	return len(named)
}
