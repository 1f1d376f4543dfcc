package corpus

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/schema"
	"gongkai/scripts/synth/convert"
	"gongkai/scripts/synth/form"
)

// TestConvert runs the converters that the machine has; the property holds of
// each: every figure that is not lost stands in the text.
func TestConvert(t *testing.T) {
	for _, tool := range convert.Tools() {
		if !tool.Available() || strings.HasPrefix(tool.Name, "ocr_") || strings.HasPrefix(tool.Name, "pdf_") || tool.Name == "office_text" {
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

func TestUnreadFiguresAreLost(t *testing.T) {
	g := Gold{Cells: map[schema.CellID]Figure{"a": {Value: &Decimal{12 * schema.One}}, "b": {Value: &Decimal{34 * schema.One}}}}
	loseUnread(&g, "规章 12 84")
	if g.Cells["a"].Lost || !g.Cells["b"].Lost {
		t.Errorf("%+v", g.Cells)
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
