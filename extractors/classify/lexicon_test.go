package classify

import (
	"encoding/csv"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"gongkai/data"
	"gongkai/extractors/decode"
	"gongkai/extractors/layout"
	"gongkai/extractors/normalize"
	"gongkai/schema"
)

func lexiconRecords(t *testing.T) [][]string {
	t.Helper()
	file, err := data.Lexicon.Open(lexiconFile)
	if err != nil {
		t.Fatal(err)
	}
	records, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return records[1:]
}

// showing is a document that shows a phrase at its place and little else.
func showing(at, phrase string) (layout.Grid, decode.Text) {
	g, text := layout.Grid{Kind: layout.HTML, Links: 1}, decode.Text{MediaType: "text/html"}
	row := func(s string) {
		g.Rows = []layout.Row{{Table: layout.Prose, Cells: []layout.Cell{{Text: normalize.Text(s)}}}}
	}
	switch at {
	case "title", "lead":
		g.Title = normalize.Text("甲 " + phrase + " 乙")
	case "line":
		row("一、" + phrase + " 乙")
	case "text":
		row("甲 " + phrase + " 乙")
	case "source":
		text.Body = "…" + phrase + "…"
	case "ending":
		row("某某" + phrase)
	}
	return g, text
}

// TestEveryPhrase finds every line of the lexicon where it says that it stands,
// so that none is there in vain: misspelt, or never met as documents are read.
func TestEveryPhrase(t *testing.T) {
	for _, record := range lexiconRecords(t) {
		reason, at, phrase := schema.Reason(record[0]), record[1], record[2]
		weight, err := strconv.Atoi(record[3])
		if err != nil {
			t.Fatal(err)
		}
		g, text := showing(at, phrase)
		e := gather(&g, text)
		got := e.score(reason, inTitle, inLead, atLine, inText, inSource)
		if at == "ending" {
			got = e.endings
		}
		if got < weight {
			t.Errorf("%s,%s,%s: weighs %d in a document that shows it, want %d or more", reason, at, phrase, got, weight)
		}
	}
}

// TestDistinctPhrases has no phrase twice for a reason and place.
func TestDistinctPhrases(t *testing.T) {
	seen := map[string]bool{}
	for _, record := range lexiconRecords(t) {
		key := strings.Join([]string{record[0], record[1], pack(normalize.Text(record[2]))}, ",")
		if record[1] == "source" {
			key = strings.Join(record[:3], ",")
		}
		if seen[key] {
			t.Errorf("%s twice", key)
		}
		seen[key] = true
	}
}

func TestLexiconMistakes(t *testing.T) {
	const header = "reason,where,phrase,weight,note\n"
	for _, tt := range []struct{ line, want string }{
		{"error,text,出错,3,", "is no reason"},
		{"error_page,body,出错,3,", "is none of"},
		{"error_page,text,出错,0,", "is no positive number"},
		{"error_page,text,出错,many,", "is no positive number"},
		{"error_page,text,错,3,", "too short"},
		{"error_page,source,abc,3,", "too short"},
		{"error_page,text", "wrong number of fields"},
	} {
		fsys := fstest.MapFS{lexiconFile: {Data: []byte(header + tt.line + "\n")}}
		if _, err := readLexicon(fsys); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("line %q: %v, want an error that says %q", tt.line, err, tt.want)
		}
	}
}
