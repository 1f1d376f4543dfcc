package pipelinetest

import (
	"context"
	"strings"

	"gongkai/extractors"
	"gongkai/extractors/reconcile"
	"gongkai/schema"
)

// ExtractAs is the extractor of a version: as Extract, and it also reads the
// lines that begin with the version and a colon. So two versions read one
// document differently:
//
//	report 2021 2023 甲县司法局 11 22 33
//	test-2: cell applications/granted/total observed 4
func ExtractAs(version string) func(context.Context, extractors.Document) extractors.Result {
	return func(ctx context.Context, doc extractors.Document) extractors.Result {
		var lines []string
		for line := range strings.SplitSeq(string(doc.Body), "\n") {
			lines = append(lines, strings.TrimPrefix(line, version+": "))
		}
		doc.Body = []byte(strings.Join(lines, "\n"))
		return Extract(ctx, doc)
	}
}

// setCell reads the words after "cell": a cell's name, its status, and its value
// where it has one.
func setCell(r *reconcile.Report, words []string) {
	i, ok := r.Form.Cell(schema.CellID(words[0]))
	if !ok {
		panic("no cell " + words[0])
	}
	c := reconcile.Cell{Unit: r.Form.Cells[i].Unit}
	if len(words) > 2 {
		c = cell(words[2], int(i))
	}
	for _, s := range schema.Statuses() {
		if s.String() == words[1] {
			c.Status = s
		}
	}
	if c.Status == schema.Inferred {
		c.Source = nil
	}
	r.Cells[i] = c
}

// check tests the identities of a report, marks nothing, and counts the evidence.
func check(r *extractors.Report) {
	r.Form.Checks = reconcile.Retest(r.Form.Form, r.Form.Cells)
	for i := range r.Form.Cells {
		r.Form.Cells[i].Evidence = 0
		for _, k := range r.Form.Form.IdentitiesOf(schema.CellIndex(i)) {
			if r.Form.Checks[k].Outcome == reconcile.Pass {
				r.Form.Cells[i].Evidence++
			}
		}
	}
	for _, k := range r.Form.Checks {
		if k.Outcome == reconcile.Fail {
			r.Review = append(r.Review, reconcile.ReasonIdentity)
			return
		}
	}
}
