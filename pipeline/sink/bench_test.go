package sink_test

import (
	"testing"

	"gongkai/pipeline/record/recordtest"
	"gongkai/pipeline/sink"
)

// BenchmarkWriteAll writes a dataset of 1000 reports, 200 cells each.
func BenchmarkWriteAll(b *testing.B) {
	rows := recordtest.Rows(1, 1000)
	for b.Loop() {
		if _, err := sink.WriteAll(b.TempDir(), rows, nil, nil, sink.Options{Workers: 2}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N*len(rows))/b.Elapsed().Seconds(), "reports/s")
}
