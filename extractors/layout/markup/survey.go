package markup

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// tables knows which tables of a document hold other tables.
type tables struct {
	// holders are the tables, rows and cells that hold a table.
	holders map[*html.Node]bool
	// inner lists the tables that stand in a cell of a table with figures of its
	// own, under that table: they are read after it.
	inner map[*html.Node][]*html.Node
}

// survey notes for every table in nodes which table, row and cell hold it.
func survey(nodes []*html.Node) tables {
	t := tables{holders: map[*html.Node]bool{}, inner: map[*html.Node][]*html.Node{}}
	for _, n := range nodes {
		if outer := t.mark(n); outer != nil {
			t.inner[outer] = append(t.inner[outer], n)
		}
	}
	for outer, inner := range t.inner {
		t.inner[outer] = t.apartOnly(inner)
	}
	return t
}

// mark notes the nearest cell, row and table around n, and returns the table; nil
// where n is hidden, stands in no table, or only draws a box around a text.
func (t *tables) mark(n *html.Node) *html.Node {
	if hidden(n) || boxed(n) {
		return nil
	}
	var within []*html.Node
	for p := n.Parent; p != nil && !hidden(p); p = p.Parent {
		switch p.DataAtom {
		case atom.Td, atom.Th, atom.Tr:
			within = append(within, p)
		case atom.Table:
			t.holders[p] = true
			for _, w := range within {
				t.holders[w] = true
			}
			return p
		}
	}
	return nil
}

// boxed reports whether a table is a single cell with a short text: a box around
// it, which is part of the cell that it stands in.
func boxed(n *html.Node) bool {
	row := soleRow(n)
	if row == nil {
		return false
	}
	if _, cells := sane(row); cells != 1 {
		return false
	}
	l := look{left: maxLook, runes: maxCellRunes}
	return l.fits(row) && !holdsTable(row)
}

// soleRow is the row of a table that has one alone, nil of any other.
func soleRow(t *html.Node) (sole *html.Node) {
	for g := t.FirstChild; g != nil; g = g.NextSibling {
		if !isGroup(g) || hidden(g) {
			continue
		}
		for c := g.FirstChild; c != nil; c = c.NextSibling {
			if c.DataAtom != atom.Tr || hidden(c) {
				continue
			}
			if sole != nil {
				return nil
			}
			sole = c
		}
	}
	return sole
}

func holdsTable(n *html.Node) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Table || holdsTable(c) {
			return true
		}
	}
	return false
}

func (t *tables) apartOnly(inner []*html.Node) []*html.Node {
	kept := inner[:0]
	for _, n := range inner {
		if t.apart(n) {
			kept = append(kept, n)
		}
	}
	return kept
}

// apart reports whether a table inside a cell is a table of its own: it has two
// rows of several cells. Others are part of the cell's text.
func (t *tables) apart(n *html.Node) bool {
	rows := 0
	for _, row := range rowsOf(n) {
		if row.cells > 1 {
			rows++
		}
	}
	return rows > 1 || t.holders[n]
}

// isLayout reports whether a table only arranges the page: its cells are then read
// like any part of the page.
//
// A table that holds tables arranges the page, unless they were put into cells of a
// table of figures: at least three of its rows are plain (see isPlain), more than
// hold a table, and the tables in it have no more rows than those. A table of a
// single cell arranges the page, and so does a table of one column in which some
// cell has several paragraphs.
func (t *tables) isLayout(n *html.Node, rows []tableRow) bool {
	if t.holders[n] {
		plain, holding := t.count(rows)
		return plain < 3 || plain <= holding || t.innerRows(n) > plain
	}
	filled := 0
	for i := range rows {
		if rows[i].cells > 1 {
			return false
		}
		filled += rows[i].cells
	}
	return filled == 1 || severalParagraphs(rows)
}

// isPlain reports whether a row has cells side by side and no table in them.
func (t *tables) isPlain(row *tableRow) bool {
	return row.cells > 1 && !t.holders[row.node]
}

// count counts the plain rows and the rows that hold tables.
func (t *tables) count(rows []tableRow) (plain, holding int) {
	for i := range rows {
		switch {
		case t.holders[rows[i].node]:
			holding++
		case rows[i].cells > 1:
			plain++
		}
	}
	return plain, holding
}

// innerRows counts the rows with cells side by side in the tables inside n, tables
// inside those not counted.
func (t *tables) innerRows(n *html.Node) int {
	count := 0
	for _, inner := range t.inner[n] {
		for _, row := range rowsOf(inner) {
			if row.cells > 1 {
				count++
			}
		}
	}
	return count
}

func severalParagraphs(rows []tableRow) bool {
	for i := range rows {
		for c := rows[i].node.FirstChild; c != nil; c = c.NextSibling {
			if isCell(c) && paragraphs(c, 0) > 1 {
				return true
			}
		}
	}
	return false
}

// paragraphs counts blocks without blocks in them and line breaks below n, added
// to seen, up to 2.
func paragraphs(n *html.Node, seen int) int {
	for c := n.FirstChild; c != nil && seen < 2; c = c.NextSibling {
		if c.Type != html.ElementNode || hidden(c) {
			continue
		}
		k := kindOf(c)
		if k == ignored {
			continue
		}
		before := seen
		seen = paragraphs(c, seen)
		if k != inline && k != raised && k != field && seen == before {
			seen++
		}
	}
	return seen
}
