package classify_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"gongkai/extractors/classify"
	"gongkai/extractors/decode"
	"gongkai/scripts/synth/corpus"
)

func BenchmarkDocument(b *testing.B) {
	for _, family := range []string{"narrative_only", "index_page", "older_form", "not_a_report", "script_shell", "login_page"} {
		doc := corpus.Make(rand.New(rand.NewPCG(1, 2)), family)
		body := string(doc.Body)
		if family == "login_page" {
			body = strings.Replace(body, "</head>", "<script>"+strings.Repeat("var a = document.getElementById('x').innerHTML;\n", 1200)+"</script></head>", 1)
		}
		text, err := decode.Decode([]byte(body), doc.MediaType)
		if err != nil {
			b.Fatal(err)
		}
		g := gridOf(text)
		b.Run(family, func(b *testing.B) {
			b.SetBytes(int64(len(body)))
			b.ReportAllocs()
			for b.Loop() {
				_ = classify.Document(&g, text)
			}
		})
	}
}
