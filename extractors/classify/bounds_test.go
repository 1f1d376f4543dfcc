package classify_test

import (
	"strings"
	"testing"
	"time"

	"gongkai/extractors/classify"
	"gongkai/extractors/decode"
	"gongkai/extractors/layout"
)

// TestBounds classifies documents far larger than any page, which must not take
// longer than their size explains.
func TestBounds(t *testing.T) {
	const size = 2 << 20
	for name, piece := range map[string]string{
		"placeholders": "{{}}", "open placeholders": "{{", "ordinals": "一、(一)1.", "dates": "2020-01-01 ", "titles": "2020年政府信息公开年度报告|",
		"brackets": "《》", "cores": "政府信息公开", "latin": "a ", "tags": "<script", "stops": "。",
	} {
		text := strings.Repeat(piece, size/len(piece))
		long := layout.Grid{Kind: layout.HTML, Rows: []layout.Row{{Cells: []layout.Cell{{Text: text}}}}}
		many := layout.Grid{Kind: layout.HTML, Rows: make([]layout.Row, 30_000)}
		for i := range many.Rows {
			many.Rows[i].Cells = []layout.Cell{{Text: text[:len(piece)*5]}}
		}
		for _, g := range []*layout.Grid{&long, &many} {
			start := time.Now()
			_ = classify.Document(g, decode.Text{MediaType: "text/html", Body: text})
			if took := time.Since(start); took > 5*time.Second {
				t.Errorf("%s in %d rows: %v", name, len(g.Rows), took)
			}
		}
	}
}
