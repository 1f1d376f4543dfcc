package sink

import (
	"errors"
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/apache/arrow/go/v17/arrow"
	"github.com/apache/arrow/go/v17/arrow/memory"
	"github.com/parquet-go/parquet-go"

	"gongkai/pipeline/durable"
	"gongkai/schema"
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
	// GroupBytes is the size before compression at which a row group is ended; 0
	// is 64 MiB. It bounds the memory of a table being written.
	GroupBytes int64
	// FS makes the changes to the file system; nil is durable.OS.
	FS durable.FS
	// Allocator is for the records; nil gives out again what was released.
	Allocator memory.Allocator
	// Tables are the tables' schemas; nil is schema.Tables().
	Tables []*schema.TableSchema
}

const (
	defaultFileBytes  = 128 << 20
	defaultGroupBytes = 64 << 20
)

func (o Options) withDefaults() Options {
	o.Workers = max(o.Workers, 1)
	if o.FileBytes <= 0 {
		o.FileBytes = defaultFileBytes
	}
	if o.GroupBytes <= 0 {
		o.GroupBytes = defaultGroupBytes
	}
	if o.FS == nil {
		o.FS = durable.OS
	}
	if o.Allocator == nil {
		o.Allocator = &recycler{}
	}
	if o.Tables == nil {
		o.Tables = schema.Tables()
	}
	return o
}

// Writer writes the tables of one dataset folder. It is not safe for concurrent
// use. After the first error it does nothing more and returns that error.
type Writer struct {
	dir     string
	opt     Options
	layouts map[string]*layout
	// scratch is room for the values of a column, for each worker.
	scratch chan []parquet.Value
	open    map[place]*series
	done    map[place]bool
	files   []File
	err     error
	closed  bool
}

// place is a table's partition.
type place struct{ table, partition string }

func (p place) String() string { return path.Join(p.table, p.partition) }

// series is the file in hand of a partition and the number of files before it.
type series struct {
	part   *part
	number int
}

// ErrClosed is what a Writer answers after Close.
var ErrClosed = errors.New("sink: writer is closed")

// New makes a writer for a folder, which is made when the first file is.
func New(dir string, opt Options) *Writer {
	w := &Writer{
		dir: dir, opt: opt.withDefaults(), layouts: map[string]*layout{},
		open: map[place]*series{}, done: map[place]bool{},
	}
	w.scratch = make(chan []parquet.Value, w.opt.Workers)
	for range w.opt.Workers {
		w.scratch <- nil
	}
	return w
}

// Write appends a record to a table's partition ("year=2021", "" for a table
// without partitions). It does not keep the record.
func (w *Writer) Write(table, partition string, rec arrow.Record) error {
	return w.do(func() error { return w.write(place{table, partition}, rec) })
}

// do runs a step unless an earlier one has failed.
func (w *Writer) do(step func() error) error {
	if w.err == nil && w.closed {
		return ErrClosed
	}
	if w.err == nil {
		if err := step(); err != nil {
			w.err = errors.Join(fmt.Errorf("sink: %w", err), w.abort())
		}
	}
	return w.err
}

func (w *Writer) write(at place, rec arrow.Record) error {
	s, err := w.series(at)
	if err != nil {
		return err
	}
	if want := s.part.layout.table.Arrow; !rec.Schema().Equal(want) {
		return fmt.Errorf("%s: record has the schema %s, want %s", at, rec.Schema(), want)
	}
	if err := s.part.write(rec); err != nil {
		return err
	}
	if s.part.bytes() < w.opt.FileBytes {
		return nil
	}
	return w.finishPart(at, s)
}

// series returns the open file of a partition, beginning one where there is none.
func (w *Writer) series(at place) (*series, error) {
	if w.done[at] {
		return nil, fmt.Errorf("%s: was written before", at)
	}
	l, err := w.layout(at.table)
	if err != nil {
		return nil, err
	}
	if !validPartition(at.partition, l.table.Partitioned) {
		return nil, fmt.Errorf("table %s: partition %q", at.table, at.partition)
	}
	s := w.open[at]
	if s == nil {
		s = &series{}
		w.open[at] = s
	}
	if s.part == nil {
		s.part, err = w.begin(at, s.number, l)
	}
	return s, err
}

func validPartition(partition string, partitioned bool) bool {
	if !partitioned {
		return partition == ""
	}
	year, err := strconv.Atoi(strings.TrimPrefix(partition, schema.PartitionKey+"="))
	return partition == schema.Partition(0) || err == nil && partition == schema.Partition(year)
}

func (w *Writer) layout(table string) (*layout, error) {
	if l, ok := w.layouts[table]; ok {
		return l, nil
	}
	i := slices.IndexFunc(w.opt.Tables, func(t *schema.TableSchema) bool { return t.Name == table })
	if i < 0 {
		return nil, fmt.Errorf("table %q is not defined", table)
	}
	l, err := newLayout(w.opt.Tables[i])
	if err != nil {
		return nil, err
	}
	w.layouts[table] = l
	return l, nil
}

func (w *Writer) begin(at place, number int, l *layout) (*part, error) {
	name := partPath(at, number)
	full := filepath.Join(w.dir, filepath.FromSlash(name))
	if err := w.opt.FS.MkdirAll(filepath.Dir(full)); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return newPart(full, l, &w.opt, w.scratch)
}

func partPath(at place, number int) string {
	return path.Join(at.table, at.partition, fmt.Sprintf("part-%05d.parquet", number))
}

func (w *Writer) finishPart(at place, s *series) error {
	p := s.part
	sum, err := p.finish()
	if err != nil {
		return err
	}
	w.files = append(w.files, File{
		Path: partPath(at, s.number), Table: at.table, Partition: at.partition,
		Rows: p.rows, Bytes: p.bytes(), SHA256: sum,
	})
	s.part = nil
	s.number++
	return nil
}

// finishPlace ends a partition; it cannot be written to again.
func (w *Writer) finishPlace(at place) error {
	if s := w.open[at]; s != nil && s.part != nil {
		if err := w.finishPart(at, s); err != nil {
			return err
		}
	}
	delete(w.open, at)
	w.done[at] = true
	return nil
}

// openPlaces lists the partitions in hand in a fixed order.
func (w *Writer) openPlaces() []place {
	var places []place
	for at := range w.open {
		places = append(places, at)
	}
	slices.SortFunc(places, func(a, b place) int { return strings.Compare(a.String(), b.String()) })
	return places
}

func (w *Writer) abort() error {
	var errs []error
	for _, at := range w.openPlaces() {
		if p := w.open[at].part; p != nil {
			errs = append(errs, p.abort())
		}
	}
	clear(w.open)
	return errors.Join(errs...)
}

// Close ends every open file and lists all of them, sorted by path. After an
// error the folder's content is to be discarded.
func (w *Writer) Close() ([]File, error) {
	if err := w.do(w.finishAll); err != nil {
		return nil, err
	}
	w.closed = true
	slices.SortFunc(w.files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	return slices.Clone(w.files), nil
}

func (w *Writer) finishAll() error {
	for _, at := range w.openPlaces() {
		if err := w.finishPlace(at); err != nil {
			return err
		}
	}
	return nil
}

// Abort gives up: temporaries of open files are removed, later calls fail.
func (w *Writer) Abort() error {
	w.closed = true
	return w.abort()
}
