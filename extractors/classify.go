package extractors

import (
	"strings"

	"gongkai/extractors/decode"
	"gongkai/extractors/layout"
	"gongkai/schema"
)

// classify says why a document without a report has none.
func classify(g *layout.Grid, text decode.Text) *schema.Reject {
	if strings.Contains(text.Body, "年度报告") {
		return schema.Rejectf(schema.NoTables, "no table of the form")
	}
	return schema.Rejectf(schema.NotAReport, "%d rows, none of the form", len(g.Rows))
}
