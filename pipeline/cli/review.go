package cli

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"gongkai/pipeline/inspect"
	"gongkai/pipeline/overrides"
	"gongkai/pipeline/raw"
	"gongkai/pipeline/review"
)

// reviewing is what the flags of review say.
type reviewing struct {
	dataset, overrides, reviewer, color string
	filter                              review.Filter
	limit                               int
}

func (p Program) reviewCommand() *cobra.Command {
	var f reviewing
	cmd := &cobra.Command{
		Use:   "review [REPORT_ID …]",
		Short: "Walk the reports under review and write down what the source says",
		Long: "Review shows each report that a person should look at, the form as read, and asks for each point what the source\n" +
			"says: accept, correct or skip (? lists the answers). Decisions are lines of data/overrides/REVIEWER.csv, written at\n" +
			"once; the next run or extract applies them. What is decided is not asked again. Several may review at once, each\n" +
			"under a name of their own. Answers are lines of standard input, typed or piped.",
		Example: "  gongkai review --dataset data/out\n" +
			"  gongkai review --dataset data/out --reason identity_failed --province 四川 --limit 20\n" +
			"  gongkai review 439377e53daba1a5-0 --reviewer 'Li Na'",
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			f.filter.Reports = args
			if f.limit < 0 {
				return usagef("--limit %d is negative", f.limit)
			}
			return p.review(cmd.Context(), &f)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&f.dataset, "dataset", outDir, "dataset whose reports are reviewed")
	flags.StringVar(&f.overrides, "overrides", "", "folder to write to, and the only one read (default: "+overrides.Folder+", read besides those built in)")
	flags.StringVar(&f.reviewer, "reviewer", "", "your name, which names the file too (default: git's user.name, else $USER)")
	flags.StringSliceVar(&f.filter.Reasons, "reason", nil, "only reports with one of these reasons for review")
	flags.StringVar(&f.filter.Edition, "edition", "", "only reports on this edition of the form")
	flags.StringVar(&f.filter.Province, "province", "", "only reports of a province, by its name or the beginning of it")
	flags.StringVar(&f.filter.Layout, "layout", "", "only reports in this layout")
	flags.IntVar(&f.filter.Year, "year", 0, "only reports for this year")
	flags.IntVar(&f.limit, "limit", 0, "show at most so many reports")
	flags.StringVar(&f.color, "color", "auto", "auto (on a terminal, unless NO_COLOR is set), always or never")
	return cmd
}

func (p Program) review(ctx context.Context, f *reviewing) (err error) {
	style, err := styleOf(f.color, p.Stdout)
	if err != nil {
		return err
	}
	reviewer, err := reviewerName(ctx, f.reviewer)
	if err != nil {
		return err
	}
	queue, err := review.Queue(ctx, f.dataset, f.filter)
	if err != nil {
		return err
	}
	zone, err := raw.Open(filepath.Join(f.dataset, "raw"), raw.Options{})
	if err != nil {
		return err
	}
	defer zone.Close() // nothing was written
	ledger, err := overrides.OpenLedger(p.FS, cmp.Or(f.overrides, overrides.Folder), reviewer)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, ledger.Close()) }()
	session := p.session(f, reviewer, style)
	session.Zone, session.Queue, session.Ledger = zone, queue, ledger
	summary, err := session.Run(ctx)
	return errors.Join(err, p.concludeReview(f, ledger, len(queue), &summary))
}

func (p Program) session(f *reviewing, reviewer string, style inspect.Style) *review.Session {
	now := p.Now
	if now == nil {
		now = time.Now
	}
	in := p.Stdin
	if in == nil {
		in = os.Stdin
	}
	file, isFile := in.(*os.File)
	return &review.Session{
		Echo:     !isFile || !term.IsTerminal(int(file.Fd())),
		Load:     func() (*overrides.Set, error) { return overrides.Load(f.overrides) },
		Reviewer: reviewer, Limit: f.limit, Lines: lines(in), Out: p.Stdout, Style: style, Now: now,
	}
}

// reviewerName is the name given, else git's, else the user's.
func reviewerName(ctx context.Context, given string) (string, error) {
	if given != "" {
		return given, nil
	}
	if name, err := exec.CommandContext(ctx, "git", "config", "user.name").Output(); err == nil && strings.TrimSpace(string(name)) != "" {
		return strings.TrimSpace(string(name)), nil
	}
	if user := os.Getenv("USER"); user != "" {
		return user, nil
	}
	return "", usagef("--reviewer is needed: git has no user.name, and $USER is not set")
}

// lines gives the lines of a reader, and ends with the context also while it
// waits for one.
func lines(in io.Reader) func(context.Context) (string, error) {
	type line struct {
		text string
		err  error
	}
	found := make(chan line)
	read := func() {
		scanner := bufio.NewScanner(in)
		for scanner.Scan() {
			found <- line{text: scanner.Text()}
		}
		found <- line{err: cmp.Or(scanner.Err(), io.EOF)}
	}
	started := false
	return func(ctx context.Context) (string, error) {
		if !started {
			started = true
			go read() // it ends with the process: a read from a terminal cannot be broken off
		}
		select {
		case <-ctx.Done():
			return "", context.Cause(ctx)
		case l := <-found:
			return l.text, l.err
		}
	}
}

// concludeReview says what came of a session and what is next.
func (p Program) concludeReview(f *reviewing, ledger *overrides.Ledger, queued int, sum *review.Summary) error {
	var b strings.Builder
	if queued == 0 {
		b.WriteString("No report is under review by these filters.\n")
	} else {
		fmt.Fprintf(&b, "\nReports   shown %d, settled %d; settled before %d, without their document %d; left in the queue %d\n",
			sum.Shown, sum.Settled, sum.Before, sum.Lost, sum.Left)
	}
	if sum.Figures+sum.Reasons+sum.Taken > 0 {
		fmt.Fprintf(&b, "Written   figures %d, reasons %d, taken back %d, in %s\n", sum.Figures, sum.Reasons, sum.Taken, ledger.Path())
	}
	if sum.Figures+sum.Reasons+sum.Before > 0 {
		fmt.Fprintf(&b, "Next      gongkai extract --dataset %s%s\n", f.dataset, with(" --overrides ", f.overrides))
	}
	_, err := io.WriteString(p.Stdout, b.String())
	return err
}

// with is a flag and its value, or nothing.
func with(flag, value string) string {
	if value == "" {
		return ""
	}
	return flag + value
}
