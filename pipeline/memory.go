package pipeline

import "runtime/debug"

// The heap of a run is what it remembers of each document, and room to work in. The
// collector is told to keep within a limit, where it would else let the heap double; one
// that is too near to what is in use costs more time than the run.
const (
	leastMemory       = 512_000_000
	workingMemory     = 400_000_000
	memoryPerDocument = 400
)

// limitMemory sets the collector's limit for a run over so many documents; undo sets the
// one that was there. A limit from outside, GOMEMLIMIT, is left as it is.
func (c *Config) limitMemory(documents int64) (undo func()) {
	was := debug.SetMemoryLimit(-1)
	if !c.LimitMemory || was < 1<<62 {
		return func() {}
	}
	debug.SetMemoryLimit(max(leastMemory, workingMemory+memoryPerDocument*documents))
	return func() { debug.SetMemoryLimit(was) }
}
