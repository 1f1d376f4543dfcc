package schema

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/apache/arrow/go/v17/arrow"
)

// PackageFile is a file of a snapshot as datapackage.json lists it.
type PackageFile struct {
	// Path is below the snapshot, with slashes.
	Path  string
	Table string
	Rows  int64
	Bytes int64
	// SHA256 is 64 hex digits.
	SHA256 string
}

// The parts of a Frictionless data package (specs.frictionlessdata.io, version 1).
type dataPackage struct {
	Profile     string         `json:"profile"`
	Name        string         `json:"name"`
	Title       string         `json:"title"`
	Description string         `json:"description"`
	Resources   []dataResource `json:"resources"`
}

type dataResource struct {
	Profile      string         `json:"profile"`
	Name         string         `json:"name"`
	Description  string         `json:"description"`
	Path         []string       `json:"path"`
	Format       string         `json:"format"`
	MediaType    string         `json:"mediatype"`
	Bytes        int64          `json:"bytes"`
	Rows         int64          `json:"rows"`
	Files        []resourceFile `json:"files"`
	Partitioning *partitioning  `json:"partitioning,omitempty"`
	Schema       dataSchema     `json:"schema"`
}

type resourceFile struct {
	Path  string `json:"path"`
	Bytes int64  `json:"bytes"`
	Rows  int64  `json:"rows"`
	Hash  string `json:"hash"`
}

// partitioning names the keys that stand in the paths; not part of the Frictionless standard.
type partitioning struct {
	Scheme string      `json:"scheme"`
	Fields []dataField `json:"fields"`
}

type dataSchema struct {
	Fields      []dataField  `json:"fields"`
	PrimaryKey  []string     `json:"primaryKey,omitempty"`
	ForeignKeys []foreignKey `json:"foreignKeys,omitempty"`
}

type dataField struct {
	Name        string           `json:"name"`
	Type        string           `json:"type"`
	Title       string           `json:"title,omitempty"`
	Description string           `json:"description"`
	Constraints *dataConstraints `json:"constraints,omitempty"`
	// The rest is not part of the standard.
	DescriptionZH string   `json:"description_zh,omitempty"`
	Unit          string   `json:"unit,omitempty"`
	Null          string   `json:"null,omitempty"`
	NullZH        string   `json:"null_zh,omitempty"`
	Editions      []string `json:"editions,omitempty"`
	Caveat        string   `json:"caveat,omitempty"`
	CaveatZH      string   `json:"caveat_zh,omitempty"`
	Comparable    string   `json:"comparable,omitempty"`
	ArrowType     string   `json:"arrow_type,omitempty"`
}

type dataConstraints struct {
	Required bool     `json:"required,omitempty"`
	Enum     []string `json:"enum,omitempty"`
}

type foreignKey struct {
	Fields    string `json:"fields"`
	Reference struct {
		Resource string `json:"resource"`
		Fields   string `json:"fields"`
	} `json:"reference"`
}

// DataPackage is the datapackage.json of a snapshot with these files: a
// resource for each table that has any, its files in the order of their paths.
// The same files give the same bytes.
func DataPackage(files []PackageFile) ([]byte, error) {
	pkg := dataPackage{
		Profile: "data-package", Name: "gongkai",
		Title:       "政府信息公开工作年度报告",
		Description: "The statistical tables of the annual reports on open government information of Chinese administrative organs, as printed, with the status and source of each figure.",
	}
	for i, t := range Tables() {
		resource := resourceOf(t, Dictionary()[i], files)
		if len(resource.Path) > 0 {
			pkg.Resources = append(pkg.Resources, resource)
		}
	}
	for _, f := range files {
		if TableOf(f.Table) == nil {
			return nil, fmt.Errorf("schema: data package: file %s is of no table: %q", f.Path, f.Table)
		}
	}
	if len(pkg.Resources) == 0 {
		return nil, fmt.Errorf("schema: data package: no files")
	}
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(pkg); err != nil {
		return nil, fmt.Errorf("schema: data package: %w", err)
	}
	return b.Bytes(), nil
}

func resourceOf(t *TableSchema, d DictionaryTable, files []PackageFile) dataResource {
	r := dataResource{
		Profile: "data-resource", Name: t.Name, Description: t.Description + " " + t.DescriptionZH,
		Format: "parquet", MediaType: "application/vnd.apache.parquet",
		Schema: dataSchema{PrimaryKey: t.PrimaryKey},
	}
	sorted := slices.SortedFunc(slices.Values(files), func(a, b PackageFile) int { return strings.Compare(a.Path, b.Path) })
	for _, f := range sorted {
		if f.Table == t.Name {
			r.Path = append(r.Path, f.Path)
			r.Files = append(r.Files, resourceFile{Path: f.Path, Bytes: f.Bytes, Rows: f.Rows, Hash: "sha256:" + f.SHA256})
			r.Bytes, r.Rows = r.Bytes+f.Bytes, r.Rows+f.Rows
		}
	}
	for i, c := range d.Columns {
		r.Schema.Fields = append(r.Schema.Fields, packageField(c, t.Arrow.Field(i).Type))
	}
	if t.Partitioned {
		year := packageField(describe(colReportYear.field()), typeYear)
		year.Name = PartitionKey
		r.Partitioning = &partitioning{Scheme: "hive", Fields: []dataField{year}}
		if t.Name != ReportsTable {
			key := foreignKey{Fields: "report_id"}
			key.Reference.Resource, key.Reference.Fields = ReportsTable, "report_id"
			r.Schema.ForeignKeys = []foreignKey{key}
		}
	}
	return r
}

func packageField(c DictionaryColumn, t arrow.DataType) dataField {
	f := dataField{
		Name: c.Name, Type: tableSchemaType(t), Title: c.Label, Description: c.Description, DescriptionZH: c.DescriptionZH,
		Unit: c.Unit, Null: c.Null, NullZH: c.NullZH, Editions: c.Editions, ArrowType: c.Type,
		Caveat: c.Caveat, CaveatZH: c.CaveatZH, Comparable: c.Comparable,
	}
	constraints := dataConstraints{Required: !c.Nullable}
	for _, code := range c.Codes {
		if f.Type == "array" {
			break // an enum of the standard lists whole values
		}
		constraints.Enum = append(constraints.Enum, code.Code)
	}
	if constraints.Required || len(constraints.Enum) > 0 {
		f.Constraints = &constraints
	}
	return f
}

// tableSchemaType is the type of the Frictionless Table Schema.
func tableSchemaType(t arrow.DataType) string {
	switch t.ID() {
	case arrow.BOOL:
		return "boolean"
	case arrow.INT8, arrow.INT32, arrow.INT64:
		return "integer"
	case arrow.DECIMAL128:
		return "number"
	case arrow.DATE32:
		return "date"
	case arrow.TIMESTAMP:
		return "datetime"
	case arrow.LIST:
		return "array"
	}
	return "string"
}
