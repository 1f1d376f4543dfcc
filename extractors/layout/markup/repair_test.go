package markup

import (
	"math/rand/v2"
	"strings"
	"testing"

	"gongkai/scripts/synth/corpus"
)

// inspectEach is inspect with each tag compared with every name.
func inspectEach(body string) (d damage) {
	depth := 0
	for {
		i := strings.IndexByte(body, '<')
		if i < 0 {
			return d
		}
		body = body[i+1:]
		switch {
		case tag(body, "table"):
			depth++
		case tag(body, "/table"):
			depth = max(0, depth-1)
		case tag(body, "tr"), tag(body, "td"), tag(body, "th"):
			d.orphans = d.orphans || depth == 0
		case strings.HasPrefix(body, "![CDATA["):
			d.sections = true
		case strings.HasPrefix(body, "!--"):
			end := strings.Index(body, "-->")
			if end < 0 {
				return d
			}
			body = body[end:]
		}
		for _, name := range []string{"script", "style", "textarea", "xmp", "noscript", "title"} {
			if tag(body, name) {
				body = body[closing(body, name):]
				break
			}
		}
	}
}

// TestInspect compares both on the pages of all families, whole and with pieces lost, and on
// random pieces of markup.
func TestInspect(t *testing.T) {
	found := map[damage]int{}
	check := func(body string) {
		t.Helper()
		want := inspectEach(body)
		if got := inspect(body); got != want {
			t.Fatalf("%q: %+v, want %+v", body[:min(len(body), 500)], got, want)
		}
		found[want]++
	}
	rng := rand.New(rand.NewPCG(1, 9))
	for _, family := range corpus.Families() {
		doc := corpus.Draw(rand.New(rand.NewPCG(2, 5)), family)
		body := string(doc.Body)
		check(body)
		for range 20 {
			from := rng.IntN(len(body) + 1)
			check(body[from : from+rng.IntN(len(body)-from+1)])
		}
	}
	pieces := []string{
		"<", "<", "</", "<!--", "-->", "<![CDATA[", "]]>", ">", " ", "/", "x", "表", "table", "TABLE", "tr", "td", "Td", "th", "tbody",
		"script", "Style", "textarea", "title", "TITLE", "xmp", "noscript", "<table>", "</table>", "<tr>", "<td ", "</script>", "</title>", "</STYLE ",
	}
	for range 300_000 {
		var b strings.Builder
		for range 1 + rng.IntN(14) {
			b.WriteString(pieces[rng.IntN(len(pieces))])
		}
		check(b.String())
	}
	for _, d := range []damage{{}, {orphans: true}, {sections: true}, {orphans: true, sections: true}} {
		if found[d] == 0 {
			t.Errorf("no page with %+v", d)
		}
	}
}
