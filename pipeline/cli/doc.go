// Package cli is the command line: flags and a config file in, a run out, an
// exit code and text for people.
//
//	code := cli.Program{Stdout: os.Stdout, Stderr: os.Stderr}.Main(os.Args[1:])
//
// The summary and what a command was asked for go to standard output, the log
// to standard error, as text on a terminal, where a bar shows the progress, and as
// JSON elsewhere. A setting comes from its flag, else from the config file,
// else from its default.
//
// Exit codes: 0 published (or nothing new), 1 failed, 2 usage, 3 finished and
// publishing refused, 4 finished with bugs of our own recorded, 130 interrupted.
//
// It decides nothing about documents; each command calls one package.
//
// Concurrency: one command on one goroutine. SIGINT and SIGTERM cancel its
// context; a second one ends the process.
package cli
