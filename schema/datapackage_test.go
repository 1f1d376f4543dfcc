package schema_test

import (
	"bytes"
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/schema"
)

func packageFiles() []schema.PackageFile {
	sum := strings.Repeat("ab", 32)
	return []schema.PackageFile{
		{Path: "reports/year=2021/part-00001.parquet", Table: "reports", Rows: 2, Bytes: 20, SHA256: sum},
		{Path: "reports/year=2021/part-00000.parquet", Table: "reports", Rows: 3, Bytes: 30, SHA256: sum},
		{Path: "disclosures/year=2021/part-00000.parquet", Table: "disclosures", Rows: 90, Bytes: 900, SHA256: sum},
		{Path: "rejects/part-00000.parquet", Table: "rejects", Rows: 0, Bytes: 9, SHA256: sum},
	}
}

// The rules of the Frictionless Data Package and Table Schema specifications
// that bear on what is written.
func TestDataPackageIsValid(t *testing.T) {
	raw, err := schema.DataPackage(packageFiles())
	if err != nil {
		t.Fatal(err)
	}
	var pkg struct {
		Profile, Name string
		Resources     []struct {
			Profile, Name string
			Path          []string
			Bytes, Rows   int64
			Schema        struct {
				Fields []struct {
					Name, Type  string
					Constraints struct {
						Required bool
						Enum     []string
					}
				}
				PrimaryKey  []string
				ForeignKeys []struct {
					Fields    string
					Reference struct{ Resource, Fields string }
				}
			}
		}
	}
	if err := json.Unmarshal(raw, &pkg); err != nil {
		t.Fatal(err)
	}
	name := regexp.MustCompile(`^[-a-z0-9._/]+$`)
	types := []string{"string", "number", "integer", "boolean", "object", "array", "date", "time", "datetime", "year", "yearmonth", "duration", "geopoint", "geojson", "any"}
	if pkg.Profile != "data-package" || !name.MatchString(pkg.Name) {
		t.Errorf("profile %q, name %q", pkg.Profile, pkg.Name)
	}
	var names []string
	for _, r := range pkg.Resources {
		names = append(names, r.Name)
		if r.Profile != "data-resource" || !name.MatchString(r.Name) || len(r.Path) == 0 {
			t.Errorf("resource %q: profile %q, paths %q", r.Name, r.Profile, r.Path)
		}
		for _, p := range r.Path {
			if strings.HasPrefix(p, "/") || strings.Contains(p, "..") || strings.Contains(p, `\`) {
				t.Errorf("resource %q: path %q", r.Name, p)
			}
		}
		var fields []string
		for _, f := range r.Schema.Fields {
			fields = append(fields, f.Name)
			if !slices.Contains(types, f.Type) {
				t.Errorf("%s.%s: type %q", r.Name, f.Name, f.Type)
			}
		}
		for _, key := range r.Schema.PrimaryKey {
			if !slices.Contains(fields, key) {
				t.Errorf("%s: primary key %q is no field", r.Name, key)
			}
		}
		for _, key := range r.Schema.ForeignKeys {
			if !slices.Contains(fields, key.Fields) || key.Reference.Resource != "reports" {
				t.Errorf("%s: foreign key %+v", r.Name, key)
			}
		}
	}
	if diff := cmp.Diff([]string{"reports", "disclosures", "rejects"}, names); diff != "" {
		t.Errorf("resources (-want +got):\n%s", diff)
	}
	reports := pkg.Resources[0]
	if diff := cmp.Diff([]string{"reports/year=2021/part-00000.parquet", "reports/year=2021/part-00001.parquet"}, reports.Path); diff != "" {
		t.Errorf("paths (-want +got):\n%s", diff)
	}
	if reports.Rows != 5 || reports.Bytes != 50 {
		t.Errorf("%d rows, %d bytes, want 5 and 50", reports.Rows, reports.Bytes)
	}
	for _, f := range pkg.Resources[1].Schema.Fields {
		if f.Name == "unit" {
			if diff := cmp.Diff([]string{"item", "CNY", "CNY_10k"}, f.Constraints.Enum); diff != "" || f.Constraints.Required {
				t.Errorf("unit: required %v, codes %s", f.Constraints.Required, diff)
			}
		}
	}
}

// The order in which files are named does not matter.
func TestDataPackageIsStable(t *testing.T) {
	files := packageFiles()
	want, err := schema.DataPackage(files)
	if err != nil {
		t.Fatal(err)
	}
	slices.Reverse(files)
	got, err := schema.DataPackage(files)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(want, got) {
		t.Error("the package depends on the order of the files")
	}
}

func TestDataPackageRefuses(t *testing.T) {
	if _, err := schema.DataPackage(nil); err == nil {
		t.Error("a package without resources is not valid")
	}
	if _, err := schema.DataPackage([]schema.PackageFile{{Path: "x/part.parquet", Table: "x"}}); err == nil {
		t.Error("a file of no table was dropped")
	}
}
