package secondreader

import (
	"database/sql"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/duckdb/duckdb-go/v2" // DuckDB in process: the independent reader

	"gongkai/pipeline/record/recordtest"
)

// Column is a column as DuckDB names it.
type Column struct{ Name, Type string }

// Scan is the FROM clause for a table of a dataset, through a hive glob where
// the table is partitioned.
func Scan(dir, table string, partitioned bool) string {
	glob := dir + "/" + table + "/*.parquet"
	if partitioned {
		glob = dir + "/" + table + "/*/*.parquet"
	}
	return fmt.Sprintf("read_parquet('%s', hive_partitioning=%v)", strings.ReplaceAll(glob, "'", "''"), partitioned)
}

// Columns describes a query's columns.
func Columns(db *sql.DB, query string) ([]Column, error) {
	rows, err := Rows(db, "SELECT column_name, column_type FROM (DESCRIBE "+query+")")
	if err != nil {
		return nil, err
	}
	columns := make([]Column, len(rows))
	for i, row := range rows {
		for j, dst := range []*string{&columns[i].Name, &columns[i].Type} {
			if *dst, err = strconv.Unquote(row[j]); err != nil {
				return nil, fmt.Errorf("secondreader: describe: %s: %w", row[j], err)
			}
		}
	}
	return columns, nil
}

// Rows runs a query and prints every value as recordtest.Text does.
func Rows(db *sql.DB, query string) (out [][]string, err error) {
	rows, err := db.Query(query)
	if err != nil {
		return nil, fmt.Errorf("secondreader: %s: %w", query, err)
	}
	defer rows.Close()
	types, err := rows.ColumnTypes()
	if err != nil {
		return nil, fmt.Errorf("secondreader: %s: %w", query, err)
	}
	values, targets := make([]any, len(types)), make([]any, len(types))
	for i := range values {
		targets[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(targets...); err != nil {
			return nil, fmt.Errorf("secondreader: %s: %w", query, err)
		}
		row := make([]string, len(values))
		for i, v := range values {
			if row[i], err = text(v, types[i].DatabaseTypeName()); err != nil {
				return nil, fmt.Errorf("secondreader: %s: column %s: %w", query, types[i].Name(), err)
			}
		}
		out = append(out, row)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("secondreader: %s: %w", query, err)
	}
	return out, nil
}

// text prints a value of the driver as recordtest.Text prints the same value.
func text(v any, typ string) (string, error) {
	switch v := v.(type) {
	case nil:
		return recordtest.Null, nil
	case string:
		return strconv.Quote(v), nil
	case bool, int8, int32, int64:
		return fmt.Sprint(v), nil
	case time.Time:
		if typ == "DATE" {
			return v.Format(time.DateOnly), nil
		}
		return v.UTC().Format(recordtest.TimeLayout), nil
	case duckdb.Decimal:
		return decimal(v)
	case []any:
		items := make([]string, len(v))
		for i, item := range v {
			var err error
			if items[i], err = text(item, ""); err != nil {
				return "", err
			}
		}
		return "[" + strings.Join(items, ", ") + "]", nil
	}
	return "", fmt.Errorf("secondreader: no text for %T", v)
}

// decimal prints the digits of a decimal with its scale.
func decimal(d duckdb.Decimal) (string, error) {
	digits := d.Value.String()
	sign := ""
	if strings.HasPrefix(digits, "-") {
		sign, digits = "-", digits[1:]
	}
	scale := int(d.Scale)
	if len(digits) <= scale {
		digits = strings.Repeat("0", scale+1-len(digits)) + digits
	}
	return sign + digits[:len(digits)-scale] + "." + digits[len(digits)-scale:], nil
}
