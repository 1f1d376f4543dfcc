package extractors

import (
	reason "gongkai/extractors/classify"
	"gongkai/extractors/decode"
	"gongkai/extractors/layout"
	"gongkai/schema"
)

// classify says why a document without a report has none.
func classify(g *layout.Grid, text decode.Text) *schema.Reject {
	return reason.Document(g, text)
}
