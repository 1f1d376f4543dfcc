package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// order is the way a document travels, upside down: a package may import those
// above it, and those on its own line only where the folder is its own. It is
// also the diagram of the program.
var order = [][]string{
	{"data"},
	{"schema"},
	{"extractors/normalize"},
	{"extractors/decode"},
	{"extractors/figure"},
	{"extractors/layout"},
	{"extractors/strips"},
	{"extractors/align"},
	{"extractors/reconcile"},
	{"extractors/agency"},
	{"extractors/classify"},
	{"extractors"},
	{"pipeline/durable", "pipeline/pool", "pipeline/packed"},
	{"pipeline/source"},
	{"pipeline/fetch"},
	{"pipeline/raw", "pipeline/extracted", "pipeline/copies", "pipeline/record", "pipeline/table"},
	{"pipeline/sink", "pipeline/dataset"},
	{"pipeline/bucket"},
	{"pipeline"},
	{"pipeline/cli"},
	{"scripts"},
}

// helpers may be imported by tests only, and import what they like.
var helpers = []string{"pipeline/pipelinetest", "pipeline/durable/durabletest"}

// layerOf is the line of the order that a package stands on: its own, or that of
// the nearest folder above it. -1 is none.
func layerOf(path string) (layer int, entry string) {
	layer = -1
	for i, line := range order {
		for _, name := range line {
			if (path == name || strings.HasPrefix(path, name+"/")) && len(name) >= len(entry) {
				layer, entry = i, name
			}
		}
	}
	return layer, entry
}

// breach says why a package may not import another, "" where it may.
func breach(from, to string) string {
	if slices.Contains(helpers, from) {
		return ""
	}
	if slices.Contains(helpers, to) {
		return "it is for tests"
	}
	fromLayer, fromEntry := layerOf(from)
	toLayer, toEntry := layerOf(to)
	switch {
	case fromLayer < 0:
		return "the importing package is not in the order"
	case toLayer < 0:
		return "the imported package is not in the order"
	case toLayer > fromLayer, toLayer == fromLayer && fromEntry != toEntry:
		return "it stands later in the order"
	}
	return ""
}

func TestImportOrder(t *testing.T) {
	out, err := exec.Command("go", "list", "-json=ImportPath,Imports", "./...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	const module = "gongkai/"
	packages := 0
	for dec := json.NewDecoder(bytes.NewReader(out)); ; packages++ {
		var p struct {
			ImportPath string
			Imports    []string
		}
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		from, inModule := strings.CutPrefix(p.ImportPath, module)
		if !inModule {
			continue // the program itself, which may import all
		}
		for _, path := range p.Imports {
			if to, ok := strings.CutPrefix(path, module); ok {
				if why := breach(from, to); why != "" {
					t.Errorf("%s imports %s: %s", from, to, why)
				}
			}
		}
	}
	if packages < 10 {
		t.Errorf("go list named %d packages", packages)
	}
}

func TestBreach(t *testing.T) {
	for _, tt := range []struct {
		from, to string
		allowed  bool
	}{
		{"schema", "data", true},
		{"data", "schema", false},
		{"extractors/layout/markup", "extractors/layout", true},
		{"extractors/layout", "extractors/layout/markup", true},
		{"extractors/layout/plain", "extractors/align", false},
		{"extractors/align", "extractors/layout/plain", true},
		{"pipeline", "extractors", true},
		{"extractors", "pipeline/pool", false},
		{"pipeline/raw", "pipeline/copies", false},
		{"pipeline/sink", "pipeline/pipelinetest", false},
		{"pipeline/pipelinetest", "extractors", true},
		{"elsewhere", "data", false},
	} {
		if got := breach(tt.from, tt.to) == ""; got != tt.allowed {
			t.Errorf("breach(%s, %s): allowed %t, want %t", tt.from, tt.to, got, tt.allowed)
		}
	}
}
