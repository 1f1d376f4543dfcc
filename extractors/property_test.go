package extractors_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"gongkai/extractors"
	"gongkai/schema"
	"gongkai/scripts/synth/corpus"
)

// tally counts what became of the cells of some documents.
type tally struct {
	documents, lost, perfect, review     int
	cells, right, unknown, wrong, silent int
	nonzero, nonzeroRight                int
	worst                                []string
}

// judge compares a reading with what a careful reader may say.
func (c *tally) judge(doc *corpus.Document, result extractors.Result) {
	c.worst = nil
	golds := append([]corpus.Gold{doc.Gold}, doc.More...)
	c.documents++
	for i, gold := range golds {
		if i >= len(result.Reports) {
			c.lost++
			c.worst = append(c.worst, fmt.Sprintf("no report: %v", result.Reject))
			continue
		}
		c.report(&gold, &result.Reports[i])
	}
}

func (c *tally) report(gold *corpus.Gold, r *extractors.Report) {
	flagged := len(r.Review) > 0
	if flagged {
		c.review++
		if len(gold.Broken) == 0 {
			c.worst = append(c.worst, fmt.Sprintf("review %v", r.Review))
		}
	}
	perfect := true
	for i := range r.Form.Cells {
		id := r.Form.Form.Cells[i].ID
		cell := &r.Form.Cells[i]
		want := gold.Cells[id]
		c.cells++
		nonzero := want.Value != nil && want.Value.Micros != 0
		if nonzero {
			c.nonzero++
		}
		switch {
		case cell.Status.Asserted() && allowed(&want, cell.Value):
			c.right++
			if nonzero {
				c.nonzeroRight++
			}
		case cell.Status.Asserted():
			c.wrong++
			perfect = false
			if !flagged {
				c.silent++
			}
			c.worst = append(c.worst, fmt.Sprintf("%s = %v (%v, %q), gold %v %s lost=%v flagged=%v", id, cell.Value, cell.Status, cell.Raw, want.Value, want.Status, want.Lost, flagged))
		case want.Value == nil && !cell.HasValue, cell.Status == schema.Conflict && want.Value != nil && cell.Value == want.Value.Micros:
			c.right++
			if nonzero {
				c.nonzeroRight++
			}
		default:
			c.unknown++
			perfect = false
			if len(c.worst) < 50 {
				c.worst = append(c.worst, fmt.Sprintf("%s %v %q, gold %v %s lost=%v", id, cell.Status, cell.Raw, want.Value, want.Status, want.Lost))
			}
		}
	}
	if perfect {
		c.perfect++
	}
}

func allowed(want *corpus.Figure, got schema.Micros) bool {
	if want.Value != nil {
		return want.Value.Micros == got
	}
	return want.Lost && got == 0
}

// share is the part of the cells that came back.
func (c *tally) share() float64 { return float64(c.right) / float64(max(1, c.cells)) }

func (c *tally) String() string {
	return fmt.Sprintf("docs %d lost %d perfect %d review %d | cells %d right %.2f%% nonzero right %.2f%% unknown %d wrong %d SILENT %d",
		c.documents, c.lost, c.perfect, c.review, c.cells, 100*float64(c.right)/float64(max(1, c.cells)),
		100*float64(c.nonzeroRight)/float64(max(1, c.nonzero)), c.unknown, c.wrong, c.silent)
}

// damage is one way to damage a document of a family.
type damage struct{ family, operator string }

// TestFormsComeBack draws forms, prints them in every layout, damages them with
// every operator, and reads them again: each cell comes back as printed, or the
// reading says that it does not know. No figure is wrong in a report that
// nobody is told to look at.
func TestFormsComeBack(t *testing.T) {
	t.Parallel()
	byOperator := map[string]*tally{}
	stride := 1
	if testing.Short() {
		stride = 7
	}
	met := map[string]int{}
	for i, d := range damages() {
		met[d.operator]++
		if d.operator != "" && (met[d.operator]-1)%stride != 0 {
			continue
		}
		rng := rand.New(rand.NewPCG(uint64(i), 0))
		doc := corpus.Make(rng, d.family, operators(d.operator)...)
		c := byOperator[d.operator]
		if c == nil {
			c = &tally{}
			byOperator[d.operator] = c
		}
		silent := c.silent
		c.judge(&doc, read(&doc))
		if c.silent > silent {
			t.Errorf("%s damaged by %v, seed %d: wrong and not flagged: %v", d.family, doc.Operators, i, c.worst)
		}
	}
	for _, name := range append([]string{""}, corpus.Operators()...) {
		c := byOperator[name]
		if c == nil || c.cells == 0 {
			t.Fatalf("operator %q was never tried", name)
		}
		t.Logf("%-22s %v", name, c)
	}
	whole := byOperator[""]
	if whole.lost > 0 || whole.share() < 0.97 {
		t.Errorf("undamaged documents: %v", whole)
	}
}

func operators(name string) []string {
	if name == "" {
		return nil
	}
	return []string{name}
}

// damages pairs every report family with every operator.
func damages() []damage {
	var out []damage
	for f, family := range corpus.Families() {
		rng := rand.New(rand.NewPCG(1, 1))
		probe := corpus.Make(rng, family)
		if probe.Gold.Expect != corpus.ExpectReport || unprinted[family] {
			continue
		}
		out = append(out, damage{family, ""})
		for o, operator := range corpus.Operators() {
			// The many families of web pages share the operators between them.
			if strings.HasPrefix(family, "html_") && (f+o)%2 > 0 {
				continue
			}
			if !inherent(family, operator) {
				out = append(out, damage{family, operator})
			}
		}
	}
	return out
}

// unprinted are the families whose damage is their own.
var unprinted = map[string]bool{"cut_report": true, "hocr": true, "ocr_words": true}

// inherent reports whether damage makes another form that is right in itself: a
// page's cells are where they are, and blanks that a converter moves to the end
// of a row are no damage of pages.
func inherent(family, operator string) bool {
	return operator == "blanks_to_end" && strings.HasPrefix(family, "html_")
}

func read(doc *corpus.Document) extractors.Result {
	return extractors.Extract(context.Background(), extractors.Document{
		SourceURI: doc.Name, MediaType: doc.MediaType, Body: doc.Body,
	})
}
