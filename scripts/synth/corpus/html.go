package corpus

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"gongkai/scripts/synth/mangle"
	"gongkai/scripts/synth/page"
	"gongkai/scripts/synth/print"
)

// htmlFamily is a web page: an arrangement of the blocks, a dialect, a page
// around it, a packing of the markup and an encoding.
type htmlFamily struct {
	name    string
	dialect page.Dialect
	arrange func(*draft)
	wrap    func(*rand.Rand, *print.Document, page.Site, page.Dialect) string
	// pack puts the page into a script or JSON.
	pack func(page.Site, string) string
	// charset is what the page declares; encode what it is written in, nil for UTF-8.
	charset   string
	encode    encoding.Encoding
	mediaType string
}

var htmlFamilyList = []htmlFamily{
	{name: "html_clean", dialect: page.Clean, wrap: page.Render, charset: "utf-8"},
	{name: "html_word", dialect: page.Word, wrap: page.Render, charset: "utf-8"},
	{name: "html_excel", dialect: page.Excel, wrap: page.Render, charset: "utf-8"},
	{name: "html_paragraph_cells", dialect: page.Paragraphs, wrap: page.RenderSite, charset: "utf-8"},
	{name: "html_nested", dialect: page.Clean, wrap: page.RenderNested, charset: "utf-8"},
	{name: "html_site", dialect: page.Clean, wrap: page.RenderSite, charset: "utf-8"},
	{name: "html_site_word", dialect: page.Word, wrap: page.RenderSite, charset: "utf-8"},
	{name: "html_malformed", dialect: page.Malformed, wrap: page.Render, charset: "utf-8"},
	{name: "html_expanded", dialect: page.Expanded, wrap: page.Render, charset: "utf-8"},
	{name: "html_divs", dialect: page.Divs, wrap: page.RenderSite, charset: "utf-8"},
	{name: "html_page_split", dialect: page.Clean, arrange: splitTables(false), wrap: page.Render, charset: "utf-8"},
	{name: "html_page_split_header", dialect: page.Word, arrange: splitTables(true), wrap: page.Render, charset: "utf-8"},
	{name: "html_one_table", dialect: page.Clean, arrange: oneTable, wrap: page.RenderSite, charset: "utf-8"},
	{name: "html_article_tables", dialect: page.Clean, arrange: articleTables, wrap: page.Render, charset: "utf-8"},
	{name: "html_script", dialect: page.Clean, wrap: page.Render, pack: inScript, charset: "utf-8"},
	{name: "html_json", dialect: page.Paragraphs, wrap: bodyOnly, pack: inJSON, mediaType: "application/json"},
	{name: "html_gbk", dialect: page.Clean, wrap: page.RenderSite, charset: "gb2312", encode: simplifiedchinese.GBK},
	{name: "html_gbk_wrong", dialect: page.Word, wrap: page.Render, charset: "utf-8", encode: simplifiedchinese.GBK},
	{name: "html_gb18030_undeclared", dialect: page.Clean, wrap: page.Render, encode: simplifiedchinese.GB18030},
	{name: "html_utf8_wrong", dialect: page.Clean, wrap: page.Render, charset: "gbk"},
	{name: "html_utf16", dialect: page.Clean, wrap: page.Render, charset: "utf-16", encode: unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)},
	{name: "html_utf16_wrong", dialect: page.Clean, wrap: page.Render, charset: "gb2312", encode: unicode.UTF16(unicode.BigEndian, unicode.UseBOM)},
	{name: "html_utf16_bare", dialect: page.Clean, wrap: page.Render, charset: "", encode: unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)},
	{name: "html_sections", dialect: page.Sections, wrap: page.Render, charset: "utf-8"},
	{name: "html_editor", dialect: page.Editor, wrap: page.RenderSite, charset: "utf-8"},
	{name: "html_fields", dialect: page.Fields, wrap: page.RenderSite, charset: "utf-8"},
	{name: "html_spans", dialect: page.Spans, wrap: page.RenderSite, charset: "utf-8"},
	{name: "html_annotated", dialect: page.Annotated, wrap: page.RenderSite, charset: "utf-8"},
	{name: "html_bilingual", dialect: page.Bilingual, wrap: page.Render, charset: "utf-8"},
	{name: "html_nested_cells", dialect: page.Nested, wrap: page.Render, charset: "utf-8"},
	{name: "html_indented", dialect: page.Indented, wrap: page.RenderNested, charset: "utf-8"},
	{name: "html_unspanned", dialect: page.Unspanned, wrap: page.RenderSite, charset: "utf-8"},
	{name: "html_groups", dialect: page.Groups, wrap: page.Render, charset: "utf-8"},
	{name: "html_loosened", dialect: page.Loosened, wrap: page.Render, charset: "utf-8"},
	{name: "html_lists", dialect: page.Lists, wrap: page.RenderSite, charset: "utf-8"},
	{name: "html_captions", dialect: page.Clean, arrange: captionRows, wrap: page.RenderSite, charset: "utf-8"},
	{name: "html_continued", dialect: page.Editor, arrange: continued, wrap: page.Render, charset: "utf-8"},
	{name: "html_textarea", dialect: page.Editor, wrap: page.Render, pack: inTextarea, charset: "utf-8"},
	{name: "html_state", dialect: page.Sections, wrap: bodyOnly, pack: inState, charset: "utf-8"},
	{name: "html_cdata", dialect: page.Editor, wrap: bodyOnly, pack: inCDATA, charset: "utf-8"},
	{name: "html_hidden_copy", dialect: page.Clean, wrap: withHiddenCopy, charset: "utf-8"},
}

// htmlFamilies makes a family of each.
func htmlFamilies() []family {
	var out []family
	for i := range htmlFamilyList {
		h := &htmlFamilyList[i]
		f := family{name: h.name, mediaType: "text/html", extension: ".html", group: "html", make: h.make}
		if h.mediaType != "" {
			f.mediaType, f.extension = h.mediaType, ".json"
		}
		out = append(out, f)
	}
	return out
}

// make prints a report as a web page.
func (h *htmlFamily) make(rng *rand.Rand, _ *family, opt Options, ops []mangle.Operator) Document {
	d := newDraft(rng, opt)
	if h.arrange != nil {
		h.arrange(d)
	}
	d.damage(ops)
	if d.doc.Unanchored {
		d.doc.Ambiguous()
	}
	if opt.figure != nil {
		d.eachFigure(opt.figure)
	}
	body := h.body(d) // the page around the report may state its date
	return Document{Body: body, Gold: d.gold()}
}

// eachFigure visits the figures that are printed.
func (d *draft) eachFigure(visit func(*print.Cell)) {
	for _, t := range d.doc.Tables() {
		for r := range t.Rows {
			for _, c := range t.Rows[r].Figures() {
				if cell := &t.Rows[r].Cells[c]; cell.Text != "" {
					visit(cell)
				}
			}
		}
	}
}

func (h *htmlFamily) body(d *draft) []byte {
	site := d.site(h.charset)
	markup := h.wrap(d.rng, d.doc, site, h.dialect)
	if h.pack != nil {
		markup = h.pack(site, markup)
	}
	if h.encode == nil {
		return []byte(markup)
	}
	encoded, err := encoding.HTMLEscapeUnsupported(h.encode.NewEncoder()).String(markup)
	if err != nil {
		panic(fmt.Sprintf("corpus: family %s: encode: %v", h.name, err))
	}
	return []byte(encoded)
}

// site is what the page says around the report. A page whose report does not
// name its agency does not name it either.
func (d *draft) site(charset string) page.Site {
	site := page.Site{Title: d.title, Name: "政府门户网站", Charset: charset}
	if d.named && d.rng.IntN(2) == 0 {
		site.Source = d.agency.Name
	}
	if place := d.agency.County + d.agency.Prefecture; d.named && place != "" && d.rng.IntN(2) == 0 {
		site.Name = firstOf(d.agency.County, d.agency.Prefecture) + "人民政府门户网站"
	}
	if d.rng.IntN(2) == 0 {
		site.Date = d.date.ISO()
		d.dated = true
	}
	return site
}

func firstOf(texts ...string) string {
	for _, text := range texts {
		if text != "" {
			return text
		}
	}
	return ""
}

// bodyOnly writes the report without a page.
func bodyOnly(rng *rand.Rand, d *print.Document, _ page.Site, dialect page.Dialect) string {
	return page.Body(rng, d, dialect)
}

// inScript leaves an empty page whose script holds the report's markup.
func inScript(site page.Site, markup string) string {
	start, end := strings.Index(markup, "<body>"), strings.Index(markup, "</body>")
	escaped := strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "</", `<\/`).Replace(markup[start+len("<body>") : end])
	body := "<body>\n<div id=\"content\"></div>\n<script type=\"text/javascript\">\nvar newsId = 20210111;\nvar content = \"" + escaped +
		"\";\ndocument.getElementById('content').innerHTML = content;\n</script>\n</body>"
	return page.Wrap(site, body)
}

// inJSON is what a site's interface answers.
func inJSON(site page.Site, markup string) string {
	answer := map[string]any{
		"code": 200, "msg": "ok",
		"data": map[string]any{"id": 10086, "title": site.Title, "pubDate": site.Date, "source": site.Source, "content": markup},
	}
	text, err := json.Marshal(answer)
	if err != nil {
		panic(fmt.Sprintf("corpus: answer: %v", err))
	}
	return string(text)
}

// splitTables cuts every long table into two or three tables.
func splitTables(header bool) func(*draft) {
	return func(d *draft) {
		var blocks []print.Block
		for _, b := range d.doc.Blocks {
			if b.Kind != print.TableBlock {
				blocks = append(blocks, b)
				continue
			}
			rest := b.Table
			for len(rest.Rows) > 8 && len(rest.Rows)-rest.HeaderRows > 4 && d.rng.IntN(3) > 0 {
				low := rest.HeaderRows + 1
				var first *print.Table
				first, rest = rest.Cut(low+d.rng.IntN(len(rest.Rows)-low-1), header)
				blocks = append(blocks, print.Block{Kind: print.TableBlock, Table: first})
			}
			blocks = append(blocks, print.Block{Kind: print.TableBlock, Table: rest})
		}
		d.doc.Blocks = blocks
	}
}

// articleTables gives every article of section 2 a table of its own.
func articleTables(d *draft) {
	var blocks []print.Block
	for _, b := range d.doc.Blocks {
		if b.Kind != print.TableBlock {
			blocks = append(blocks, b)
			continue
		}
		rest := b.Table
		for r := 1; r < len(rest.Rows); r++ {
			if rest.Rows[r].Cells[0].Role == print.Article {
				var first *print.Table
				first, rest = rest.Cut(r, false)
				blocks = append(blocks, print.Block{Kind: print.TableBlock, Table: first})
				r = 0
			}
		}
		blocks = append(blocks, print.Block{Kind: print.TableBlock, Table: rest})
	}
	d.doc.Blocks = blocks
}

// oneTable puts the headings and tables of sections 2 to 4 into a single table.
func oneTable(d *draft) {
	one := &print.Table{Form: 0}
	var before, after []print.Block
	var heading *print.Block
	for i := range d.doc.Blocks {
		b := &d.doc.Blocks[i]
		switch {
		case b.Kind == print.TableBlock:
			one.Columns = max(one.Columns, b.Table.Columns)
			if heading != nil {
				one.Rows = append(one.Rows, spanning(heading.Text, b.Table.Columns))
				heading = nil
			}
			one.Rows = append(one.Rows, b.Table.Rows...)
		case b.Kind == print.Heading:
			if heading != nil {
				before, after = place(before, after, one, *heading)
			}
			heading = b
		default:
			if heading != nil {
				before, after = place(before, after, one, *heading)
				heading = nil
			}
			before, after = place(before, after, one, *b)
		}
	}
	d.doc.Blocks = append(append(before, print.Block{Kind: print.TableBlock, Table: one}), after...)
}

// place appends a block before the table while the table is empty, then after it.
func place(before, after []print.Block, one *print.Table, b print.Block) ([]print.Block, []print.Block) {
	if len(one.Rows) == 0 {
		return append(before, b), after
	}
	return before, append(after, b)
}

// spanning is a row with one cell over all columns.
func spanning(text string, columns int) print.Row {
	cells := make([]print.Cell, columns)
	for i := range cells {
		cells[i] = print.Cell{Cover: print.Left}
	}
	cells[0] = print.Cell{Text: text, Role: print.Header, RowSpan: 1, ColSpan: columns}
	return print.Row{Cells: cells}
}
