package report

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/gob"
	"fmt"

	"gongkai/pipeline/table"
	"gongkai/schema"
)

// Cache keeps what the page is made of from one page to the next, by a key that covers
// all that it follows from. One that forgets costs time and nothing else.
type Cache interface {
	// Get returns what was put under a key; ok is false where there is nothing, or what
	// is there is damaged. Several goroutines call it, also while one puts.
	Get(key [sha256.Size]byte) (value []byte, ok bool)
	// Put keeps a value. It is called by the goroutine that writes the page.
	Put(key [sha256.Size]byte, value []byte) error
}

// partitionReports is what the page takes of the reports of one partition.
type partitionReports struct {
	Survey survey
	// Waiting is the reports under review, in the order of the rows.
	Waiting []waitingReport
}

// waitingReport is a report under review; From counts the rows before its own in each
// table of its partition.
type waitingReport struct {
	Row  reportRow
	From map[string]int64
}

// eachPartition visits the reports of each partition, in the page's order. Those of
// files that were read for an earlier page are taken from the cache.
func eachPartition(ctx context.Context, in *Input, visit func(partition string, p *partitionReports) error) error {
	for _, partition := range partitionsOf(in.Manifest) {
		p, err := in.partition(ctx, partition)
		if err != nil {
			return fmt.Errorf("reports of %s: %w", partition, err)
		}
		if err := visit(partition, p); err != nil {
			return err
		}
	}
	return nil
}

func (in *Input) partition(ctx context.Context, partition string) (*partitionReports, error) {
	if in.Cache == nil {
		return in.readPartition(ctx, partition)
	}
	key := in.partitionKey(partition)
	if kept, ok := in.Cache.Get(key); ok {
		p := &partitionReports{Survey: *newSurvey()}
		if gob.NewDecoder(bytes.NewReader(kept)).Decode(p) == nil {
			return p, nil
		}
	}
	p, err := in.readPartition(ctx, partition)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if err := gob.NewEncoder(&b).Encode(p); err != nil {
		return nil, fmt.Errorf("keep: %w", err)
	}
	return p, in.Cache.Put(key, b.Bytes())
}

// partitionKey covers the files that the reports of a partition are read from.
func (in *Input) partitionKey(partition string) [sha256.Size]byte {
	digest := sha256.New()
	fmt.Fprintf(digest, "partition %s\n", partition)
	for _, f := range tableFiles(in.Manifest, schema.ReportsTable, partition) {
		fmt.Fprintf(digest, "%d %s\n", f.Rows, f.SHA256)
	}
	return [sha256.Size]byte(digest.Sum(nil))
}

func (in *Input) readPartition(ctx context.Context, partition string) (*partitionReports, error) {
	p := &partitionReports{Survey: *newSurvey()}
	rows := extent{}
	files := tableFiles(in.Manifest, schema.ReportsTable, partition)
	err := eachRow(ctx, in.Dir, files, reportColumns, func(in *table.Rows) error {
		r, err := readReport(in)
		if err != nil {
			return err
		}
		form := schema.FormOf(r.Edition)
		if form == nil {
			return fmt.Errorf("report %s: edition %q is not known", r.ReportID, r.Edition)
		}
		p.Survey.add(r)
		if r.Review {
			p.Waiting = append(p.Waiting, waitingReport{Row: *r, From: rows.clone()})
		}
		rows.add(form)
		return nil
	})
	return p, err
}
