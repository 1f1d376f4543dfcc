package photo

import (
	"context"
	"fmt"
	"image"
	"os"
	"slices"
	"strconv"
	"strings"
)

// Reading says what became of a figure.
type Reading string

// The readings.
const (
	Legible Reading = "legible"
	Altered Reading = "altered"
	Gone    Reading = "gone"
)

// Shot is a document as a recogniser printed it.
type Shot struct {
	Name, MediaType, Extension string
	Body                       []byte
	Read                       map[int]Reading
}

const (
	plainText = "text/plain; charset=utf-8"
	hypertext = "text/html; charset=utf-8"
	wordList  = "text/tab-separated-values; charset=utf-8"
)

// Pages reads the whole pages of a marked page: one run, three shapes.
func Pages(ctx context.Context, p Plan, markup string, figures map[int]string) ([]Shot, error) {
	s, end, err := open(ctx, p, markup)
	if err != nil {
		return nil, err
	}
	defer end()
	if err := s.damage(); err != nil {
		return nil, fmt.Errorf("photo %s: %w", p, err)
	}
	if err := s.recognise(s.names(), p.Segmentation, "txt", "tsv", "hocr"); err != nil {
		return nil, fmt.Errorf("photo %s: %w", p, err)
	}
	shots := []Shot{
		{Name: "tesseract_tsv", MediaType: wordList, Extension: ".tsv"},
		{Name: "tesseract_hocr", MediaType: hypertext, Extension: ".hocr"},
		{Name: Plain, MediaType: plainText, Extension: ".txt"},
	}
	for i := range shots {
		if shots[i].Body, err = os.ReadFile(s.path("result" + shots[i].Extension)); err != nil {
			return nil, fmt.Errorf("photo %s: %w", p, err)
		}
		shots[i].Read = judgeAll(figures, s.boxes, words(string(shots[0].Body)))
	}
	return shots, nil
}

// word is a recognised word.
type word struct {
	page int
	image.Rectangle
	text string
}

// words reads the words of a TSV.
func words(tsv string) []word {
	var out []word
	for line := range strings.Lines(tsv) {
		f := strings.Split(strings.TrimRight(line, "\r\n"), "\t")
		if len(f) != 12 || f[0] != "5" || strings.TrimSpace(f[11]) == "" {
			continue
		}
		var n [5]int
		for i, at := range []int{1, 6, 7, 8, 9} {
			n[i], _ = strconv.Atoi(f[at])
		}
		out = append(out, word{n[0] - 1, image.Rect(n[1], n[2], n[1]+n[3], n[2]+n[4]), f[11]})
	}
	return out
}

// judgeAll tells what became of every figure.
func judgeAll(figures map[int]string, boxes map[int]mark, all []word) map[int]Reading {
	out := make(map[int]Reading, len(figures))
	for n, text := range figures {
		out[n] = judge(text, textAt(boxes[n], all))
	}
	return out
}

// textAt joins the words over a figure's place, left to right.
func textAt(at mark, all []word) string {
	var over []word
	for _, w := range all {
		if w.page == at.page && stands(w.Rectangle, at.Rectangle) {
			over = append(over, w)
		}
	}
	slices.SortStableFunc(over, func(a, b word) int { return a.Min.X - b.Min.X })
	var b strings.Builder
	for _, w := range over {
		b.WriteString(w.text)
	}
	return b.String()
}

// stands reports whether a word stands in a figure's place: at its height, and
// over at least a fifth of the width of one of the two.
func stands(w, at image.Rectangle) bool {
	middle := (w.Min.Y + w.Max.Y) / 2
	both := w.Intersect(at)
	return middle >= at.Min.Y-at.Dy()/4 && middle < at.Max.Y+at.Dy()/4 &&
		(5*both.Dx() >= w.Dx() || 5*both.Dx() >= at.Dx()) && both.Dx() > 0
}

// judge compares a figure's text with what was recognised in its place.
func judge(want, got string) Reading {
	switch got = bare(got); {
	case got == "":
		return Gone
	case strings.Contains(got, bare(want)):
		return Legible
	default:
		return Altered
	}
}

// bare takes spaces and thousands separators out and makes digits half width.
func bare(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune(" \t\u3000,，", r):
			return -1
		case r >= '０' && r <= '９':
			return r - '０' + '0'
		}
		return r
	}, text)
}

// Plain is the name of plain text.
const Plain = "tesseract_plain"

// WithStructure lists the names of the shapes that tell of tables.
func WithStructure() []string {
	return []string{"tesseract_tsv", "tesseract_hocr", "cells_tabs", "cells_markdown", "cells_html"}
}

// ByCell reports whether a shape is read cell by cell.
func ByCell(shape string) bool { return strings.HasPrefix(shape, "cells_") }
