package overrides

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"gongkai/extractors"
)

// Fingerprint is 16 hex digits that stand for a report as read: its edition,
// agency and year, and every cell with status, value and unit. A reason for review
// is settled for one fingerprint: what is read otherwise is looked at again.
func Fingerprint(report *extractors.Report) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%q %q %d\n", report.Form.Form.Edition, report.Who.Agency, report.Who.Year)
	for i := range report.Form.Cells {
		c := &report.Form.Cells[i]
		fmt.Fprintf(&b, "%s %t %d %q\n", c.Status, c.HasValue, c.Value, c.Unit)
	}
	digest := sha256.Sum256([]byte(b.String()))
	return hex.EncodeToString(digest[:8])
}
