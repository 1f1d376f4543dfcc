package align

import (
	"slices"
	"sync"

	"gongkai/extractors/normalize"
	"gongkai/schema"
)

// itemKind is what an item of the template stands for.
type itemKind uint8

const (
	sectionHeading itemKind = iota
	blockHeading
	valueRow
	acrossRow // all rows of an Across block in one printed row
)

// item is one thing that a document prints, in the form's order.
type item struct {
	kind              itemKind
	table, block, row int
	// variants are the wordings of the label.
	variants []label
	// ordinal is the list number printed before the label.
	ordinal string
	// group is the wordings of the group label printed beside the row.
	group []label
	// depth is how many labels are printed to the left of the row's own.
	depth int
	// cells are the form's cells in the order in which the row prints its figures.
	cells []schema.CellIndex
}

// template is a form as the ordered list of items to align a document with.
type template struct {
	form     *schema.Form
	items    []item
	lex      *lexicon
	columns  map[[2]int]*blockColumns
	exact    map[string][]int // body or bare key → items with that wording
	groups   map[string]bool  // keys of group labels, stubs and notes
	headings map[int][]label  // wordings of the section headings, by number
	blocks   []*blockColumns  // columns, in the form's order
	// otherSections are those that hold no table.
	otherSections []otherSection
	number        int // of the embedded edition, -1 for another
	// twins are the items of the first embedded edition that read like each; nil for it
	// and for one that is not embedded.
	twins []int

	// across lists the items that are a block printed in one row, byColumns the rows
	// by how many figures they print.
	across    []int
	byColumns []rowsOfColumns

	// unlikeAll is what a label like none of the items is.
	unlikeAll []similar
	// soleNumbers marks the rows whose list number no other row of their table has.
	soleNumbers []bool
	// vocabulary holds the characters of all wordings.
	vocabulary map[rune]bool
	// widest is the greatest number of figures of a row with a label.
	widest int
	// met are the lines remembered, nil for an edition that is not embedded.
	met *lineMemory
	// allLabels are all labels' keys, one a line.
	allLabels string
}

// rowsOfColumns are the rows that print so many figures.
type rowsOfColumns struct {
	columns int
	items   []int
}

// blockColumns holds the wordings of a block's column labels.
type blockColumns struct {
	// number counts the blocks of the form.
	number   int
	variants [][]label
	// words are keys of header texts that are no column: group labels, notes.
	words map[string]bool
	// groups are those of the groups' labels.
	groups map[string]bool
}

var templates sync.Map // *schema.Form → *template

func templateOf(form *schema.Form) *template {
	if t, ok := templates.Load(form); ok {
		return t.(*template)
	}
	t, _ := templates.LoadOrStore(form, newTemplate(form, loadLexicon()))
	return t.(*template)
}

func newTemplate(form *schema.Form, lex *lexicon) *template {
	t := &template{
		form: form, lex: lex, columns: map[[2]int]*blockColumns{},
		exact: map[string][]int{}, groups: map[string]bool{}, headings: map[int][]label{}, number: numberOf(form),
		vocabulary: map[rune]bool{},
	}
	for ti := range form.Tables {
		t.addTable(ti)
	}
	for _, section := range form.Sections {
		t.headings[section.Number] = t.wordings("heading", section.Label)
	}
	for i, it := range t.items {
		if it.kind == valueRow {
			t.widest = max(t.widest, len(it.cells))
		}
		for _, v := range it.variants {
			for _, k := range it.keys(&v) {
				if list := t.exact[k]; len(list) == 0 || list[len(list)-1] != i {
					t.exact[k] = append(list, i)
				}
			}
		}
	}
	if t.number > 0 {
		t.twins = t.twinsIn(templateOf(schema.Forms()[0]))
	}
	t.otherSections = t.withoutTable()
	t.allLabels = t.joinLabels()
	t.soleNumbers = t.countNumbers()
	t.unlikeAll = make([]similar, len(t.items))
	if t.number >= 0 {
		t.met = &lineMemory{}
	}
	return t
}

// countNumbers finds the rows whose list number no other row of their table has, nor a
// group of it.
func (t *template) countNumbers() []bool {
	type number struct {
		table   int
		ordinal string
	}
	seen := map[number]int{}
	for i := range t.items {
		it := &t.items[i]
		if it.kind != valueRow {
			continue
		}
		seen[number{it.table, it.ordinal}]++
		if len(it.group) > 0 {
			seen[number{it.table, it.group[0].ordinal}] += 2
		}
	}
	out := make([]bool, len(t.items))
	for i := range t.items {
		it := &t.items[i]
		out[i] = it.kind == valueRow && it.ordinal != "" && seen[number{it.table, it.ordinal}] == 1
	}
	return out
}

// keys are the texts by which a wording of the item is looked up. Blocks are
// told apart by a bracketed numeral alone, so their asides are kept.
func (it *item) keys(v *label) []string {
	if it.kind == blockHeading {
		return []string{v.body.text}
	}
	return []string{v.body.text, v.bare.text}
}

// wordings are the label itself and its aliases, parsed.
func (t *template) wordings(kind, text string) []label {
	text = normalize.Text(text)
	out := []label{t.lex.confusions.parseLabel(text)}
	for _, alias := range t.lex.aliases[aliasKey{kind, text}] {
		out = append(out, t.lex.confusions.parseLabel(alias))
	}
	t.learn(out)
	return out
}

func (t *template) addTable(ti int) {
	table := &t.form.Tables[ti]
	t.add(item{kind: sectionHeading, table: ti, block: -1, row: -1, variants: t.wordings("heading", table.Heading)})
	for bi := range table.Blocks {
		block := &table.Blocks[bi]
		if block.Label != "" {
			t.add(item{kind: blockHeading, table: ti, block: bi, row: -1, variants: t.wordings("block", block.Label)})
		}
		t.addColumns(ti, bi)
		if block.Across {
			t.add(item{kind: acrossRow, table: ti, block: bi, row: -1, cells: t.rowCells(ti, bi, 0, len(block.Rows))})
		}
		for ri := range block.Rows {
			t.addRow(ti, bi, ri)
		}
	}
}

func (t *template) addRow(ti, bi, ri int) {
	row := &t.form.Tables[ti].Blocks[bi].Rows[ri]
	it := item{
		kind: valueRow, table: ti, block: bi, row: ri,
		variants: t.wordings("row", row.Label), cells: t.rowCells(ti, bi, ri, ri+1),
	}
	if row.GroupLabel != "" {
		it.group = t.wordings("group", row.GroupLabel)
	}
	it.ordinal = it.variants[0].ordinal
	for _, text := range []string{row.GroupLabel, row.Stub} {
		if text != "" {
			it.depth++
			t.groups[key(normalize.Text(text))] = true
			t.groups[t.lex.confusions.parseLabel(normalize.Text(text)).body.text] = true
		}
	}
	t.add(it)
}

func (t *template) rowCells(ti, bi, from, to int) []schema.CellIndex {
	var cells []schema.CellIndex
	for r := from; r < to; r++ {
		for c := range t.form.Tables[ti].Blocks[bi].Columns {
			cells = append(cells, t.form.At(ti, bi, r, c))
		}
	}
	return cells
}

func (t *template) addColumns(ti, bi int) {
	block := &t.form.Tables[ti].Blocks[bi]
	bc := &blockColumns{words: map[string]bool{}, groups: map[string]bool{}}
	for _, column := range block.Columns {
		bc.variants = append(bc.variants, t.wordings("column", column.Label))
		if column.Group != "" {
			group := key(normalize.Text(column.Group))
			bc.words[group], bc.groups[group] = true, true
		}
	}
	for _, note := range block.Notes {
		bc.words[key(normalize.Text(note))] = true
	}
	if block.Across {
		for _, row := range block.Rows {
			for _, v := range t.wordings("row", row.Label) {
				bc.words[v.body.text] = true
			}
			bc.words[key(normalize.Text(row.Stub))] = true
		}
	}
	bc.number = len(t.blocks)
	t.blocks = append(t.blocks, bc)
	t.columns[[2]int{ti, bi}] = bc
}

func (t *template) add(it item) {
	i := len(t.items)
	t.items = append(t.items, it)
	switch it.kind {
	case acrossRow:
		t.across = append(t.across, i)
	case valueRow:
		k := slices.IndexFunc(t.byColumns, func(r rowsOfColumns) bool { return r.columns == len(it.cells) })
		if k < 0 {
			k = len(t.byColumns)
			t.byColumns = append(t.byColumns, rowsOfColumns{columns: len(it.cells)})
		}
		t.byColumns[k].items = append(t.byColumns[k].items, i)
	case sectionHeading, blockHeading:
	}
}
