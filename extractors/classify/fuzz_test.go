package classify_test

import (
	"path/filepath"
	"strings"
	"testing"

	"gongkai/extractors/classify"
	"gongkai/extractors/decode"
	"gongkai/schema"
)

// ours are the reasons that the package may give.
var ours = map[schema.Reason]bool{
	schema.NotAReport: true, schema.IndexPage: true, schema.AttachmentOnly: true, schema.NoTables: true, schema.OlderForm: true,
	schema.ScriptShell: true, schema.LoginPage: true, schema.ErrorPage: true, schema.Empty: true,
}

// FuzzDocument holds for any bytes: there is a reason, its detail is a line, and
// the same document gives the same of both.
func FuzzDocument(f *testing.F) {
	documents(f, func(_, name string, body []byte) { f.Add(body, mediaTypes[filepath.Ext(name)]) })
	f.Add([]byte("<p>{{}}{{{}}"), "text/html")
	f.Fuzz(func(t *testing.T, body []byte, mediaType string) {
		text, err := decode.Decode(body, mediaType)
		if err != nil {
			return
		}
		g := gridOf(text)
		got := classify.Document(&g, text)
		if !ours[got.Reason] {
			t.Errorf("reason %q", got.Reason)
		}
		if got.Detail == "" || strings.ContainsAny(got.Detail, "\r\n") || len(got.Detail) > 1000 {
			t.Errorf("detail %q: not a line", got.Detail)
		}
		if again := classify.Document(&g, text); *again != *got {
			t.Errorf("%v, then %v", got, again)
		}
	})
}
