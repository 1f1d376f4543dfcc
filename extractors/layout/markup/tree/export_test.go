package tree

// Simple is for the tests: the tree of a simple page.
var Simple = simple
