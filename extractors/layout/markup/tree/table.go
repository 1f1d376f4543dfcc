package tree

// startInTable reads a start tag between the cells of a table. What belongs to no
// table is put before it.
func (b *builder) startInTable(t *tag) {
	switch {
	case b.mode == inColumns:
		b.startInColumns(t)
	case t.el.rule == inTables:
		b.startPart(t)
	case t.el == tableEl:
		if b.close(b.find(tableScope, tableEl)) {
			b.reset()
			b.start(t)
		}
	case t.name == "style" || t.name == "script":
		b.content(b.addEmpty(t))
	case t.el.rule == asked && isHidden(t.attr):
		b.addEmpty(t)
	case t.el == formEl:
		if b.form == nil {
			b.form = b.addEmpty(t)
		}
	default:
		b.outside = true
		b.startInBody(t)
		b.outside = false
	}
}

// startPart opens a part of a table: its caption, columns, a group of rows, a row
// or a cell.
func (b *builder) startPart(t *tag) {
	switch b.mode {
	case inRow:
		if t.el.is&cell != 0 {
			b.closeTo(0, rowEl)
			b.add(t)
			b.mark()
			b.mode = inCell
		} else if b.closeRow() {
			b.start(t)
		}
	case inTableBody:
		switch {
		case t.el == rowEl:
			b.openRow(t)
		case t.el.is&cell != 0:
			b.openRow(&tag{el: rowEl, atom: rowEl.atom, name: rowEl.name})
			b.start(t)
		case b.close(b.findAny(tableScope, group)):
			b.mode = inTable
			b.start(t)
		}
	default:
		b.startOuter(t)
	}
}

func (b *builder) openRow(t *tag) {
	b.closeTo(group, nil)
	b.add(t)
	b.mode = inRow
}

// closeRow ends the row; false where none is open.
func (b *builder) closeRow() bool {
	if b.find(tableScope, rowEl) < 0 {
		return false
	}
	b.closeTo(0, rowEl)
	b.open = b.open[:len(b.open)-1]
	b.mode = inTableBody
	return true
}

// startOuter opens a part of a table outside of its groups of rows.
func (b *builder) startOuter(t *tag) {
	b.closeTo(boundsTable, nil)
	switch {
	case t.el == captionEl:
		b.mark()
		b.add(t)
		b.mode = inCaption
	case t.el == columnsEl:
		b.add(t)
		b.mode = inColumns
	case t.el == columnEl:
		b.imply(columnsEl)
		b.mode = inColumns
		b.start(t)
	case t.el.is&group != 0:
		b.add(t)
		b.mode = inTableBody
	default:
		b.imply(groupEl)
		b.mode = inTableBody
		b.start(t)
	}
}

func (b *builder) startInColumns(t *tag) {
	switch {
	case t.el == columnEl:
		b.addEmpty(t)
	case t.el == htmlEl || t.el.rule == never:
		b.odd = true
	case b.leaveColumns():
		b.start(t)
	}
}

// leaveColumns ends the columns; false where none are open.
func (b *builder) leaveColumns() bool {
	last := len(b.open) - 1
	if b.open[last].el != columnsEl {
		return false
	}
	b.open = b.open[:last]
	b.mode = inTable
	return true
}

// leaveCell ends the cell before another part of the table begins.
func (b *builder) leaveCell(t *tag) {
	if b.close(b.findAny(tableScope, cell)) {
		b.clearActive()
		b.mode = inRow
		b.start(t)
	}
}

// closeCaption ends the caption; false where none is open.
func (b *builder) closeCaption() bool {
	if !b.close(b.find(tableScope, captionEl)) {
		return false
	}
	b.clearActive()
	b.mode = inTable
	return true
}

// reset finds the mode anew after a table has ended.
func (b *builder) reset() {
	for i := len(b.open) - 1; i > 0; i-- {
		switch e := b.open[i].el; {
		case e.is&cell != 0:
			b.mode = inCell
		case e == rowEl:
			b.mode = inRow
		case e.is&group != 0:
			b.mode = inTableBody
		case e == captionEl:
			b.mode = inCaption
		case e == columnsEl:
			b.mode = inColumns
		case e == tableEl:
			b.mode = inTable
		case e == bodyEl:
			b.mode = inBody
		default:
			continue
		}
		return
	}
	b.odd = true
}

// endInTable reads an end tag between the cells of a table.
func (b *builder) endInTable(t *tag) {
	switch {
	case b.mode == inColumns:
		if t.el.rule == never {
			b.odd = true
		} else if t.el != columnEl && b.leaveColumns() && t.el != columnsEl {
			b.end(t)
		}
	case t.el == tableEl:
		b.endTable(t)
	case t.el == rowEl:
		if b.mode == inRow {
			b.closeRow()
		}
	case t.el.is&group != 0:
		b.endGroup(t)
	case t.el.rule == inTables || t.el == bodyEl || t.el == htmlEl:
		// These end nothing here.
	default:
		b.outside = true
		b.endInBody(t)
		b.outside = false
	}
}

func (b *builder) endTable(t *tag) {
	switch b.mode {
	case inRow:
		if b.closeRow() {
			b.end(t)
		}
	case inTableBody:
		if b.close(b.findAny(tableScope, group)) {
			b.mode = inTable
			b.end(t)
		}
	default:
		if b.close(b.find(tableScope, tableEl)) {
			b.reset()
		}
	}
}

// endGroup ends a group of rows, in a row the row as well.
func (b *builder) endGroup(t *tag) {
	if b.mode == inTable || b.find(tableScope, t.el) < 0 {
		return
	}
	if b.mode == inRow {
		if b.closeRow() {
			b.end(t)
		}
		return
	}
	b.closeTo(group, nil)
	b.open = b.open[:len(b.open)-1]
	b.mode = inTable
}

func (b *builder) endInCell(t *tag) {
	switch {
	case t.el.is&cell != 0:
		if b.close(b.find(tableScope, t.el)) {
			b.clearActive()
			b.mode = inRow
		}
	case t.el == tableEl || t.el == rowEl || t.el.is&group != 0:
		if b.find(tableScope, t.el) < 0 {
			return
		}
		if b.close(b.findAny(tableScope, cell)) {
			b.clearActive()
		}
		b.mode = inRow
		b.end(t)
	case t.el.rule == inTables || t.el == bodyEl || t.el == htmlEl:
		// These end nothing here.
	default:
		b.endInBody(t)
	}
}

func (b *builder) endInCaption(t *tag) {
	switch {
	case t.el == captionEl:
		b.closeCaption()
	case t.el == tableEl:
		if b.closeCaption() {
			b.end(t)
		}
	case t.el.rule == inTables || t.el == bodyEl || t.el == htmlEl:
		// These end nothing here.
	default:
		b.endInBody(t)
	}
}
