package report

import (
	"cmp"
	"slices"

	"gongkai/pipeline/dataset"
	"gongkai/schema"
)

// historyJSON is one published snapshot in the trend.
type historyJSON struct {
	ID        string `json:"id"`
	Finished  string `json:"at"`
	Extractor string `json:"x"`
	Documents int64  `json:"docs"`
	Reports   int64  `json:"reports"`
	Rejects   int64  `json:"rejects"`
	Review    int64  `json:"review"`
	Cells     int64  `json:"cells"`
	Lost      int64  `json:"lost"`
	Run       int64  `json:"run"`
	Failed    int64  `json:"failed"`
	Current   bool   `json:"current,omitempty"`
}

// hostJSON is a host with how long it takes to answer.
type hostJSON struct {
	Host     string  `json:"h"`
	Requests int64   `json:"n"`
	Seconds  float64 `json:"s"`
}

// The page shows so many snapshots and hosts.
const (
	mostSnapshots = 120
	mostHosts     = 15
)

// history fills in what depends on the snapshots beside this one.
func (o *overview) history(id string, infos []dataset.Info) {
	for _, info := range infos {
		if !info.Published() {
			continue
		}
		m := info.Manifest
		h := historyJSON{
			ID: info.ID, Finished: stamp(m.Run.Finished), Extractor: m.Program.ExtractorVersion, Documents: m.Input.Documents,
			Reports: m.Counts.Reports, Rejects: m.Counts.Rejects, Review: m.Counts.ReportsToReview, Current: info.ID == id,
		}
		for status, n := range m.Counts.CellsByStatus {
			h.Cells += n
			if status == schema.Missing.String() || status == schema.Unreadable.String() {
				h.Lost += n
			}
		}
		h.Failed = m.Counts.ChecksByOutcome["fail"]
		h.Run = h.Failed + m.Counts.ChecksByOutcome["pass"]
		o.History = append(o.History, h)
	}
	if extra := len(o.History) - mostSnapshots; extra > 0 {
		o.History = o.History[extra:]
	}
}

// hosts lists the slowest hosts of the newest snapshots that fetched anything.
func (o *overview) hosts(infos []dataset.Info) {
	for _, info := range slices.Backward(infos) {
		if !info.Published() || len(info.Manifest.Run.Read.Hosts) == 0 {
			continue
		}
		for _, h := range info.Manifest.Run.Read.Hosts {
			o.Hosts = append(o.Hosts, hostJSON{Host: cut(h.Host, 120), Requests: h.Requests, Seconds: h.Seconds / float64(max(1, h.Requests))})
		}
		break
	}
	slices.SortFunc(o.Hosts, func(a, b hostJSON) int { return cmp.Or(cmp.Compare(b.Seconds, a.Seconds), cmp.Compare(a.Host, b.Host)) })
	o.Hosts = o.Hosts[:min(mostHosts, len(o.Hosts))]
}
