package review

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"gongkai/extractors/reconcile"
	"gongkai/pipeline/overrides"
	"gongkai/schema"
)

// What a line says in the column why where the reviewer says nothing.
const (
	whyAccepted = "the source prints what was read"
	whySettled  = "looked at; there is nothing to correct"
)

// accept verifies the figures of a point as they were read, or settles its reason.
func (s *Session) accept(ctx context.Context, e *Entry, p *point, a *answer) (bool, error) {
	form := s.sheet.report().Form
	var lines []overrides.Override
	for _, c := range p.accepted(form) {
		cell := &form.Cells[c]
		lines = append(lines, overrides.Override{
			ContentSHA256: e.SHA256, Report: s.sheet.ordinal, Cell: form.Form.Cells[c].ID, Status: schema.Verified,
			Value: cell.Value, Unit: cell.Unit, Why: cmp.Or(a.why, whyAccepted),
		})
	}
	if !p.byFigure {
		lines = append(lines, overrides.Override{
			ContentSHA256: e.SHA256, Report: s.sheet.ordinal, Cell: schema.CellID(overrides.ReasonPrefix + p.reason),
			Seen: s.sheet.seen, Why: cmp.Or(a.why, whySettled),
		})
	}
	return s.decide(ctx, lines)
}

// correct puts figures in. One that breaks an identity that held is asked for twice.
func (s *Session) correct(ctx context.Context, e *Entry, _ *point, a *answer) (bool, error) {
	form := s.sheet.report().Form
	var lines []overrides.Override
	for i := range a.figures {
		f := &a.figures[i]
		o, err := f.override(e, s.sheet.ordinal, form.Form)
		if err != nil {
			s.say("%v", err)
			return false, nil
		}
		o.Why = cmp.Or(a.why, "the source prints "+o.ValueText())
		lines = append(lines, s.signed(o))
	}
	with, err := s.set.With(lines...)
	if err != nil {
		return false, s.refused(err)
	}
	view, err := s.sheet.base.Verify(with)
	if err != nil {
		return false, err
	}
	broken := s.showChange(form, view.Result.Reports[s.sheet.ordinal].Form, a.figures)
	if broken > 0 && !a.sure {
		s.say("%d identit%s that held would fail. If the source prints it so, enter it again with ! at the end.", broken, ies(broken))
		return false, nil
	}
	return s.decide(ctx, lines)
}

// decide makes lines durable and takes up what follows from them.
func (s *Session) decide(ctx context.Context, lines []overrides.Override) (bool, error) {
	for i := range lines {
		lines[i] = s.signed(lines[i])
	}
	if _, err := s.set.With(lines...); err != nil {
		return false, s.refused(err)
	}
	if err := s.write(ctx, lines); err != nil {
		return false, s.refused(err)
	}
	s.past = append(s.past, step{entry: s.at, lines: lines})
	s.say("Written: %d line%s.", len(lines), plural(len(lines)))
	return true, s.reload()
}

// signed is a line with the reviewer's name, the day and the file.
func (s *Session) signed(o overrides.Override) overrides.Override {
	o.Who, o.When, o.File = s.Reviewer, s.today(), filepath.Base(s.Ledger.Path())
	return o
}

// refused tells of a line that another reviewer's contradicts; any other error is one.
func (s *Session) refused(err error) error {
	var line *overrides.LineError
	if !errors.As(err, &line) {
		return err
	}
	s.say("Not written: %v", line.Err)
	return nil
}

// showChange tells what becomes of the identities of figures, and counts those
// that held and would fail.
func (s *Session) showChange(old, now *reconcile.Report, figures []assignment) (broken int) {
	seen := map[int]bool{}
	for i := range figures {
		for _, identity := range old.Form.IdentitiesOf(figures[i].cell) {
			if seen[identity] {
				continue
			}
			seen[identity] = true
			a, b := old.Checks[identity], now.Checks[identity]
			if a.Outcome == reconcile.Pass && b.Outcome == reconcile.Fail {
				broken++
			}
			x := &old.Form.Identities[identity]
			s.say("  %s  %s/%s: %s → %s", outcomes[b.Outcome], x.ID, x.Scope, sums(a), sums(b))
		}
	}
	if len(seen) == 0 {
		s.say("  No identity bears on it.")
	}
	return broken
}

var outcomes = map[reconcile.Outcome]string{
	reconcile.Pass: "✓ holds", reconcile.Fail: "✗ fails", reconcile.NotAssessable: "? cannot be tested",
}

// sums are the two sides of an identity as tested.
func sums(c reconcile.Check) string {
	switch c.Outcome {
	case reconcile.Pass:
		return fmt.Sprintf("%s = %s", c.LHS, c.RHS)
	case reconcile.Fail:
		return fmt.Sprintf("%s ≠ %s", c.LHS, c.RHS)
	case reconcile.NotAssessable:
	}
	return "?"
}

func ies(n int) string {
	if n == 1 {
		return "y"
	}
	return "ies"
}
