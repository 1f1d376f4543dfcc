// Package recordtest draws random reports, rejects and labels for tests of what
// stores them.
//
// The same seed gives the same rows. The reports are of every embedded edition
// and use every status, absent and present metadata, several years and the
// unknown one, copies, several reports of one agency and year, and figures up
// to the bounds of their columns. They satisfy no identities: a store does not
// look.
package recordtest

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"time"

	"gongkai/extractors"
	"gongkai/extractors/agency"
	"gongkai/extractors/layout"
	"gongkai/extractors/reconcile"
	"gongkai/pipeline/record"
	"gongkai/schema"
)

// MaxCount and MaxAmount are the largest figures that a dataset stores.
const (
	MaxCount  = 999_999_999_999 * schema.One
	MaxAmount = MaxCount + schema.One - 1
)

// Rows draws n reports, in no order.
func Rows(seed uint64, n int) []record.Row {
	r := rand.New(rand.NewPCG(seed, 1))
	rows := make([]record.Row, n)
	for i := range rows {
		rows[i] = row(r, i)
	}
	for i := range rows {
		if j := r.IntN(n); j != i && r.IntN(8) == 0 {
			rows[i].DuplicateOf = rows[j].ReportID()
		}
	}
	return rows
}

func pick[T any](r *rand.Rand, values ...T) T { return values[r.IntN(len(values))] }

func digest(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:])
}

func row(r *rand.Rand, i int) record.Row {
	name := fmt.Sprintf("%d/%d.html", i%7, i)
	row := record.Row{
		DocID: "doc-" + name, SourceURI: name, ContentSHA256: digest(name),
		MediaType: pick(r, "", "text/html", "text/plain"),
		FetchedAt: pick(r, time.Time{}, time.Date(2024, 2, 3, 4, 5, 6, 789_012_000, time.UTC)),
	}
	row.Report = extractors.Report{
		Ordinal: r.IntN(3), Layout: pick(r, layout.HTML, layout.Tabbed, layout.Markdown),
		Script: pick(r, "hans", "hant"), Who: who(r), Form: form(r),
		Overview: prose(r, 400), Problems: prose(r, 40), OtherMatters: prose(r, 4),
	}
	for _, reason := range []string{"agency_unknown", "check_failed", "year_disagrees"} {
		if r.IntN(4) == 0 {
			row.Review = append(row.Review, reason)
		}
	}
	return row
}

func prose(r *rand.Rand, words int) string {
	text := ""
	for range r.IntN(words) {
		text += pick(r, "依法", "公开", "信息", "答复", "申请", "，", "。", "\n")
	}
	return text
}

func who(r *rand.Rand) agency.Identity {
	id := agency.Identity{Title: prose(r, 5), Status: agency.Unknown, Year: pick(r, 0, 2019, 2020, 2021, 2021, 2022)}
	if id.Year != 0 {
		id.YearSource = pick(r, agency.YearFromTitle, agency.YearFromURL)
	}
	if r.IntN(5) > 0 {
		id.Agency, id.Status = fmt.Sprintf("第%d市财政局", r.IntN(6)), agency.Stated
	}
	if r.IntN(3) > 0 {
		id.DivisionCode = pick(r, "110000", "130100", "410821")
		id.Province, id.Prefecture = "省", pick(r, "", "市")
		id.County, id.Township, id.AdminLevel = pick(r, "", "县"), pick(r, "", "乡"), pick(r, "county", "township")
	}
	if r.IntN(2) == 0 {
		id.Published = pick(r, "2021-01-31", "1969-12-31", "2024-02-29")
	}
	return id
}

func form(r *rand.Rand) *reconcile.Report {
	form := pick(r, schema.Forms()...)
	report := &reconcile.Report{Form: form}
	for _, c := range form.Cells {
		report.Cells = append(report.Cells, cell(r, c))
	}
	for range form.Identities {
		check := reconcile.Check{Outcome: reconcile.Outcome(r.IntN(3))}
		if check.Outcome != reconcile.NotAssessable {
			check.LHS, check.RHS = count(r), count(r)
		}
		report.Checks = append(report.Checks, check)
	}
	return report
}

func cell(r *rand.Rand, of schema.Cell) reconcile.Cell {
	c := reconcile.Cell{Status: schema.Observed, Unit: of.Unit, Evidence: r.IntN(4)}
	if r.IntN(3) == 0 {
		c.Status = pick(r, schema.Statuses()...)
	}
	if c.Status != schema.Missing && c.Status != schema.Inferred {
		c.Source = &reconcile.Source{Table: r.IntN(5) - 1, Row: r.IntN(40), Col: r.IntN(12)}
	}
	if r.IntN(6) == 0 {
		c.Raw = pick(r, "增5", "850万元", "/", "\u00a0")
	}
	if !c.Status.Asserted() && c.Status != schema.Conflict {
		return c
	}
	c.HasValue, c.Value = true, count(r)
	if of.Amount {
		c.Value, c.Unit = amount(r), pick(r, "", schema.UnitCNY, schema.UnitCNY10k)
	}
	return c
}

func count(r *rand.Rand) schema.Micros {
	switch r.IntN(20) {
	case 0:
		return pick(r, MaxCount, -MaxCount)
	case 1, 2, 3:
		return schema.Count(int64(r.IntN(1e6)) - 5e5)
	case 4, 5, 6, 7:
		return schema.Count(int64(r.IntN(30)) - 8)
	}
	return 0
}

func amount(r *rand.Rand) schema.Micros {
	return pick(r, 0, 1, -1, 53293441*schema.One/100, MaxAmount, -MaxAmount, schema.Micros(r.Int64N(1e15)))
}

// Rejects draws n rejects, in no order.
func Rejects(seed uint64, n int) []record.Reject {
	r := rand.New(rand.NewPCG(seed, 2))
	rejects := make([]record.Reject, n)
	for i := range rejects {
		name := fmt.Sprintf("%d/rejected-%d.html", i%5, i)
		rejects[i] = record.Reject{
			DocID: "doc-" + name, SourceURI: name, MediaType: pick(r, "", "image/png"),
			Reason: schema.Reasons[r.IntN(len(schema.Reasons))].Reason, Detail: pick(r, "", "第一行"),
		}
		if r.IntN(3) > 0 {
			rejects[i].ContentSHA256, rejects[i].Bytes = digest(name), r.Int64N(1<<40)
			rejects[i].FetchedAt = time.Date(2023, 1, 2, 3, 4, 5, 0, time.UTC)
		}
	}
	return rejects
}

// Labels draws n labels, in no order.
func Labels(seed uint64, n int) []record.Label {
	r := rand.New(rand.NewPCG(seed, 3))
	labels := make([]record.Label, n)
	for i := range labels {
		labels[i] = record.Label{
			Label:     extractors.Label{Edition: pick(r, "2019", "2021"), Table: pick(r, "applications", "proceedings"), Text: fmt.Sprintf("合计%d", i)},
			Documents: r.Int64N(1000) + 1, ExampleDoc: fmt.Sprintf("doc-%d", i),
		}
		if r.IntN(2) == 0 {
			labels[i].Nearest, labels[i].Distance = "总计", r.IntN(4)
		}
	}
	return labels
}
