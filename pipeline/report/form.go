package report

import "gongkai/schema"

// formJSON is an edition of the form as the page draws it.
type formJSON struct {
	Tables     []tableJSON    `json:"tables"`
	Cells      []string       `json:"cells"`
	Identities []identityJSON `json:"identities"`
}

type tableJSON struct {
	ID      string      `json:"id"`
	Heading string      `json:"heading"`
	Blocks  []blockJSON `json:"blocks"`
}

type blockJSON struct {
	Label   string       `json:"label,omitempty"`
	Across  bool         `json:"across,omitempty"`
	Notes   []string     `json:"notes,omitempty"`
	Columns []columnJSON `json:"columns"`
	Rows    []rowJSON    `json:"rows"`
}

type columnJSON struct {
	Label  string `json:"label"`
	Group  string `json:"group,omitempty"`
	Amount bool   `json:"amount,omitempty"`
}

type rowJSON struct {
	Label string `json:"label"`
	Group string `json:"group,omitempty"`
	Stub  string `json:"stub,omitempty"`
}

// identityJSON is an identity; Left and Right are places in Cells.
type identityJSON struct {
	ID    string             `json:"id"`
	Scope string             `json:"scope"`
	Left  []schema.CellIndex `json:"l"`
	Right []schema.CellIndex `json:"r"`
}

// formsJSON is every edition by its name.
func formsJSON() map[string]formJSON {
	out := map[string]formJSON{}
	for _, form := range schema.Forms() {
		f := formJSON{Cells: make([]string, len(form.Cells))}
		for i := range form.Cells {
			f.Cells[i] = string(form.Cells[i].ID)
		}
		for _, i := range form.Identities {
			f.Identities = append(f.Identities, identityJSON{i.ID, i.Scope, i.LHS, i.RHS})
		}
		for t := range form.Tables {
			f.Tables = append(f.Tables, tableOf(&form.Tables[t]))
		}
		out[form.Edition] = f
	}
	return out
}

func tableOf(t *schema.Table) tableJSON {
	out := tableJSON{ID: t.ID, Heading: t.Heading}
	for b := range t.Blocks {
		block := &t.Blocks[b]
		j := blockJSON{Label: block.Label, Across: block.Across, Notes: block.Notes}
		for _, c := range block.Columns {
			j.Columns = append(j.Columns, columnJSON{c.Label, c.Group, c.Amount})
		}
		for _, r := range block.Rows {
			j.Rows = append(j.Rows, rowJSON{r.Label, r.GroupLabel, r.Stub})
		}
		out.Blocks = append(out.Blocks, j)
	}
	return out
}
