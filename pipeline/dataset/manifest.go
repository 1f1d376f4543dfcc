package dataset

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"time"
)

// ManifestVersion is the version of the manifest's own form.
const ManifestVersion = 1

// Manifest says what went into a snapshot and what came out. It is the only
// file of a snapshot that holds times.
type Manifest struct {
	ManifestVersion int    `json:"manifest_version"`
	Snapshot        string `json:"snapshot"`
	// Parent is the snapshot that was current when this one was made, or "".
	Parent string `json:"parent,omitempty"`
	Run    Run    `json:"run"`
	// Program is what read the documents; together with Input it decides every byte of the tables.
	Program Program `json:"program"`
	Input   Input   `json:"input"`
	Counts  Counts  `json:"counts"`
	Files   []File  `json:"files"`
	// Page is the page for people; nil in snapshots that are older than it.
	Page *Page `json:"page,omitempty"`
	// Partitions says what each year's files were made of.
	Partitions []Partition `json:"partitions"`
	// Audited says what the audit found in the files of each partition.
	Audited []Audited `json:"audited,omitempty"`
	// Overrides says what became of each verified figure.
	Overrides []Override `json:"overrides,omitempty"`
	// Refused lists why the snapshot was not published; empty where it was.
	Refused []string `json:"refused,omitempty"`
	// Accepted lists what the audit held against the snapshot and a person accepted.
	Accepted []string `json:"accepted,omitempty"`
}

// Run says when and how the snapshot was made.
type Run struct {
	Command  string    `json:"command"`
	Sources  []string  `json:"sources,omitempty"`
	Started  time.Time `json:"started"`
	Finished time.Time `json:"finished"`
	Workers  int       `json:"workers"`
	// Read is what the sources gave to the run.
	Read Read `json:"read"`
	// Error is why a failed run failed.
	Error string `json:"error,omitempty"`
}

// Read counts what the sources gave.
type Read struct {
	// Items is the number of documents and failures that the sources gave,
	// New the number of them that the raw zone did not hold.
	Items int64 `json:"items"`
	New   int64 `json:"new"`
	// Hosts says how long the slowest hosts took to answer, the slowest first.
	Hosts []HostTime `json:"hosts,omitempty"`
	// Failed counts the failures by reason, Skipped what was passed over by rule.
	Failed  map[string]int64 `json:"failed,omitempty"`
	Skipped map[string]int64 `json:"skipped,omitempty"`
}

// HostTime is how long a host took: Seconds over all of its Requests.
type HostTime struct {
	Host     string  `json:"host"`
	Requests int64   `json:"requests"`
	Seconds  float64 `json:"seconds"`
}

// Program names the versions that the tables depend on.
type Program struct {
	ExtractorVersion string `json:"extractor_version"`
	// Build is the sha256 of the program file: builds of one version that differ are told apart.
	Build string `json:"build,omitempty"`
	// Editions maps each form edition to the sha256 of its data file.
	Editions map[string]string `json:"editions"`
	// Schema is the sha256 of the table schemas.
	Schema string `json:"schema"`
}

// Input is what was read.
type Input struct {
	// Addresses is the number of addresses and files; several may hold one document.
	Addresses int64 `json:"addresses"`
	// Documents is the number of distinct contents, and of addresses without content.
	Documents int64 `json:"documents"`
	Bytes     int64 `json:"bytes"`
	// Digest is a sha256 over the documents and their addresses, in order.
	Digest string `json:"digest"`
}

// Counts is the account of a snapshot. DocumentsWithReports and Rejects add up
// to Input.Documents.
type Counts struct {
	DocumentsWithReports int64            `json:"documents_with_reports"`
	Reports              int64            `json:"reports"`
	Copies               int64            `json:"copies"`
	Rejects              int64            `json:"rejects"`
	RejectsByReason      map[string]int64 `json:"rejects_by_reason"`
	ReportsByYear        map[string]int64 `json:"reports_by_year"`
	ReportsByEdition     map[string]int64 `json:"reports_by_edition"`
	CellsByStatus        map[string]int64 `json:"cells_by_status"`
	ChecksByOutcome      map[string]int64 `json:"checks_by_outcome"`
	ReportsToReview      int64            `json:"reports_to_review"`
	// ReviewByReason counts reports; one report may have several reasons.
	ReviewByReason map[string]int64 `json:"review_by_reason"`
	// Labels is the number of different labels not recognised.
	Labels int64 `json:"labels"`
}

// NewCounts returns counts of nothing.
func NewCounts() Counts {
	return Counts{
		RejectsByReason: map[string]int64{}, ReportsByYear: map[string]int64{}, ReportsByEdition: map[string]int64{},
		CellsByStatus: map[string]int64{}, ChecksByOutcome: map[string]int64{}, ReviewByReason: map[string]int64{},
	}
}

// Partition is what the files of one partition were made of. Under one Program,
// equal digests give equal files.
type Partition struct {
	Partition string `json:"partition"`
	Reports   int64  `json:"reports"`
	Digest    string `json:"digest"`
}

// Equal reports whether two programs make equal files of equal documents.
func (p Program) Equal(other Program) bool {
	return p.ExtractorVersion == other.ExtractorVersion && p.Build == other.Build &&
		p.Schema == other.Schema && maps.Equal(p.Editions, other.Editions)
}

// File is one data file of a snapshot.
type File struct {
	// Path is below the snapshot, with slashes.
	Path      string `json:"path"`
	Table     string `json:"table"`
	Partition string `json:"partition,omitempty"`
	Rows      int64  `json:"rows"`
	Bytes     int64  `json:"bytes"`
	SHA256    string `json:"sha256"`
}

// Page is the page for people that lies in a snapshot as PageFile.
type Page struct {
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
}

// ReadManifest reads the manifest of a snapshot's folder.
func ReadManifest(dir string) (*Manifest, error) {
	raw, err := os.ReadFile(filepath.Join(dir, ManifestFile))
	if err != nil {
		return nil, fmt.Errorf("dataset: manifest: %w", err)
	}
	m, err := ParseManifest(raw)
	if err != nil {
		return nil, fmt.Errorf("dataset: %s: %w", dir, err)
	}
	return m, nil
}

// ParseManifest reads the content of ManifestFile.
func ParseManifest(raw []byte) (*Manifest, error) {
	var m Manifest
	if err := json.Unmarshal(raw, &m); err != nil {
		return nil, fmt.Errorf("manifest: %w", err)
	}
	if m.ManifestVersion != ManifestVersion {
		return nil, fmt.Errorf("manifest version %d, this program reads %d", m.ManifestVersion, ManifestVersion)
	}
	return &m, nil
}

func (m *Manifest) encode() ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(m); err != nil {
		return nil, fmt.Errorf("dataset: manifest: %w", err)
	}
	return b.Bytes(), nil
}
