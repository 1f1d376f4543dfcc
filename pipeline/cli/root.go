package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"gongkai/extractors"
	"gongkai/pipeline/durable"
)

// The exit codes.
const (
	ExitOK          = 0
	ExitFailed      = 1
	ExitUsage       = 2
	ExitRefused     = 3
	ExitBugs        = 4
	ExitInterrupted = 130
)

const exitCodes = `Exit codes:
  0    published, or nothing was new
  1    failed; the published dataset is as it was (where only a copy to object
       storage failed, it is published here and not there)
  2    usage
  3    finished, and publishing refused by the audit (see --accept)
  4    finished, with bugs of our own recorded
  130  interrupted; the published dataset is as it was`

// Program is the command line with what it acts on. The zero fields mean the
// real ones.
type Program struct {
	Stdout, Stderr io.Writer
	// Stdin is what a reviewer types; nil is os.Stdin.
	Stdin io.Reader
	// Extract, Version, FS and Now replace their namesakes of pipeline.Config.
	Extract func(context.Context, extractors.Document) extractors.Result
	Version string
	FS      durable.FS
	Now     func() time.Time
}

// usageError is a mistake in how the command was called.
type usageError struct{ error }

// Unwrap gives the error itself.
func (e usageError) Unwrap() error { return e.error }

func usagef(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

// exitError ends the program with a code of its own, its text already said.
type exitError int

// Error implements error.
func (e exitError) Error() string { return fmt.Sprintf("exit %d", int(e)) }

// Main runs one command and returns its exit code.
func (p Program) Main(args []string) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second signal ends the process
	called := false
	root := p.root(&called)
	root.SetArgs(args)
	root.SetOut(p.Stdout)
	root.SetErr(p.Stderr)
	cmd, err := root.ExecuteContextC(ctx)
	if err != nil && !called {
		err = usageError{err}
	}
	return p.exit(ctx, cmd, err)
}

// exit says what went wrong and returns the exit code.
func (p Program) exit(ctx context.Context, cmd *cobra.Command, err error) int {
	var usage usageError
	var code exitError
	switch {
	case err == nil:
		return ExitOK
	case errors.As(err, &code):
		return int(code)
	case errors.As(err, &usage):
		fmt.Fprintf(p.Stderr, "gongkai: %v\nSee %q.\n", err, cmd.CommandPath()+" --help")
		return ExitUsage
	case ctx.Err() != nil:
		fmt.Fprintf(p.Stderr, "gongkai: interrupted; what was read is kept, the published dataset is as it was\n")
		return ExitInterrupted
	}
	fmt.Fprintf(p.Stderr, "gongkai: %v\n", err)
	return ExitFailed
}

// root is the whole command tree. called is set once a command's arguments were
// found valid.
func (p Program) root(called *bool) *cobra.Command {
	root := &cobra.Command{
		Use:   "gongkai",
		Short: "Annual reports on government information disclosure as a dataset",
		Long: "gongkai reads 政府信息公开工作年度报告 as they are found, mangled or not, and publishes\n" +
			"their figures as a Parquet dataset in which every figure is traceable.\n\n" + exitCodes,
		SilenceErrors: true, SilenceUsage: true,
		PersistentPreRun: func(*cobra.Command, []string) { *called = true },
	}
	root.CompletionOptions.HiddenDefaultCmd = true
	root.AddCommand(
		p.runCommand(), p.extractCommand(),
		p.verifyCommand(), p.snapshotsCommand(), p.rollbackCommand(), p.pruneCommand(), p.publishCommand(),
		p.inspectCommand(), p.reviewCommand(), p.diffCommand(), p.evaluateCommand(), p.reportCommand(), p.schemaCommand(),
	)
	return root
}
