package prose

import (
	"math/rand/v2"
	"strings"
	"testing"

	"gongkai/schema"
)

func rng(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 9)) }

// TestTextsAreFilledAndNoLabels: no slot is left over and no sentence contains
// a long label of the form.
func TestTextsAreFilledAndNoLabels(t *testing.T) {
	var labels []string
	for _, f := range schema.Forms() {
		for c := range f.Cells {
			if label := f.RowOf(schema.CellIndex(c)).Label; len([]rune(label)) > 6 {
				labels = append(labels, label)
			}
		}
	}
	for seed := range uint64(300) {
		r := rng(seed)
		c := &Context{Agency: DrawAgency(r), Year: 2020, Figures: []string{"31"}}
		texts := append(Overview(r, c), append(Problems(r, c), Opening(r, c), Other(r, c), Title(r, c.Agency, 2020))...)
		for _, text := range append(texts, Unrelated(r, c, 3)...) {
			if strings.ContainsAny(text, "{}%!") && !strings.Contains(text, "100%") && !strings.Contains(text, "%，") {
				t.Errorf("slot left in %q", text)
			}
			for _, label := range labels {
				if strings.Contains(text, label) {
					t.Errorf("label %q in %q", label, text)
				}
			}
		}
	}
}

func TestAgenciesNameTheirPlace(t *testing.T) {
	levels := map[string]int{}
	for seed := range uint64(500) {
		a := DrawAgency(rng(seed))
		levels[a.Level]++
		place := map[string]string{"province": a.Province, "prefecture": a.Prefecture, "county": a.County, "township": a.Township}[a.Level]
		if place == "" || !strings.Contains(a.Name, place) || a.Province == "" || a.We == "" {
			t.Errorf("%+v", a)
		}
	}
	for _, level := range []string{"province", "prefecture", "county", "township"} {
		if levels[level] == 0 {
			t.Errorf("no agency of level %s", level)
		}
	}
}

func TestHanNumber(t *testing.T) {
	for n, want := range map[int]string{1: "一", 9: "九", 10: "十", 11: "十一", 20: "二十", 28: "二十八"} {
		if got := hanNumber(n); got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
	if got := HanYear(rng(1), 2020); len([]rune(got)) != 4 || !strings.HasPrefix(got, "二") {
		t.Errorf("year %q", got)
	}
}
