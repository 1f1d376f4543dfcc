package main

import (
	"bytes"
	"flag"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var (
	whole  = flag.Bool("readme", false, "run the drill as the README does, for some minutes, and compare every figure of its printout")
	update = flag.Bool("update", false, "write what the drill prints into the README; needs -readme")
)

const readme = "../../README.md"

// printout is the README's printout of the drill, with the text before and behind it.
func printout(t *testing.T) (before, drill, behind string) {
	t.Helper()
	raw, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	const command = "$ go run ./scripts/drill\n"
	before, rest, found := strings.Cut(string(raw), command)
	drill, behind, closed := strings.Cut(rest, "```\n")
	if !found || !closed {
		t.Fatalf("%s has no printout of the drill", readme)
	}
	return before + command, drill, "```\n" + behind
}

var (
	took     = regexp.MustCompile(`\(exit (\d+), [0-9.]+m?s\)`)
	id       = regexp.MustCompile(`\d{8}T\d{6}Z`)
	number   = regexp.MustCompile(`\d[\d,.]*( [kM]?B)?`)
	reasons  = regexp.MustCompile(`(?m)^( +(?:rejected|Reports|Read|Passed over) +N).*$`)
	repeated = regexp.MustCompile(`(reports of (?:year|edition) N went from N to N)(?:(?:; |\n    Audit +)reports of (?:year|edition) N went from N to N)+`)
	spaces   = regexp.MustCompile(` +`)
)

// timeless is a printout without what differs from run to run.
func timeless(text string) string {
	return strings.TrimSpace(took.ReplaceAllString(text, "(exit $1, T)"))
}

// shape is a printout without what follows from how many documents there are: figures,
// the reasons that they fall into, and how many of the audit's bounds were crossed.
func shape(text string) string {
	text = id.ReplaceAllStringFunc(timeless(text), func(s string) string {
		return strings.Map(func(r rune) rune { return r + 'A' - '0' }, strings.TrimSuffix(s, "Z")) + "Z"
	})
	text = number.ReplaceAllString(text, "N")
	text = reasons.ReplaceAllString(text, "$1")
	text = repeated.ReplaceAllString(text, "$1")
	return spaces.ReplaceAllString(text, " ")
}

// TestReadme holds the printout in the README to what the drill prints: its lines on a
// short drill, and with -readme every figure of the whole one.
func TestReadme(t *testing.T) {
	if testing.Short() && !*whole {
		t.Skip("what is printed is the same in the whole tests")
	}
	before, want, behind := printout(t)
	cfg, normal := short(t), shape
	if *whole {
		cfg, normal = config{documents: 300, fresh: 20, changed: 5, gone: 3, seed: 1, dir: t.TempDir()}, timeless
	}
	var out bytes.Buffer
	if err := run(t.Context(), &out, cfg, 0); err != nil {
		t.Fatalf("%v\n%s", err, out.String())
	}
	if *whole && *update {
		printed := strings.TrimLeft(out.String(), "\n")
		if err := os.WriteFile(readme, []byte(before+printed+behind), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(normal(want), normal(out.String())); diff != "" {
		t.Errorf("%s: the printout of the drill (-README +printed):\n%s", readme, diff)
	}
}
