package corpus

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/schema"
	"gongkai/scripts/synth/convert"
	"gongkai/scripts/synth/form"
	"gongkai/scripts/synth/photo"
)

// TestConvert runs the converters that the machine has; the property holds of
// each: every figure that is not lost stands in the text.
func TestConvert(t *testing.T) {
	for _, tool := range convert.Tools() {
		if !tool.Available() || tool.Paged || tool.Name == "office_text" || tool.Name == "word_text" {
			continue
		}
		doc, err := Convert(context.Background(), rng(1), tool)
		if err != nil {
			t.Fatal(err)
		}
		if doc.Family != tool.Name || doc.Gold.Family != tool.Name || doc.Gold.Base == "" || doc.Gold.File != doc.Name {
			t.Errorf("%s: family %q, gold %q on %q", tool.Name, doc.Family, doc.Gold.Family, doc.Gold.Base)
		}
		for id, figure := range doc.Gold.Cells {
			if figure.Value != nil && !figure.Lost && !strings.Contains(string(doc.Body), figure.Value.String()) {
				t.Errorf("%s: %s = %v is not in the text", tool.Name, id, figure.Value)
			}
		}
	}
}

func TestGappedRowsAreLost(t *testing.T) {
	f := schema.FormOf("2021")
	v := form.Draw(rng(1), f, form.Options{Distinct: true})
	d := &draft{rng: rng(1), doc: newDraft(rng(1), Options{Edition: "2021"}).doc}
	d.doc.Values = v
	clear(d.doc.Lost)
	for _, id := range []schema.CellID{"applications/granted/business", "proceedings/reconsideration/other"} {
		c, _ := f.Cell(id)
		v.Cells[c] = form.Value{Kind: form.Blank}
	}
	g := d.gold()
	loseGapped(&g)
	lost := map[string]int{}
	for id, figure := range g.Cells {
		if figure.Lost {
			parts := strings.Split(string(id), "/")
			lost[parts[0]+"/"+parts[1]]++
		}
	}
	want := map[string]int{
		"applications/granted": 7, "proceedings/reconsideration": 5, "proceedings/litigation_direct": 5, "proceedings/litigation_after_reconsideration": 5,
	}
	if diff := cmp.Diff(want, lost); diff != "" {
		t.Error(diff)
	}
}

// TestRecognised: figures whose digits did not survive are lost, what is printed
// empty is not judged.
func TestRecognised(t *testing.T) {
	page, printed := markedPage(rng(1), Options{Form: &form.Options{Distinct: true}})
	read := map[int]photo.Reading{}
	for c := range printed {
		read[c] = []photo.Reading{photo.Legible, photo.Altered, photo.Gone}[c%3]
	}
	f := schema.FormOf(page.Gold.Edition)
	numbers := 0
	for id, figure := range page.Gold.recognised(printed, read).Cells {
		c, _ := f.Cell(id)
		switch before := page.Gold.Cells[id]; {
		case before.Value == nil && figure != before:
			t.Errorf("%s: %+v became %+v", id, before, figure)
		case before.Value != nil:
			numbers++
			if figure.Recognised != string(read[int(c)]) || figure.Lost != (c%3 != 0) {
				t.Errorf("%s: %+v, want %s", id, figure, read[int(c)])
			}
		}
		if text := printed[int(c)]; text != "" && !strings.Contains(string(page.Body), photo.Mark(int(c), text)) {
			t.Errorf("%s: no mark of %q on the page", id, text)
		}
	}
	if numbers < 190 {
		t.Errorf("%d numbers", numbers)
	}
}

func TestAdmits(t *testing.T) {
	five := &Decimal{5 * schema.One}
	for _, c := range []struct {
		figure Figure
		number schema.Micros
		want   bool
	}{
		{Figure{Value: five}, 5 * schema.One, true}, {Figure{Value: five}, 6 * schema.One, false},
		{Figure{Value: five, Lost: true}, 5 * schema.One, true}, {Figure{Value: five, Lost: true}, 0, false},
		{Figure{Status: "blank"}, 0, false}, {Figure{Status: "blank", Lost: true}, 0, true}, {Figure{Status: "blank", Lost: true}, 5 * schema.One, false},
	} {
		if got := c.figure.Admits(c.number); got != c.want {
			t.Errorf("%+v admits %v: %v", c.figure, c.number, got)
		}
	}
}
