package pipeline

import (
	"os"
	"runtime/debug"
)

// The heap of a run is what it remembers of each document, and room to work in. The
// collector is told to keep within a limit, where it would else let the heap double; one
// that is too near to what is in use costs more time than the run.
const (
	leastMemory       = 512_000_000
	workingMemory     = 400_000_000
	memoryPerDocument = 400
)

// heapGrowth lets the heap grow to four times what is in use before it is collected, as far
// as the limit allows: most of a run has a few megabytes in use, and collecting each time
// that doubles takes a tenth of its processor time.
const heapGrowth = 300

// limitMemory sets the collector's limit for a run over so many documents, and its growth below
// that; undo sets those that were there. What is set from outside, GOMEMLIMIT and GOGC, is left
// as it is, and without a limit of its own a run leaves the growth too.
func (c *Config) limitMemory(documents int64) (undo func()) {
	was := debug.SetMemoryLimit(-1)
	if !c.LimitMemory || was < 1<<62 {
		return func() {}
	}
	debug.SetMemoryLimit(max(leastMemory, workingMemory+memoryPerDocument*documents))
	if _, set := os.LookupEnv("GOGC"); set {
		return func() { debug.SetMemoryLimit(was) }
	}
	growth := debug.SetGCPercent(heapGrowth)
	return func() {
		debug.SetMemoryLimit(was)
		debug.SetGCPercent(growth)
	}
}
