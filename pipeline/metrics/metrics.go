package metrics

import (
	"bytes"
	"fmt"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/common/expfmt"

	"gongkai/pipeline"
	"gongkai/pipeline/durable"
)

// Run is a run that ended.
type Run struct {
	pipeline.Summary
	ExitCode int
	Started  time.Time
	// Published is when the snapshot that is current was made; zero where none is.
	Published time.Time
}

// Write replaces the metrics file. A nil fsys is durable.OS.
func Write(fsys durable.FS, name string, run Run) error {
	if fsys == nil {
		fsys = durable.OS
	}
	text, err := encode(run)
	if err != nil {
		return fmt.Errorf("metrics: %w", err)
	}
	if err := durable.WriteFile(fsys, name, text); err != nil {
		return fmt.Errorf("metrics: %w", err)
	}
	return nil
}

// encode is the text format, sorted by name and label.
func encode(run Run) ([]byte, error) {
	r := registry{prometheus.NewRegistry()}
	r.ofRun(run)
	if run.Outcome != "" {
		r.ofSnapshot(run)
	}
	families, err := r.Gather()
	if err != nil {
		return nil, fmt.Errorf("metrics: gather: %w", err)
	}
	var b bytes.Buffer
	for _, family := range families {
		if _, err := expfmt.MetricFamilyToText(&b, family); err != nil {
			return nil, fmt.Errorf("metrics: encode: %w", err)
		}
	}
	return b.Bytes(), nil
}

type registry struct{ *prometheus.Registry }

// set adds a gauge.
func (r registry) set(name, help string, value float64) {
	gauge := prometheus.NewGauge(prometheus.GaugeOpts{Namespace: "gongkai", Name: name, Help: help})
	gauge.Set(value)
	r.MustRegister(gauge)
}

// setEach adds a gauge for each key of counts.
func (r registry) setEach(name, help, label string, counts map[string]int64) {
	gauges := prometheus.NewGaugeVec(prometheus.GaugeOpts{Namespace: "gongkai", Name: name, Help: help}, []string{label})
	for key, n := range counts {
		gauges.WithLabelValues(key).Set(float64(n))
	}
	r.MustRegister(gauges)
}

// ofRun adds what is known of every run.
func (r registry) ofRun(run Run) {
	r.set("run_exit_code", "Exit code of the last run.", float64(run.ExitCode))
	r.set("run_start_timestamp_seconds", "When the last run began.", seconds(run.Started))
	r.set("run_duration_seconds", "How long the last run took.", run.Duration.Seconds())
	if !run.Published.IsZero() {
		r.set("published_timestamp_seconds", "When the snapshot that is current was made.", seconds(run.Published))
	}
	stages := prometheus.NewGaugeVec(prometheus.GaugeOpts{
		Namespace: "gongkai", Name: "stage_duration_seconds", Help: "How long each stage of the last run took.",
	}, []string{"stage"})
	for _, s := range run.Stages {
		stages.WithLabelValues(string(s.Stage)).Set(s.Duration.Seconds())
	}
	r.MustRegister(stages)
	r.set("read_items", "Documents and failures that the sources gave.", float64(run.Read.Items))
	r.set("read_new", "Those that the raw zone did not hold.", float64(run.Read.New))
	r.setEach("read_failed", "Failures to read, by reason.", "reason", run.Read.Failed)
	r.setEach("read_skipped", "What the sources passed over, by rule.", "rule", run.Read.Skipped)
	r.set("extracted_documents", "Documents extracted by the last run.", float64(run.Extracted))
	r.set("bugs", "Panics of the extractor in the last run.", float64(len(run.Bugs)))
	r.set("audit_complaints", "What the audit held against the last snapshot made.", float64(len(run.Complaints)))
}

// ofSnapshot adds the account of the snapshot.
func (r registry) ofSnapshot(run Run) {
	c := &run.Counts
	r.setEach("run_outcome", "How the last run ended.", "outcome", map[string]int64{string(run.Outcome): 1})
	r.set("addresses", "Addresses and files of the raw zone.", float64(run.Input.Addresses))
	r.set("documents", "Distinct documents of the raw zone.", float64(run.Input.Documents))
	r.set("documents_bytes", "Size of those documents.", float64(run.Input.Bytes))
	r.set("documents_with_reports", "Documents that gave reports.", float64(c.DocumentsWithReports))
	r.setEach("rejects", "Documents without report, by reason.", "reason", c.RejectsByReason)
	r.setEach("reports", "Reports, by year.", "year", c.ReportsByYear)
	r.setEach("reports_by_edition", "Reports, by edition of the form.", "edition", c.ReportsByEdition)
	r.set("report_copies", "Reports that are copies of others.", float64(c.Copies))
	r.set("reports_to_review", "Reports that a person should look at.", float64(c.ReportsToReview))
	r.setEach("review_reasons", "Reports to review, by reason.", "reason", c.ReviewByReason)
	r.setEach("cells", "Cells, by status.", "status", c.CellsByStatus)
	r.setEach("checks", "Identities tested, by outcome.", "outcome", c.ChecksByOutcome)
	r.set("labels_unknown", "Labels not recognised.", float64(c.Labels))
	r.set("snapshot_bytes", "Size of the snapshot's tables.", float64(run.Bytes))
}

func seconds(t time.Time) float64 { return float64(t.UnixMilli()) / 1000 }
