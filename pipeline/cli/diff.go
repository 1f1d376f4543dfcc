package cli

import (
	"context"
	"errors"
	"io"
	"os"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"gongkai/pipeline/diff"
	"gongkai/pipeline/durable"
)

// difference is what the flags of diff say.
type difference struct {
	format, output string
	examples       int
}

func (p Program) diffCommand() *cobra.Command {
	var f difference
	cmd := &cobra.Command{
		Use:   "diff OLD NEW",
		Short: "What changed between two snapshots or datasets",
		Long: "Diff compares two snapshots, or the current ones of two datasets: identities that changed outcome (those that\n" +
			"held and fail now come first), cells added, changed and removed by edition, table, layout and extractor\n" +
			"version, reports that entered or left, or entered or left review, documents newly rejected or accepted. Each\n" +
			"example has the command that shows it. Files that both snapshots share are not read.\n\n" +
			"text, md and json count everything and list --examples of each kind; parquet has one row for every change.\n\n" +
			"Differences are no failure: the exit code is 0 with and without them, 1 where a snapshot cannot be read,\n" +
			"2 for usage, 130 interrupted.",
		Example: "  gongkai diff data/out/snapshots/20261121T020000Z data/out\n" +
			"  gongkai diff before after --format md --examples 3\n" +
			"  gongkai diff before after --format parquet --output changes.parquet",
		Args: cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := f.check(p.Stdout); err != nil {
				return err
			}
			return p.differ(f, func(w io.Writer) error { return f.write(cmd.Context(), w, args[0], args[1]) })
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&f.format, "format", "text", "text, json, md or parquet")
	flags.IntVar(&f.examples, "examples", 5, "how many examples of each kind are listed")
	flags.StringVar(&f.output, "output", "", "write to this file instead of standard output")
	return cmd
}

func (f *difference) check(w io.Writer) error {
	file, isFile := w.(*os.File)
	switch {
	case f.format != "text" && f.format != "json" && f.format != "md" && f.format != "parquet":
		return usagef("--format %q: text, json, md or parquet", f.format)
	case f.examples < 0:
		return usagef("--examples %d: not negative", f.examples)
	case f.format == "parquet" && f.output == "" && isFile && term.IsTerminal(int(file.Fd())):
		return usagef("--format parquet needs --output FILE on a terminal")
	}
	return nil
}

// differ gives write the file asked for, which stands under its name once all
// of it is written, or standard output.
func (p Program) differ(f difference, write func(io.Writer) error) (err error) {
	if f.output == "" {
		return write(p.Stdout)
	}
	fsys := p.FS
	if fsys == nil {
		fsys = durable.OS
	}
	out, err := durable.Create(fsys, f.output)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, out.Abort()) }()
	if err := write(out); err != nil {
		return err
	}
	return out.Commit()
}

func (f *difference) write(ctx context.Context, w io.Writer, old, now string) error {
	opts := diff.Options{Examples: f.examples}
	if f.format == "parquet" {
		changes := diff.NewChanges(w)
		opts.Each = changes.Add
		if _, err := diff.Compare(ctx, old, now, opts); err != nil {
			return err
		}
		return changes.Close()
	}
	result, err := diff.Compare(ctx, old, now, opts)
	if err != nil {
		return err
	}
	switch f.format {
	case "json":
		return result.WriteJSON(w)
	case "md":
		return result.WriteMarkdown(w)
	}
	return result.WriteText(w)
}
