package schema

import "slices"

// Code is one value of a column of codes.
type Code struct {
	Code string `json:"code"`
	// Meaning says in English what the code stands for, Label what the form prints.
	Meaning  string   `json:"meaning,omitempty"`
	Label    string   `json:"label,omitempty"`
	Editions []string `json:"editions,omitempty"`
}

// statusMeanings says what each status stands for, and whether a value goes with it.
var statusMeanings = [statusCount]string{
	Missing:       "the text lost the cell and no identity gives it; no value",
	Observed:      "read where it is printed",
	Blank:         "printed empty, which is not zero; no value, counts as 0 in an identity",
	NotApplicable: "printed as a dash, a slash or 无; no value",
	Inferred:      "the text lost the cell and the identities give its value",
	Corrected:     "a misread number for which the identities leave one answer; raw has the text",
	Conflict:      "the printed number, which takes part in an identity that does not hold",
	Unreadable:    "something is printed from which no single number follows; no value",
	Verified:      "a person checked the number against the source",
}

// Meaning is one line for the dictionary.
func (s Status) Meaning() string { return statusMeanings[s] }

func statusCodes() []Code {
	var codes []Code
	for _, s := range Statuses() {
		codes = append(codes, Code{Code: s.String(), Meaning: s.Meaning()})
	}
	return codes
}

func reasonCodes() []Code {
	var codes []Code
	for _, r := range Reasons {
		codes = append(codes, Code{Code: string(r.Reason), Meaning: r.Meaning})
	}
	return codes
}

func reviewCodes() []Code {
	var codes []Code
	for _, r := range ReviewReasons {
		codes = append(codes, Code{Code: r.Code, Meaning: r.Meaning + " " + r.MeaningZH})
	}
	return codes
}

func unitCodes() []Code {
	return []Code{
		{Code: UnitItem, Meaning: "a count: 件, 项, 个"},
		{Code: UnitCNY, Meaning: "yuan, 元"},
		{Code: UnitCNY10k, Meaning: "ten thousand yuan, 万元"},
	}
}

// codesOf lists the codes of a column, where they are a closed list.
func codesOf(t *TableSchema, column string, forms []*Form) []Code {
	switch {
	case column == "reason" && t.Name == RejectsTable:
		return reasonCodes()
	case column == "review_reasons" && t.Name == ReportsTable:
		return reviewCodes()
	case column == "check_id" && t.Name == ChecksTable:
		return checkCodes(forms)
	case t.Long == nil:
		return nil
	case column == "status":
		return statusCodes()
	}
	switch column {
	case t.Long.Unit:
		return unitCodes()
	case t.Long.Article:
		return formCodes(t, forms, func(b *Block, _ FormRow, _ Column) (string, string) { return b.Article, b.Label })
	case t.Long.Row:
		return formCodes(t, forms, func(_ *Block, r FormRow, _ Column) (string, string) {
			return r.Code, joinLabels(r.Stub, r.GroupLabel, r.Label)
		})
	case t.Long.Group:
		return formCodes(t, forms, func(_ *Block, r FormRow, _ Column) (string, string) { return r.Group, r.GroupLabel })
	case t.Long.Column:
		return formCodes(t, forms, func(_ *Block, _ FormRow, c Column) (string, string) { return c.Code, joinLabels(c.Group, c.Label) })
	}
	return nil
}

func checkCodes(forms []*Form) []Code {
	var list codeList
	for _, f := range forms {
		for _, identity := range f.Identities {
			list.add(f.Edition, identity.ID, "")
		}
	}
	return list.codes()
}

// formCodes collects a code and its label over the cells of a form table, in
// printed order, of all editions.
func formCodes(t *TableSchema, forms []*Form, get func(*Block, FormRow, Column) (code, label string)) []Code {
	var list codeList
	for _, f := range forms {
		for _, cell := range f.Cells {
			table := &f.Tables[cell.Table]
			if table.ID != t.Name {
				continue
			}
			block := &table.Blocks[cell.Block]
			if code, label := get(block, block.Rows[cell.Row], block.Columns[cell.Column]); code != "" {
				list.add(f.Edition, code, label)
			}
		}
	}
	return list.codes()
}

// codeList collects codes in the order in which they are first met.
type codeList struct {
	order  []string
	labels []editionLabels
}

func (l *codeList) add(edition, code, label string) {
	i := slices.Index(l.order, code)
	if i < 0 {
		i = len(l.order)
		l.order, l.labels = append(l.order, code), append(l.labels, editionLabels{})
	}
	if !slices.Contains(l.labels[i].editions, edition) {
		l.labels[i].add(edition, label)
	}
}

func (l *codeList) codes() []Code {
	codes := make([]Code, len(l.order))
	for i, code := range l.order {
		codes[i] = Code{Code: code, Label: l.labels[i].String(), Editions: l.labels[i].editions}
	}
	return codes
}
