package inspect

import (
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestSafe(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"", ""},
		{"临江县　水利局 12.5", "临江县　水利局 12.5"},
		{"a\x1b[31mred\x07", `a\x1b[31mred\a`},
		{"tab\tline\nend", `tab\tline\nend`},
		{"\u009b31m", `\u009b31m`},
		{"right\u202eleft", `right\u202eleft`},
		{"zero\u200bwidth", `zero\u200bwidth`},
		{"bad\xff\xfe", `bad\xff\xfe`},
		{"replaced\ufffd", "replaced\ufffd"},
		{"\U000e0041", `\U000e0041`},
	} {
		if got := Safe(tt.in); got != tt.want {
			t.Errorf("Safe(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

// Whatever a document says, nothing reaches the terminal that it acts upon, and
// in JSON it reads back as it was.
func FuzzSafe(f *testing.F) {
	for _, seed := range []string{"", "件数", "\x1b]0;title\x07", "\u202e\u2066", "\xff\x00\x7f\u0085"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got := Safe(text)
		for _, r := range got {
			if !strconv.IsGraphic(r) {
				t.Fatalf("Safe(%q) holds %U", text, r)
			}
		}
		if !utf8.ValidString(got) {
			t.Fatalf("Safe(%q) is not UTF-8", text)
		}
		if again := Safe(got); again != got {
			t.Fatalf("safe twice: %q, then %q", got, again)
		}
	})
}

func TestWrap(t *testing.T) {
	for _, tt := range []struct {
		text string
		most int
		want []string
	}{
		{"", 4, []string{""}},
		{"结果维持", 4, []string{"结果", "维持"}},
		{"结果维持", 8, []string{"结果维持"}},
		{"总计", 4, []string{"总计"}},
		// A closing bracket stays with the character before it, an opening one with the one behind.
		{"（三）不予公开", 8, []string{"（三）不", "予公开"}},
		{"甲乙（丙）", 6, []string{"甲乙", "（丙）"}},
		// A run of digits is not broken, and a space at the end of a line is dropped.
		{"共1234件", 5, []string{"共", "1234", "件"}},
		{"甲 乙 丙", 5, []string{"甲 乙", " 丙"}},
	} {
		if diff := cmp.Diff(tt.want, wrap(tt.text, tt.most)); diff != "" {
			t.Errorf("wrap(%q, %d) (-want +got):\n%s", tt.text, tt.most, diff)
		}
	}
}

func TestBalanced(t *testing.T) {
	for _, tt := range []struct {
		text string
		most int
		want []string
	}{
		{"商业企业", 6, []string{"商业", "企业"}},
		{"社会公益组织", 10, []string{"社会公", "益组织"}},
		{"总计", 10, []string{"总计"}},
		{"一二三四五", 8, []string{"一二三", "四五"}},
	} {
		if diff := cmp.Diff(tt.want, balanced(tt.text, tt.most)); diff != "" {
			t.Errorf("balanced(%q, %d) (-want +got):\n%s", tt.text, tt.most, diff)
		}
	}
}

// Wrapping loses nothing but spaces and keeps to the width wherever a word fits.
func TestWrapKeepsText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOf(rapid.SampledFrom([]rune("甲乙丙（）、“”12ab "))).Draw(t, "text")
		most := rapid.IntRange(2, 20).Draw(t, "most")
		lines := wrap(text, most)
		bare := func(s string) string { return strings.ReplaceAll(s, " ", "") }
		if bare(strings.Join(lines, "")) != bare(text) {
			t.Fatalf("wrap(%q, %d) = %q", text, most, lines)
		}
		longest := 0
		for _, word := range words(text) {
			longest = max(longest, width(word))
		}
		for _, line := range lines {
			if width(line) > max(most, longest) {
				t.Fatalf("wrap(%q, %d): %q is %d wide", text, most, line, width(line))
			}
		}
	})
}

func TestEscapedJSON(t *testing.T) {
	got := string(escaped([]byte("{\n \"raw\": \"a\u009b\u202e\U000e0041件\"\n}")))
	want := "{\n \"raw\": \"a\\u009b\\u202e\\udb40\\udc41件\"\n}"
	if got != want {
		t.Errorf("escaped: %s, want %s", got, want)
	}
}
