package align

import (
	"testing"

	"gongkai/schema"
)

// identities is how many relations each edition states.
var identities = map[string]int{"2019": 40, "2021": 42}

func TestTemplates(t *testing.T) {
	t.Parallel()
	for _, form := range schema.Forms() {
		t.Run(form.Edition, func(t *testing.T) {
			t.Parallel()
			checkTemplate(t, form)
		})
	}
}

func checkTemplate(t *testing.T, form *schema.Form) {
	t.Helper()
	if want := identities[form.Edition]; len(form.Identities) != want {
		t.Errorf("%d identities, want %d", len(form.Identities), want)
	}
	tmpl := templateOf(form)
	seen := map[schema.CellIndex]int{}
	across := map[schema.CellIndex]int{}
	rows := map[[3]int]bool{}
	last := [3]int{-1, -1, -1}
	for i := range tmpl.items {
		it := &tmpl.items[i]
		if it.table < last[0] || it.table == last[0] && it.block < last[1] {
			t.Errorf("item %d stands before what the form prints before it", i)
		}
		last = [3]int{it.table, it.block, it.row}
		if it.kind == acrossRow {
			for _, c := range it.cells {
				across[c]++
			}
			continue
		}
		if it.kind != valueRow {
			continue
		}
		at := [3]int{it.table, it.block, it.row}
		if rows[at] {
			t.Errorf("row %v is there twice", at)
		}
		rows[at] = true
		for _, c := range it.cells {
			seen[c]++
		}
	}
	for c := range form.Cells {
		i := schema.CellIndex(c)
		if seen[i] != 1 {
			t.Errorf("%s is in %d rows", form.Cells[c].ID, seen[i])
		}
		want := 0
		if form.Tables[form.Cells[c].Table].Blocks[form.Cells[c].Block].Across {
			want = 1
		}
		if across[i] != want {
			t.Errorf("%s is in %d rows printed across, want %d", form.Cells[c].ID, across[i], want)
		}
	}
}

// TestLabelsAreTheirOwn: every label of the form, exactly as the form prints it,
// is a wording of its own row.
func TestLabelsAreTheirOwn(t *testing.T) {
	t.Parallel()
	for _, form := range schema.Forms() {
		tmpl := templateOf(form)
		for i := range tmpl.items {
			it := &tmpl.items[i]
			if it.kind != valueRow {
				continue
			}
			label := form.Tables[it.table].Blocks[it.block].Rows[it.row].Label
			if s := tmpl.view(tmpl.lex.print(normalised(label))).sims; !s[i].exact {
				t.Errorf("edition %s: %q is not its own row", form.Edition, label)
			}
		}
	}
}
