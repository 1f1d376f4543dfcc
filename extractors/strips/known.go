package strips

import (
	"sync"

	"gongkai/schema"
)

// known is what is made of a table of a form once. Nobody changes it.
type known struct {
	// table is nil where the table cannot be put in order by its identities.
	table   *table
	foreign map[string]bool
}

var (
	tablesMade sync.Map // *schema.Form → []known
	wordsMade  sync.Map // *schema.Block, the first of a table → []*word
)

// tablesOf are the tables of a form.
func tablesOf(form *schema.Form) []known {
	if made, ok := tablesMade.Load(form); ok {
		return made.([]known)
	}
	out := make([]known, len(form.Tables))
	for i := range out {
		out[i].foreign = headersBut(form, i)
		if t, ok := tableOf(form, i); ok {
			out[i].table = t
		}
	}
	made, _ := tablesMade.LoadOrStore(form, out)
	return made.([]known)
}

// knownWords are the words of a table.
func knownWords(blocks []schema.Block) []*word {
	if made, ok := wordsMade.Load(&blocks[0]); ok {
		return made.([]*word)
	}
	made, _ := wordsMade.LoadOrStore(&blocks[0], wordsOf(blocks))
	return made.([]*word)
}
