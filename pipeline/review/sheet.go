package review

import (
	"context"
	"errors"

	"gongkai/extractors"
	"gongkai/pipeline/inspect"
	"gongkai/pipeline/overrides"
	"gongkai/pipeline/raw"
)

// sheet is a report in hand.
type sheet struct {
	entry   *Entry
	ordinal int
	// base is the document as read, view the same with the overrides.
	base, view *inspect.View
	// seen is the fingerprint of the report as read.
	seen   string
	points []point
}

// open reads the document of an entry; nil where it is not there any more.
func (s *Session) open(ctx context.Context, e *Entry) (*sheet, error) {
	doc, err := s.Zone.Find(e.SHA256)
	if errors.Is(err, raw.ErrNoContent) {
		s.say("%s: its document is not in the raw zone; passed over.", e.ReportID)
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	base, err := inspect.Read(ctx, doc.Item)
	if err != nil {
		return nil, err
	}
	_, ordinal, err := inspect.ParseReportID(e.ReportID)
	if err != nil {
		return nil, err
	}
	if ordinal >= len(base.Result.Reports) {
		s.say("%s: today's extractor finds %d reports in its document; passed over.", e.ReportID, len(base.Result.Reports))
		return nil, nil
	}
	fitted, err := base.Verify(&overrides.Set{})
	if err != nil {
		return nil, err
	}
	sh := &sheet{entry: e, ordinal: ordinal, base: base, seen: overrides.Fingerprint(&fitted.Result.Reports[ordinal])}
	err = sh.verify(s.set)
	return sh, err
}

// verify applies overrides to the report as read.
func (sh *sheet) verify(set *overrides.Set) (err error) {
	if sh.view, err = sh.base.Verify(set); err == nil {
		sh.points = points(sh.report())
	}
	return err
}

func (sh *sheet) report() *extractors.Report { return &sh.view.Result.Reports[sh.ordinal] }
