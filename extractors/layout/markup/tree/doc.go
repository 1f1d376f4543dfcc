// Package tree builds the tree of a web page.
//
// Consumes the text of a page and produces the tree that html.Parse of
// golang.org/x/net gives, in a fraction of its time where the page is simple:
//
//	tree.Parse("<p>甲<p>乙")   // Root: document(html(head, body(p(甲), p(乙))))
//
// A page is simple where building its tree only opens and closes elements: end
// tags that are left out, elements that are implied, formatting that is taken up
// again in the next paragraph, stray end tags, and text between the rows of a
// table, which goes before it, are part of that. Parse gives up at the first thing
// that moves what stands elsewhere, or that another notation begins with, and
// leaves the page to html.Parse: formatting that ends while a block is open that
// began within it, frames, templates, pictures and formulas as markup, NUL, tags
// and comments without an end.
//
// Invariants: the tree is equal to that of html.Parse, node by node, with the
// same types, names, texts and attributes in the same order; the tests
// and FuzzSameTree hold it to that. Texts share the memory of the page where they
// stand in it unchanged: what is kept of a page is copied. Nodes and attributes
// are made of memory that Close gives back to the next page. The rules follow html.Parse, also where that departs
// from the standard.
//
// Time and memory are linear in the size of the page; at most 512 elements are
// open, as in html.Parse. Parse is safe for concurrent use; a Tree belongs to one
// goroutine. The fault is that of html.Parse: elements nested deeper.
package tree
