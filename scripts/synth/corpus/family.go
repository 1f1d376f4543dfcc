package corpus

import (
	"math/rand/v2"
	"slices"

	"gongkai/scripts/synth/mangle"
	"gongkai/scripts/synth/print"
)

// family is a kind of document.
type family struct {
	name, mediaType, extension string
	// group is text, preset, html, scan or other.
	group string
	make  func(*rand.Rand, *family, Options, []mangle.Operator) Document
}

var families = slices.Concat(textFamilies(), presetFamilies(), htmlFamilies(), scanFamilies(), otherFamilies())

// Families lists the names of all families in a fixed order.
func Families() []string {
	var names []string
	for i := range families {
		names = append(names, families[i].name)
	}
	return names
}

func familyOf(name string) (*family, bool) {
	for i := range families {
		if families[i].name == name {
			return &families[i], true
		}
	}
	return nil, false
}

// textFamilies has one family for each plain-text layout.
func textFamilies() []family {
	var out []family
	for _, layout := range print.Layouts() {
		out = append(out, family{
			name: string(layout), mediaType: "text/plain; charset=utf-8", extension: ".txt", group: "text", make: makeText,
		})
	}
	return out
}
