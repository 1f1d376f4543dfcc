package corpus

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"

	"gongkai/schema"
	"gongkai/scripts/synth/photo"
	"gongkai/scripts/synth/print"
)

// Photos lists the ways from a page's image to documents, by name: each gives
// several.
func Photos() []string { return []string{"photo_pages", "photo_cells"} }

// Shots lists the shapes in which recognised text is printed, by name.
func Shots() []string { return append(photo.WithStructure(), photo.Plain) }

func isShot(name string) bool { return slices.Contains(Shots(), name) }

// Photograph draws a page, lets it be printed, scanned and recognised, and gives
// a document for each shape in which the recognised text is printed. Figures whose
// place no longer holds their digits are lost.
func Photograph(ctx context.Context, rng *rand.Rand, name string) ([]Document, error) {
	return photograph(ctx, rng, Options{}, name == "photo_cells")
}

// shotOf makes one document in one of the shapes.
func shotOf(ctx context.Context, rng *rand.Rand, opt Options, shape string) (Document, error) {
	docs, err := photograph(ctx, rng, opt, photo.ByCell(shape))
	if err != nil {
		return Document{}, err
	}
	i := slices.IndexFunc(docs, func(d Document) bool { return d.Family == shape })
	if i < 0 {
		return Document{}, fmt.Errorf("photo: no shape %q", shape)
	}
	return docs[i], nil
}

// mostRedrawn is how often a page wider than the paper is drawn again.
const mostRedrawn = 8

func photograph(ctx context.Context, rng *rand.Rand, opt Options, byCell bool) (docs []Document, err error) {
	for range mostRedrawn {
		if docs, err = photographOnce(ctx, rng, opt, byCell); !errors.Is(err, photo.ErrClipped) {
			break
		}
	}
	return docs, err
}

func photographOnce(ctx context.Context, rng *rand.Rand, opt Options, byCell bool) ([]Document, error) {
	draw, read := photo.DrawPages, photo.Pages
	if byCell {
		draw, read = photo.DrawCells, photo.Cells
	}
	page, printed := markedPage(rng, withoutSlips(opt, rng, true))
	plan := draw(rng)
	shots, err := read(ctx, plan, string(page.Body), printed)
	if err != nil {
		return nil, err
	}
	var out []Document
	for _, shot := range shots {
		doc := page
		doc.Name, doc.Family, doc.MediaType, doc.Body = shot.Name+shot.Extension, shot.Name, shot.MediaType, shot.Body
		doc.Gold = page.Gold.recognised(printed, shot.Read)
		doc.Gold.Base, doc.Gold.Operators = page.Family, []string{plan.String()}
		doc.Operators = nil
		doc.label()
		out = append(out, doc)
	}
	return out, nil
}

// markedPage draws a page of one of the families given to converters, its
// figures marked with their index in the form, and the texts that are printed.
func markedPage(rng *rand.Rand, opt Options) (Document, map[int]string) {
	printed := map[int]string{}
	opt.figure = func(c *print.Cell) {
		printed[int(c.Index)] = c.Text
		c.Text = photo.Mark(int(c.Index), c.Text)
	}
	return MakeWith(rng, opt, pageFamilies[rng.IntN(len(pageFamilies))]), printed
}

// recognised is the gold of a page after recognition.
func (g *Gold) recognised(printed map[int]string, read map[int]photo.Reading) Gold {
	out := *g
	out.Cells = make(map[schema.CellID]Figure, len(g.Cells))
	form := schema.FormOf(g.Edition)
	for c := range form.Cells {
		id := form.Cells[c].ID
		figure := g.Cells[id]
		if _, ok := printed[c]; ok && figure.Value != nil {
			figure.Recognised = string(read[c])
			figure.Lost = figure.Lost || read[c] != photo.Legible
		}
		out.Cells[id] = figure
	}
	return out
}
