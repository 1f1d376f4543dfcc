package report

import (
	"context"
	"maps"

	"gongkai/schema"
)

// queued is a report under review as the list of the page has it.
type queued struct {
	row       reportRow
	partition string
	// at is the report's place in the queue.
	at int
	// chunk and slot say where the page holds the report in full; chunk is -1 where
	// it does not.
	chunk, slot int
	// full asks for the report in full.
	full bool
	// from is the first row of the report in each table of its partition; nil unless full.
	from map[string]int64
}

// extent counts the rows that reports have in the tables of a partition.
type extent map[string]int64

// add counts the rows of a report.
func (e extent) add(form *schema.Form) {
	for i := range form.Cells {
		e[form.Tables[form.Cells[i].Table].ID]++
	}
	e[schema.ChecksTable] += int64(len(form.Identities))
}

func (e extent) clone() extent { return maps.Clone(e) }

// queue chooses the reports under review that the page lists and those that it
// holds in full: all where there is room, else as many of each kind of trouble.
func queue(ctx context.Context, in *Input, s *survey, opts Options) ([]*queued, error) {
	full, listed := share(s.Waiting, opts.Full), share(s.Waiting, opts.Listed)
	met := map[string]int{}
	var out []*queued
	err := eachPartition(ctx, in, func(partition string, p *partitionReports) error {
		for i := range p.Waiting {
			waiting := &p.Waiting[i]
			key := reasonKey(&waiting.Row)
			rank := met[key]
			met[key]++
			if rank >= max(listed, full) {
				continue
			}
			q := &queued{row: waiting.Row, partition: partition, at: len(out), chunk: -1, full: rank < full}
			if q.full {
				q.from = waiting.From
			}
			out = append(out, q)
		}
		return nil
	})
	return out, err
}

// item is a line of the list in the page's data; the columns of Items.
type item struct {
	ID        string   `json:"i"`
	Chunk     int      `json:"c"` // -1: not in full
	Slot      int      `json:"s"`
	Agency    string   `json:"a,omitempty"`
	Title     string   `json:"t,omitempty"`
	URI       string   `json:"u"`
	Year      int64    `json:"y,omitempty"`
	Edition   string   `json:"e"`
	Layout    string   `json:"l"`
	Province  string   `json:"p,omitempty"`
	Level     string   `json:"v,omitempty"`
	Reasons   []string `json:"r"`
	Copy      bool     `json:"d,omitempty"`
	Failed    int64    `json:"f,omitempty"`
	Conflicts int64    `json:"k,omitempty"`
	Lost      int64    `json:"m,omitempty"`
}

func (q *queued) item() item {
	r := &q.row
	out := item{
		ID: r.ReportID, Chunk: q.chunk, Slot: q.slot, Agency: cut(r.Agency, 60), URI: cut(r.SourceURI, 200), Year: r.Year,
		Edition: r.Edition, Layout: r.Layout, Province: r.Where[0], Level: r.AdminLevel, Reasons: r.Reasons,
		Copy: r.DuplicateOf != "", Failed: r.ChecksFailed, Conflicts: r.Conflict, Lost: r.Missing,
	}
	if r.Agency == "" {
		out.Title = cut(r.Title, 60)
	}
	return out
}

// cut shortens a text to a number of characters.
func cut(text string, most int) string {
	n := 0
	for i := range text {
		if n == most {
			return text[:i] + "…"
		}
		n++
	}
	return text
}
