package photo

import (
	"context"
	"fmt"
	"image"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
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
	if err := s.whole(figures); err != nil {
		return nil, err
	}
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
	over := make(map[int][]int, len(all)) // word → figures that it stands over
	words := make(map[int][]int, len(figures))
	for _, n := range slices.Sorted(maps.Keys(figures)) {
		at, ok := boxes[n]
		for w := range all {
			if ok && all[w].page == at.page && stands(all[w].Rectangle, at.Rectangle) {
				over[w], words[n] = append(over[w], n), append(words[n], w)
			}
		}
		slices.SortStableFunc(words[n], func(a, b int) int { return all[a].Min.X - all[b].Min.X })
	}
	out := make(map[int]Reading, len(figures))
	for n, text := range figures {
		var read strings.Builder
		beside := map[int]bool{n: true}
		for _, w := range words[n] {
			read.WriteString(all[w].text)
			for _, o := range over[w] {
				beside[o] = true
			}
		}
		out[n] = judge(text, read.String())
		if out[n] == Altered && len(beside) > 1 && digits(read.String()) == digits(joined(beside, figures, boxes)) {
			out[n] = Legible
		}
	}
	return out
}

// joined are the texts of figures, left to right.
func joined(of map[int]bool, figures map[int]string, boxes map[int]mark) string {
	numbers := slices.SortedFunc(maps.Keys(of), func(a, b int) int { return boxes[a].Min.X - boxes[b].Min.X })
	var b strings.Builder
	for _, n := range numbers {
		b.WriteString(figures[n])
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

// judge compares a figure's text with what was recognised in its place: legible
// is one that stands there with no digit beside it.
func judge(want, got string) Reading {
	want, got = bare(want), bare(got)
	if got == "" {
		return Gone
	}
	isDigit := func(r rune) bool { return r >= '0' && r <= '9' || r == '.' }
	for at := 0; want != ""; at++ {
		i := strings.Index(got[at:], want)
		if i < 0 {
			break
		}
		at += i
		before, _ := utf8.DecodeLastRuneInString(got[:at])
		after, _ := utf8.DecodeRuneInString(got[at+len(want):])
		if !isDigit(before) && !isDigit(after) {
			return Legible
		}
	}
	return Altered
}

func digits(text string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, bare(text))
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
