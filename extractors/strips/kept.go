package strips

import (
	"encoding/binary"
	"slices"
)

// arrangement is a run of rows, each the figures of its cells, and how far it departs
// from one row after the other.
type arrangement struct {
	rows [][]int
	cost int
	// key is the same for the same values.
	key string
}

// then is the arrangement with another below it.
func (a *arrangement) then(b arrangement) arrangement {
	return arrangement{rows: slices.Concat(a.rows, b.rows), cost: a.cost + b.cost, key: a.key + b.key}
}

// kept collects arrangements, one for each different filling with values: the
// cheapest, and the first among those.
type kept struct {
	all []arrangement
	at  map[string]int
	// least is the lowest cost.
	least int
}

// addIf adds rows that are complete and satisfy their identities.
func (k *kept) addIf(c *cutter, first int, rows [][]int, cost int) {
	for r := range rows {
		if !c.holds(first+r, rows[r]) {
			return
		}
	}
	var key []byte
	copied := make([][]int, len(rows))
	for r, row := range rows {
		copied[r] = slices.Clone(row)
		for _, f := range row {
			key = binary.AppendVarint(key, int64(c.figures[f].value))
			if c.figures[f].none {
				key = append(key, 1)
			} else {
				key = append(key, 0)
			}
		}
	}
	k.add(c, arrangement{copied, cost, string(key)})
}

func (k *kept) add(c *cutter, a arrangement) {
	if k.at == nil {
		k.at, k.least = map[string]int{}, a.cost
	}
	k.least = min(k.least, a.cost)
	if i, ok := k.at[a.key]; ok {
		if a.cost < k.all[i].cost {
			k.all[i] = a
		}
		return
	}
	if len(k.all) == mostArrangements {
		c.over = true
		return
	}
	k.at[a.key] = len(k.all)
	k.all = append(k.all, a)
}
