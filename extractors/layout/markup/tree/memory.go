package tree

import (
	"sync"

	"golang.org/x/net/html"
)

// slab is how many nodes, and how many attributes, are made at a time.
const slab = 512

type (
	nodeSlab = [slab]html.Node
	attrSlab = [slab]html.Attribute
)

// Slabs that no tree uses. All they hold is zero.
var (
	freeNodes = sync.Pool{New: func() any { return new(nodeSlab) }}
	freeAttrs = sync.Pool{New: func() any { return new(attrSlab) }}
)

// memory is what a tree is made of.
type memory struct {
	nodes []*nodeSlab
	attrs []*attrSlab
	// nodesUsed and attrsUsed count what is used of the last slab.
	nodesUsed, attrsUsed int
}

// node takes a node.
func (m *memory) node() *html.Node {
	if len(m.nodes) == 0 || m.nodesUsed == slab {
		m.nodes = append(m.nodes, freeNodes.Get().(*nodeSlab)) //nolint:forcetypeassert // the pool holds nothing else
		m.nodesUsed = 0
	}
	m.nodesUsed++
	return &m.nodes[len(m.nodes)-1][m.nodesUsed-1]
}

// room is a slab with room for the attributes of a tag behind those that are used.
func (m *memory) room() *attrSlab {
	if len(m.attrs) == 0 || slab-m.attrsUsed < maxAttributes {
		m.attrs = append(m.attrs, freeAttrs.Get().(*attrSlab)) //nolint:forcetypeassert // the pool holds nothing else
		m.attrsUsed = 0
	}
	return m.attrs[len(m.attrs)-1]
}

// free gives the slabs back.
func (m *memory) free() {
	giveBack(m.nodes, m.nodesUsed, &freeNodes)
	giveBack(m.attrs, m.attrsUsed, &freeAttrs)
	*m = memory{}
}

// giveBack clears what is used of slabs, all of each but the last, and puts them into
// a pool.
func giveBack[T any](slabs []*[slab]T, usedOfLast int, pool *sync.Pool) {
	for i, s := range slabs {
		used := slab
		if i == len(slabs)-1 {
			used = usedOfLast
		}
		clear(s[:used])
		pool.Put(s)
	}
}
