package corpus

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"regexp"
)

var (
	sheets  = []string{"21cm 29.7cm", "21cm 29.7cm", "29.7cm 21cm", "18.4cm 26cm"}
	margins = []string{"2cm", "1.2cm", "2.54cm 3.17cm"}
	fonts   = []string{"Noto Serif CJK SC", "Noto Sans CJK SC", "Noto Sans Mono CJK SC"}
	sizes   = []string{"9", "10.5", "10.5", "12"}
	folios  = []string{"%s", "- %s -", "— %s —", "第 %s 页", "第%s页", "-%s-"}
	runners = []string{"政府信息公开工作年度报告", "政务公开", "信息公开年报汇编", "内部资料 注意保存"}
)

var bodyTag = regexp.MustCompile(`(?i)<body[^>]*>`)

// firstLine is what LibreOffice leaves out: it does not print the first line of a page of the
// web, which would be the title.
const firstLine = "<p>&nbsp;</p>\n"

// onPaper gives a page a sheet to be printed on: size and margins, a font, and now
// and then a running header and a footer with the number of the page.
func onPaper(rng *rand.Rand, page []byte) []byte {
	pick := func(of []string) string { return of[rng.IntN(len(of))] }
	var b bytes.Buffer
	fmt.Fprintf(&b, "<style>@page{size:%s;margin:%s} table{width:100%%} body,p,td{font-family:'%s';font-size:%spt}</style>\n",
		pick(sheets), pick(margins), pick(fonts), pick(sizes))
	if rng.IntN(3) == 0 {
		fmt.Fprintf(&b, "<div title=\"header\"><p>%s</p></div>\n", pick(runners))
	}
	if rng.IntN(3) > 0 {
		number := `<sdfield type=page subtype=random format=arabic>1</sdfield>`
		fmt.Fprintf(&b, "<div title=\"footer\"><p align=\"%s\">%s</p></div>\n", pick([]string{"center", "right", "left"}), fmt.Sprintf(pick(folios), number))
	}
	b.WriteString(firstLine)
	at := 0
	if tag := bodyTag.FindIndex(page); tag != nil {
		at = tag[1]
	}
	return append(append(bytes.Clone(page[:at]), b.Bytes()...), page[at:]...)
}
