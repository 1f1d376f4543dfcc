package markup

import (
	"strings"
	"testing"
)

// TestCharacterData: a data store in a script holds markup as character data.
func TestCharacterData(t *testing.T) {
	t.Parallel()
	const table = "<table><tr><td>规章</td><td>7</td></tr></table>"
	found := Embedded("<div id=\"view\"></div><script type=\"text/xml\"><datastore><record><![CDATA[" + table + "]]></record></datastore></script>")
	if len(found) != 1 || !strings.Contains(found[0], table) || strings.Contains(found[0], "CDATA") {
		t.Errorf("%q", found)
	}
}
