package corpus

import (
	"strings"
	"testing"

	"gongkai/scripts/synth/mangle"
)

// TestFoundNamesItsAgency: documents as they are found state their agency and
// lose no figure that an operator deleted.
func TestFoundNamesItsAgency(t *testing.T) {
	bare := 0
	for _, name := range membersOf("html") {
		for seed := range uint64(30) {
			d, err := Found(t.Context(), rng(seed), name)
			if err != nil {
				t.Fatal(err)
			}
			if d.Gold.Agency == nil {
				t.Fatalf("%s, seed %d: no agency", name, seed)
			}
			for _, o := range d.Operators {
				if strings.HasPrefix(o, "lost_") || o == "deduplicated" {
					t.Errorf("%s, seed %d: %s", name, seed, o)
				}
			}
			if d := newDraft(rng(seed), Options{Found: true}); d.bare {
				bare++
				if last := d.doc.Blocks[len(d.doc.Blocks)-2].Text; strings.Contains(d.title, d.agency.Name) || last != d.agency.Name {
					t.Errorf("seed %d: title %q, signature %q", seed, d.title, last)
				}
			}
		}
	}
	if bare == 0 {
		t.Error("no report is named in its signature alone")
	}
}

// TestHabitsAreOperators: every habit names an operator, once.
func TestHabitsAreOperators(t *testing.T) {
	for _, habits := range [][]habit{editors, passage, recognition} {
		seen := map[string]bool{}
		for _, h := range habits {
			if _, ok := mangle.Find(h.operator); !ok || seen[h.operator] || h.permille <= 0 || h.permille > 1000 {
				t.Errorf("habit %+v", h)
			}
			seen[h.operator] = true
		}
	}
}

// TestGroupsCoverEveryFamily: each family is measured in some group, and each
// member of a group can be drawn.
func TestGroupsCoverEveryFamily(t *testing.T) {
	in := map[string]bool{}
	for _, g := range Groups() {
		if _, ok := familyOf(g.Name); ok || len(g.Members) == 0 {
			t.Errorf("group %s: the name of a family, or without members", g.Name)
		}
		for _, name := range g.Members {
			in[name] = true
		}
	}
	for _, name := range Families() {
		if !in[name] {
			t.Errorf("%s is in no group", name)
		}
	}
	if _, ok := FindGroup("none"); ok {
		t.Error("found a group that there is none of")
	}
}

// TestDateOfThePage: a date that the page states around the report is in the gold.
func TestDateOfThePage(t *testing.T) {
	for seed := range uint64(60) {
		d := Make(rng(seed), "html_site")
		if stated := strings.Contains(string(d.Body), "name=\"PubDate\""); stated && d.Gold.PublishedOn == nil {
			t.Errorf("seed %d: a page with a date, gold without", seed)
		}
	}
}
