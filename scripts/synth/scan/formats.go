package scan

import (
	"fmt"
	"html"
	"math/rand/v2"
	"strings"

	"gongkai/scripts/synth/print"
)

// HOCR writes a document as hOCR.
func HOCR(rng *rand.Rand, d *print.Document) string {
	var b strings.Builder
	b.WriteString("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" xml:lang=\"en\" lang=\"en\">\n<head>\n<title></title>\n" +
		"<meta http-equiv=\"Content-Type\" content=\"text/html;charset=utf-8\"/>\n<meta name='ocr-capabilities' content='ocr_page ocr_carea ocr_par ocr_line ocrx_word'/>\n</head>\n<body>\n")
	id := 0
	for p, lines := range pages(rng, d) {
		fmt.Fprintf(&b, "<div class='ocr_page' id='page_%d' title='image \"image-%d.png\"; bbox 0 0 1654 2339; ppageno %d'>\n<div class='ocr_carea'><p class='ocr_par' lang='chi_sim'>\n", p+1, p+1, p)
		for n, l := range lines {
			left, top, right, bottom := l.box()
			fmt.Fprintf(&b, " <span class='ocr_line' id='line_%d_%d' title=\"bbox %d %d %d %d; baseline 0 -4; x_size %d\">\n", p+1, n+1, left, top, right, bottom, glyphPixels)
			for _, w := range l.words {
				id++
				fmt.Fprintf(&b, "  <span class='ocrx_word' id='word_%d_%d' title='bbox %d %d %d %d; x_wconf %d'>%s</span>\n",
					p+1, id, w.left, w.top, w.left+w.width, w.top+w.height, w.confidence, html.EscapeString(w.text))
			}
			b.WriteString(" </span>\n")
		}
		b.WriteString("</p></div>\n</div>\n")
	}
	b.WriteString("</body>\n</html>\n")
	return b.String()
}

// TSV writes a document as a table of pages, lines and words.
func TSV(rng *rand.Rand, d *print.Document) string {
	var b strings.Builder
	b.WriteString("level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n")
	for p, lines := range pages(rng, d) {
		fmt.Fprintf(&b, "1\t%d\t0\t0\t0\t0\t0\t0\t1654\t2339\t-1\t\n2\t%d\t1\t0\t0\t0\t0\t0\t1654\t2339\t-1\t\n3\t%d\t1\t1\t0\t0\t0\t0\t1654\t2339\t-1\t\n", p+1, p+1, p+1)
		for n, l := range lines {
			left, top, right, bottom := l.box()
			fmt.Fprintf(&b, "4\t%d\t1\t1\t%d\t0\t%d\t%d\t%d\t%d\t-1\t\n", p+1, n+1, left, top, right-left, bottom-top)
			for k, w := range l.words {
				fmt.Fprintf(&b, "5\t%d\t1\t1\t%d\t%d\t%d\t%d\t%d\t%d\t%d.%06d\t%s\n", p+1, n+1, k+1, w.left, w.top, w.width, w.height, w.confidence, rng.IntN(1000000), w.text)
			}
		}
	}
	return b.String()
}
