package pipeline_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"gongkai/pipeline"
	"gongkai/pipeline/dataset"
	"gongkai/pipeline/source"
	"gongkai/schema"
)

// readings is a source of which some documents cannot be read.
func readings(read, failed int) source.Memory {
	m := source.Memory{}
	for i := range read {
		body := fmt.Appendf(nil, "report 2021 2022 局%d %d 2 3", i, i)
		m = append(m, source.Item{URI: fmt.Sprintf("read-%d", i), Body: body, Bytes: int64(len(body))})
	}
	for i := range failed {
		m = append(m, source.Item{URI: fmt.Sprintf("failed-%d", i), Reject: schema.Rejectf(schema.FetchFailed, "no route to host")})
	}
	return m
}

// TestReadsFailedBound runs on both sides of the bound on failures to read: as many as it
// tolerates are published, one more is refused, and a person may accept it.
func TestReadsFailedBound(t *testing.T) {
	for _, tt := range []struct {
		bound        float64
		read, failed int
		refused      bool
	}{
		{0, 10, 10, false}, // the default is half
		{0, 10, 11, true},
		{0.25, 15, 5, false},
		{0.25, 15, 6, true},
		{-1, 20, 0, false},
		{-1, 20, 1, true},
	} {
		t.Run(fmt.Sprintf("%g of %d and %d", tt.bound, tt.read, tt.failed), func(t *testing.T) {
			cfg := config(t.TempDir(), nil)
			cfg.Source, cfg.Bounds.ReadsFailed = readings(tt.read, tt.failed), tt.bound
			sum, err := pipeline.Run(t.Context(), cfg)
			if refused := errors.Is(err, dataset.ErrRefused); refused != tt.refused || err != nil && !refused {
				t.Fatalf("refused %t, %v; want %t", refused, err, tt.refused)
			}
			if !tt.refused {
				return
			}
			want := fmt.Sprintf("%d of %d documents could not be read (fetch_failed %d)", tt.failed, tt.read+tt.failed, tt.failed)
			if len(sum.Complaints) != 1 || !strings.HasPrefix(sum.Complaints[0], want) {
				t.Errorf("complaints %q, want %q", sum.Complaints, want)
			}
			cfg.Accept = true
			if sum := mustRun(t, cfg); sum.Outcome != pipeline.Published {
				t.Errorf("accepted: %s", sum.Outcome)
			}
		})
	}
}
