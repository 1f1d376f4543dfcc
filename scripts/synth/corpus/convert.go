package corpus

import (
	"context"
	"maps"
	"math/rand/v2"
	"slices"

	"gongkai/schema"
	"gongkai/scripts/synth/convert"
)

// pageFamilies are the families whose pages are given to converters, sheetFamilies
// those that are printed: nobody prints a table whose spans are written out, or one
// that does not fit on the sheet.
var (
	pageFamilies  = []string{"html_clean", "html_word", "html_paragraph_cells", "html_site", "html_expanded", "html_page_split"}
	sheetFamilies = []string{"html_clean", "html_paragraph_cells", "html_site", "html_page_split"}
)

// Convert draws a page and turns it into text with a tool.
func Convert(ctx context.Context, rng *rand.Rand, tool convert.Tool) (Document, error) {
	return one(ctx, drawPage(rng, Options{}, tool))
}

// Pending is a document, or the page that a tool is still to be run on.
type Pending struct {
	Document
	tool *convert.Tool
}

// drawPage draws a page for a tool.
func drawPage(rng *rand.Rand, opt Options, tool convert.Tool) Pending {
	opt = withoutSlips(opt, rng, !tool.KeepsBlanks)
	var ops []string
	if opt.Found {
		ops = foundOperators(rng, "html")
	}
	families := pageFamilies
	if tool.Paged {
		families = sheetFamilies
	}
	doc := MakeWith(rng, opt, families[rng.IntN(len(families))], ops...)
	if tool.Sheet {
		doc.Body = onPaper(rng, doc.Body)
	}
	return Pending{doc, &tool}
}

// Finish runs each tool once on the pages of all documents that wait for it.
func Finish(ctx context.Context, docs []Pending) error {
	waiting, tools := map[string][]int{}, map[string]*convert.Tool{}
	for i := range docs {
		if tool := docs[i].tool; tool != nil {
			waiting[tool.Name], tools[tool.Name] = append(waiting[tool.Name], i), tool
		}
	}
	for _, name := range slices.Sorted(maps.Keys(waiting)) {
		var pages [][]byte
		for _, i := range waiting[name] {
			pages = append(pages, docs[i].Body)
		}
		texts, err := tools[name].ConvertAll(ctx, pages)
		if err != nil {
			return err
		}
		for k, i := range waiting[name] {
			docs[i].converted(texts[k])
		}
	}
	return nil
}

// one finishes a single document.
func one(ctx context.Context, doc Pending) (Document, error) {
	docs := []Pending{doc}
	if err := Finish(ctx, docs); err != nil {
		return Document{}, err
	}
	return docs[0].Document, nil
}

// converted makes what the tool printed of the page the document's body. Figures
// that it no longer determines are lost: rows with blanks where blanks leave no
// trace.
func (d *Pending) converted(body []byte) {
	tool := d.tool
	d.Gold.Base, d.Family = d.Family, tool.Name
	d.Name, d.MediaType, d.Body, d.tool = tool.Name+tool.Extension, tool.MediaType, body, nil
	if !tool.KeepsBlanks {
		loseGapped(&d.Gold)
	}
	d.label()
}

// loseGapped marks the figures of printed rows with blanks as lost.
func loseGapped(g *Gold) {
	f := schema.FormOf(g.Edition)
	gapped := map[[3]int]bool{}
	for c := range f.Cells {
		if g.Cells[f.Cells[c].ID].Status == schema.Blank.String() {
			gapped[printedRow(f, schema.CellIndex(c))] = true
		}
	}
	for c := range f.Cells {
		if gapped[printedRow(f, schema.CellIndex(c))] {
			g.lose(f.Cells[c].ID)
		}
	}
}

// printedRow names the row in which a figure is printed: table, block and row,
// the same row for a whole block that is printed across.
func printedRow(f *schema.Form, c schema.CellIndex) [3]int {
	cell := &f.Cells[c]
	if f.Tables[cell.Table].Blocks[cell.Block].Across {
		return [3]int{cell.Table, cell.Block}
	}
	return [3]int{cell.Table, cell.Block, cell.Row}
}

func (g *Gold) lose(id schema.CellID) {
	figure := g.Cells[id]
	figure.Lost = true
	g.Cells[id] = figure
}

// Admits reports whether a reading may state a number for a cell: the number
// that is printed; 0 for a blank that the document lost.
func (f Figure) Admits(m schema.Micros) bool {
	if f.Value == nil {
		return f.Lost && m == 0
	}
	return f.Value.Micros == m
}
