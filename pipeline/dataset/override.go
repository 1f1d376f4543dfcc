package dataset

// Override says what became of one figure that a person verified.
type Override struct {
	ContentSHA256 string `json:"content_sha256"`
	Report        int    `json:"report"`
	// Cell is a cell of the form, or "review/" and the reason that was settled; then
	// Value is the fingerprint of what was seen.
	Cell  string `json:"cell"`
	Value string `json:"value"`
	Unit  string `json:"unit,omitempty"`
	Who   string `json:"who"`
	When  string `json:"when"`
	Why   string `json:"why"`
	// Effect is applied, confirmed (read the same, but in doubt), same (read the same
	// now and beyond doubt), or why it no longer applies: stale, no_document,
	// no_report, no_cell.
	Effect string `json:"effect"`
	// Was is the status that was read, Read the value; "" where there is none.
	Was  string `json:"was,omitempty"`
	Read string `json:"read,omitempty"`
	// Line is where the override stands: file:line.
	Line string `json:"line"`
}
