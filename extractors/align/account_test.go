package align_test

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"gongkai/extractors/align"
	"gongkai/extractors/decode"
	"gongkai/extractors/figure"
	"gongkai/extractors/layout"
	"gongkai/extractors/layout/markup"
	"gongkai/extractors/layout/plain"
	"gongkai/extractors/reconcile"
	"gongkai/schema"
	"gongkai/scripts/synth/corpus"
)

// gridsOf lays a document out.
func gridsOf(t *testing.T, doc *corpus.Document) []layout.Grid {
	t.Helper()
	text, err := decode.Decode(doc.Body, doc.MediaType)
	if err != nil {
		t.Fatalf("%s: %v", doc.Name, err)
	}
	if text.MediaType == "text/html" {
		return []layout.Grid{markup.Read(text.Body)}
	}
	return plain.Read(text.Body)
}

// TestEveryFigureIsAccountedFor: each figure between the first and the last row
// of the form is placed, counted under the rule that ignores it, or an orphan.
func TestEveryFigureIsAccountedFor(t *testing.T) {
	t.Parallel()
	documents := 0
	for f, family := range corpus.Families() {
		for n := range 2 {
			doc := corpus.Make(rand.New(rand.NewPCG(uint64(f), uint64(n))), family)
			if doc.Gold.Expect != corpus.ExpectReport || len(doc.More) > 0 || otherGrids[family] != "" {
				continue
			}
			for _, g := range gridsOf(t, &doc) {
				p := align.Editions(&g)[0]
				if p.Exact < 20 {
					continue
				}
				documents++
				if seen, told := between(&g, p), accounted(p); seen != told {
					t.Errorf("%s, seed %d/%d: %d figures in the tables' rows, %d accounted for", family, f, n, seen, told)
				}
			}
		}
	}
	if documents < 20 {
		t.Errorf("only %d documents", documents)
	}
}

// otherGrids are the families whose figures are counted elsewhere, and why.
var otherGrids = map[string]string{
	"hocr": "read by package ocr", "ocr_words": "read by package ocr", "html_divs": "read as a grid of other elements",
	"html_lists": "read as a grid of other elements",
}

// between counts the figures in the table rows from the first to the last row of
// the form, and those printed in place of one.
func between(g *layout.Grid, p *align.Placement) int {
	n := 0
	for r := p.First; r < p.Last; r++ {
		for c := range g.Rows[r].Cells {
			if kind := figure.Parse(g.Rows[r].Cells[c].Text).Kind; kind == figure.Number || kind == figure.Suspect {
				n++
			}
		}
	}
	return n
}

// accounted counts the figures placed, ignored by name and reported, each cell of
// the grid once.
func accounted(p *align.Placement) int {
	at := map[[2]int]bool{}
	for i := range p.Rows {
		for _, reading := range p.Rows[i].Readings {
			for _, f := range reading.Figures {
				if f.GridRow >= 0 && f.Presence != align.Empty && f.Parsed.Kind != figure.NotApplicable {
					at[[2]int{f.GridRow, f.GridCell}] = true
				}
			}
		}
	}
	for _, o := range p.Orphans {
		at[[2]int{o.GridRow, o.GridCell}] = true
	}
	n := len(at)
	for _, ignored := range p.Ignored {
		n += ignored
	}
	return n
}

func TestSplit(t *testing.T) {
	t.Parallel()
	one := reportText(t, "2021", 7)
	for _, tt := range []struct {
		name string
		text string
		want int
	}{
		{"nothing", "没有表格。\n", 1},
		{"one report", one, 1},
		{"one report, a word of a header left", strings.Replace(one, "一、本年新收", " | 总计 | | | | | | | | \n一、本年新收", 1), 1},
		{"two reports", one + "\n" + reportText(t, "2021", 8), 2},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			g := plain.Read(tt.text)[0]
			spans := align.Split(&g)
			if len(spans) != tt.want {
				t.Fatalf("%d spans %v, want %d", len(spans), spans, tt.want)
			}
			from := 0
			for _, s := range spans {
				if s.From != from || s.To < s.From {
					t.Errorf("span %v does not follow row %d", s, from)
				}
				from = s.To
			}
			if from != len(g.Rows) {
				t.Errorf("%d of %d rows", from, len(g.Rows))
			}
		})
	}
}

// reportText prints all rows of an edition with the same figure in every cell.
func reportText(t *testing.T, edition string, n int) string {
	t.Helper()
	form := schema.FormOf(edition)
	var b strings.Builder
	b.WriteString("一、总体情况\n\n")
	for _, table := range form.Tables {
		b.WriteString(table.Heading + "\n")
		for _, block := range table.Blocks {
			if block.Label != "" {
				b.WriteString(block.Label + "\n")
			}
			b.WriteString("项目")
			for _, c := range block.Columns {
				b.WriteString("\t" + c.Label)
			}
			b.WriteString("\n")
			for _, row := range block.Rows {
				b.WriteString(row.Label + strings.Repeat("\t"+string(rune('0'+n)), len(block.Columns)) + "\n")
			}
		}
	}
	return b.String()
}

// slowest bounds the time of a small document: far more than it takes.
const slowest = 20 * time.Second

func FuzzAlign(f *testing.F) {
	for i, family := range corpus.Families() {
		doc := corpus.Make(rand.New(rand.NewPCG(uint64(i), 1)), family)
		if len(doc.Body) < 1<<14 {
			f.Add(string(doc.Body))
		}
	}
	f.Add("规章000\n行政许可71\n")
	f.Add("一、本年新收政府信息公开申请数量 | 3 | 8 | 30 | 0 | 0 | 0 | 0 | 0 | 3830\n")
	f.Fuzz(func(t *testing.T, body string) {
		if len(body) > 1<<15 {
			return
		}
		start := time.Now()
		for _, g := range plain.Read(body) {
			for _, span := range align.Split(&g) {
				part := g
				part.Rows = g.Rows[span.From:span.To]
				for _, p := range align.Editions(&part) {
					checkPlacement(t, &part, p)
				}
			}
		}
		if d := time.Since(start); d > slowest {
			t.Errorf("%d bytes took %v", len(body), d)
		}
	})
}

// checkPlacement tests what holds for the placement of any grid.
func checkPlacement(t *testing.T, g *layout.Grid, p *align.Placement) {
	t.Helper()
	taken := map[schema.CellIndex]bool{}
	for i := range p.Rows {
		row := &p.Rows[i]
		if len(row.Readings) == 0 {
			t.Fatalf("row %q without a reading", row.Label)
		}
		for _, c := range row.Cells {
			if taken[c] {
				t.Fatalf("%s is placed twice", p.Form.Cells[c].ID)
			}
			taken[c] = true
		}
		for _, reading := range row.Readings {
			if len(reading.Figures) != len(row.Cells) {
				t.Fatalf("%d figures for %d cells", len(reading.Figures), len(row.Cells))
			}
		}
	}
	report := reconcile.Form(g, p)
	for c := range report.Cells {
		cell := &report.Cells[c]
		if want := cell.Status.Asserted() || cell.Status == schema.Conflict; cell.HasValue != want {
			t.Fatalf("%s is %v and has a value: %t", p.Form.Cells[c].ID, cell.Status, cell.HasValue)
		}
	}
}
