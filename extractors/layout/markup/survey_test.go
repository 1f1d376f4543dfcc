package markup

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A table has a sole row where the list of its rows has one.
func TestSoleRow(t *testing.T) {
	for _, body := range []string{
		"<table></table>",
		"<table><tr></tr></table>",
		"<table><tr><td>1</table>",
		"<table><tr><td>1<tr><td>2</table>",
		"<table><tr hidden><td>1<tr><td>2</table>",
		"<table><thead><tr><td>1</thead><tbody></tbody></table>",
		"<table><thead hidden><tr><td>1</thead><tbody><tr><td>2</tbody></table>",
		"<table><tfoot><tr><td>1</tfoot><tbody><tr><td>2</tbody></table>",
		"<table><caption>1</caption><tbody><tr style='display:none'><td>1</tbody><tfoot><tr><td>2</tfoot></table>",
		"<table><tr><td><table><tr><td>1<tr><td>2</table></table>",
	} {
		root, err := html.Parse(strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		for n := range root.Descendants() {
			if n.DataAtom != atom.Table {
				continue
			}
			var want *html.Node
			if rows := rowsOf(n); len(rows) == 1 {
				want = rows[0].node
			}
			if got := soleRow(n); got != want {
				t.Errorf("%s: sole row %v, of the list of rows %v", body, got, want)
			}
		}
	}
}
