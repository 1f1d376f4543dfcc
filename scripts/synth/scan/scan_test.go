package scan

import (
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"gongkai/schema"
	"gongkai/scripts/synth/form"
	"gongkai/scripts/synth/print"
)

func rng(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 17)) }

func document() *print.Document {
	f := schema.FormOf("2021")
	d := print.NewDocument(form.Draw(rng(1), f, form.Options{Distinct: true}))
	d.Blocks = []print.Block{{Kind: print.Title, Text: "某县政府信息公开工作年度报告"}, {Kind: print.TableBlock, Table: print.BuildTable(d, 1, print.Shape{})}}
	return d
}

// TestFiguresOfAColumnShareTheirMiddle reads the boxes back: the figures of the
// last column overlap one another, and those of the column before do not
// overlap them.
func TestFiguresOfAColumnShareTheirMiddle(t *testing.T) {
	d := document()
	boxes := map[string][2]int{}
	for row := range strings.Lines(TSV(rng(2), d)) {
		f := strings.Split(strings.TrimRight(row, "\n"), "\t")
		if len(f) != 12 {
			t.Fatalf("%d fields in %q", len(f), row)
		}
		if f[0] == "5" {
			left, _ := strconv.Atoi(f[6])
			width, _ := strconv.Atoi(f[8])
			boxes[f[11]] = [2]int{left, left + width}
		}
	}
	middle := func(id string) int {
		box, ok := boxes[d.Values.At(schema.CellID(id)).Micros.String()]
		if !ok {
			t.Fatalf("%s is not on the page", id)
		}
		return (box[0] + box[1]) / 2
	}
	want := middle("applications/granted/total")
	for _, row := range []string{"refused_state_secret", "outcome_total", "carried_forward"} {
		if got := middle("applications/" + row + "/total"); got < want-15 || got > want+15 {
			t.Errorf("%s: middle %d, want about %d", row, got, want)
		}
		if got := middle("applications/" + row + "/other_org"); got > want-25 {
			t.Errorf("%s: column before at %d, total at %d", row, got, want)
		}
	}
}

func TestHOCRHoldsEveryFigure(t *testing.T) {
	d := document()
	page, err := goquery.NewDocumentFromReader(strings.NewReader(HOCR(rng(2), d)))
	if err != nil {
		t.Fatal(err)
	}
	words := map[string]bool{}
	var all strings.Builder
	page.Find(".ocrx_word").Each(func(_ int, s *goquery.Selection) {
		words[s.Text()] = true
		all.WriteString(s.Text())
	})
	for c, cell := range d.Values.Form.Cells {
		if strings.HasPrefix(string(cell.ID), "applications/") && !words[d.Values.Cells[c].Micros.String()] {
			t.Errorf("%s is no word of the page", cell.ID)
		}
	}
	if !strings.HasPrefix(all.String(), "某县政府信息公开工作年度报告") {
		t.Errorf("the page begins %q", all.String()[:60])
	}
}

// TestWordsOfAnyText: cutting always ends and drops nothing but white space.
func TestWordsOfAnyText(t *testing.T) {
	for _, text := range []string{"", " ", "\u00a0", "减 5", "\u3000规章\u200b12\u00a0x", "a\x80b"} {
		var got strings.Builder
		for _, w := range words(rng(1), print.Span{Text: text}, 0) {
			got.WriteString(w.text)
		}
		if want := strings.Join(strings.Fields(text), ""); got.String() != want {
			t.Errorf("%q cut into %q, want %q", text, got.String(), want)
		}
	}
}
