package schema

import "strings"

// formFile is the data file of an edition as it is written. The three ways in
// which it describes a table (blocks, rows and columns, row groups) become one
// in Form.
type formFile struct {
	Edition     string         `json:"edition"`
	ReportYears [2]*int        `json:"report_years"`
	IssuedAs    string         `json:"issued_as"`
	Sections    []Section      `json:"sections"`
	Tables      []tableFile    `json:"tables"`
	Identities  []identityFile `json:"identities"`
	Cells       int            `json:"cells"`
}

type tableFile struct {
	ID           string       `json:"id"`
	Section      int          `json:"section"`
	Heading      string       `json:"heading"`
	HeaderNote   string       `json:"header_note"`
	ColumnHeader string       `json:"column_header"`
	Blocks       []blockFile  `json:"blocks"`
	Columns      []columnFile `json:"columns"`
	Rows         []rowFile    `json:"rows"`
	RowGroups    []rowFile    `json:"row_groups"`
	ColumnGroup  *struct {
		Label   string   `json:"label"`
		Columns []string `json:"columns"`
	} `json:"column_group"`
}

type blockFile struct {
	Article string       `json:"article"`
	Label   string       `json:"label"`
	Unit    string       `json:"unit"`
	Columns []columnFile `json:"columns"`
	Rows    []rowFile    `json:"rows"`
}

type columnFile struct {
	Code  string `json:"code"`
	Label string `json:"label"`
	Unit  string `json:"unit"`
}

type rowFile struct {
	Code        string `json:"code"`
	Label       string `json:"label"`
	Group       string `json:"group"`
	GroupLabel  string `json:"group_label"`
	Stub        string `json:"stub"`
	ParentLabel string `json:"parent_label"`
}

type identityFile struct {
	ID      string   `json:"id"`
	ForEach string   `json:"for_each"`
	LHS     []string `json:"lhs"`
	RHS     []string `json:"rhs"`
}

// UnitItem, UnitCNY and UnitCNY10k are the unit codes of the dataset.
const (
	UnitItem   = "item"
	UnitCNY    = "CNY"
	UnitCNY10k = "CNY_10k"
)

func (f *formFile) form() *Form {
	form := &Form{Edition: f.Edition, IssuedAs: f.IssuedAs, Sections: f.Sections}
	if f.ReportYears[0] != nil {
		form.FirstYear = *f.ReportYears[0]
	}
	if f.ReportYears[1] != nil {
		form.LastYear = *f.ReportYears[1]
	}
	for _, t := range f.Tables {
		form.Tables = append(form.Tables, t.table(f.Sections))
	}
	return form
}

func (t *tableFile) table(sections []Section) Table {
	table := Table{ID: t.ID, Section: t.Section, Heading: t.Heading}
	for _, s := range sections {
		if s.Number == t.Section && table.Heading == "" {
			table.Heading = s.Label
		}
	}
	for _, b := range t.Blocks {
		table.Blocks = append(table.Blocks, Block{
			Article: b.Article, Label: b.Label,
			Columns: t.columns(b.Columns, b.Unit), Rows: rows(b.Rows),
		})
	}
	if len(t.Rows) > 0 || len(t.RowGroups) > 0 {
		block := Block{Columns: t.columns(t.Columns, UnitItem), Rows: rows(t.Rows), Across: len(t.RowGroups) > 0}
		block.Rows = append(block.Rows, rows(t.RowGroups)...)
		for _, note := range []string{t.HeaderNote, t.ColumnHeader} {
			if note != "" {
				block.Notes = append(block.Notes, note)
			}
		}
		table.Blocks = append(table.Blocks, block)
	}
	return table
}

// columns reads printed columns. A unit in prose begins with its code where
// the form fixes a default ("CNY_10k unless …"); prose that begins otherwise
// leaves the unit to the report.
func (t *tableFile) columns(files []columnFile, blockUnit string) []Column {
	var columns []Column
	for _, c := range files {
		column := Column{Code: c.Code, Label: c.Label, Unit: blockUnit, Change: strings.Contains(c.Label, "增/减")}
		if c.Unit != "" {
			column.Amount = strings.Contains(c.Unit, UnitCNY)
			code, _, _ := strings.Cut(c.Unit, " ")
			column.Unit = ""
			if code == UnitItem || code == UnitCNY || code == UnitCNY10k {
				column.Unit = code
			}
		} else if column.Unit == "" {
			column.Unit = UnitItem
		}
		if g := t.ColumnGroup; g != nil {
			for _, code := range g.Columns {
				if code == c.Code {
					column.Group = g.Label
				}
			}
		}
		columns = append(columns, column)
	}
	return columns
}

func rows(files []rowFile) []FormRow {
	var out []FormRow
	for _, r := range files {
		stub := r.Stub
		if stub == "" {
			stub = r.ParentLabel
		}
		out = append(out, FormRow{Code: r.Code, Label: r.Label, Group: r.Group, GroupLabel: r.GroupLabel, Stub: stub})
	}
	return out
}
