package tree

import "golang.org/x/net/html"

// node makes a node.
func (b *builder) node(kind html.NodeType, data string) *html.Node {
	n := b.memory.node()
	n.Type, n.Data = kind, data
	b.made++
	return n
}

// hang makes n the last child of parent.
func hang(parent, n *html.Node) {
	last := parent.LastChild
	if last != nil {
		last.NextSibling = n
	} else {
		parent.FirstChild = n
	}
	parent.LastChild = n
	n.Parent, n.PrevSibling = parent, last
}

func (b *builder) top() *html.Node { return b.open[len(b.open)-1].node }

// elementNode makes the node of a tag.
func (b *builder) elementNode(t *tag) *html.Node {
	n := b.node(html.ElementNode, t.name)
	n.DataAtom, n.Attr = t.atom, t.attr
	return n
}

// add opens the element of a tag.
func (b *builder) add(t *tag) *html.Node {
	n := b.elementNode(t)
	b.append(n)
	b.push(n, t.el)
	return n
}

// append makes n the last child of the innermost open element, or puts it before
// the table where that is a table and n no part of one.
func (b *builder) append(n *html.Node) {
	if b.outside && b.betweenCells() {
		b.putBefore(n)
		return
	}
	hang(b.top(), n)
}

// betweenCells reports whether the innermost open element is a table, its rows or
// a row.
func (b *builder) betweenCells() bool {
	e := b.open[len(b.open)-1].el
	return e == tableEl || e == rowEl || e.is&group != 0
}

// putBefore puts a node before the innermost open table. Texts that meet there are
// one.
func (b *builder) putBefore(n *html.Node) {
	i := len(b.open) - 1
	for b.open[i].el != tableEl {
		i--
	}
	table := b.open[i].node
	if prev := table.PrevSibling; prev != nil && prev.Type == html.TextNode && n.Type == html.TextNode {
		b.join(prev, n.Data)
		return
	}
	table.Parent.InsertBefore(n, table)
}

func (b *builder) push(n *html.Node, el *element) {
	b.open = append(b.open, opened{n, el})
	b.odd = b.odd || len(b.open) > maxOpen
}

// addEmpty adds an element that has no content.
func (b *builder) addEmpty(t *tag) *html.Node {
	n := b.elementNode(t)
	b.append(n)
	b.odd = b.odd || len(b.open) >= maxOpen
	return n
}

// addToHead adds an element without content to the head, open or not.
func (b *builder) addToHead(t *tag) *html.Node {
	n := b.elementNode(t)
	hang(b.head, n)
	return n
}

// imply opens an element for which there is no tag.
func (b *builder) imply(el *element) *html.Node {
	return b.add(&tag{el: el, atom: el.atom, name: el.name})
}

func (b *builder) comment(parent *html.Node, data string) {
	hang(parent, b.node(html.CommentNode, data))
}

// addText adds text to the innermost open element.
func (b *builder) addText(s string) {
	if b.outside && b.betweenCells() {
		b.putBefore(b.node(html.TextNode, s))
		return
	}
	top := b.top()
	if last := top.LastChild; last != nil && last.Type == html.TextNode {
		b.join(last, s)
		return
	}
	hang(top, b.node(html.TextNode, s))
}

// maxJoined is how many bytes may be copied to join texts, for each byte of the
// page and beyond that.
const maxJoined, freeJoined = 4, 1 << 12

// join adds text to a text that was interrupted by tags without effect.
func (b *builder) join(n *html.Node, s string) {
	n.Data += s
	b.joined += len(n.Data)
	b.odd = b.odd || b.joined > maxJoined*len(b.page)+freeJoined
}

// addMissing adds to an element the attributes of a tag that it does not have.
func addMissing(n *html.Node, t *tag) {
	attr := n.Attr[:len(n.Attr):len(n.Attr)]
	for i := range t.attr {
		if !hasKey(n.Attr, t.attr[i].Key) {
			attr = append(attr, t.attr[i])
		}
	}
	n.Attr = attr
}

func hasKey(attr []html.Attribute, key string) bool {
	for i := range attr {
		if attr[i].Key == key {
			return true
		}
	}
	return false
}
