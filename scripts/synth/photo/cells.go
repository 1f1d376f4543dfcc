package photo

import (
	"cmp"
	"context"
	"fmt"
	"image"
	"image/draw"
	"image/png"
	"os"
	"slices"
	"strings"
)

// Cells reads the cells between printed rules one by one: one run, three shapes.
func Cells(ctx context.Context, p Plan, markup string, figures map[int]string) ([]Shot, error) {
	s, end, err := open(ctx, p, markup)
	if err != nil {
		return nil, err
	}
	defer end()
	if err := s.whole(figures); err != nil {
		return nil, err
	}
	pieces, err := s.cells()
	if err != nil {
		return nil, fmt.Errorf("photo %s: %w", p, err)
	}
	read := make(map[int]Reading, len(figures))
	for n, text := range figures {
		read[n] = Gone
		for i := range pieces {
			if pieces[i].holds(s.boxes[n]) {
				read[n] = judge(text, pieces[i].text)
				break
			}
		}
	}
	return []Shot{
		{Name: "cells_tabs", MediaType: plainText, Extension: ".txt", Body: []byte(asTabs(pieces)), Read: read},
		{Name: "cells_markdown", MediaType: plainText, Extension: ".md", Body: []byte(asMarkdown(pieces)), Read: read},
		{Name: "cells_html", MediaType: hypertext, Extension: ".html", Body: []byte(asHTML(pieces)), Read: read},
	}, nil
}

// piece is a cell of a table, or a strip between tables (table is -1), on its page.
type piece struct {
	page, table int
	image.Rectangle
	row, col, rowSpan, colSpan int
	text                       string
}

func (p *piece) holds(m mark) bool {
	centre := image.Pt((m.Min.X+m.Max.X)/2, (m.Min.Y+m.Max.Y)/2)
	return p.table >= 0 && p.page == m.page && centre.In(p.Rectangle)
}

// cells finds the cells on the clean images and reads them from the damaged ones.
func (s *session) cells() ([]piece, error) {
	var pieces []piece
	tables := 0
	for page, name := range s.images {
		img, err := load(name)
		if err != nil {
			return nil, err
		}
		found := pagePieces(img, s.plan.DPI)
		for i := range found {
			found[i].page = page
			if found[i].table >= 0 {
				found[i].table += tables
			}
		}
		for i := range found {
			tables = max(tables, found[i].table+1)
		}
		pieces = append(pieces, found...)
	}
	if err := s.damage(); err != nil {
		return nil, err
	}
	return pieces, s.readPieces(pieces)
}

// pagePieces cuts a page into strips and the cells of its tables, top to bottom.
func pagePieces(img *image.Gray, dpi int) []piece {
	var out []piece
	top := 0
	bounds := img.Bounds()
	strip := func(to int) {
		if to-top > dpi/8 {
			out = append(out, piece{table: -1, Rectangle: image.Rect(bounds.Min.X, top, bounds.Max.X, to)})
		}
	}
	for i, table := range findTables(img, dpi) {
		strip(table.bounds.Min.Y)
		top = table.bounds.Max.Y
		for _, c := range table.cells() {
			c.table = i
			out = append(out, c)
		}
	}
	strip(bounds.Max.Y)
	return out
}

// readPieces crops and recognises every piece.
func (s *session) readPieces(pieces []piece) error {
	var names []string
	page, held := -1, (*image.Gray)(nil)
	for i := range pieces {
		if pieces[i].page != page {
			img, err := load(s.images[pieces[i].page])
			if err != nil {
				return err
			}
			page, held = pieces[i].page, img
		}
		name := fmt.Sprintf("piece-%05d.png", i)
		if err := s.save(name, crop(held, pieces[i].Rectangle)); err != nil {
			return err
		}
		names = append(names, name)
	}
	if err := s.recognise(names, s.plan.Segmentation, "txt"); err != nil {
		return err
	}
	body, err := os.ReadFile(s.path("result.txt"))
	if err != nil {
		return err
	}
	for i, text := range strings.Split(string(body), "\f") {
		if i < len(pieces) {
			pieces[i].text = strings.TrimSpace(text)
		}
	}
	return nil
}

// margin is the white laid around a crop, in pixels.
const margin = 12

func crop(img *image.Gray, r image.Rectangle) *image.Gray {
	r = r.Inset(1)
	out := image.NewGray(image.Rect(0, 0, r.Dx()+2*margin, r.Dy()+2*margin))
	draw.Draw(out, out.Bounds(), image.White, image.Point{}, draw.Src)
	draw.Draw(out, image.Rect(margin, margin, margin+r.Dx(), margin+r.Dy()), img, r.Min, draw.Src)
	return out
}

func load(name string) (*image.Gray, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	img, _, err := image.Decode(f)
	if err != nil {
		return nil, fmt.Errorf("image %s: %w", name, err)
	}
	out := image.NewGray(img.Bounds())
	draw.Draw(out, out.Bounds(), img, img.Bounds().Min, draw.Src)
	return out, nil
}

func (s *session) save(name string, img image.Image) error {
	f, err := os.Create(s.path(name))
	if err != nil {
		return err
	}
	if err := cmp.Or(png.Encode(f, img), f.Close()); err != nil {
		return fmt.Errorf("image %s: %w", name, err)
	}
	return nil
}

// byPlace orders cells by row, then column.
func byPlace(a, b piece) int { return cmp.Or(a.row-b.row, a.col-b.col) }

func sortPieces(all []piece) { slices.SortStableFunc(all, byPlace) }
