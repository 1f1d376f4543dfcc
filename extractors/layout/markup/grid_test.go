package markup

import (
	"fmt"
	"strings"

	"gongkai/extractors/layout"
)

// show prints a grid for comparison, one line for each thing it holds:
//
//	title 某局2021年报告
//	meta PubDate = 2022-01-20
//	links 3
//	attachment 附件.docx
//	prose 0: 一、总体情况
//	table 0.1: 0 r2 c1=行政许可 | 1=11
//
// A cell is its column, its spans where they are not 1, and its text; a raw text
// that differs follows as a quoted string.
func show(g layout.Grid) string {
	var s strings.Builder
	if g.Title != "" {
		fmt.Fprintf(&s, "title %s\n", g.Title)
	}
	for _, m := range g.Meta {
		fmt.Fprintf(&s, "meta %s = %s\n", m.Name, m.Content)
	}
	if g.Links > 0 {
		fmt.Fprintf(&s, "links %d\n", g.Links)
	}
	for _, a := range g.Attachments {
		fmt.Fprintf(&s, "attachment %s\n", a)
	}
	for i := range g.Rows {
		showRow(&s, &g.Rows[i])
	}
	return s.String()
}

func showRow(s *strings.Builder, row *layout.Row) {
	if row.Table == layout.Prose {
		fmt.Fprintf(s, "prose %d:", row.Index)
		for i := range row.Cells {
			s.WriteString(" " + showText(&row.Cells[i]))
		}
		s.WriteByte('\n')
		return
	}
	fmt.Fprintf(s, "table %d.%d:", row.Table, row.Index)
	for i := range row.Cells {
		if i > 0 {
			s.WriteString(" |")
		}
		c := &row.Cells[i]
		fmt.Fprintf(s, " %d", c.Col)
		if c.RowSpan != 1 {
			fmt.Fprintf(s, " r%d", c.RowSpan)
		}
		if c.ColSpan != 1 {
			fmt.Fprintf(s, " c%d", c.ColSpan)
		}
		s.WriteString("=" + showText(c))
	}
	s.WriteByte('\n')
}

func showText(c *layout.Cell) string {
	if c.Raw == "" {
		return c.Text
	}
	return fmt.Sprintf("%s %q", c.Text, c.Raw)
}
