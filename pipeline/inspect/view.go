package inspect

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"runtime/debug"
	"slices"

	"gongkai/extractors"
	"gongkai/pipeline/overrides"
	"gongkai/pipeline/record"
	"gongkai/pipeline/source"
	"gongkai/schema"
)

// ErrNoReport is wrapped where a document has no report of the number asked
// for, or a dataset no document of the id.
var ErrNoReport = errors.New("no such report")

// All asks for every report of a document.
const All = -1

// View is a document as read.
type View struct {
	URI string
	// SHA256 is the body's, 64 hex digits; "" where the source gave no body.
	SHA256 string
	// Bytes is the document's size.
	Bytes    int64
	Result   extractors.Result
	findings []extractors.Finding
	// outcomes are the overrides of the document and what became of them.
	outcomes []overrides.Outcome
}

// Verify is the view as a dataset has it: figures that its columns cannot hold are
// unreadable, and overrides are applied. The view itself stays as it is.
func (v *View) Verify(set *overrides.Set) (*View, error) {
	out := *v
	out.Result.Reports = slices.Clone(v.Result.Reports)
	for i := range out.Result.Reports {
		var err error
		if out.Result.Reports[i], err = record.Fit(out.Result.Reports[i]); err != nil {
			return nil, fmt.Errorf("inspect %q: %w", v.URI, err)
		}
	}
	out.outcomes = set.Apply(v.SHA256, &out.Result)
	return &out, nil
}

// verifiedBy is the override that gave a cell its figure, or nil.
func (v *View) verifiedBy(ordinal int, cell schema.CellID) *overrides.Outcome {
	for i := range v.outcomes {
		if o := &v.outcomes[i]; o.Report == ordinal && o.Cell == cell && o.Effect.Holds() {
			return o
		}
	}
	return nil
}

// Read reads a document. A document that its source rejected is not read: the
// view holds that reject. A panic of the extractor is an error with the stack.
func Read(ctx context.Context, item source.Item) (v *View, err error) {
	v = &View{URI: item.URI, Bytes: item.Bytes}
	if item.Reject != nil {
		v.Result = extractors.Result{MediaType: item.MediaType, Reject: item.Reject}
		return v, nil
	}
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("inspect %q: the extractor panicked: %v\n%s", item.URI, p, debug.Stack())
		}
	}()
	sum := sha256.Sum256(item.Body)
	v.SHA256 = hex.EncodeToString(sum[:])
	doc := extractors.Document{SourceURI: item.URI, MediaType: item.MediaType, Body: item.Body}
	v.Result, v.findings = extractors.Examine(ctx, doc)
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	return v, nil
}

// reading is one report of a view with how it was read.
type reading struct {
	id      string
	report  *extractors.Report
	finding *extractors.Finding
	view    *View
}

// readings returns the report of an ordinal, or all of them. A rejected
// document has none, whatever is asked for.
func (v *View) readings(ordinal int) ([]reading, error) {
	if ordinal != All && v.Result.Reject == nil && (ordinal < 0 || ordinal >= len(v.Result.Reports)) {
		return nil, fmt.Errorf("report %d of %d in %q, counted from 0: %w", ordinal, len(v.Result.Reports), v.URI, ErrNoReport)
	}
	var out []reading
	for i := range v.Result.Reports {
		if ordinal == All || ordinal == i {
			out = append(out, reading{id: v.reportID(i), report: &v.Result.Reports[i], finding: &v.findings[i], view: v})
		}
	}
	return out, nil
}

// reportID names a report as the dataset does.
func (v *View) reportID(ordinal int) string {
	return fmt.Sprintf("%s-%d", v.SHA256[:min(docIDLen, len(v.SHA256))], ordinal)
}
