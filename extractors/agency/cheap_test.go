package agency

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"gongkai/extractors/decode"
	"gongkai/extractors/normalize"
	"gongkai/scripts/synth/corpus"
)

// TestCheapQuestions holds that what is asked of a text first is true of every text
// that can be answered at all.
func TestCheapQuestions(t *testing.T) {
	for _, core := range cores {
		if !mayHoldCore(core) {
			t.Errorf("mayHoldCore(%q) is false, and it is a core", core)
		}
	}
	for _, labels := range [][]string{publishLabels, writtenLabels} {
		for _, label := range labels {
			if !mayHoldDate(label) {
				t.Errorf("mayHoldDate(%q) is false, and it is a label of a date", label)
			}
		}
	}
}

// TestMayHoldOrgan compares the names of signatures with those read from every line without asking
// first whether a line may hold one, on the lines of all families and pieces of them.
func TestMayHoldOrgan(t *testing.T) {
	named, none, seen, rng := 0, 0, map[string]bool{}, rand.New(rand.NewPCG(1, 6))
	check := func(text string) {
		name := cleanName(tidy(text))
		name = strings.TrimSuffix(strings.TrimSuffix(name, "(盖章)"), "(章)")
		organ := isName(name) && utf8.RuneCountInString(name) >= 3 && !slices.Contains(siteSections, name)
		stem := strings.TrimRight(name, ")")
		organ = organ && slices.ContainsFunc(organEndings, func(e string) bool { return strings.HasSuffix(stem, e) && len(stem) > len(e) })
		if got := isOrgan(name); got != organ {
			t.Fatalf("isOrgan(%q) is %v, want %v", name, got, organ)
		}
		want := ""
		if organ && !strings.ContainsAny(text, ",。") {
			want = name
		}
		if got := signatureName(text); got != want {
			t.Fatalf("signatureName(%q) is %q, want %q", text, got, want)
		}
		if want != "" {
			named++
		}
		if !mayHoldOrgan(text) {
			none++
		}
	}
	for _, family := range corpus.Families() {
		doc := corpus.Draw(rand.New(rand.NewPCG(6, 5)), family)
		text, err := decode.Decode(doc.Body, doc.MediaType)
		if err != nil {
			continue
		}
		for line := range strings.FieldsFuncSeq(text.Body, func(r rune) bool { return strings.ContainsRune("\n\t|<>,", r) }) {
			line = normalize.Text(line)
			if seen[line] || len(line) > 4*tailBytes {
				continue
			}
			seen[line] = true
			check(line)
			for range 3 {
				check(strings.ToValidUTF8(line[rng.IntN(len(line)+1):], ""))
			}
		}
	}
	for _, e := range organEndings {
		check("某甲" + e)
		check("** 某乙" + e + "(盖章)")
	}
	if named == 0 || none == 0 {
		t.Errorf("%d names, %d lines without a character that ends one", named, none)
	}
}
