package corpus

import (
	"context"
	"math/rand/v2"

	"gongkai/scripts/synth/convert"
)

// Found makes a document of a family, or what a converter makes of a page, as
// documents are found: it names its agency, in the title or the signature, and
// suffers what its kind really suffers. No figure is deleted without a trace, so
// that whoever reads it well has nothing to ask, unless the agency erred.
func Found(ctx context.Context, rng *rand.Rand, name string) (Document, error) {
	doc, err := DrawFound(ctx, rng, name)
	if err != nil {
		return Document{}, err
	}
	return one(ctx, doc)
}

// DrawFound is Found without running the converter, which Finish does.
func DrawFound(ctx context.Context, rng *rand.Rand, name string) (Pending, error) {
	opt := Options{Found: true}
	if tool, ok := convert.Find(name); ok {
		return drawPage(rng, opt, tool), nil
	}
	if isShot(name) {
		doc, err := shotOf(ctx, rng, opt, name)
		return Pending{Document: doc}, err
	}
	f, _ := familyOf(name)
	return Pending{Document: MakeWith(rng, opt, name, foundOperators(rng, f.group)...)}, nil
}

// DrawOne draws a document of a family as Draw does, or a page for a converter.
func DrawOne(rng *rand.Rand, name string) Pending {
	if tool, ok := convert.Find(name); ok {
		return drawPage(rng, Options{}, tool)
	}
	return Pending{Document: Draw(rng, name)}
}

// habit is an operator with the share of documents, in a thousand, that it strikes.
type habit struct {
	operator string
	permille int
}

// editors is what agencies and their editors do to any document.
var editors = []habit{
	{"label_variants", 250}, {"heading_variants", 200}, {"half_width", 150}, {"label_line_break", 80}, {"inner_spaces", 80},
	{"invisible", 80}, {"second_numbering", 50}, {"signs", 30}, {"units_in_cells", 30}, {"stale_year", 30}, {"extra_rows", 20},
	{"one_value_row", 20}, {"thousands", 20}, {"full_width_digits", 20}, {"repeated_header", 20}, {"extra_total", 10},
	{"stray_note", 10}, {"traditional", 10}, {"pinyin", 5},
}

// passage is what the way from a page or a PDF to text adds; nothing is lost.
var passage = []habit{
	{"page_cut", 50}, {"repeated_stubs", 40}, {"nbsp_artefact", 30}, {"split_label_rows", 30}, {"page_split_row", 30},
	{"lost_header_cells", 20}, {"dropped_stubs", 20}, {"shift_group", 10}, {"fused_header", 10},
}

// recognition is what a recogniser does to labels; its digits are another matter.
var recognition = []habit{
	{"confuse_labels", 300}, {"inner_spaces", 200}, {"half_width", 200}, {"confuse_figures", 50},
}

// foundOperators draws the operators of a document, in the order of the habits.
func foundOperators(rng *rand.Rand, group string) []string {
	var habits []habit
	switch group {
	case "html":
		habits = editors
	case "text":
		habits = append(append(habits, editors...), passage...)
	case "scan":
		habits = recognition
	}
	var out []string
	for _, h := range habits {
		if rng.IntN(1000) < h.permille {
			out = append(out, h.operator)
		}
	}
	return out
}
