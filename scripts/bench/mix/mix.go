package mix

import (
	"fmt"
	"math/rand/v2"
	"path"
	"slices"

	"gongkai/scripts/synth/corpus"
)

// Kind is a share of the mix.
type Kind string

// The kinds.
const (
	HTML Kind = "html"
	Text Kind = "text"
	OCR  Kind = "ocr"
)

// Kinds lists the kinds in a fixed order.
func Kinds() []Kind { return []Kind{HTML, Text, OCR} }

// Document is a document to measure with.
type Document struct {
	Kind Kind
	// Name is unique in a mix, MediaType what its source declares.
	Name, MediaType string
	Body            []byte
}

// Draw draws the i-th document of a mix.
func Draw(seed uint64, i int) Document {
	rng := rand.New(rand.NewPCG(seed, uint64(i)))
	kind := OCR
	switch n := rng.IntN(10); {
	case n < 7:
		kind = HTML
	case n < 9:
		kind = Text
	}
	return draw(rng, kind, i)
}

// DrawKind draws the i-th document of a mix of one kind.
func DrawKind(seed uint64, kind Kind, i int) Document {
	return draw(rand.New(rand.NewPCG(seed, uint64(i))), kind, i)
}

// withoutReport is how many pages there are to one that holds no report.
const withoutReport = 12

func draw(rng *rand.Rand, kind Kind, i int) Document {
	families := familiesOf(kind)
	if kind == HTML && rng.IntN(withoutReport) == 0 {
		families = others
	}
	doc := corpus.Draw(rng, families...)
	body := doc.Body
	if kind == HTML && doc.Family != "empty" {
		body = grow(rng, body)
	}
	name := fmt.Sprintf("%s/%06d%s", kind, i, path.Ext(doc.Name))
	return Document{Kind: kind, Name: name, MediaType: doc.MediaType, Body: body}
}

var (
	// ocr lists the families that imitate recognisers.
	ocr = []string{"hocr", "ocr_words", "ocr_markdown", "ocr_pipes", "like_ocr_tables"}
	// others lists the pages that hold no report.
	others = []string{
		"older_form", "index_page", "attachment_only", "narrative_only", "not_a_report", "login_page", "error_page", "script_shell",
	}
	pages = familiesLike("html_*")
	texts = slices.DeleteFunc(corpus.Families(), func(name string) bool {
		return slices.Contains(ocr, name) || slices.Contains(others, name) || slices.Contains(pages, name) ||
			slices.Contains([]string{"two_reports", "cut_report", "empty"}, name)
	})
)

func familiesOf(kind Kind) []string {
	switch kind {
	case HTML:
		return pages
	case Text:
		return texts
	default:
		return ocr
	}
}

func familiesLike(pattern string) []string {
	return slices.DeleteFunc(corpus.Families(), func(name string) bool {
		matched, err := path.Match(pattern, name)
		return err != nil || !matched
	})
}
