package cli

import (
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"go.yaml.in/yaml/v3"
)

// keysOf lists the settings of a struct, those within with a dot.
func keysOf(t reflect.Type, prefix string) map[string]bool {
	keys := map[string]bool{}
	for i := range t.NumField() {
		name := prefix + t.Field(i).Tag.Get("yaml")
		inner := t.Field(i).Type
		if inner.Kind() != reflect.Struct || inner == reflect.TypeFor[sources]() {
			keys[name] = true
			continue
		}
		for key := range keysOf(inner, name+".") {
			keys[key] = true
		}
	}
	return keys
}

// The sample of scripts/nightly is accepted, names every setting, and gives the
// defaults of fetching.
func TestSampleConfig(t *testing.T) {
	name := filepath.Join("..", "..", "scripts", "nightly", "config.yaml")
	s, err := readSettings(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.check(); err != nil {
		t.Error(err)
	}
	if diff := cmp.Diff(defaultFetching(), s.Fetch); diff != "" {
		t.Errorf("fetching (-default +sample):\n%s", diff)
	}
	if diff := cmp.Diff(s.Audit.WithDefaults(), s.Audit); diff != "" || cmp.Diff(defaults().Audit.WithDefaults(), s.Audit) != "" {
		t.Errorf("audit is not the default: %+v", s.Audit)
	}
	raw, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var tree map[string]any
	if err := yaml.Unmarshal(raw, &tree); err != nil {
		t.Fatal(err)
	}
	named := map[string]bool{}
	for key, value := range tree {
		named[key] = true
		if inner, ok := value.(map[string]any); ok {
			delete(named, key)
			for sub := range inner {
				named[key+"."+sub] = true
			}
		}
	}
	if diff := cmp.Diff(keysOf(reflect.TypeFor[settings](), ""), named); diff != "" {
		t.Errorf("settings (-there are +in the sample):\n%s", diff)
	}
	if len(s.Sources.seeds) != 1 || s.Sources.seeds[0].Follow == nil {
		t.Errorf("sources %+v", s.Sources)
	}
}

// Every flag of run is a setting of the config file, under the name that it has there
// with underscores, and the settings without a flag are those meant to have none.
func TestFlagsAreSettings(t *testing.T) {
	left := map[string]bool{}
	for key := range keysOf(reflect.TypeFor[settings](), "") {
		left[strings.TrimPrefix(key, "fetch.")] = true
	}
	flags := (Program{}).runCommand().Flags()
	flags.VisitAll(func(f *pflag.Flag) {
		name := strings.ReplaceAll(f.Name, "-", "_")
		switch {
		case f.Name == "config" || f.Name == "help":
		case f.Name == "sources":
			if !left["source_files"] {
				t.Error("no setting for --sources")
			}
		case !left[name]:
			t.Errorf("no setting for --%s", f.Name)
		}
		delete(left, name)
	})
	want := []string{
		"audit.failed_rise", "audit.filled_fall", "audit.reads_failed", "audit.reports_fall", "audit.review_rise", "extract_timeout",
		"fields.body", "fields.fetched_at", "fields.media_type", "fields.uri", "file_bytes", "grace", "max_document_bytes", "max_in_flight_bytes",
		"max_redirects", "max_wait", "retry_wait", "roll_after", "roll_bytes", "source_files",
	}
	if diff := cmp.Diff(want, slices.Sorted(maps.Keys(left))); diff != "" {
		t.Errorf("settings without a flag (-meant +are):\n%s", diff)
	}
}

// A flag that is given goes over the config file: every one of them.
func TestFlagsGoOverTheFile(t *testing.T) {
	values := map[string]string{"stringArray": "file:///x", "int": "7", "bool": "true", "duration": "77s", "string": "text"}
	var all []string
	(Program{}).runCommand().Flags().VisitAll(func(f *pflag.Flag) { all = append(all, f.Name) })
	for _, name := range all {
		if name == "config" || name == "help" {
			continue
		}
		var f flagged
		cmd := &cobra.Command{Use: "run", RunE: func(*cobra.Command, []string) error { return nil }}
		f.register(cmd)
		f.Fetch.register(cmd)
		cmd.Flags().StringArrayVar(&f.SourceFiles, "sources", nil, "")
		if err := cmd.Flags().Set(name, values[cmd.Flags().Lookup(name).Value.Type()]); err != nil {
			t.Fatalf("--%s: %v", name, err)
		}
		s, err := f.resolve(cmd)
		if err != nil {
			t.Fatalf("--%s: %v", name, err)
		}
		if reflect.DeepEqual(s, defaults()) {
			t.Errorf("--%s changes no setting", name)
		}
	}
}
