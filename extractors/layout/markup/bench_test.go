package markup

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// sitePage is a page of about 60 KB as a government site serves it: menu, Word's
// own tables, prose, footer.
func sitePage() string {
	var s strings.Builder
	s.WriteString("<html><head><title>年度报告</title><style>.a{}</style></head><body><ul>")
	for i := range 120 {
		fmt.Fprintf(&s, "<li class=\"nav-item\"><a href=\"/zwgk/%d.html\" target=\"_blank\">政府信息公开</a></li>\n", i)
	}
	s.WriteString("</ul><div id=\"zoom\">")
	for range 12 {
		s.WriteString("<p class=\"MsoNormal\" style=\"text-indent:32pt\"><span style=\"font-family:仿宋;font-size:16pt\">" + strings.Repeat("全年主动公开政府信息。", 8) + "</span></p>\n")
	}
	for range 3 {
		s.WriteString("<table class=\"MsoNormalTable\" border=\"1\"><tbody>\n")
		for r := range 12 {
			s.WriteString("<tr style=\"height:20pt\">\n")
			for c := range 8 {
				fmt.Fprintf(&s, "<td width=\"80\" style=\"border:1pt solid\"><p align=\"center\"><span>%d</span></p></td>\n", r*c)
			}
			s.WriteString("</tr>\n")
		}
		s.WriteString("</tbody></table>\n")
	}
	return s.String() + "</div><div class=\"footer\">主办单位</div></body></html>"
}

func BenchmarkRead(b *testing.B) {
	page := sitePage()
	b.SetBytes(int64(len(page)))
	b.ReportAllocs()
	for b.Loop() {
		Read(page)
	}
}

// BenchmarkParse is the part of Read that the parser takes.
func BenchmarkParse(b *testing.B) {
	page := sitePage()
	b.SetBytes(int64(len(page)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := html.Parse(strings.NewReader(page)); err != nil {
			b.Fatal(err)
		}
	}
}
