package record

import (
	"slices"
	"strings"

	"gongkai/extractors"
)

// Fit returns the report as the tables will hold it: figures that the column
// types cannot hold are unreadable, with the reasons for review. The tables of a
// fitted report say what counting its cells says. The report itself stays as it is.
func Fit(from extractors.Report) (extractors.Report, error) {
	r, err := prepare(&Row{ContentSHA256: strings.Repeat("0", 64), Report: from})
	if err != nil {
		return from, err
	}
	form := *from.Form
	form.Cells = r.cells
	from.Form, from.Review = &form, slices.Clip(r.reasons)
	return from, nil
}
