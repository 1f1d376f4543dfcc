// Package pipelinetest helps to test what moves documents: an extractor that
// reads a made-up format, and corpora of it.
//
// It consumes documents such as
//
//	report 2021 2023 甲县司法局 11 22 33
//	report 2019 2020 乙镇 0
//	panic | hang | label 其他主动公开文件 | review agency_unknown
//	cell applications/granted/total observed 4 | check
//
// and produces one report for each report line: edition, report year, agency
// (- is unknown), and the values of the form's first cells; the rest is blank
// but for cells that have a line of their own. check tests the identities on them. A
// document without a report line is rejected as not_a_report, an empty one as
// empty. It is deterministic and safe for concurrent use.
package pipelinetest

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"gongkai/extractors"
	"gongkai/extractors/agency"
	"gongkai/extractors/layout"
	"gongkai/extractors/reconcile"
	"gongkai/schema"
)

// Extract reads the made-up format.
func Extract(ctx context.Context, doc extractors.Document) extractors.Result {
	if len(doc.Body) == 0 {
		return extractors.Result{Reject: schema.Rejectf(schema.Empty, "no bytes")}
	}
	result := extractors.Result{MediaType: "text/plain"}
	for line := range strings.SplitSeq(string(doc.Body), "\n") {
		word, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		switch word {
		case "report":
			result.Reports = append(result.Reports, report(len(result.Reports), strings.Fields(rest)))
		case "label":
			result.Labels = append(result.Labels, extractors.Label{Edition: "2021", Table: "disclosures", Text: rest})
		case "review":
			last := &result.Reports[len(result.Reports)-1]
			last.Review = append(last.Review, rest)
		case "cell":
			setCell(result.Reports[len(result.Reports)-1].Form, strings.Fields(rest))
		case "check":
			check(&result.Reports[len(result.Reports)-1])
		case "panic":
			panic("a document asked for it")
		case "hang":
			<-ctx.Done()
		}
	}
	if len(result.Reports) == 0 {
		result.Reject = schema.Rejectf(schema.NotAReport, "no report line in %d bytes", len(doc.Body))
	}
	return result
}

// report reads the words after "report". It panics on a malformed line, which is
// a mistake of the test.
func report(ordinal int, words []string) extractors.Report {
	form := schema.FormOf(words[0])
	year, err := strconv.Atoi(words[1])
	if err != nil {
		panic(err)
	}
	r := extractors.Report{
		Ordinal: ordinal, Layout: layout.Tabbed, Script: "hans", Overview: "总体情况",
		Who: agency.Identity{Year: year, YearSource: agency.YearFromTitle, Status: agency.Unknown},
		Form: &reconcile.Report{
			Form: form, Cells: make([]reconcile.Cell, len(form.Cells)), Checks: make([]reconcile.Check, len(form.Identities)),
		},
	}
	if words[2] != "-" {
		r.Who.Agency, r.Who.Status = words[2], agency.Stated
	}
	for i := range r.Form.Cells {
		r.Form.Cells[i] = reconcile.Cell{Status: schema.Blank}
	}
	for i, word := range words[3:] {
		r.Form.Cells[i] = cell(word, i)
	}
	return r
}

func cell(word string, at int) reconcile.Cell {
	n, err := strconv.ParseInt(word, 10, 64)
	if err != nil {
		return reconcile.Cell{Status: schema.Unreadable, Raw: word}
	}
	return reconcile.Cell{
		Status: schema.Observed, HasValue: true, Value: schema.Count(n), Unit: schema.UnitItem,
		Source: &reconcile.Source{Table: 0, Row: 1, Col: at},
	}
}

// Corpus makes n documents by name: reports of several years and agencies, a
// document with two reports, copies, rejects.
func Corpus(n int) map[string]string {
	docs := map[string]string{}
	for i := range n {
		name := fmt.Sprintf("d%02d/doc-%04d.txt", i%7, i)
		switch i % 11 {
		case 3:
			docs[name] = fmt.Sprintf("nothing to see in %d", i)
		case 5:
			docs[name] = fmt.Sprintf("report 2019 2019 县%d %d 7 9\nreport 2019 2020 县%d %d 8 10\nlabel 小计", i, i, i, i+1)
		case 7:
			docs[name] = fmt.Sprintf("report 2021 2022 镇%d 101 202 303 404 505 606 %d\nreview agency_unknown", i, i/22)
		default:
			docs[name] = fmt.Sprintf("report 2021 %d 局%d %d %d %d", 2021+i%4, i, i, i*i, i+1000)
		}
	}
	return docs
}
