package corpus

import (
	"encoding/json"
	"fmt"
	"html"
	"math/rand/v2"
	"strings"

	"gongkai/scripts/synth/page"
	"gongkai/scripts/synth/print"
)

// captionRows puts the heading of a section, and a line with the unit, into the
// first rows of its table.
func captionRows(d *draft) {
	var blocks []print.Block
	for _, b := range d.doc.Blocks {
		last := len(blocks) - 1
		if b.Kind != print.TableBlock || last < 0 || blocks[last].Kind != print.Heading {
			blocks = append(blocks, b)
			continue
		}
		top := []print.Row{spanning(blocks[last].Text, b.Table.Columns)}
		if d.rng.IntN(2) == 0 {
			top = append(top, spanning("单位：件", b.Table.Columns))
		}
		b.Table.Rows = append(top, b.Table.Rows...)
		b.Table.HeaderRows += len(top)
		blocks = append(blocks[:last], b)
	}
	d.doc.Blocks = blocks
}

// continued cuts every long table into two, with 续表 and the header repeated between.
func continued(d *draft) {
	var blocks []print.Block
	for _, b := range d.doc.Blocks {
		if b.Kind != print.TableBlock || len(b.Table.Rows) < 10 {
			blocks = append(blocks, b)
			continue
		}
		low := b.Table.HeaderRows + 2
		first, second := b.Table.Cut(low+d.rng.IntN(len(b.Table.Rows)-low-2), true)
		blocks = append(blocks, print.Block{Kind: print.TableBlock, Table: first},
			print.Block{Kind: print.Para, Text: []string{"续表", "（续上表）", "— 3 —"}[d.rng.IntN(3)]},
			print.Block{Kind: print.TableBlock, Table: second})
	}
	d.doc.Blocks = blocks
}

// inTextarea leaves an empty page whose field that is not shown holds the report's markup.
func inTextarea(site page.Site, markup string) string {
	start, end := strings.Index(markup, "<body>"), strings.Index(markup, "</body>")
	return page.Wrap(site, "<body>\n<div id=\"view\"></div>\n<textarea id=\"src\" style=\"display:none\">"+
		html.EscapeString(markup[start+len("<body>"):end])+"</textarea>\n<script>document.getElementById('view').innerHTML=document.getElementById('src').value;</script>\n</body>")
}

// inState leaves an empty page whose script holds what the site's interface answered.
func inState(site page.Site, markup string) string {
	answer, err := json.Marshal(map[string]any{"article": map[string]any{"id": 20231, "title": site.Title, "content": markup}, "hits": 17})
	if err != nil {
		panic(fmt.Sprintf("corpus: state: %v", err))
	}
	return page.Wrap(site, "<body>\n<div id=\"app\"></div>\n<script>window.__INITIAL_STATE__="+string(answer)+";</script>\n</body>")
}

// inCDATA is a data store in the page that a script unfolds.
func inCDATA(site page.Site, markup string) string {
	return page.Wrap(site, "<body>\n<div id=\"barrierfree_container\"></div>\n<script type=\"text/xml\"><datastore><recordset><record><![CDATA["+
		strings.ReplaceAll(markup, "</script", "<\\/script")+"]]></record></recordset></datastore></script>\n</body>")
}

// withHiddenCopy prints last year's figures, not shown, before the report.
func withHiddenCopy(rng *rand.Rand, d *print.Document, site page.Site, dialect page.Dialect) string {
	old := newDraft(rng, Options{Edition: d.Values.Form.Edition, Found: true})
	old.doc.Blocks = tablesOf(old.doc)
	hidden := "<div class=\"print\" style=\"display:none\">" + page.Body(rng, old.doc, dialect) + "</div>\n"
	return page.Wrap(site, "<body>\n"+hidden+page.Body(rng, d, dialect)+"</body>")
}

func tablesOf(d *print.Document) []print.Block {
	var out []print.Block
	for _, b := range d.Blocks {
		if b.Kind == print.TableBlock {
			out = append(out, b)
		}
	}
	return out
}
