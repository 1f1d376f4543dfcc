package secondreader_test

import (
	"database/sql"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/apache/arrow/go/v17/arrow"
	"github.com/google/go-cmp/cmp"

	"gongkai/pipeline/record"
	"gongkai/pipeline/record/recordtest"
	"gongkai/pipeline/sink"
	"gongkai/schema"
	"gongkai/scripts/secondreader"
)

func open(t *testing.T) *sql.DB {
	t.Helper()
	db, err := sql.Open("duckdb", "")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	if _, err := db.Exec("SET TimeZone = 'UTC'"); err != nil {
		t.Fatal(err)
	}
	return db
}

// duckType is the type that DuckDB must find for a type of the contract.
func duckType(t *testing.T, typ arrow.DataType) string {
	t.Helper()
	switch typ := typ.(type) {
	case *arrow.StringType, *arrow.DictionaryType:
		return "VARCHAR"
	case *arrow.BooleanType:
		return "BOOLEAN"
	case *arrow.Int8Type:
		return "TINYINT"
	case *arrow.Int32Type:
		return "INTEGER"
	case *arrow.Int64Type:
		return "BIGINT"
	case *arrow.Date32Type:
		return "DATE"
	case *arrow.TimestampType:
		return "TIMESTAMP WITH TIME ZONE"
	case *arrow.Decimal128Type:
		return fmt.Sprintf("DECIMAL(%d,%d)", typ.Precision, typ.Scale)
	case *arrow.ListType:
		return duckType(t, typ.Elem()) + "[]"
	}
	t.Fatalf("no DuckDB type for %s", typ)
	return ""
}

// wantColumns are the columns of a table as DuckDB must find them; a
// partitioned table has the key year at its end.
func wantColumns(t *testing.T, table *schema.TableSchema) []secondreader.Column {
	t.Helper()
	var columns []secondreader.Column
	for _, f := range table.Arrow.Fields() {
		columns = append(columns, secondreader.Column{Name: f.Name, Type: duckType(t, f.Type)})
	}
	if table.Partitioned {
		columns = append(columns, secondreader.Column{Name: schema.PartitionKey, Type: "BIGINT"})
	}
	return columns
}

// wantRows are the rows of all partitions of a table, each with its year.
func wantRows(table *schema.TableSchema, contents map[string][][]string) [][]string {
	if !table.Partitioned {
		return contents[table.Name]
	}
	var rows [][]string
	for _, place := range slices.Sorted(maps.Keys(contents)) {
		partition, ok := strings.CutPrefix(place, table.Name+"/")
		if !ok {
			continue
		}
		year := strings.TrimPrefix(partition, schema.PartitionKey+"=")
		if year == schema.UnknownPartition {
			year = recordtest.Null
		}
		for _, row := range contents[place] {
			rows = append(rows, append(slices.Clone(row), year))
		}
	}
	return rows
}

// compareRows compares two lists of rows whatever their order.
func compareRows(t *testing.T, what string, want, got [][]string) {
	t.Helper()
	want, got = slices.Clone(want), slices.Clone(got)
	slices.SortFunc(want, slices.Compare)
	slices.SortFunc(got, slices.Compare)
	if len(want) != len(got) {
		t.Errorf("%s: %d rows, want %d", what, len(got), len(want))
		return
	}
	for i := range want {
		if !slices.Equal(want[i], got[i]) {
			t.Errorf("%s: row %d (-want +got):\n%s", what, i, cmp.Diff(want[i], got[i]))
			return
		}
	}
}

type dataset struct {
	dir      string
	contents map[string][][]string
}

func write(t *testing.T, rows []record.Row, opt sink.Options) dataset {
	t.Helper()
	rejects, labels := recordtest.Rejects(1, 40), recordtest.Labels(1, 50)
	d := dataset{dir: t.TempDir()}
	if _, err := sink.WriteAll(d.dir, rows, rejects, labels, opt); err != nil {
		t.Fatal(err)
	}
	var err error
	if d.contents, err = recordtest.Contents(rows, rejects, labels); err != nil {
		t.Fatal(err)
	}
	return d
}

// DuckDB finds every table with the contract's types and values.
func TestEveryTable(t *testing.T) {
	db := open(t)
	d := write(t, recordtest.Rows(1, 200), sink.Options{Workers: 2, FileBytes: 32 << 10, GroupBytes: 1 << 20})
	for _, table := range schema.Tables() {
		query := "FROM " + secondreader.Scan(d.dir, table.Name, table.Partitioned)
		columns, err := secondreader.Columns(db, query)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(wantColumns(t, table), columns); diff != "" {
			t.Errorf("%s: columns (-want +got):\n%s", table.Name, diff)
		}
		got, err := secondreader.Rows(db, query)
		if err != nil {
			t.Fatal(err)
		}
		compareRows(t, table.Name, wantRows(table, d.contents), got)
	}
}

// Every table of a dataset without documents can be queried.
func TestEmptyDataset(t *testing.T) {
	db := open(t)
	dir := t.TempDir()
	if _, err := sink.WriteAll(dir, nil, nil, nil, sink.Options{}); err != nil {
		t.Fatal(err)
	}
	for _, table := range schema.Tables() {
		query := "FROM " + secondreader.Scan(dir, table.Name, table.Partitioned)
		columns, err := secondreader.Columns(db, query)
		if err != nil {
			t.Fatal(err)
		}
		// Without a single year DuckDB has no number to take the key's type from.
		if n := table.Arrow.NumFields(); len(columns) < n || !slices.Equal(columns[:n], wantColumns(t, table)[:n]) {
			t.Errorf("%s: columns %v", table.Name, columns)
		}
		if rows, err := secondreader.Rows(db, query); err != nil || len(rows) != 0 {
			t.Errorf("%s: %d rows, error %v", table.Name, len(rows), err)
		}
	}
}

// DuckDB skips row groups by their statistics and loses no row: for every value
// of a column, as many rows as were written.
func TestPruning(t *testing.T) {
	db := open(t)
	d := write(t, recordtest.Rows(2, 120), sink.Options{GroupBytes: 256 << 10})
	for _, c := range []struct{ table, column, literal string }{
		{"applications", "value", "%s"}, {"disclosures", "value", "%s::DECIMAL(18,6)"}, {"reports", "published_on", "DATE '%s'"},
		{"applications", "agency", "'%s'"}, {"checks", "delta", "%s"}, {"reports", "report_id", "'%s'"},
	} {
		table := schema.TableOf(c.table)
		column := table.Arrow.FieldIndices(c.column)[0]
		counts := map[string]int{}
		for _, row := range wantRows(table, d.contents) {
			counts[row[column]]++
		}
		for value, want := range counts {
			condition := " IS NULL"
			if value != recordtest.Null {
				if unquoted, err := strconv.Unquote(value); err == nil {
					value = unquoted
				}
				condition = " = " + fmt.Sprintf(c.literal, value)
			}
			query := "SELECT count(*) FROM " + secondreader.Scan(d.dir, c.table, table.Partitioned) + " WHERE " + c.column + condition
			got, err := secondreader.Rows(db, query)
			if err != nil {
				t.Fatal(err)
			}
			if got[0][0] != strconv.Itoa(want) {
				t.Errorf("%s: %s rows, want %d", query, got[0][0], want)
			}
		}
	}
}

// What DuckDB sees in the footers: codecs, encodings, the Arrow schema.
func TestFooters(t *testing.T) {
	db := open(t)
	d := write(t, recordtest.Rows(3, 40), sink.Options{})
	for _, table := range schema.Tables() {
		scan := strings.TrimSuffix(strings.TrimPrefix(secondreader.Scan(d.dir, table.Name, table.Partitioned), "read_parquet("), fmt.Sprintf(", hive_partitioning=%v)", table.Partitioned))
		for query, want := range map[string][][]string{
			"SELECT DISTINCT compression FROM parquet_metadata(" + scan + ")":                                                       {{`"ZSTD"`}},
			"SELECT DISTINCT created_by FROM parquet_file_metadata(" + scan + ")":                                                   {{`"gongkai version 1(build parquet-go)"`}},
			"SELECT DISTINCT decode(key) FROM parquet_kv_metadata(" + scan + ")":                                                    {{`"ARROW:schema"`}},
			"SELECT count(*) FROM parquet_metadata(" + scan + ") WHERE encodings LIKE '%DELTA%' OR bloom_filter_offset IS NOT NULL": {{"0"}},
		} {
			got, err := secondreader.Rows(db, query)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", query, diff)
			}
		}
	}
}

// The year in the path is the year in the file, and every cell finds its report.
func TestYearsAndReportsJoin(t *testing.T) {
	db := open(t)
	d := write(t, recordtest.Rows(4, 100), sink.Options{})
	query := "SELECT count(*) FROM " + secondreader.Scan(d.dir, "reports", true) + " WHERE year IS DISTINCT FROM report_year"
	got, err := secondreader.Rows(db, query)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([][]string{{"0"}}, got); diff != "" {
		t.Errorf("reports whose year is not their partition's: %s", diff)
	}
	joined := "SELECT count(*) FROM " + secondreader.Scan(d.dir, "applications", true) + " c JOIN " +
		secondreader.Scan(d.dir, "reports", true) + " r ON c.report_id = r.report_id AND c.year IS NOT DISTINCT FROM r.year"
	if got, err = secondreader.Rows(db, joined); err != nil {
		t.Fatal(err)
	}
	if want := strconv.Itoa(len(wantRows(schema.TableOf("applications"), d.contents))); got[0][0] != want {
		t.Errorf("%s cells find their report, want %s", got[0][0], want)
	}
}
