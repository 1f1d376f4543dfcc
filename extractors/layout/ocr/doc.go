// Package ocr reads what recognisers report of a page image: words with their
// boxes, as hOCR or as the table of words (TSV) that tesseract and pdftotext write.
//
// Consumes the text of such a file and produces one layout.Grid over all its
// pages, with the tables that the places of the words make and the prose between
// them:
//
//	5 … left 34  top 741 … 行政
//	5 … left 80  top 741 … 许可
//	5 … left 232 top 742 … 144
//	5 … left 552 top 742 … 0     → table 0: [行政许可, 144 (Col 1), "" (Col 2), 0 (Col 3)]
//
// Invariants: coordinates are pixels of the page image. Blanks is BlanksKept: a
// row of a table has its labels, then a cell for every column in which figures of
// the table stand, empty or not, and Col is the column. Each page's tables are
// tables of their own. Text is what the recogniser printed; the spaces it puts
// between Chinese characters are left out. Each word is in exactly one cell, but
// for printed rules read as characters (isBorder, withoutBorder) and for figures of
// neighbouring columns read as one word (splitDigits, splitBars, cellsIn). Rules read as
// characters between the texts of a header are left out (withoutBars).
//
// How a page is read: boxes of figures that reach over those behind them are cut
// (cutOverlaps), words are turned upright (deskew), joined into rows by
// their middle (rows), rows into tables and prose (regions), the lines of a header
// close above a table with it (withHeaders); the columns of a table are the runs of x
// over which its figures stand, cut at printed rules (columnsOf) and at the digits of
// zeros of several columns read as one number (runs); figures set higher or lower are
// joined to the row that they are nearest to (joinFloating), a label of several lines
// about the figures in its middle (joinWrapped). A text in the place of a figure is
// marked Unread: something is printed there, and what is not known. A label and its
// figures alone among the prose are a paragraph of several cells (loose).
//
// It knows no form, corrects no character and weighs no confidence.
//
// All functions are deterministic and safe for concurrent use. Time is that of
// sorting the words. There are no faults: a file without words gives no grid,
// and lines that make no sense are left out.
package ocr
