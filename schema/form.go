package schema

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"gongkai/data"
)

// CellID names a cell of a form: <table>/<row>/<column>, for example
// applications/granted/natural_person.
type CellID string

// CellIndex is a cell's position in Form.Cells.
type CellIndex int

// Form is one edition of the national form, made uniform: every table is a
// list of blocks, every block a matrix of rows and columns, every identity is
// expanded to the concrete cells it relates. Forms are shared and read-only.
type Form struct {
	Edition  string
	IssuedAs string
	// FirstYear and LastYear bound the report years for which the edition is in
	// force; 0 is open. They describe the edition, they never choose it.
	FirstYear, LastYear int
	Sections            []Section
	Tables              []Table
	// Cells lists every cell in the form's printed order.
	Cells []Cell
	// Identities lists the relations that a correctly filled form satisfies.
	Identities []Identity

	index  map[CellID]CellIndex
	bearOn [][]int
}

// Section is a numbered part of the report.
type Section struct {
	Number int    `json:"section"`
	Code   string `json:"code"`
	Label  string `json:"label"`
}

// Table is one statistical table. Its ID names the long table of the dataset.
type Table struct {
	ID      string
	Section int
	// Heading is the printed heading of the table's section.
	Heading string
	Blocks  []Block
}

// Block is a matrix of cells under one header.
type Block struct {
	// Article is the article of the regulation that the block reports on ("20(1)"), or "".
	Article string
	// Label is the printed heading of the block, or "".
	Label   string
	Columns []Column
	Rows    []FormRow
	// Across is true where the rows are printed side by side under a common
	// header, so that the whole block is one printed row (section 4).
	Across bool
	// Notes are printed texts that belong to the header and hold no figure.
	Notes []string
}

// Column is a printed column.
type Column struct {
	Code, Label string
	// Group is the label printed over a run of columns, or "".
	Group string
	// Unit is the unit of the column's figures where the form fixes one: item,
	// CNY, CNY_10k; "" where only the report can declare it.
	Unit string
	// Amount is true where figures are sums of money, with decimals.
	Amount bool
	// Change is true where figures are changes against the year before: they alone have
	// signs.
	Change bool
}

// FormRow is a printed row.
type FormRow struct {
	Code, Label string
	// Group is the code of the group of rows ("refused"), GroupLabel its printed
	// label, Stub the label printed over several groups; "" where there is none.
	Group, GroupLabel, Stub string
}

// Cell is one figure of the form.
type Cell struct {
	ID           CellID
	Table, Block int // indices into Form.Tables and Table.Blocks
	Row, Column  int // indices into Block.Rows and Block.Columns
	Unit         string
	Amount       bool
	Change       bool
	IsTotal      bool
}

// Identity is one relation: the sum of the cells of LHS equals the sum of RHS.
type Identity struct {
	// ID is the rule's name in the form; Scope the column, row or group it runs over.
	ID, Scope string
	LHS, RHS  []CellIndex
}

// Cell returns the index of a cell by its name.
func (f *Form) Cell(id CellID) (CellIndex, bool) {
	i, ok := f.index[id]
	return i, ok
}

// At returns the index of the cell at a row and column of a block.
func (f *Form) At(table, block, row, column int) CellIndex {
	b := &f.Tables[table].Blocks[block]
	return f.index[cellID(f.Tables[table].ID, b.Rows[row].Code, b.Columns[column].Code)]
}

// IdentitiesOf returns the indices of the identities that a cell takes part in.
func (f *Form) IdentitiesOf(c CellIndex) []int { return f.bearOn[c] }

// RowOf and ColumnOf return the printed row and column of a cell.
func (f *Form) RowOf(c CellIndex) *FormRow {
	cell := &f.Cells[c]
	return &f.Tables[cell.Table].Blocks[cell.Block].Rows[cell.Row]
}

// ColumnOf returns the printed column of a cell.
func (f *Form) ColumnOf(c CellIndex) *Column {
	cell := &f.Cells[c]
	return &f.Tables[cell.Table].Blocks[cell.Block].Columns[cell.Column]
}

func cellID(table, row, column string) CellID {
	return CellID(table + "/" + row + "/" + column)
}

var loadForms = sync.OnceValues(func() ([]*Form, error) { return ReadForms(data.Forms, "forms") })

// Forms returns the embedded editions, oldest first. It panics when an
// embedded file is broken, which a test of this package excludes.
func Forms() []*Form {
	forms, err := loadForms()
	if err != nil {
		panic(err)
	}
	return forms
}

// FormOf returns the embedded edition of that name, or nil.
func FormOf(edition string) *Form {
	for _, f := range Forms() {
		if f.Edition == edition {
			return f
		}
	}
	return nil
}

// ReadForms reads every *.json file of a folder as an edition and returns them
// ordered by edition.
func ReadForms(fsys fs.FS, dir string) ([]*Form, error) {
	names, err := fs.Glob(fsys, path.Join(dir, "*.json"))
	if err != nil {
		return nil, fmt.Errorf("schema: forms: %w", err)
	}
	var forms []*Form
	for _, name := range names {
		raw, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, fmt.Errorf("schema: form %s: %w", name, err)
		}
		form, err := ParseForm(raw)
		if err != nil {
			return nil, fmt.Errorf("schema: form %s: %w", name, err)
		}
		forms = append(forms, form)
	}
	slices.SortFunc(forms, func(a, b *Form) int { return cmp.Compare(a.Edition, b.Edition) })
	return forms, nil
}

// ParseForm reads one edition from its data file and checks it: codes are
// unique, identities name real cells, the number of cells is the declared one.
func ParseForm(raw []byte) (*Form, error) {
	var file formFile
	if err := json.Unmarshal(raw, &file); err != nil {
		return nil, fmt.Errorf("parse: %w", err)
	}
	form := file.form()
	if err := form.number(); err != nil {
		return nil, err
	}
	if len(form.Cells) != file.Cells {
		return nil, fmt.Errorf("edition %s: %d cells, declared %d", form.Edition, len(form.Cells), file.Cells)
	}
	for _, rule := range file.Identities {
		if err := form.expand(rule); err != nil {
			return nil, err
		}
	}
	form.crossReference()
	return form, nil
}

// number lists the cells in printed order and indexes them by name.
func (f *Form) number() error {
	f.index = map[CellID]CellIndex{}
	for t := range f.Tables {
		for b := range f.Tables[t].Blocks {
			block := &f.Tables[t].Blocks[b]
			for r, row := range block.Rows {
				for c, column := range block.Columns {
					id := cellID(f.Tables[t].ID, row.Code, column.Code)
					if _, dup := f.index[id]; dup {
						return fmt.Errorf("edition %s: cell %s twice", f.Edition, id)
					}
					f.index[id] = CellIndex(len(f.Cells))
					f.Cells = append(f.Cells, Cell{
						ID: id, Table: t, Block: b, Row: r, Column: c,
						Unit: column.Unit, Amount: column.Amount, Change: column.Change,
					})
				}
			}
		}
	}
	return nil
}

// expand turns a rule of the data file into one identity for each column, row
// or row group of its table.
func (f *Form) expand(rule identityFile) error {
	tableID, _, _ := strings.Cut(rule.ID, ".")
	t := slices.IndexFunc(f.Tables, func(t Table) bool { return t.ID == tableID })
	if t < 0 {
		return fmt.Errorf("edition %s: identity %s names no table", f.Edition, rule.ID)
	}
	for b := range f.Tables[t].Blocks {
		block := &f.Tables[t].Blocks[b]
		var scopes []string
		cell := func(scope, code string) CellID { return cellID(tableID, scope, code) }
		switch rule.ForEach {
		case "column":
			cell = func(scope, code string) CellID { return cellID(tableID, code, scope) }
			for _, c := range block.Columns {
				scopes = append(scopes, c.Code)
			}
		case "row", "row_group":
			for _, r := range block.Rows {
				scopes = append(scopes, r.Code)
			}
		default:
			return fmt.Errorf("edition %s: identity %s: for_each %q", f.Edition, rule.ID, rule.ForEach)
		}
		for _, scope := range scopes {
			identity := Identity{ID: rule.ID, Scope: scope}
			for side, codes := range [2][]string{rule.LHS, rule.RHS} {
				for _, code := range codes {
					i, ok := f.index[cell(scope, code)]
					if !ok {
						return fmt.Errorf("edition %s: identity %s: no cell %s", f.Edition, rule.ID, cell(scope, code))
					}
					if side == 0 {
						identity.LHS = append(identity.LHS, i)
					} else {
						identity.RHS = append(identity.RHS, i)
					}
				}
			}
			f.Identities = append(f.Identities, identity)
		}
	}
	return nil
}

// crossReference notes for each cell its identities and whether it is a total:
// alone on one side of an identity whose other side is a sum.
func (f *Form) crossReference() {
	f.bearOn = make([][]int, len(f.Cells))
	for i, identity := range f.Identities {
		for _, c := range slices.Concat(identity.LHS, identity.RHS) {
			f.bearOn[c] = append(f.bearOn[c], i)
		}
		if len(identity.RHS) == 1 && len(identity.LHS) > 1 {
			f.Cells[identity.RHS[0]].IsTotal = true
		}
	}
}
