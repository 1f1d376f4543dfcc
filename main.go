// Gongkai turns annual reports on government information disclosure, as they are
// found, into a Parquet dataset in which every figure is traceable.
package main

import (
	"os"

	"gongkai/pipeline/cli"
)

func main() {
	os.Exit(cli.Program{Stdout: os.Stdout, Stderr: os.Stderr}.Main(os.Args[1:]))
}
