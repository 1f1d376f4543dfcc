package corpus

import (
	"context"
	"math/rand/v2"

	"gongkai/schema"
	"gongkai/scripts/synth/convert"
)

// pageFamilies are the families whose pages are given to converters.
var pageFamilies = []string{"html_clean", "html_word", "html_paragraph_cells", "html_site", "html_expanded", "html_page_split"}

// Convert draws a page and turns it into text with a tool. Figures that the
// tool's output no longer determines are lost: rows with blanks where blanks
// leave no trace.
func Convert(ctx context.Context, rng *rand.Rand, tool convert.Tool) (Document, error) {
	return convertPage(ctx, rng, Options{}, tool)
}

// convertPage is Convert with a narrower choice of pages.
func convertPage(ctx context.Context, rng *rand.Rand, opt Options, tool convert.Tool) (Document, error) {
	opt = withoutSlips(opt, rng, !tool.KeepsBlanks)
	var ops []string
	if opt.Found {
		ops = foundOperators(rng, "html")
	}
	doc := MakeWith(rng, opt, pageFamilies[rng.IntN(len(pageFamilies))], ops...)
	body, err := tool.Convert(ctx, doc.Body)
	if err != nil {
		return Document{}, err
	}
	doc.Gold.Base, doc.Family = doc.Family, tool.Name
	doc.Name, doc.MediaType, doc.Body = tool.Name+tool.Extension, tool.MediaType, body
	if !tool.KeepsBlanks {
		loseGapped(&doc.Gold)
	}
	doc.label()
	return doc, nil
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
