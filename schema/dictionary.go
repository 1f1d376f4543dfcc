package schema

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/apache/arrow/go/v17/arrow"
)

// DictionaryTable describes a table for people and machines.
type DictionaryTable struct {
	Name          string `json:"name"`
	Description   string `json:"description"`
	DescriptionZH string `json:"description_zh"`
	// Path is where the table's files stand below a snapshot.
	Path       string             `json:"path"`
	SortedBy   []string           `json:"sorted_by"`
	PrimaryKey []string           `json:"primary_key"`
	Columns    []DictionaryColumn `json:"columns"`
}

// DictionaryColumn describes a column.
type DictionaryColumn struct {
	Name string `json:"name"`
	// Type is the type's name in the dictionary: code, string, int64, decimal128(18,6), …
	Type     string `json:"type"`
	Nullable bool   `json:"nullable"`
	// Null and NullZH say what null means; "" where there is none.
	Null          string   `json:"null,omitempty"`
	NullZH        string   `json:"null_zh,omitempty"`
	Unit          string   `json:"unit,omitempty"`
	Description   string   `json:"description"`
	DescriptionZH string   `json:"description_zh"`
	Label         string   `json:"label,omitempty"`
	Editions      []string `json:"editions,omitempty"`
	// Caveat and CaveatZH say what to know before using the column.
	Caveat   string `json:"caveat,omitempty"`
	CaveatZH string `json:"caveat_zh,omitempty"`
	// Comparable says of a cell's column whether it is one series over the editions.
	Comparable string `json:"comparable,omitempty"`
	Codes      []Code `json:"codes,omitempty"`
}

// Dictionary describes every table of the dataset.
func Dictionary() []DictionaryTable { return dictionaryOf(Tables(), Forms()) }

func dictionaryOf(tables []*TableSchema, forms []*Form) []DictionaryTable {
	out := make([]DictionaryTable, len(tables))
	for i, t := range tables {
		out[i] = DictionaryTable{
			Name: t.Name, Description: t.Description, DescriptionZH: t.DescriptionZH, Path: t.filePattern(),
			SortedBy: t.SortKey, PrimaryKey: t.PrimaryKey,
		}
		for _, f := range t.Arrow.Fields() {
			column := describe(f)
			column.Codes = codesOf(t, f.Name, forms)
			out[i].Columns = append(out[i].Columns, column)
		}
	}
	return out
}

func (t *TableSchema) filePattern() string {
	if t.Partitioned {
		return t.Name + "/" + PartitionKey + "=<year>/part-<number>.parquet"
	}
	return t.Name + "/part-<number>.parquet"
}

func describe(f arrow.Field) DictionaryColumn {
	column := DictionaryColumn{
		Name: f.Name, Type: typeName(f.Type), Nullable: f.Nullable,
		Null: Meta(f, MetaNull), NullZH: nullZH[Meta(f, MetaNull)], Unit: Meta(f, MetaUnit),
		Description: Meta(f, MetaDescription), DescriptionZH: Meta(f, MetaDescriptionZH),
		Label: Meta(f, MetaLabel), Caveat: Meta(f, MetaCaveat), CaveatZH: Meta(f, MetaCaveatZH), Comparable: Meta(f, MetaComparable),
	}
	if editions := Meta(f, MetaEditions); editions != "" {
		column.Editions = strings.Split(editions, ",")
	}
	return column
}

// typeName is a type's name for people.
func typeName(t arrow.DataType) string {
	switch t := t.(type) {
	case *arrow.StringType:
		return "string"
	case *arrow.DictionaryType:
		return "code"
	case *arrow.ListType:
		return "list<" + typeName(t.Elem()) + ">"
	case *arrow.Decimal128Type:
		return fmt.Sprintf("decimal128(%d,%d)", t.Precision, t.Scale)
	case *arrow.TimestampType:
		return fmt.Sprintf("timestamp[%s, %s]", t.Unit, t.TimeZone)
	}
	return t.Name()
}

// WriteJSON writes the data dictionary as JSON.
func WriteJSON(w io.Writer) error {
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(Dictionary()); err != nil {
		return fmt.Errorf("schema: write dictionary: %w", err)
	}
	return nil
}
