package markup

import (
	"runtime"
	"strings"
	"testing"
	"time"

	"gongkai/extractors/layout"
)

// bombs are pages that cost far more than their size where a reader is careless.
func bombs(size int) map[string]string {
	fill := func(head, unit, tail string) string {
		return head + strings.Repeat(unit, max(1, (size-len(head)-len(tail))/len(unit))) + tail
	}
	return map[string]string{
		"cells":           fill("<table><tr>", "<td>", ""),
		"cells no table":  fill("", "<td>", ""),
		"figures":         fill("<table><tr>", "<td>7", ""),
		"rows":            fill("<table>", "<tr><td>", ""),
		"rows of two":     fill("<table>", "<tr><td>1<td>2", "</table>"),
		"row spans":       fill("<table>", "<tr><td rowspan=10000>1<td>2", ""),
		"wide":            fill("<table><tr>", "<td colspan=100 rowspan=65534>1", ""),
		"wide then rows":  fill("<table><tr>"+strings.Repeat("<td rowspan=9999999>1", 500), "<tr><td>1", ""),
		"absurd":          fill("<table>", "<tr><td colspan=99999999999999999999 rowspan=99999999999>1", ""),
		"tables":          fill("", "<table><tr><td>1<td>2</table>", ""),
		"nested tables":   fill("", "<table><tr><td>1<td>", ""),
		"nested closed":   fill(strings.Repeat("<table><tr><td>", 100), "<table><tr><td>1</table>", ""),
		"divs":            fill("", "<div>", ""),
		"spans":           fill("", "<span>1", ""),
		"misnested":       fill("", "<b><p>1</b>", ""),
		"formatting":      fill("", "<p><b id=1><i>", ""),
		"lists":           fill("", "<ul><li>1", ""),
		"orphans":         fill("", "<div><td>1</div>", ""),
		"comments":        fill("", "<!--", ""),
		"scripts":         fill("", "<script>'<td>", ""),
		"attributes":      fill("<table><tr><td ", "a=1 ", ">1"),
		"styles":          fill("<p style='", "display:;", "'>1"),
		"text":            fill("<p>", "年 ", ""),
		"brackets":        fill("", "<", ""),
		"entities":        fill("<table><td>", "&nbsp;", ""),
		"files":           fill("", "<a href=a.doc.>x", ""),
		"dots":            fill("<a href='", "a.", "'>x</a>"),
		"line breaks":     fill("", "1<br>", ""),
		"pre":             fill("<pre>", "1\n", ""),
		"select":          fill("<select>", "<option>1", ""),
		"misnested table": fill("", "<table><div>1", ""),
		"escaped":         fill("<script>var a=\"", `\u003ctd\u003e`, "\""),
		"strings":         fill("<script>", `'<td>',`, ""),
		"quotes":          fill("<script>", `"`, ""),
		"div rows":        fill("<div>", "<div><div>1</div><div>2</div></div>", ""),
		"div cells":       fill("<div><div>", "<div>1</div>", "</div>"),
		"flow":            fill("<div style='display:grid;grid-template-columns:repeat(64,1fr)'>", "<p style='grid-column:span 40;grid-row:span 99'>1</p>", ""),
		"sheet":           fill("<style>", ".a{display:grid}", "</style><p class=a>1</p>"),
		"sheet open":      fill("<style>", ".a{", "</style><p class=a>1</p>"),
		"tracks":          fill("<div style='display:grid;grid-template-columns:", "repeat(9,(", "'><p>1<p>2</div>"),
		"textareas":       fill("", "<textarea><td></textarea>", ""),
		"entity markup":   fill("<p>", "&lt;td&gt;", ""),
	}
}

// TestBombs reads 128 KiB of each bomb with every reader: seconds, and
// memory in proportion to the page.
func TestBombs(t *testing.T) {
	const size = 1 << 17
	for name, page := range bombs(size) {
		t.Run(name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			start := time.Now()
			check(t, Read(page))
			InnerText(page)
			Embedded(page)
			g, _ := DivGrid(page)
			check(t, g)
			took := time.Since(start)
			runtime.ReadMemStats(&after)
			if took > 10*time.Second {
				t.Errorf("took %v", took)
			}
			if mib := (after.TotalAlloc - before.TotalAlloc) >> 20; mib > 200 {
				t.Errorf("allocated %d MiB", mib)
			}
		})
	}
}

// check checks the invariants of a Grid.
func check(t *testing.T, g layout.Grid) {
	t.Helper()
	last := map[int]int{layout.Prose: -1}
	table := -1
	for i := range g.Rows {
		row := &g.Rows[i]
		if row.Table != layout.Prose && row.Table != table {
			if row.Table != table+1 {
				t.Fatalf("row %d: table %d follows table %d", i, row.Table, table)
			}
			table = row.Table
			last[table] = -1
		}
		if row.Index != last[row.Table]+1 {
			t.Fatalf("row %d: index %d of table %d follows %d", i, row.Index, row.Table, last[row.Table])
		}
		last[row.Table] = row.Index
		checkCells(t, i, row.Cells)
	}
}

func checkCells(t *testing.T, i int, cells []layout.Cell) {
	t.Helper()
	if len(cells) == 0 {
		t.Fatalf("row %d has no cells", i)
	}
	col := 0
	for j := range cells {
		c := &cells[j]
		if c.Ordinal != j || c.Col < col || c.Col > maxColumns || c.RowSpan < 1 || c.ColSpan < 1 {
			t.Fatalf("row %d, cell %d: %+v after column %d", i, j, *c, col)
		}
		col = c.Col + c.ColSpan
	}
}

func FuzzRead(f *testing.F) {
	for _, page := range bombs(256) {
		f.Add(page)
	}
	f.Add("<table><tr><td rowspan=2>行政许可<td>11</tr><tr><td>5</table>")
	f.Fuzz(func(t *testing.T, page string) {
		check(t, Read(page))
		InnerText(page)
		Embedded(page)
		g, _ := DivGrid(page)
		check(t, g)
	})
}
