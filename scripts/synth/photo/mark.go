package photo

import (
	"regexp"
	"strconv"
	"strings"
)

// Characters that no document prints; they enclose a mark's number and its text.
const (
	markOpens = "\ue000"
	markText  = "\ue001"
	markEnds  = "\ue002"
)

// Mark marks the text of a figure with a number.
func Mark(number int, text string) string {
	return markOpens + strconv.Itoa(number) + markText + text + markEnds
}

// address begins the address of a mark's link.
const address = "http://mark/"

var (
	marked = regexp.MustCompile(markOpens + "([0-9]+)" + markText + "([^" + markEnds + "]*)" + markEnds)
	head   = regexp.MustCompile(`(?i)<head>`)
)

// Expand writes marks as links that look like text.
func Expand(markup string) string {
	return marked.ReplaceAllString(markup, `<a href="`+address+`$1" style="color:#000000;text-decoration:none">$2</a>`)
}

// Strip takes the marks out again.
func Strip(markup string) string { return marked.ReplaceAllString(markup, "$2") }

// styled puts the plan's font and rules into a page.
func (p Plan) styled(markup string) string {
	var css strings.Builder
	css.WriteString("<meta charset=\"utf-8\"><style>table{border-collapse:collapse}a{color:#000000;text-decoration:none}")
	if p.Font != "" {
		css.WriteString("body,p,td,th,span,h1,h2{font-family:'" + p.Font + "' !important}")
	}
	switch p.Rules {
	case "none":
		css.WriteString("table,td,th{border:none !important}")
	case "grey":
		css.WriteString("table,td,th{border:1px solid #b4b4b4 !important}")
	default:
		css.WriteString("table,td,th{border:1px solid #000000 !important}")
	}
	css.WriteString("</style>")
	return head.ReplaceAllLiteralString(markup, "<head>"+css.String())
}

// place is where a marked figure stands: on a page from 0, in points from the
// bottom left.
type place struct {
	page                     int
	left, bottom, right, top float64
}

// link is a link annotation with its rectangle, as every renderer writes it.
var link = regexp.MustCompile(`/Rect\s*\[\s*([0-9.]+)\s+([0-9.]+)\s+([0-9.]+)\s+([0-9.]+)\s*\](?s:.{0,400}?)/URI\s*\(` + address + `([0-9]+)\)`)

// places reads where the marks stand from a PDF and pdfinfo's list of links.
func places(pdf []byte, links string) map[int]place {
	pages := map[int]int{}
	for line := range strings.Lines(links) {
		f := strings.Fields(line)
		if len(f) != 3 || !strings.HasPrefix(f[2], address) {
			continue
		}
		n, _ := strconv.Atoi(strings.TrimPrefix(f[2], address))
		page, _ := strconv.Atoi(f[0])
		pages[n] = page - 1
	}
	out := map[int]place{}
	for _, m := range link.FindAllSubmatch(pdf, -1) {
		n, _ := strconv.Atoi(string(m[5]))
		page, ok := pages[n]
		if _, twice := out[n]; !ok || twice {
			continue // a figure over two lines keeps its first
		}
		var at [4]float64
		for i := range at {
			at[i], _ = strconv.ParseFloat(string(m[1+i]), 64)
		}
		out[n] = place{page, at[0], at[1], at[2], at[3]}
	}
	return out
}
