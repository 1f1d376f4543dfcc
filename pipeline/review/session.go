package review

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"gongkai/pipeline/inspect"
	"gongkai/pipeline/overrides"
	"gongkai/pipeline/raw"
)

// Session is one reviewer at work.
type Session struct {
	Zone   *raw.Zone
	Queue  []Entry
	Ledger *overrides.Ledger
	// Load reads the overrides as a run would; it is called after every decision.
	Load func() (*overrides.Set, error)
	// Reviewer is the name in the column who.
	Reviewer string
	// Limit bounds the reports shown; 0 is none.
	Limit int
	// Lines gives the reviewer's lines; io.EOF ends the session.
	Lines func(ctx context.Context) (string, error)
	// Echo says that what Lines gives is not seen yet, as what a terminal shows is.
	Echo  bool
	Out   io.Writer
	Style inspect.Style
	// Now gives the day of a decision.
	Now func() time.Time

	set     *overrides.Set
	at      int // of the entry in Queue
	sheet   *sheet
	skipped map[string]bool // report id and key of points
	past    []step
	became  map[int]fate // of the entries that were come to
	taken   int
	failed  error // of writing to Out
}

// fate is what became of an entry.
type fate int

const (
	open    fate = iota // shown, and something is left to decide
	settled             // shown, and nobody need look again
	before              // settled before it was shown
	lost                // its document is not there
)

// Summary counts what came of a session.
type Summary struct {
	// Shown counts reports, Settled those that need no further look.
	Shown, Settled int
	// Figures and Reasons count the decisions that stand, Taken those taken back.
	Figures, Reasons, Taken int
	// Before counts the reports of the queue that were settled before, Lost those
	// whose document is not in the raw zone.
	Before, Lost int
	// Left counts the reports of the queue that were not come to or not settled.
	Left int
}

// step is an answer, for going back: the points that it skipped, the lines that
// it wrote.
type step struct {
	entry   int
	skipped []string
	lines   []overrides.Override
}

// errQuit ends a session.
var errQuit = errors.New("quit")

// Run walks the queue until it ends or the reviewer does.
func (s *Session) Run(ctx context.Context) (Summary, error) {
	s.skipped, s.became = map[string]bool{}, map[int]fate{}
	var err error
	if s.set, err = s.Load(); err != nil {
		return Summary{}, err
	}
	for s.at = 0; s.at < len(s.Queue) && !s.enough(); s.at++ {
		err := s.report(ctx)
		if errors.Is(err, errQuit) || errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return s.summary(), err
		}
	}
	return s.summary(), nil
}

// enough reports whether the limit is reached and the present entry is a new one.
func (s *Session) enough() bool {
	_, seen := s.became[s.at]
	return s.Limit > 0 && !seen && s.tally(open)+s.tally(settled) >= s.Limit
}

func (s *Session) tally(f fate) int {
	n := 0
	for _, x := range s.became {
		if x == f {
			n++
		}
	}
	return n
}

// report walks the points of the present entry.
func (s *Session) report(ctx context.Context) (err error) {
	at, e := s.at, &s.Queue[s.at]
	if s.sheet, err = s.open(ctx, e); err != nil {
		return err
	}
	if s.sheet == nil {
		s.became[at] = lost
		return nil
	}
	if s.set, err = s.Load(); err != nil { // others may have decided meanwhile
		return err
	}
	if err := s.reload(); err != nil {
		return err
	}
	if _, seen := s.became[at]; !seen && len(s.sheet.points) == 0 {
		s.became[at] = before
		return nil
	}
	s.became[at] = open
	if err := s.showReport(e); err != nil {
		return err
	}
	for p := s.pending(); p != nil; p = s.pending() {
		if err := s.ask(ctx, e, p); err != nil {
			s.conclude(at)
			return err
		}
		if s.at != at { // gone back to another report, which comes next
			s.at--
			return nil
		}
	}
	s.conclude(at)
	if s.became[at] == settled {
		s.say("Settled: the report leaves the queue with the next run.")
	}
	return nil
}

// conclude notes what became of an entry.
func (s *Session) conclude(at int) {
	s.became[at] = open
	if len(s.sheet.report().Review) == 0 {
		s.became[at] = settled
	}
}

// pending is the first point that was not skipped; nil where there is none.
func (s *Session) pending() *point {
	for i := range s.sheet.points {
		if p := &s.sheet.points[i]; !s.skipped[s.sheet.entry.ReportID+p.key()] {
			return p
		}
	}
	return nil
}

// ask shows a point and takes answers until one is an answer to it.
func (s *Session) ask(ctx context.Context, e *Entry, p *point) error {
	if err := s.showPoint(p); err != nil {
		return err
	}
	for {
		s.prompt()
		if s.failed != nil {
			return s.failed
		}
		line, err := s.Lines(ctx)
		if s.Echo {
			s.say("%s", inspect.Safe(line))
		}
		if err != nil {
			return err
		}
		a, err := parse(line, p, s.sheet.report().Form)
		if err != nil {
			s.say("%v", err)
			continue
		}
		done, err := s.answer(ctx, e, p, &a)
		if done || err != nil {
			return err
		}
	}
}

// answer acts on an answer. done is true where the next point is due.
func (s *Session) answer(ctx context.Context, e *Entry, p *point, a *answer) (done bool, err error) {
	switch a.verb {
	case quit:
		return true, errQuit
	case skip:
		s.skip(*p)
		return true, nil
	case next:
		s.skip(s.sheet.points...)
		return true, nil
	case back:
		return s.back(ctx)
	case show:
		return false, inspect.WriteSheet(s.Out, s.sheet.view, s.sheet.ordinal, s.Style)
	case explain:
		cell := s.sheet.report().Form.Form.Cells[a.cell].ID
		return false, inspect.WriteExplanation(s.Out, s.sheet.view, s.sheet.ordinal, string(cell), s.Style)
	case place:
		s.say("%s\n%s", inspect.Safe(e.URI), e.SHA256)
		return false, nil
	case help:
		s.say("%s", helpText)
		return false, nil
	case accept:
		return s.accept(ctx, e, p, a)
	case correct:
	}
	return s.correct(ctx, e, p, a)
}

// skip leaves points for another session.
func (s *Session) skip(points ...point) {
	x := step{entry: s.at}
	for i := range points {
		if key := s.sheet.entry.ReportID + points[i].key(); !s.skipped[key] {
			s.skipped[key] = true
			x.skipped = append(x.skipped, key)
		}
	}
	s.past = append(s.past, x)
}

// back goes to the point before and takes what was decided there back.
func (s *Session) back(ctx context.Context) (done bool, err error) {
	if len(s.past) == 0 {
		s.say("There is nothing before this.")
		return false, nil
	}
	last := s.past[len(s.past)-1]
	if len(last.lines) > 0 {
		var lines []overrides.Override
		for i := range last.lines {
			line := last.lines[i].Withdraw("taken back in review")
			line.When = s.today()
			lines = append(lines, line)
		}
		if err := s.write(ctx, lines); err != nil {
			return false, err
		}
		s.taken += len(lines)
		s.say("Taken back: %d line%s.", len(lines), plural(len(lines)))
	}
	s.past = s.past[:len(s.past)-1]
	for _, key := range last.skipped {
		delete(s.skipped, key)
	}
	if s.at != last.entry {
		s.at = last.entry
		return true, nil
	}
	return true, s.reload()
}

// write makes lines durable and reads the overrides anew.
func (s *Session) write(ctx context.Context, lines []overrides.Override) error {
	if err := s.Ledger.Append(ctx, lines...); err != nil {
		return err
	}
	var err error
	s.set, err = s.Load()
	return err
}

func (s *Session) reload() error { return s.sheet.verify(s.set) }

func (s *Session) today() string { return s.Now().Format(time.DateOnly) }

// summary counts what stands and what is left.
func (s *Session) summary() Summary {
	out := Summary{
		Shown: s.tally(open) + s.tally(settled), Settled: s.tally(settled), Before: s.tally(before), Lost: s.tally(lost), Taken: s.taken,
	}
	for _, past := range s.past {
		for i := range past.lines {
			if past.lines[i].Reason() == "" {
				out.Figures++
			} else {
				out.Reasons++
			}
		}
	}
	out.Left = len(s.Queue) - out.Settled - out.Before - out.Lost
	return out
}

func (s *Session) say(format string, args ...any) {
	s.print(fmt.Sprintf(format+"\n", args...))
}

// print writes to Out; the first error ends the session before the next answer.
func (s *Session) print(text string) {
	if _, err := io.WriteString(s.Out, text); err != nil && s.failed == nil {
		s.failed = fmt.Errorf("review: %w", err)
	}
}

func plural(n int) string {
	if n == 1 {
		return ""
	}
	return "s"
}
