package markup

// What the bytes of a text say of whether it can carry markup.
const (
	foreign uint8 = 1 << iota // text beyond ASCII
	opening                   // a tag
	escaped                   // a notation for either, where the next byte goes on so
)

// carriers holds what each byte says, and goesOn which bytes go on a notation after &,
// \ or %. A quote or a backslash may: strings of a program are joined.
var (
	carriers = func() (t [256]uint8) {
		for b := 0x80; b < len(t); b++ {
			t[b] = foreign
		}
		t['<'], t['&'], t['\\'], t['%'] = opening, escaped, escaped, escaped
		return t
	}()
	goesOn = map[byte]string{
		'&':  "l#\"'`\\",
		'\\': "ux\\",
		'%':  "0123456789abcdefABCDEF\"'`\\",
	}
)

// mayCarry reports whether a text can be, or hold in any notation that is undone,
// markup with text beyond ASCII. Most texts cannot: they have no tag and no escape
// that may stand for one.
func mayCarry(s string) bool {
	seen := uint8(0)
	for i := range len(s) {
		c := carriers[s[i]]
		seen |= c
		if c == escaped && i+1 < len(s) && within(s[i+1], goesOn[s[i]]) {
			return true
		}
	}
	return seen&(foreign|opening) == foreign|opening
}

func within(b byte, set string) bool {
	for i := range len(set) {
		if set[i] == b {
			return true
		}
	}
	return false
}
