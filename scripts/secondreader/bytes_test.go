package secondreader_test

import (
	"database/sql"
	"fmt"
	"os"
	"testing"

	"gongkai/pipeline/record/recordtest"
	"gongkai/pipeline/sink"
	"gongkai/scripts/secondreader"
)

// bytesRead runs a query in a database that has read nothing yet and gives the bytes that
// the process read meanwhile, as the kernel counts them: DuckDB's own total_bytes_read
// leaves out what its scans read.
func bytesRead(t *testing.T, query string) int64 {
	t.Helper()
	db := open(t)
	if _, err := db.Exec("SET enable_external_file_cache = false"); err != nil {
		t.Fatal(err)
	}
	before := readSoFar(t)
	if _, err := secondreader.Rows(db, query); err != nil {
		t.Fatal(err)
	}
	n := readSoFar(t) - before
	if n <= 0 {
		t.Fatalf("%s: %d bytes read", query, n)
	}
	return n
}

// readSoFar is how many bytes this process has read from files.
func readSoFar(t *testing.T) int64 {
	t.Helper()
	raw, err := os.ReadFile("/proc/self/io")
	if err != nil {
		t.Skipf("the kernel does not count here what a process reads: %v", err)
	}
	var n int64
	if _, err := fmt.Sscanf(string(raw), "rchar: %d", &n); err != nil {
		t.Fatalf("/proc/self/io: %v\n%s", err, raw)
	}
	return n
}

// number is the one number that a query gives.
func number(t *testing.T, db *sql.DB, query string) (n int64) {
	t.Helper()
	if err := db.QueryRow(query).Scan(&n); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return n
}

// footers is how many bytes of a table's files are not those of its columns.
func footers(t *testing.T, db *sql.DB, glob string) int64 {
	t.Helper()
	files := number(t, db, "SELECT sum(size)::BIGINT FROM read_blob('"+glob+"')")
	return files - number(t, db, "SELECT sum(total_compressed_size)::BIGINT FROM parquet_metadata('"+glob+"')")
}

// A query over all years for one outcome reads the columns that it names, and nothing else
// but the footers, once to plan and once to run.
func TestBytesReadForOneOutcome(t *testing.T) {
	db := open(t)
	d := write(t, recordtest.Rows(5, 1500), sink.Options{Workers: 2})
	for _, q := range []struct {
		table, query string
		columns      string
	}{
		{"applications", "SELECT sum(value)::VARCHAR FROM %s WHERE outcome = 'granted'", "'value', 'outcome'"},
		{"applications", "SELECT report_year, sum(value)::VARCHAR FROM %s WHERE outcome = 'granted' AND applicant = 'total' GROUP BY 1", "'value', 'outcome', 'applicant', 'report_year'"},
		{"panel", "SELECT report_year, sum(applications_granted_total)::VARCHAR FROM %s GROUP BY 1", "'applications_granted_total', 'report_year'"},
	} {
		glob := d.dir + "/" + q.table + "/*/*.parquet"
		columns := number(t, db, "SELECT sum(total_compressed_size)::BIGINT FROM parquet_metadata('"+glob+"') WHERE path_in_schema IN ("+q.columns+")")
		all := number(t, db, "SELECT sum(total_compressed_size)::BIGINT FROM parquet_metadata('"+glob+"')")
		footers := footers(t, db, glob)
		read := bytesRead(t, fmt.Sprintf(q.query, secondreader.Scan(d.dir, q.table, true)))
		t.Logf("%s: %d bytes read; columns named %d, all columns %d, footers %d", q.query, read, columns, all, footers)
		if read > columns+2*footers {
			t.Errorf("%s: %d bytes read, the columns named have %d and the footers %d", q.query, read, columns, footers)
		}
		if 2*columns > all {
			t.Errorf("%s: the columns named are %d bytes of %d", q.query, columns, all)
		}
	}
}

// A query for one place reads the row groups that its statistics leave, in the years
// that its partitions leave.
func TestBytesReadForOnePlace(t *testing.T) {
	db := open(t)
	d := write(t, recordtest.Rows(6, 2400), sink.Options{GroupBytes: 48 << 10})
	scan := secondreader.Scan(d.dir, "applications", true)
	place := fmt.Sprint(number(t, db, "SELECT max(division_code)::BIGINT FROM "+scan))
	year := fmt.Sprint(number(t, db, "SELECT max(year) FROM "+scan))
	fixed := 2 * footers(t, db, d.dir+"/applications/*/*.parquet") // to plan and to run
	all := bytesRead(t, "SELECT sum(value)::VARCHAR, count(agency) FROM "+scan)
	for _, condition := range []string{"division_code = '" + place + "'", "year = " + year} {
		read := bytesRead(t, "SELECT sum(value)::VARCHAR, count(agency) FROM "+scan+" WHERE "+condition)
		t.Logf("%s: %d bytes read of %d, of which the footers are %d", condition, read, all, fixed)
		if 2*max(0, read-fixed) > all-fixed {
			t.Errorf("%s: %d bytes read, all rows take %d", condition, read, all)
		}
	}
}
