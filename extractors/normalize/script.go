package normalize

// The scripts, as stored with each report.
const (
	Hans = "hans"
	Hant = "hant"
)

// Script tells in which script a text is written, by the characters that only
// one of them uses: Hant where those of traditional script are more, else Hans.
// s is the text as found, before Text.
func Script(s string) string {
	m := load()
	balance := 0
	for _, r := range s {
		if r < 0x3400 {
			continue
		}
		switch m.scriptOf(r) {
		case traditional:
			balance++
		case simplified:
			balance--
		}
	}
	if balance > 0 {
		return Hant
	}
	return Hans
}

func (m *charmap) scriptOf(r rune) script {
	if r < 0x10000 {
		return m.script[r]
	}
	return m.rareScript[r]
}
