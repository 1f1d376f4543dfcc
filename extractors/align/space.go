package align

import (
	"sync"

	"gongkai/extractors/figure"
)

// space is the memory of a sheet, used again for the next one: a placement refers to
// none of it.
type space struct {
	figures []figure.Figure
	first   []int
	slots   []slot
	labels  []lineLabel
	lines   []line
	texts   []lineTexts
	// kept are the lists of the lines near the form, one for each edition.
	kept [][]line
	// near are the memory of the marks of lines near the form.
	near [2][]bool
}

// takeKept is a list of lines to be used again, nil where there is none.
func (s *space) takeKept() []line {
	if s == nil || len(s.kept) == 0 {
		return nil
	}
	last := len(s.kept) - 1
	list := s.kept[last]
	s.kept = s.kept[:last]
	return list
}

var spaces = sync.Pool{New: func() any { return &space{} }}

// mostCells bounds the sheets whose memory is kept for the next.
const mostCells = 1 << 14

// Close gives the memory of the sheet and its parts back. They may not be used after it;
// what was made of them may. A sheet that is not closed is collected as all else.
func (s *Sheet) Close() {
	for _, part := range s.parts {
		part.Close()
	}
	for _, f := range s.found {
		f.close()
	}
	m, kept := s.marks, s.space
	lists := s.kept
	s.parts, s.found, s.marks, s.space, s.kept = nil, nil, nil, nil, nil
	if kept == nil || len(m.figures) > mostCells {
		return
	}
	kept.figures, kept.first = emptied(m.figures), m.first
	kept.slots, kept.labels = emptied(m.slots), emptied(m.labels)
	if s.cutBy != nil {
		kept.lines, kept.texts = emptied(s.lines), emptied(m.texts)
	}
	for _, list := range lists {
		kept.kept = append(kept.kept, emptied(list))
	}
	s.lines, s.cutBy, s.keep, s.keptOf = nil, nil, nil, nil
	spaces.Put(kept)
}

// emptied is a list without its elements, of which nothing is held.
func emptied[E any](list []E) []E {
	clear(list)
	return list[:0]
}

// sized is a list of so many elements in the place of another, none of them cleared.
func sized[E any](list []E, n int) []E {
	if cap(list) < n {
		return make([]E, n, n+n/2)
	}
	return list[:n]
}

var finders = sync.Pool{New: func() any { return &edgeFinder{} }}

// mostFound bounds the finders that are kept, in lines.
const mostFound = 1 << 11

// close gives the finder's memory back.
func (f *edgeFinder) close() {
	if len(f.lines) > mostFound {
		return
	}
	f.template, f.lines, f.recalled = nil, nil, emptied(f.recalled)
	f.join = join{texts: emptied(f.join.texts)}
	finders.Put(f)
}
