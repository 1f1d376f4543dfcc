package tree

import "golang.org/x/net/html"

// The scopes: an element is in one where nothing that ends the scope stands inside
// of it.
const (
	anyScope    = bounds
	itemScope   = bounds | listed
	buttonScope = bounds | button
	tableScope  = boundsTable
)

// find is the place of the innermost open element el in a scope, -1 where there is
// none.
func (b *builder) find(scope trait, el *element) int {
	for i := len(b.open) - 1; i >= 0; i-- {
		e := b.open[i].el
		if e == el {
			return i
		}
		if e.is&scope != 0 {
			return -1
		}
	}
	return -1
}

// findAny is find for all elements with a trait.
func (b *builder) findAny(scope, is trait) int {
	for i := len(b.open) - 1; i >= 0; i-- {
		e := b.open[i].el
		if e.is&is != 0 {
			return i
		}
		if e.is&scope != 0 {
			return -1
		}
	}
	return -1
}

// close ends the open elements from place i on, unless it is -1, and reports whether
// there were any.
func (b *builder) close(i int) bool {
	if i < 0 {
		return false
	}
	b.open = b.open[:i]
	return true
}

// closeTo ends the elements inside the innermost one for which either holds: it
// has the trait, or is el.
func (b *builder) closeTo(is trait, el *element) {
	for i := len(b.open) - 1; i >= 0; i-- {
		if e := b.open[i].el; e == el || e.is&is != 0 || e == htmlEl {
			b.open = b.open[:i+1]
			return
		}
	}
}

// closeParagraph ends the paragraph that is open, if any.
func (b *builder) closeParagraph() { b.close(b.find(buttonScope, paragraphEl)) }

// closeImplied ends the elements whose end is implied, up to one that is el.
func (b *builder) closeImplied(el *element) {
	for i := len(b.open) - 1; i >= 0; i-- {
		if e := b.open[i].el; e.is&implied == 0 || e == el {
			b.open = b.open[:i+1]
			return
		}
	}
}

// closeItem ends the item of a list that is open and can end here: one that has
// the trait, or is el.
func (b *builder) closeItem(is trait, el *element) {
	for i := len(b.open) - 1; i >= 0; i-- {
		e := b.open[i].el
		if e == el || e.is&is != 0 {
			b.open = b.open[:i]
			return
		}
		if e.is&special != 0 && e.is&passed == 0 {
			return
		}
	}
}

// place is where a node stands among the open elements, -1 where it is not open.
func (b *builder) place(n *html.Node) int {
	for i := len(b.open) - 1; i >= 0; i-- {
		if b.open[i].node == n {
			return i
		}
	}
	return -1
}

// remove takes an element out of the open ones; what it holds stays open.
func (b *builder) remove(n *html.Node) {
	if i := b.place(n); i >= 0 {
		b.open = append(b.open[:i], b.open[i+1:]...)
	}
}
