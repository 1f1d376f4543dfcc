// Package photo prints a page, damages its image as scanners do and lets a
// recogniser read it, and tells of every figure whether the recognised text of its
// place still holds its digits.
//
// Consumes a page in UTF-8 whose figures are marked (Mark) and the figures' texts;
// produces what recognisers and table readers print, with a Reading for each mark:
//
//	page = photo.Expand(markup)                     // <a href="http://mark/17" …>23</a>
//	shots, err := photo.Pages(ctx, plan, page, map[int]string{17: "23"})
//	shots[0].Name, shots[0].Read[17]                // "tesseract_plain", photo.Legible
//
// Where a figure stands is known from the links of the printed PDF, never from
// what was recognised. Legible says that the words recognised at the figure's
// place, joined left to right, hold the figure's text with no digit beside it
// (spaces and thousands separators aside), or, where they stand over several
// figures, the digits of all of these; Altered that they are there and do not; Gone
// that there are none. A page that is wider than the paper is ErrClipped.
//
// Pages reads whole images: plain text, hOCR and TSV of one run. Cells finds
// the cells between the printed rules, reads each by itself and prints the rows
// with tabs, as Markdown and as an HTML table, as table recognition does.
//
// Units: marks stand in points of the page, boxes in pixels of the image.
//
// It draws no forms and knows no reader of ours. Programs: a renderer (soffice,
// wkhtmltopdf or chromium), poppler's pdfinfo and pdftoppm, ImageMagick's mogrify,
// tesseract with chi_sim. What they print depends on their versions. Each run has a
// folder of its own and leaves nothing behind. Runs may be concurrent.
package photo
