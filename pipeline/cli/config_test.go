package cli

import (
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"
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
