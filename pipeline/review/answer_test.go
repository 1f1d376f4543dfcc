package review

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/extractors/reconcile"
	"gongkai/schema"
)

// hand is a form and a point with two of its cells: a count and a sum of money.
func hand(t *testing.T) (*point, *reconcile.Report) {
	t.Helper()
	form := schema.FormOf("2021")
	count, _ := form.Cell("applications/granted/total")
	money, _ := form.Cell("disclosures/fees/fee_amount")
	return &point{reason: reconcile.ReasonUnreadable, identity: -1, cells: []schema.CellIndex{count, money}},
		&reconcile.Report{Form: form, Cells: make([]reconcile.Cell, len(form.Cells)), Checks: make([]reconcile.Check, len(form.Identities))}
}

// brief is an answer on one line.
func brief(a *answer, form *schema.Form) string {
	var parts []string
	for _, f := range a.figures {
		text := f.status.String()
		if f.status == schema.Verified {
			text = strings.TrimSpace(f.value.String() + " " + f.unit)
		}
		parts = append(parts, fmt.Sprintf("%s=%s", form.Cells[f.cell].ID, text))
	}
	if a.sure {
		parts = append(parts, "sure")
	}
	if a.why != "" {
		parts = append(parts, "why: "+a.why)
	}
	return strings.Join(parts, ", ")
}

func TestParse(t *testing.T) {
	const count, money = "applications/granted/total", "disclosures/fees/fee_amount"
	p, r := hand(t)
	for line, want := range map[string]struct {
		verb verb
		text string
	}{
		"":                             {skip, ""},
		" S ":                          {skip, ""},
		"accept":                       {accept, ""},
		"a # as in the scan":           {accept, "why: as in the scan"},
		"n":                            {next, ""},
		"b":                            {back, ""},
		"?":                            {help, ""},
		"quit":                         {quit, ""},
		"1=41":                         {correct, count + "=41 item"},
		"1 = 41":                       {correct, count + "=41 item"},
		"１＝４１":                         {correct, count + "=41 item"},
		"1=1,234件 # 原文如此":              {correct, count + "=1234 item, why: 原文如此"},
		"1=41!":                        {correct, count + "=41 item, sure"},
		"1=41 ! # sure":                {correct, count + "=41 item, sure, why: sure"},
		"1=41 2=12.5 万元":               {correct, count + "=41 item, " + money + "=12.5 CNY_10k"},
		"2=850万元":                      {correct, money + "=850 CNY_10k"},
		"2=3.25":                       {correct, money + "=3.25"},
		"2=3 CNY":                      {correct, money + "=3 CNY"},
		"1=blank 2=/":                  {correct, count + "=blank, " + money + "=not_applicable"},
		"applications/granted/total=7": {correct, count + "=7 item"},
	} {
		a, err := parse(line, p, r)
		if err != nil {
			t.Errorf("%q: %v", line, err)
			continue
		}
		if diff := cmp.Diff(want.text, brief(&a, r.Form)); diff != "" || a.verb != want.verb {
			t.Errorf("%q: verb %d, want %d (-want +got):\n%s", line, a.verb, want.verb, diff)
		}
	}
	if a, err := parse("e 2", p, r); err != nil || a.verb != explain || a.cell != p.cells[1] {
		t.Errorf("e 2: %+v, %v", a, err)
	}
	single := *p
	single.cells = single.cells[:1]
	if a, err := parse("41", &single, r); err != nil || brief(&a, r.Form) != count+"=41 item" {
		t.Errorf("a value alone: %+v, %v", a, err)
	}
	for _, line := range []string{
		"41", "yes", "3=41", "0=41", "1=", "1=4l", "1=4?", "1=1/2", "1=41 2", "=41", "1==4", "granted/total=41",
		"1=41 jiao", "1=41 2=x", "accept 1", "e 7", "1=十二x",
	} {
		if a, err := parse(line, p, r); err == nil {
			t.Errorf("%q is taken for %+v", line, a)
		}
	}
}

// What cannot stand in a cell is refused before it is written.
func TestOverrideFits(t *testing.T) {
	p, r := hand(t)
	e := &Entry{SHA256: strings.Repeat("ab", 32)}
	for line, fits := range map[string]bool{
		"1=41": true, "1=4.5": false, "1=-4": false, "1=4元": false, "2=4.5": true, "2=4.5万元": true, "2=4件": false, "2=blank": true,
	} {
		a, err := parse(line, p, r)
		if err != nil || len(a.figures) != 1 {
			t.Errorf("%q: %+v, %v", line, a, err)
			continue
		}
		if _, err := a.figures[0].override(e, 0, r.Form); (err == nil) != fits {
			t.Errorf("%q: %v", line, err)
		}
	}
}

// Any line is an answer or an error.
func FuzzParse(f *testing.F) {
	for _, line := range []string{"1=41 2=12.5 万元 # why!", "e", "=", "!", "#"} {
		f.Add(line)
	}
	f.Fuzz(func(t *testing.T, line string) {
		p, r := hand(t)
		if a, err := parse(line, p, r); err == nil && a.verb == correct && len(a.figures) == 0 {
			t.Errorf("%q is no answer: %+v", line, a)
		}
	})
}
