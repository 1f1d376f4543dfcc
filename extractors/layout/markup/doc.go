// Package markup reads web pages: decoded HTML in, a layout.Grid out.
//
// Consumes the text of a page and produces a Grid with the rows of its tables and
// a row for each paragraph outside of them, in the order in which a browser shows
// them:
//
//	<p>统计表</p><table><tr><td rowspan=2>行政许可<td>11</tr><tr><td>5</table>
//	→ Prose: [统计表]; table 0: [行政许可 (RowSpan 2), 11 (Col 1)]; [5 (Col 1)]
//
// Besides Read there are three readers for pages whose report is in no table:
// InnerText gives the page's text as lines, DivGrid reads grids made of other
// elements than tables, and Embedded finds markup that the page carries as text.
//
// Invariants: Blanks is BlanksKept and Col the true column, spans expanded. A cell
// covered by a span of an earlier row does not appear again. RowSpan and ColSpan
// are what a browser makes of them, cut to the rows and columns there are. The raw
// text of a cell has the white space of the source folded as browsers do. A table
// has an ordinal when it has a row with a cell, and rows without cells have none.
//
// Rules by which text is left out, each a function with its documentation:
// ignoredElement (scripts, styles, choices of a form, pictures), kindOfForeign
// (settings of Word and Excel), hidden (what browsers do not show), shown (fields
// that show no text), TooLarge (pages read in part); comments are left out too.
// Rules by which it is laid out otherwise than it is written: isLayout (tables that
// arrange the page are read as prose), apart (tables in a cell), maxColumns and
// maxSpan (absurd tables), maxRows (long preformatted text), adoptRows (rows outside
// of tables), openSections (CDATA), openMarkdown (markdown with tables of HTML) and flatten (pages nested too deeply).
//
// It does not look for the report in the page: navigation and footers give rows as
// well. It runs no programs, and of style sheets only DivGrid reads where cells go.
//
// All functions are deterministic and safe for concurrent use; they keep nothing.
// Time and memory are linear in the size of the page. There are no faults: any
// text is a page, and one without text is an empty Grid.
package markup
