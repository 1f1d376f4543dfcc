package pipeline

import (
	"time"

	"gongkai/pipeline/bucket"
	"gongkai/pipeline/dataset"
	"gongkai/schema"
)

// Outcome says how a run ended.
type Outcome string

// The outcomes of a run without an error.
const (
	// Published means that a new snapshot is current.
	Published Outcome = "published"
	// NothingNew means that the current snapshot already says what this run found.
	NothingNew Outcome = "nothing_new"
	// Refused means that a snapshot was made and the audit held something against it.
	Refused Outcome = "refused"
)

// Summary says what a run did.
type Summary struct {
	Outcome Outcome
	// Snapshot is the id of the snapshot made, or of the current one where
	// nothing was new.
	Snapshot string
	// Dir is the folder to read from.
	Dir string
	// Read is what the sources gave; zero for a run without sources.
	Read Read
	// Failures are the first documents that could not be read; Read.Failed counts all.
	Failures []Failure
	// Account is the page that tells people of the run; "" where none was written.
	Account string
	// Input and Counts describe the snapshot.
	Input  dataset.Input
	Counts dataset.Counts
	// Extracted is how many documents were extracted by this run, the others were
	// kept from earlier ones.
	Extracted int64
	// Shared is how many files are links to the parent's; Files is how many there are.
	Shared, Files int
	// Bytes is the size of the snapshot's tables.
	Bytes int64
	// Complaints is what the audit held against the snapshot.
	Complaints []string
	// Overrides says what became of each verified figure.
	Overrides []dataset.Override
	// Bugs are panics of our own code, each with its stack.
	Bugs []Bug
	// Copies says what it took to copy the snapshot to object storage.
	Copies   []bucket.Sent
	Duration time.Duration
	// Stages says how long each stage took that was begun, in their order.
	Stages []StageTime
	// DryRun says that the dataset is as it was, whatever the outcome.
	DryRun bool
}

// Read counts what the sources gave.
type Read = dataset.Read

// Stage names a stage of a run.
type Stage string

// The stages, in their order.
const (
	StageRead    Stage = "read"
	StageSurvey  Stage = "survey"
	StageExtract Stage = "extract"
	StageWrite   Stage = "write"
	StagePage    Stage = "page"
	StageAudit   Stage = "audit"
	StagePublish Stage = "publish"
	// StageCopy copies the published snapshot to object storage.
	StageCopy Stage = "copy"
)

// StageTime is how long a stage took.
type StageTime struct {
	Stage    Stage
	Duration time.Duration
}

// Failure is a document that could not be read.
type Failure struct {
	URI    string
	Reject schema.Reject
}

// Bug is a panic on one document.
type Bug struct{ DocID, SourceURI, Stack string }
