package sink

import (
	"errors"
	"iter"

	"github.com/apache/arrow/go/v17/arrow"

	"gongkai/pipeline/record"
)

// File is one written file.
type File struct {
	// Path is below the writer's folder, with slashes.
	Path string
	// Table is the table's name, Partition the partition's folder ("year=2021") or "".
	Table, Partition string
	Rows, Bytes      int64
	// SHA256 of the file's bytes, 64 hex digits.
	SHA256 string
}

// Options say how files are written. The zero Options are the defaults.
type Options struct {
	// Workers bounds the goroutines that encode columns; 0 is 1. The bytes do not
	// depend on it.
	Workers int
	// FileBytes is the size at which a further part is begun; 0 is 128 MiB.
	FileBytes int64
}

// Writer writes the tables of one dataset folder. It is not safe for concurrent use.
type Writer struct{}

var errNotBuilt = errors.New("sink: not built yet")

// New makes a writer for a folder, which is made when the first file is.
func New(dir string, opt Options) *Writer { return &Writer{} }

// Write appends a record to a table's partition ("year=2021", "" for a table
// without partitions).
func (w *Writer) Write(table, partition string, rec arrow.Record) error { return errNotBuilt }

// WritePartition writes every table's rows of one report year (0 where unknown).
// The rows come in the order of record.Compare. A year is written once.
func (w *Writer) WritePartition(year int, rows iter.Seq2[*record.Row, error]) error {
	return errNotBuilt
}

// WriteRejects writes the rejects table.
func (w *Writer) WriteRejects(rejects []record.Reject) error { return errNotBuilt }

// WriteLabels writes the labels table.
func (w *Writer) WriteLabels(labels []record.Label) error { return errNotBuilt }

// FillEmpty gives each of the named tables (all, where none is named) that has no
// file yet a file without rows.
func (w *Writer) FillEmpty(tables ...string) error { return errNotBuilt }

// Close finishes every open file and lists all of them, sorted by path. After an
// error the folder's content is to be discarded.
func (w *Writer) Close() ([]File, error) { return nil, errNotBuilt }

// WriteAll writes a whole dataset: every table, rows in any order.
func WriteAll(dir string, rows []record.Row, rejects []record.Reject, labels []record.Label, opt Options) ([]File, error) {
	return nil, errNotBuilt
}
