package schema_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/schema"
)

var update = flag.Bool("update", false, "rewrite docs/dictionary.md")

func TestDictionaryInDocs(t *testing.T) {
	path := filepath.Join("..", "docs", "dictionary.md")
	var got bytes.Buffer
	if err := schema.WriteMarkdown(&got); err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, got.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got.String()); diff != "" {
		t.Errorf("docs/dictionary.md is not the dictionary; run go test ./schema -update\n%s", diff)
	}
}

func TestDictionaryJSON(t *testing.T) {
	var b bytes.Buffer
	if err := schema.WriteJSON(&b); err != nil {
		t.Fatal(err)
	}
	var got []schema.DictionaryTable
	decoder := json.NewDecoder(&b)
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&got); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(schema.Dictionary(), got); diff != "" {
		t.Errorf("what WriteJSON wrote (-want +got):\n%s", diff)
	}
}

// Every column says what it is in both languages, and what null means where it
// may be null and only there.
func TestDictionaryIsComplete(t *testing.T) {
	for _, table := range schema.Dictionary() {
		if table.Description == "" || table.DescriptionZH == "" || len(table.SortedBy) == 0 || len(table.PrimaryKey) == 0 {
			t.Errorf("table %s: description or key missing", table.Name)
		}
		for _, c := range table.Columns {
			if c.Description == "" || c.DescriptionZH == "" {
				t.Errorf("%s.%s: description missing", table.Name, c.Name)
			}
			if c.Nullable != (c.Null != "") {
				t.Errorf("%s.%s: nullable %v, null means %q", table.Name, c.Name, c.Nullable, c.Null)
			}
			if c.Nullable != (c.NullZH != "") {
				t.Errorf("%s.%s: %q has no Chinese, or a column that is never null has: %q", table.Name, c.Name, c.Null, c.NullZH)
			}
			switch c.Type {
			case "int64", "int32", "int8", "decimal128(18,6)", "date32", "timestamp[us, UTC]":
				if c.Unit == "" {
					t.Errorf("%s.%s: %s without a unit", table.Name, c.Name, c.Type)
				}
			}
		}
	}
}
