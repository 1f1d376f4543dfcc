// Package plain reads reports that arrive as plain text: what PDF readers,
// browsers, terminals and OCR leave of a table when its markup is gone.
//
// Consumes decoded text and produces one to four candidate grids, the most
// plausible first. Package align compares each with the form and keeps the best.
//
//	行政许可\t11\t减5\t31      →  Row{Table: 0, Cells: [行政许可, 11, 减5, 31]}
//	行政许可 | 11 | 减5 | 31    →  the same
//	\t行政许可\n\t11\n\t减5\n\t31   →  the same
//
// Three things are undone before anything else: inline tags broken over lines are put on one, values separated by commas or the like, or
// by as many spaces everywhere with other spaces in empty cells, get tabs between them, and a line of more cells than a row can have, whose tabs or pipes were
// line ends, becomes a line for each cell.
//
// A document is cut into regions at sentences, at ruled tables and at the headings of
// sections (一、 to 十、, with the words that headings end in, or where no numbering of
// rows goes on). Each region is read in the way for which its lines hold most evidence;
// where a second way is plausible, the second candidate takes it.
//
//	rows        a line is a row; tabs, pipes or runs of spaces part the cells    tabbed, piped, aligned
//	running     a label over one line or several, its figures behind it          paragraphs, blanks lost
//	crowded     rows in which a cell holds several figures, cut at its spaces     piped or tabbed, blanks lost
//	frames      cells drawn with box characters or + - |, over several lines     piped, blanks kept
//	ruled       columns under runs of dashes; blank lines part rows that wrap     piped
//	indented    a cell is a line behind a tab or spaces; blank lines part rows    cell_per_line
//	cell ends   a cell is a line with its pipe or tab behind, before or below it  cell_per_line
//	paragraphs  a cell is a line; nothing else is left                            paragraphs, blanks lost
//	flat        rows without line breaks, labels and figures in turn              flat, blanks lost
//
// A grid of tabbed or piped rows with headings, emphasis or inline tags of
// markdown is of kind markdown. The kind of a mixed document is that of most
// figures; its Blanks are those of the region that knows least. Where drawn tables have
// the most rows, kind and Blanks are theirs, and the rows of other tables are Loose.
//
// Col is the ordinal of the cell, but in aligned text the column at which the cell starts
// (display columns or characters, whichever lines the figures up) with the columns
// it takes as ColSpan, and in drawn tables the true column. In aligned text the
// columns of different tables are not comparable. Frames drawn one below the other are
// pages of one table; where their columns differ, they count from the right. A column drawn
// without any width is one.
//
// Ruled tables are the simple and multiline tables of pandoc: a line of two or more runs
// of at least three dashes gives the columns, and no text stands between two of them.
// The table goes from a ruler to the same ruler, from a line of dashes over its whole
// width to the next, or from the header over the ruler to a blank line.
//
// In aligned text several lines are one row where blank lines part them and no figure
// stands below another, where two lines beside each other have a row's figures between
// them, where every row of a region has as many figures once parts at different heights are put
// together, where a label with a list number goes on below its figures, and where lines hold
// figures and units alone and one of them more than the others. Lines one below the other
// are those of one cell, also where a narrow column broke a figure (Raw keeps the line
// ends); figures follow across the page.
//
// Where page breaks are kept, what comes again at the same edge of most pages, or counts
// them, is on their margin: such lines are rows of their own kind (Margin), before the
// table that the page cuts.
//
// Rows without separators inside a table, or touching it, are rows of that table:
// fragments of labels, figures that lost their row. Where one column is empty in each row of
// figures and as many figures stand on lines of their own, they are that column's.
//
// Nothing of the text is dropped but by these rules:
//
//   - rule lines: lines of box characters, or with three or more of - = _ * in a
//     row and nothing else but + : | and spaces, such as |---|:--:|;
//   - div fences: lines of three or more colons with attributes or a name behind them;
//   - frames: the pipes and box characters around and between cells;
//   - blank edges: the blank piece before the first and behind the last pipe where
//     most lines of the table begin with a pipe;
//   - blank lines, and blank cells where the layout gives them no meaning
//     (paragraphs);
//   - cells and lines that are nothing after normalize.Text (control characters);
//   - byte-order mark and line ends.
//
// Marks of markdown (#, **, list marks, inline tags, backslash escapes, the attributes
// of bracketed spans and headings) are gone from Text and stay in Raw. Where single spaces stand between all characters of a
// label, neither Text nor Raw keeps them.
//
// Blocks gives the same text as the blocks in which its converter wrote it, for package
// strips, which puts tables together whose columns stand one after the other.
//
// It deliberately does not know the labels of any form, does not decide what a
// fused run of digits means, and does not read HTML: HasMarkup says where that is
// needed.
//
// All functions are pure and safe for concurrent use; the result depends on the
// text alone. Time and memory grow linearly with the text. No faults: every text has a
// reading, if only as paragraphs.
package plain
