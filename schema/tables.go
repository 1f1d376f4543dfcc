package schema

import (
	"fmt"
	"slices"
	"strconv"
	"sync"

	"github.com/apache/arrow/go/v17/arrow"
)

// The names of the tables that do not come from a form.
const (
	ReportsTable = "reports"
	PanelTable   = "panel"
	ChecksTable  = "checks"
	RejectsTable = "rejects"
	LabelsTable  = "labels"
)

// PartitionKey is the Hive partition key, an int32. It is the report year; the
// files hold the same value as report_year.
const PartitionKey = "year"

// UnknownPartition is the partition value of an unknown year.
const UnknownPartition = "__HIVE_DEFAULT_PARTITION__"

// Partition is the folder of a report year: "year=2021"; 0 is the unknown year.
func Partition(year int) string {
	if year == 0 {
		return PartitionKey + "=" + UnknownPartition
	}
	return PartitionKey + "=" + strconv.Itoa(year)
}

// TableSchema defines one table of the dataset.
type TableSchema struct {
	Name string
	// Description and DescriptionZH say what one row is.
	Description, DescriptionZH string
	// Arrow is the schema of the table's files, with the metadata keys below on each field.
	Arrow *arrow.Schema
	// Partitioned says whether the files stand in one folder for each PartitionKey.
	Partitioned bool
	// SortKey lists the columns that the rows of a file ascend by, nulls last,
	// strings in byte order. Within equal keys the long tables and the checks are
	// in the order of the form.
	SortKey []string
	// PrimaryKey lists the columns that tell two rows apart.
	PrimaryKey []string
	// Long says how a table of the form became this long table; nil for the others.
	Long *LongKeys
}

// The metadata keys of a field.
const (
	MetaDescription   = "description"
	MetaDescriptionZH = "description_zh"
	// MetaUnit is item, CNY, CNY_10k, or a phrase for what is no figure of the form.
	MetaUnit = "unit"
	// MetaNull says what null means; absent where a column holds no nulls.
	MetaNull = "null"
	// MetaLabel is the form's printed label, MetaEditions the editions that have the cell.
	MetaLabel    = "label"
	MetaEditions = "editions"
	// MetaCaveat and MetaCaveatZH say what to know before using the column.
	MetaCaveat   = "caveat"
	MetaCaveatZH = "caveat_zh"
	// MetaComparable says of a cell's column whether it is one series over the
	// editions: ComparableYes, ComparableNo, ComparableAlone.
	MetaComparable = "comparable"
	// MetaEncoding is EncodingDictionary where the file keeps the distinct values
	// of a column that is not dictionary-encoded in Arrow.
	MetaEncoding = "encoding"
	// MetaStatistics is StatisticsNone on long texts, whose bounds would be as long.
	MetaStatistics = "statistics"

	EncodingDictionary = "dictionary"
	StatisticsNone     = "none"
)

var loadTables = sync.OnceValues(func() ([]*TableSchema, error) { return TablesFor(Forms()) })

// Tables returns every table of the dataset in the order of the data
// dictionary: reports, panel, the long tables in the form's order, checks,
// rejects, labels. It panics where the embedded editions contradict each other,
// which a test of this package excludes.
func Tables() []*TableSchema {
	tables, err := loadTables()
	if err != nil {
		panic(err)
	}
	return tables
}

// TableOf returns the table of that name, or nil.
func TableOf(name string) *TableSchema {
	for _, t := range Tables() {
		if t.Name == name {
			return t
		}
	}
	return nil
}

// TablesFor derives the tables from editions of the form, oldest first.
func TablesFor(forms []*Form) ([]*TableSchema, error) {
	panel, err := panelTable(forms)
	if err != nil {
		return nil, err
	}
	tables := []*TableSchema{reportsTable(), panel}
	tables = append(tables, longTables(forms)...)
	tables = append(tables, checksTable(forms), rejectsTable(), labelsTable())
	for i, t := range tables {
		if slices.ContainsFunc(tables[:i], func(other *TableSchema) bool { return other.Name == t.Name }) {
			return nil, fmt.Errorf("schema: two tables are named %s", t.Name)
		}
		if err := t.check(); err != nil {
			return nil, err
		}
	}
	return tables, nil
}

// check tests what the definition promises: unique names, keys that exist.
func (t *TableSchema) check() error {
	seen := map[string]bool{}
	for _, f := range t.Arrow.Fields() {
		if seen[f.Name] || f.Name == PartitionKey && t.Partitioned {
			return fmt.Errorf("schema: table %s: column %s twice", t.Name, f.Name)
		}
		seen[f.Name] = true
	}
	for _, key := range slices.Concat(t.SortKey, t.PrimaryKey) {
		if !seen[key] {
			return fmt.Errorf("schema: table %s: key %s is no column", t.Name, key)
		}
	}
	return nil
}

// Meta returns a metadata value of a field, or "".
func Meta(f arrow.Field, key string) string {
	if i := f.Metadata.FindKey(key); i >= 0 {
		return f.Metadata.Values()[i]
	}
	return ""
}
