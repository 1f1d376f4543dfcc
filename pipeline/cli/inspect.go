package cli

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"gongkai/pipeline/inspect"
	"gongkai/pipeline/overrides"
	"gongkai/pipeline/source"
)

// inspection is what the flags of inspect say.
type inspection struct {
	dataset, explain, color, overrides string
	json                               bool
	report                             int
}

func (p Program) inspectCommand() *cobra.Command {
	var f inspection
	cmd := &cobra.Command{
		Use:   "inspect FILE|REPORT_ID",
		Short: "Show the form as read, or how one cell was read",
		Long: "Inspect reads one document and shows the form as on paper, each figure with its status, then the\n" +
			"identities that fail and what has no place in the form. A REPORT_ID is 16 hex digits, '-' and a number, and\n" +
			"its document is taken from the raw zone of the dataset. A document that holds no report is shown with the reason.",
		Example: "  gongkai inspect report.html\n" +
			"  gongkai inspect report.html --explain applications/granted/natural_person\n" +
			"  gongkai inspect 864908085ec3dcf1-0 --dataset data/out --json",
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if f.report < inspect.All {
				return usagef("--report %d: reports count from 0", f.report)
			}
			style, err := styleOf(f.color, p.Stdout)
			if err != nil {
				return err
			}
			item, err := f.open(cmd, args[0])
			if err != nil {
				return err
			}
			view, err := inspect.Read(cmd.Context(), item)
			if err != nil {
				return err
			}
			set, err := overrides.Load(f.overrides)
			if err != nil {
				return err
			}
			if view, err = view.Verify(set); err != nil {
				return err
			}
			return asUsage(f.write(p.Stdout, view, style))
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&f.dataset, "dataset", outDir, "dataset that holds the REPORT_ID")
	flags.StringVar(&f.explain, "explain", "", "tell how one cell was read, named as applications/granted/natural_person")
	flags.StringVar(&f.overrides, "overrides", "", overridesUsage)
	flags.BoolVar(&f.json, "json", false, "JSON for machines")
	flags.IntVar(&f.report, "report", inspect.All, "only this report of the document, counted from 0")
	flags.StringVar(&f.color, "color", "auto", "auto (on a terminal, unless NO_COLOR is set), always or never")
	return cmd
}

// open takes the document from a file, or from the dataset where no file has
// the name of a report id.
func (f *inspection) open(cmd *cobra.Command, name string) (source.Item, error) {
	info, err := os.Stat(name)
	switch {
	case err == nil && info.IsDir():
		return source.Item{}, usagef("inspect %s: a folder; inspect reads one document", name)
	case err == nil || !inspect.IsReportID(name):
		return inspect.FromFile(cmd.Context(), name)
	}
	item, ordinal, err := inspect.FromDataset(f.dataset, name)
	if !cmd.Flags().Changed("report") {
		f.report = ordinal
	}
	return item, err
}

func (f *inspection) write(w io.Writer, view *inspect.View, style inspect.Style) error {
	switch {
	case f.explain != "" && f.json:
		return inspect.WriteExplanationJSON(w, view, f.report, f.explain)
	case f.explain != "":
		return inspect.WriteExplanation(w, view, f.report, f.explain, style)
	case f.json:
		return inspect.WriteJSON(w, view, f.report)
	}
	return inspect.WriteText(w, view, f.report, style)
}

// asUsage marks the errors that a better command line mends.
func asUsage(err error) error {
	var unknown *inspect.UnknownCellError
	if errors.As(err, &unknown) || errors.Is(err, inspect.ErrNoReport) {
		return usageError{err}
	}
	return err
}

// styleOf settles colours and width for what is written to.
func styleOf(color string, w io.Writer) (inspect.Style, error) {
	var style inspect.Style
	file, isFile := w.(*os.File)
	onTerminal := isFile && term.IsTerminal(int(file.Fd()))
	switch color {
	case "always":
		style.Color = true
	case "never":
	case "auto":
		style.Color = onTerminal && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
	default:
		return style, usageError{fmt.Errorf("--color %q: auto, always or never", color)}
	}
	if onTerminal {
		if columns, _, err := term.GetSize(int(file.Fd())); err == nil {
			style.Width = columns
		}
	}
	return style, nil
}
