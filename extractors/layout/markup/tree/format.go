package tree

import (
	"cmp"
	"slices"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// formatting is an active formatting element, or, without a node, the mark that an
// element sets in which those before it do not go on.
type formatting struct {
	node *html.Node
	el   *element
}

const (
	// maxActive bounds the active formatting elements of a simple page.
	maxActive = 64
	// freeAgain is how many elements may take formatting up again beyond half of all
	// nodes.
	freeAgain = 1 << 10
	// identical is how many equal formatting elements are active at most.
	identical = 3
)

// mark ends the reach of the active formatting elements.
func (b *builder) mark() {
	b.active = append(b.active, formatting{})
	b.odd = b.odd || len(b.active) > maxOpen+maxActive
}

// clearActive drops the formatting elements since the last mark, and the mark.
func (b *builder) clearActive() {
	for n := len(b.active); n > 0; {
		n--
		marked := b.active[n].node == nil
		b.active = b.active[:n]
		if marked {
			return
		}
	}
}

// addFormatting opens a formatting element. Its attributes are sorted.
func (b *builder) addFormatting(t *tag) {
	n := b.add(t)
	if len(n.Attr) > 1 {
		slices.SortFunc(n.Attr, func(x, y html.Attribute) int { return cmp.Compare(x.Key, y.Key) })
	}
	same := 0
	for i := len(b.active) - 1; i >= 0 && b.active[i].node != nil; i-- {
		if f := b.active[i].node; f.DataAtom == t.atom && slices.Equal(f.Attr, n.Attr) {
			if same++; same >= identical {
				b.active = append(b.active[:i], b.active[i+1:]...)
			}
		}
	}
	b.active = append(b.active, formatting{n, t.el})
}

// takeUp opens the active formatting elements again that were ended with a block.
func (b *builder) takeUp() {
	i := len(b.active)
	for i > 0 && b.active[i-1].node != nil && b.place(b.active[i-1].node) < 0 {
		i--
	}
	if len(b.active)-i > maxActive {
		b.odd = true
		return
	}
	for ; i < len(b.active); i++ {
		f := &b.active[i]
		f.node = b.add(&tag{el: f.el, atom: f.node.DataAtom, name: f.node.Data, attr: f.node.Attr})
		b.again++
	}
	b.odd = b.odd || b.again > b.made/2+freeAgain
}

// closeFormatting ends a formatting element. Where blocks that are open began inside
// of it, HTML would move them: the page is not simple.
func (b *builder) closeFormatting(t *tag) {
	top := b.open[len(b.open)-1]
	if top.node.Data == t.name && b.activePlace(top.node) < 0 {
		b.open = b.open[:len(b.open)-1]
		return
	}
	at := b.activeOf(t.atom)
	if at < 0 {
		b.closeOther(t)
		return
	}
	from := b.place(b.active[at].node)
	if from < 0 {
		b.active = append(b.active[:at], b.active[at+1:]...)
		return
	}
	if b.find(anyScope, t.el) < 0 {
		return
	}
	for i := from; i < len(b.open); i++ {
		if b.open[i].el.is&special != 0 {
			b.odd = true
			return
		}
	}
	b.open = b.open[:from]
	b.active = append(b.active[:at], b.active[at+1:]...)
}

// activePlace is where a node stands among the active formatting elements, or -1.
func (b *builder) activePlace(n *html.Node) int {
	for i := len(b.active) - 1; i >= 0; i-- {
		if b.active[i].node == n {
			return i
		}
	}
	return -1
}

// activeOf is the place of the last active formatting element of a name since the
// last mark, or -1.
func (b *builder) activeOf(name atom.Atom) int {
	for i := len(b.active) - 1; i >= 0 && b.active[i].node != nil; i-- {
		if b.active[i].node.DataAtom == name {
			return i
		}
	}
	return -1
}

// closeOther ends the innermost element of the name of a tag, unless a special
// element stands inside of it.
func (b *builder) closeOther(t *tag) {
	for i := len(b.open) - 1; i >= 0; i-- {
		if n := b.open[i].node; n.DataAtom == t.atom && (t.atom != 0 || n.Data == t.name) {
			b.open = b.open[:i]
			return
		}
		if b.open[i].el.is&special != 0 {
			return
		}
	}
}
