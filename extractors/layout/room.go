package layout

// sharedCells is how many rows share a list of cells.
const sharedCells = 16

// Room is memory that the cells of paragraphs are cut from. The zero Room is ready for
// use, by one goroutine.
type Room struct{ cells []Cell }

// Alone is a list of one cell, to which nothing can be added without copying it.
func (r *Room) Alone(c Cell) []Cell {
	if len(r.cells) == cap(r.cells) {
		r.cells = make([]Cell, 0, sharedCells)
	}
	r.cells = append(r.cells, c)
	last := len(r.cells)
	return r.cells[last-1 : last : last]
}
