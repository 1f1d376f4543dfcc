package corpus

import (
	"math/rand/v2"

	"gongkai/scripts/synth/mangle"
	"gongkai/scripts/synth/print"
	"gongkai/scripts/synth/scan"
)

// scanFamilies are recognised pages whose words have boxes. Empty cells leave
// no word, but the boxes beside them tell.
func scanFamilies() []family {
	of := func(name, mediaType, extension string, write func(*rand.Rand, *print.Document) string) family {
		return family{name: name, mediaType: mediaType, extension: extension, group: "scan",
			make: func(rng *rand.Rand, _ *family, opt Options, ops []mangle.Operator) Document {
				d := newDraft(rng, opt)
				d.damage(ops)
				if d.doc.Unanchored {
					d.doc.Ambiguous()
				}
				return Document{Body: []byte(write(rng, d.doc)), Gold: d.gold()}
			}}
	}
	return []family{
		of("hocr", "text/html; charset=utf-8", ".hocr", scan.HOCR),
		of("ocr_words", "text/tab-separated-values; charset=utf-8", ".tsv", scan.TSV),
	}
}
