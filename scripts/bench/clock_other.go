//go:build !unix

package main

import "time"

// processorTime is not known here: columns of processor time are 0.
func processorTime() time.Duration { return 0 }
