package page

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

func rng(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 3)) }

func document(f *schema.Form, shape print.Shape) *print.Document {
	d := print.NewDocument(form.Draw(rng(1), f, form.Options{Distinct: true}))
	for t := range f.Tables {
		d.Blocks = append(d.Blocks, print.Block{Kind: print.TableBlock, Table: print.BuildTable(d, t, shape)})
	}
	return d
}

// grid expands the spans of an HTML table as browsers do.
func grid(table *goquery.Selection) [][]string {
	var out [][]string
	at := func(r, c int) *string {
		for len(out) <= r {
			out = append(out, nil)
		}
		for len(out[r]) <= c {
			out[r] = append(out[r], "\x00")
		}
		return &out[r][c]
	}
	table.Find("tr").Each(func(r int, tr *goquery.Selection) {
		c := 0
		tr.ChildrenFiltered("td,th").Each(func(_ int, td *goquery.Selection) {
			for *at(r, c) != "\x00" {
				c++
			}
			for i := range span(td, "rowspan") {
				for j := range span(td, "colspan") {
					*at(r+i, c+j) = strings.TrimSpace(td.Text())
				}
			}
		})
	})
	return out
}

func span(td *goquery.Selection, name string) int {
	n, err := strconv.Atoi(td.AttrOr(name, "1"))
	if err != nil || n < 1 {
		return 1
	}
	return n
}

// TestSpansHold: a browser's reading of the markup puts every text where the
// matrix has it.
func TestSpansHold(t *testing.T) {
	for _, f := range schema.Forms() {
		for _, section4 := range []print.Section4{print.Across, print.Down, print.WithoutTotals} {
			for _, dialect := range []Dialect{Clean, Word, Paragraphs, Expanded} {
				d := document(f, print.Shape{Section4: section4})
				page, err := goquery.NewDocumentFromReader(strings.NewReader(Render(rng(2), d, Site{}, dialect)))
				if err != nil {
					t.Fatal(err)
				}
				page.Find("table").Each(func(i int, s *goquery.Selection) { compare(t, d.Tables()[i], grid(s)) })
			}
		}
	}
}

func compare(t *testing.T, table *print.Table, got [][]string) {
	t.Helper()
	if len(got) != len(table.Rows) {
		t.Fatalf("%d rows, want %d", len(got), len(table.Rows))
	}
	for r := range table.Rows {
		if len(got[r]) != table.Columns {
			t.Fatalf("row %d: %d columns, want %d: %q", r, len(got[r]), table.Columns, got[r])
		}
		for c := range table.Rows[r].Cells {
			if cell := table.Rows[r].Cells[c]; cell.Cover == print.Bare && got[r][c] != cell.Text {
				t.Errorf("row %d, column %d: %q, want %q", r, c, got[r][c], cell.Text)
			}
		}
	}
}

// TestCutTablesHold: the spans of both parts of a cut table hold.
func TestCutTablesHold(t *testing.T) {
	d := document(schema.FormOf("2021"), print.Shape{})
	whole := d.Tables()[1]
	for r := 4; r < len(whole.Rows); r++ {
		first, second := whole.Cut(r, r%2 == 0)
		for _, part := range []*print.Table{first, second} {
			w := newWriter(rng(3), Clean)
			w.table(part)
			page, err := goquery.NewDocumentFromReader(strings.NewReader(w.String()))
			if err != nil {
				t.Fatal(err)
			}
			compare(t, part, grid(page.Find("table")))
		}
		header := second.HeaderRows
		if got := len(first.Rows) + len(second.Rows) - header; got != len(whole.Rows) {
			t.Errorf("cut at %d: %d rows", r, got)
		}
	}
}

// TestSurroundingsHoldNoLabels: menus, links and calendars never look like the form.
func TestSurroundingsHoldNoLabels(t *testing.T) {
	empty := print.NewDocument(form.Draw(rng(1), schema.FormOf("2021"), form.Options{}))
	for seed := range uint64(40) {
		text := RenderSite(rng(seed), empty, Site{}, Clean) + RenderNested(rng(seed), empty, Site{}, Clean)
		for _, f := range schema.Forms() {
			for c := range f.Cells {
				if label := f.RowOf(schema.CellIndex(c)).Label; strings.Contains(text, label) {
					t.Fatalf("seed %d: %q", seed, label)
				}
			}
		}
	}
}

func TestDivsKeepEveryFigure(t *testing.T) {
	d := document(schema.FormOf("2019"), print.Shape{})
	page, err := goquery.NewDocumentFromReader(strings.NewReader(Render(rng(2), d, Site{}, Divs)))
	if err != nil {
		t.Fatal(err)
	}
	figures := map[string]bool{}
	page.Find("div.cell").Each(func(_ int, s *goquery.Selection) { figures[s.Text()] = true })
	for c, value := range d.Values.Cells {
		if !figures[value.Micros.String()] {
			t.Errorf("%s: %v is not in the page", d.Values.Form.Cells[c].ID, value.Micros)
		}
	}
}
