package corpus

import (
	"math/rand/v2"

	"gongkai/scripts/synth/mangle"
	"gongkai/scripts/synth/print"
)

// preset is a layout with the damages that come with it in practice.
type preset struct {
	name      string
	layout    print.Layout
	operators []string
}

// presets are the ways in which whole documents arrive: several damages of one
// cause together. Each damage strikes with two chances in three.
var presets = []preset{
	{"like_pdf_pages", print.Tabbed, []string{"page_split_row", "page_split_row", "dropped_stubs", "inner_spaces", "stray_note", "lost_header_cells", "page_cut"}},
	{"like_converted_page", print.Piped, []string{"half_width", "traditional", "pinyin", "signs", "lost_header_cells", "label_variants"}},
	{"like_shifted_columns", print.Tabbed, []string{"shift_part", "shift_group", "page_cut", "lost_cell", "label_variants", "half_width", "inner_spaces"}},
	{"like_word_cells", print.CellPerLine, []string{"label_line_break", "units_in_cells", "invisible", "full_width_digits"}},
	{"like_ocr_tables", print.OCRMarkdown, []string{"half_width", "shatter_labels", "shatter_stubs", "confuse_labels", "duplicated_text", "downward_header", "split_label_rows", "extra_columns"}},
}

// presetFamilies makes a family of each preset.
func presetFamilies() []family {
	var out []family
	for _, p := range presets {
		text := family{name: string(p.layout)}
		out = append(out, family{
			name: p.name, mediaType: "text/plain; charset=utf-8", extension: ".txt", group: "preset",
			make: func(rng *rand.Rand, _ *family, opt Options, ops []mangle.Operator) Document {
				var drawn []mangle.Operator
				for _, o := range resolve(p.operators) {
					if rng.IntN(3) > 0 {
						drawn = append(drawn, o)
					}
				}
				return makeText(rng, &text, opt, append(drawn, ops...))
			},
		})
	}
	return out
}
