// Package strips puts tables together again that a converter wrote in strips: some
// columns of a page from top to bottom, then those beside them.
//
// Consumes the blocks of a text (plain.Blocks), the grid in which the text was read
// without them, and the edition of the form found there. Produces up to two grids like it
// with the rows of such tables in the form's order, the more daring first:
//
//	(一)予以公开 ⏎ (二)部分公开 ¶ 1 ⏎ 0 ¶ 2 ⏎ 5 ¶ 3 ⏎ 5   →   (一)予以公开 | 1 | 2 | 3
//	                                                         (二)部分公开 | 0 | 5 | 5
//
// A table is taken for one in strips where it prints exactly as many figures as it
// has cells and the text beside them holds the labels of its rows, in order. The
// order of the figures is then a cut of the table: bands of rows from top to bottom, in each
// band strips of columns from left to right, a strip of one column downwards, a wider
// one row by row, and what is right of a band's first strip, or left of its last one, once
// more in bands. Two
// figures of one line stand beside each other, never one below the other. A band ends
// with its page. Where all figures are alike, any cut says the same.
//
// Which cut it is only the identities tell. The cuts are tried from the plainest on,
// which is one row after the other. The first under which every identity of the table
// holds is taken, with those that depart little further: the cells on which they
// differ are Unread. A search that was cut off proves nothing.
//
// Where no cut is found, the blocks of figures are stacked on the columns, page by page: a
// block holds rows that follow one another, those of a column from top to bottom and those of a
// row from left to right, and only the first column may be passed over and filled later, by
// figures that were written among the labels or behind the others. The plainest stacks of
// each page that satisfy the identities are taken, with those that depart little further: the
// cells on which they differ are Unread, as are those that could as well be in another
// column. A page that departs must have different figures enough that its sums do not hold by
// chance.
//
// Where most rows hold in the order of the text, the others, with their neighbours on
// their page, are patches: their figures may stand in any order that keeps the rows'
// order in each column, or two runs of them may have changed places. All ways are tried
// that satisfy the identities; the cells on which they differ are Unread. A cut of
// figures that stand singly must agree with them.
//
// In a table of one row, figures that a narrow column broke over two lines are made whole
// where that gives as many figures as cells and every sum; of a group whose sum is
// not in its place, only the sum is known.
//
// Figures written among those of the table behind it, or behind both, are found where
// all of them together are as many as the cells of the two. Where they may begin at
// several places, those of whole blocks before others, the cells on which these differ
// are Unread.
//
// A table of several blocks, each with a header of its own (section 2), has no
// identities. It too must print exactly as many figures as cells, and no text but words
// of the form and the rest of broken labels. Its figures get their places from the words
// beside them:
//
//	本年制发件数 ⏎ 规章 ⏎ 4 ⏎ 行政规范性文件 ⏎ 31 ¶ 本年废止件数 ⏎ 0 ⏎ 2   →   规章           | 4  | 0
//	                                                                      行政规范性文件 | 31 | 2
//
// As many figures behind a header as the block has rows are its column; as many columns
// written together behind headers without figures are theirs; the figures behind a
// label are its row, or its part of the first columns, whose headers came before; those
// of a block of one column are its rows behind its header or all of its labels. A
// header that the form prints several times is that of its blocks in their order. A
// place given twice makes all of it unreadable. Figures left over are placed only where
// all are the same; else the cells left over are Unread.
//
// OrderUnproven says where the text of a PDF's pages holds figures of a row that differ,
// stand apart and are bound by no identity: what reads pages block by block writes
// such figures now and then in another order, and leaves no trace of it.
//
// Invariants: every figure of a table of one block is in exactly one cell. Without a cut
// that satisfies all identities such a table is not changed. The rows bear the form's
// labels; the text of the table's own stands before them as one paragraph.
//
// It does not place blanks, which such texts do not print, and does not repair what
// breaks an identity.
//
// Pure and safe for concurrent use. The search is bounded by steps and by the number of
// arrangements kept, never by time. There are no faults.
package strips
