package pipeline

import (
	"math"
	"os"
	"runtime/debug"
	"testing"
)

// collector reads the collector's limit and growth.
func collector() (limit int64, growth int) {
	growth = debug.SetGCPercent(100)
	debug.SetGCPercent(growth)
	return debug.SetMemoryLimit(-1), growth
}

func TestLimitMemory(t *testing.T) {
	t.Setenv("GOGC", "")
	if err := os.Unsetenv("GOGC"); err != nil {
		t.Fatal(err)
	}
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(math.MaxInt64))
	limit, growth := collector()
	for _, c := range []struct {
		name      string
		own       bool
		documents int64
		gogc      string
		limit     int64
		growth    int
	}{
		{"a program that does other things", false, 10, "", limit, growth},
		{"few documents", true, 10, "", 512_000_000, 300},
		{"a million", true, 1_000_000, "", 800_000_000, 300},
		{"growth from outside", true, 10, "150", 512_000_000, growth},
	} {
		t.Run(c.name, func(t *testing.T) {
			if c.gogc != "" {
				t.Setenv("GOGC", c.gogc)
			}
			undo := (&Config{LimitMemory: c.own}).limitMemory(c.documents)
			l, g := collector()
			undo()
			if l != c.limit || g != c.growth {
				t.Errorf("limit %d, growth %d; want %d, %d", l, g, c.limit, c.growth)
			}
			if l, g := collector(); l != limit || g != growth {
				t.Errorf("afterwards limit %d, growth %d; before %d, %d", l, g, limit, growth)
			}
		})
	}
}
