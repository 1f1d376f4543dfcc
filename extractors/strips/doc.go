// Package strips puts tables together again that a converter wrote in strips: some
// columns of a page from top to bottom, then those beside them.
//
// Consumes the blocks of a text (plain.Blocks), the grid in which the text was read
// without them, and the edition of the form found there. Produces that grid with the
// rows of such tables in the form's order:
//
//	(一)予以公开 ⏎ (二)部分公开 ¶ 1 ⏎ 0 ¶ 2 ⏎ 5 ¶ 3 ⏎ 5   →   (一)予以公开 | 1 | 2 | 3
//	                                                         (二)部分公开 | 0 | 5 | 5
//
// A table is taken for one in strips where it prints exactly as many figures as it
// has cells and the text beside them holds the labels of its rows, in order. The
// order of the figures is then a cut of the table: bands of rows from top to bottom, in each
// band strips of columns from left to right, a strip of one column downwards, a wider
// one row by row, and what is right of a band's first strip once more in bands. Two
// figures of one line stand beside each other, never one below the other. A band ends
// with its page. Where all figures are alike, any cut says the same.
//
// Which cut it is only the identities tell. The cuts are tried from the plainest on,
// which is one row after the other. The first under which every identity of the table
// holds is taken, with those that depart little further: the cells on which they
// differ are Unread. A search that was cut off proves nothing.
//
// Figures written among those of the table behind it, or behind both, are found where
// all of them together are as many as the cells of the two.
//
// Invariants: every figure of the table is in exactly one cell. Without a cut that
// satisfies all identities nothing is changed. The rows bear the form's labels; the
// text of the table's own stands before them as one paragraph.
//
// It does not place blanks, which such texts do not print, and does not repair what
// breaks an identity. Tables without identities (section 2) are left as they are.
//
// Pure and safe for concurrent use. The search is bounded by steps and by the number of
// arrangements kept, never by time. There are no faults.
package strips
