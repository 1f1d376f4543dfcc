package nights

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"

	"gongkai/extractors"
	"gongkai/extractors/reconcile"
	"gongkai/pipeline/source"
	"gongkai/schema"
	"gongkai/scripts/bench/mix"
)

// Corpus is the texts that documents are made of, with their reports.
type Corpus struct {
	// every is how many documents there are to one that holds a report.
	every   int
	texts   [][]byte
	reports []extractors.Report
}

const (
	mostBytes = 4200 // of a text
	seed      = 1
)

// New draws so many texts and reads them with the real extractor. One document in every
// so many holds a report; the others are short notices.
func New(ctx context.Context, texts, every int) (*Corpus, error) {
	c := &Corpus{every: max(1, every)}
	for i := 0; len(c.texts) < texts; i++ {
		doc := mix.DrawKind(seed, mix.Text, i)
		if len(doc.Body) > mostBytes {
			continue
		}
		result := extractors.Extract(ctx, extractors.Document{SourceURI: doc.Name, MediaType: "text/plain", Body: doc.Body})
		if ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
		if len(result.Reports) == 1 && result.Reports[0].Who.Year != 0 {
			c.texts, c.reports = append(c.texts, doc.Body), append(c.reports, result.Reports[0])
		}
	}
	return c, nil
}

const head = "第 %d 号\n"

// Item is the document of a number.
func (c *Corpus) Item(i int) source.Item {
	body := fmt.Appendf(nil, head, i)
	if i%c.every == 0 {
		body = append(body, c.texts[i/c.every%len(c.texts)]...)
	} else {
		body = append(body, "通知公告：本页没有报告。\n"...)
	}
	return source.Item{
		URI:       fmt.Sprintf("https://www.%d.example/xxgk/%d/content_%d.txt", i%5000, YearOf(i), i),
		MediaType: "text/plain", Body: body, Bytes: int64(len(body)),
		FetchedAt: time.Date(2026, 1, 1, 0, 0, i%86400, 0, time.UTC),
	}
}

// Years are those that documents are spread over; a night brings documents of LastYear.
const (
	FirstYear = 2019
	LastYear  = 2025
)

// YearOf is the year of a document.
func YearOf(i int) int { return FirstYear + i%(LastYear-FirstYear+1) }

// numberOf is the number in the first line of a document.
func numberOf(body []byte) (int, error) {
	line, _, _ := bytes.Cut(body, []byte("\n"))
	fields := bytes.Fields(line)
	if len(fields) != 3 {
		return 0, errors.New("no number")
	}
	return strconv.Atoi(string(fields[1]))
}

// Extract is what a run calls in the place of extractors.Extract.
func (c *Corpus) Extract(_ context.Context, doc extractors.Document) extractors.Result {
	i, err := numberOf(doc.Body)
	if err != nil || i%c.every != 0 || i/c.every%50 == 49 {
		return extractors.Result{MediaType: "text/plain", Reject: schema.Rejectf(schema.NotAReport, "number %d", i)}
	}
	year := YearOf(i)
	i /= c.every
	result := extractors.Result{MediaType: "text/plain", Reports: []extractors.Report{c.report(i, year)}}
	if i%10 == 3 {
		label := extractors.Label{Edition: result.Reports[0].Form.Form.Edition, Table: "applications", Text: "本地行" + strconv.Itoa(i%1000)}
		result.Labels = []extractors.Label{label}
	}
	return result
}

// report is the i-th report: figures differ from those of its text.
func (c *Corpus) report(i, year int) extractors.Report {
	r := c.reports[i%len(c.reports)]
	form := *r.Form
	form.Cells = slices.Clone(form.Cells)
	for k := range 8 {
		cell := &form.Cells[(i*7+k*23)%len(form.Cells)]
		if cell.Status.Asserted() {
			cell.Value = schema.Micros(int64(i)*13+int64(k)*1009+1) * schema.One
		}
	}
	form.Cells[0] = reconcile.Cell{Status: schema.Observed, HasValue: true, Value: schema.Micros(i+1) * schema.One, Source: form.Cells[0].Source}
	r.Form, r.Who.Year, r.Review = &form, year, nil
	r.Who.Agency = fmt.Sprintf("第%d号县%s局", i/20%3000, []string{"财政", "教育", "民政", "司法"}[i%4])
	r.Who.DivisionCode = strconv.Itoa(110000 + i/20%3000)
	if i%30 == 7 {
		r.Review = []string{"identity_failed"}
	}
	return r
}
