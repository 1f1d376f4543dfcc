package main

import (
	"fmt"
	"io"
	"time"

	"gongkai/scripts/bench/clock"
)

// cost is what a piece of work took. Processor time holds what the garbage
// collector did meanwhile, on whichever core.
type cost struct {
	wall, cpu   time.Duration
	docs, bytes int64
}

// timed adds what work takes.
func (c *cost) timed(work func() error) error {
	wall, cpu := time.Now(), clock.Processor()
	err := work()
	c.wall += time.Since(wall)
	c.cpu += clock.Processor() - cpu
	return err
}

// print writes a line of Go's benchmark format.
func (c *cost) print(w io.Writer, name string, more ...any) {
	if c.docs == 0 {
		return
	}
	fmt.Fprintf(w, "Benchmark%-28s %8d %12d ns/op %12d cpu-ns/op %9.2f MB/s %9.2f cpu-MB/s %9.1f docs/s",
		name, c.docs, c.wall.Nanoseconds()/c.docs, c.cpu.Nanoseconds()/c.docs,
		rate(c.bytes, c.wall)/1e6, rate(c.bytes, c.cpu)/1e6, rate(c.docs, c.wall))
	for i := 0; i+1 < len(more); i += 2 {
		fmt.Fprintf(w, " %10.2f %s", more[i], more[i+1])
	}
	fmt.Fprintln(w)
}

func rate(amount int64, d time.Duration) float64 {
	if d <= 0 {
		return 0
	}
	return float64(amount) / d.Seconds()
}
