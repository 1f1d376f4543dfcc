package ocr

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"gongkai/extractors/layout"
)

// IsHOCR reports whether a page is hOCR: it has elements of the classes of
// pages and of words.
func IsHOCR(body string) bool {
	return strings.Contains(body, "ocr_page") &&
		(strings.Contains(body, "ocrx_word") || strings.Contains(body, "ocr_word"))
}

// ReadHOCR reads hOCR. It gives one grid, or none where no word has a box.
func ReadHOCR(body string) []layout.Grid {
	var r hocrReader
	z := html.NewTokenizer(strings.NewReader(body))
	for r.words < maxWords {
		switch z.Next() {
		case html.ErrorToken:
			r.endWord()
			return grids(r.pages, layout.HOCR)
		case html.StartTagToken, html.SelfClosingTagToken:
			r.start(z)
		case html.EndTagToken:
			name, _ := z.TagName()
			r.end(atom.Lookup(name))
		case html.TextToken:
			if r.inWord {
				r.text.Write(z.Text())
			}
		}
	}
	return grids(r.pages, layout.HOCR)
}

// hocrReader keeps the word being read. A word ends where its element does, or
// where the next word or line begins.
type hocrReader struct {
	pages       []*page
	words, line int
	inWord      bool
	element     atom.Atom
	depth       int
	box         box
	text        strings.Builder
}

func (r *hocrReader) start(z *html.Tokenizer) {
	name, more := z.TagName()
	element := atom.Lookup(name)
	var class, title string
	for more {
		var key, value []byte
		key, value, more = z.TagAttr()
		switch string(key) {
		case "class":
			class = string(value)
		case "title":
			title = string(value)
		}
	}
	if r.inWord && element == r.element {
		r.depth++
	}
	for name := range strings.FieldsSeq(class) {
		r.class(name, title, element)
	}
}

// class handles an element of one of the classes of hOCR.
func (r *hocrReader) class(name, title string, element atom.Atom) {
	switch name {
	case "ocr_page":
		r.endWord()
		r.pages = append(r.pages, &page{})
		r.line++
	case "ocr_line", "ocr_header", "ocr_caption", "ocr_textfloat", "ocrx_line":
		r.endWord()
		r.line++
	case "ocr_separator":
		r.endWord()
		if b, ok := titleBox(title); ok {
			r.current().add(b, "", r.line)
		}
	case "ocrx_word", "ocr_word":
		r.endWord()
		r.box, r.inWord = titleBox(title)
		r.element, r.depth = element, 0
	}
}

func (r *hocrReader) current() *page {
	if len(r.pages) == 0 {
		r.pages = append(r.pages, &page{})
	}
	return r.pages[len(r.pages)-1]
}

func (r *hocrReader) end(element atom.Atom) {
	if !r.inWord || element != r.element {
		return
	}
	if r.depth--; r.depth < 0 {
		r.endWord()
	}
}

func (r *hocrReader) endWord() {
	if r.inWord {
		r.words++
		r.current().add(r.box, r.text.String(), r.line)
	}
	r.inWord = false
	r.text.Reset()
}

// titleBox reads the bbox property of a title: bbox 34 741 130 759; x_wconf 91.
func titleBox(title string) (box, bool) {
	for property := range strings.SplitSeq(title, ";") {
		f := strings.Fields(property)
		if len(f) < 5 || f[0] != "bbox" {
			continue
		}
		var n [4]int
		for i := range n {
			v, err := strconv.Atoi(f[1+i])
			if err != nil {
				return box{}, false
			}
			n[i] = v
		}
		return newBox(n[0], n[1], n[2], n[3])
	}
	return box{}, false
}
