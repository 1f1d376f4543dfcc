package markup

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	charset "gongkai/extractors/decode"
	"gongkai/scripts/bench/mix"
)

// allOf is what Embedded finds without asking first whether a text can carry any.
func allOf(body string) []string {
	kept := carriers
	defer func() { carriers = kept }()
	for i := range carriers {
		carriers[i] = foreign | opening
	}
	return Embedded(body)
}

// TestMayCarry compares what is found with what is found where every text is looked
// at: on pages, and on strings of notations put together at random.
func TestMayCarry(t *testing.T) {
	for i := range 80 {
		doc := mix.DrawKind(11, mix.HTML, i)
		text, err := charset.Decode(doc.Body, doc.MediaType)
		if err != nil {
			continue
		}
		if diff := cmp.Diff(allOf(text.Body), Embedded(text.Body)); diff != "" {
			t.Fatalf("document %d: (-all +found)\n%s", i, diff)
		}
	}
	pieces := []string{
		"<td>", "</td>", "<p>", "甲", `\u7532`, `\u003c`, `td>`, `\x3c`, `\\u003c`, "&lt;", "td&gt;", "&#60;", "&#30002;", "%3Ctd%3E", "%E7%94%B2",
		`"`, `'`, "`", " + ", "+", "&", "lt;", "%", "3Ctd>", `\`, "u003ctd>", "{", `{"a":`, "[", "(", ",", "\n", "/*", "*/", "a", "&amp;lt;td>", "%253C", `\/`, "<br>",
	}
	rng := rand.New(rand.NewPCG(3, 4))
	found := 0
	for range 20_000 {
		var b strings.Builder
		for range 2 + rng.IntN(10) {
			b.WriteString(pieces[rng.IntN(len(pieces))])
		}
		for _, body := range []string{`{"a":"` + b.String(), "<script>x='" + b.String() + "'</script>", "<p title='" + b.String() + "'>"} {
			all := allOf(body)
			if got := Embedded(body); !slices.Equal(got, all) {
				t.Fatalf("%q: found %q, want %q", body, got, all)
			}
			found += len(all)
		}
	}
	for _, code := range []string{`x='&'+'lt;td>甲'`, `x="&"+"lt;td>甲"`, "x=`&`+`lt;td>甲`", `x='&\lt;td>甲'`, `x='%'+'3Ctd>甲'`, `x='\\'+'u003ctd>甲'`} {
		body := "<script>" + code + "</script>"
		if all := allOf(body); len(all) != 1 || !slices.Equal(Embedded(body), all) {
			t.Errorf("%q: found %q, want %q, one piece", body, Embedded(body), all)
		}
	}
	t.Logf("%d found", found)
	if found < 4_000 {
		t.Errorf("only %d pieces of markup were to be found", found)
	}
}
