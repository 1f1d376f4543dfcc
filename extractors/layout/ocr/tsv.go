package ocr

import (
	"strconv"
	"strings"

	"gongkai/extractors/layout"
)

// tsvHeader begins a table of words, popplerHeader that of pdftotext -tsv.
const (
	tsvHeader     = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"
	popplerHeader = "level\tpage_num\tpar_num\tblock_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"
)

// IsTSV reports whether a text is a table of words as tesseract or pdftotext
// write it.
func IsTSV(body string) bool {
	body = strings.TrimLeft(body, "\ufeff \t\r\n")
	return strings.HasPrefix(body, tsvHeader) || strings.HasPrefix(body, popplerHeader)
}

// ReadTSV reads a table of words. It gives one grid, or none where no line is a
// word. Lines with too few fields, or with numbers that are none, are left out;
// a header repeated for a further file begins a new page.
func ReadTSV(body string) []layout.Grid {
	var r tsvReader
	for line := range strings.Lines(body) {
		if r.words >= maxWords {
			break
		}
		r.read(strings.TrimRight(line, "\r\n"))
	}
	return grids(r.pages, layout.TSV)
}

type tsvReader struct {
	pages       []*page
	words, line int
	// page and file tell the pages apart; key the lines.
	page, key string
}

func (r *tsvReader) read(line string) {
	f := strings.SplitN(line, "\t", 12)
	if len(f) < 11 {
		return
	}
	if f[0] == "level" {
		r.page = ""
		return
	}
	if len(r.pages) == 0 || f[1] != r.page {
		r.pages, r.page = append(r.pages, &page{}), f[1]
	}
	if key := strings.Join(f[1:5], " "); key != r.key {
		r.key = key
		r.line++
	}
	b, ok := tsvBox(f[6:10])
	text := ""
	if len(f) == 12 {
		text = f[11]
	}
	if f[0] != "5" || !ok || strings.HasPrefix(text, "###") && f[10] == "-1" {
		return // pdftotext marks pages and lines with ###PAGE### and the like
	}
	r.words++
	r.pages[len(r.pages)-1].add(b, text, r.line)
}

// perPixel is how many parts a pixel is counted in: pdftotext writes points and
// fractions of them.
const perPixel = 8

// tsvBox reads left, top, width, height.
func tsvBox(fields []string) (box, bool) {
	var n [4]int
	for i, f := range fields {
		v, err := strconv.ParseFloat(f, 64)
		if err != nil || !(v >= 0 && v < farthest/perPixel) {
			return box{}, false
		}
		n[i] = int(v*perPixel + 0.5)
	}
	return newBox(n[0], n[1], n[0]+n[2], n[1]+n[3])
}
