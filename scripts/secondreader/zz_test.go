package secondreader_test
import ("testing";"gongkai/pipeline/record/recordtest";"gongkai/pipeline/sink";"gongkai/scripts/secondreader";"fmt")
func TestZZ(t *testing.T){
	db := open(t)
	d := write(t, recordtest.Rows(3, 300), sink.Options{})
	for _, q := range []string{
	 "PRAGMA enable_profiling='json'",
	 "SET custom_profiling_settings='{\"TOTAL_BYTES_READ\": \"true\",\"OPERATOR_ROWS_SCANNED\": \"true\",\"EXTRA_INFO\":\"true\",\"OPERATOR_TYPE\":\"true\"}'",
	 "EXPLAIN ANALYZE SELECT sum(value) FROM "+secondreader.Scan(d.dir,"applications",true)+" WHERE outcome='granted'",
	 "EXPLAIN (ANALYZE, FORMAT json) SELECT sum(applications_granted_total) FROM "+secondreader.Scan(d.dir,"panel",true),
	}{
	 rows, err := db.Query(q)
	 if err != nil { fmt.Println(q, "ERR", err); continue }
	 for rows.Next(){ var a,b string; if e:=rows.Scan(&a,&b); e!=nil {fmt.Println(e)}; fmt.Println(b)}
	 rows.Close()
	}
}
