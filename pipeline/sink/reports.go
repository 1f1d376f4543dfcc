package sink

import (
	"fmt"
	"iter"
	"slices"

	"github.com/apache/arrow/go/v17/arrow"

	"gongkai/pipeline/record"
	"gongkai/schema"
)

// WritePartition writes every table's rows of one report year (0 where unknown)
// and ends their files. The rows come in the order of record.Compare and may be
// dropped by the producer once the next one is asked for, except that the row
// behind a pending row of the panel stays in use. A year is written once.
func (w *Writer) WritePartition(year int, rows iter.Seq2[*record.Row, error]) error {
	return w.do(func() error { return w.writePartition(year, rows) })
}

func (w *Writer) writePartition(year int, rows iter.Seq2[*record.Row, error]) error {
	partition := schema.Partition(year)
	emit := func(table string, rec arrow.Record) error { return w.write(place{table, partition}, rec) }
	tables, err := record.NewTables(w.opt.Allocator, w.opt.Tables, emit)
	if err != nil {
		return err
	}
	defer tables.Release()
	for row, err := range rows {
		if err != nil {
			return err
		}
		if row.Who.Year != year {
			return fmt.Errorf("partition %s: report %s is of %d", partition, row.ReportID(), row.Who.Year)
		}
		if err := tables.Append(row); err != nil {
			return err
		}
	}
	if err := tables.Finish(); err != nil {
		return err
	}
	return w.finishYear(partition)
}

func (w *Writer) finishYear(partition string) error {
	for _, t := range w.opt.Tables {
		if t.Partitioned {
			if err := w.finishPlace(place{t.Name, partition}); err != nil {
				return err
			}
		}
	}
	return nil
}

// WriteRejects writes the rejects table, rejects in any order.
func (w *Writer) WriteRejects(rejects []record.Reject) error {
	return w.WriteRejectsInOrder(withoutErrors(slices.SortedFunc(pointers(rejects), record.CompareRejects)))
}

// WriteRejectsInOrder writes the rejects table, rejects in the order of
// record.CompareRejects, which may be dropped once the next one but one is asked for.
func (w *Writer) WriteRejectsInOrder(rejects iter.Seq2[*record.Reject, error]) error {
	return w.do(func() error {
		return w.writeFlat(schema.RejectsTable, func(emit record.Emit) error {
			return record.Rejects(w.opt.Allocator, rejects, emit)
		})
	})
}

// WriteLabels writes the labels table, labels in any order.
func (w *Writer) WriteLabels(labels []record.Label) error {
	return w.do(func() error {
		sorted := slices.SortedFunc(pointers(labels), record.CompareLabels)
		return w.writeFlat(schema.LabelsTable, func(emit record.Emit) error {
			return record.Labels(w.opt.Allocator, sorted, emit)
		})
	})
}

func pointers[T any](rows []T) iter.Seq[*T] {
	return func(yield func(*T) bool) {
		for i := range rows {
			if !yield(&rows[i]) {
				return
			}
		}
	}
}

// writeFlat writes a table without partitions; without rows it is an empty file.
func (w *Writer) writeFlat(table string, produce func(record.Emit) error) error {
	at := place{table: table}
	if _, err := w.series(at); err != nil {
		return err
	}
	if err := produce(func(_ string, rec arrow.Record) error { return w.write(at, rec) }); err != nil {
		return err
	}
	return w.finishPlace(at)
}

// FillEmpty gives each of the named tables (all, where none is named) that has no
// file yet a file without rows, under the unknown year where it is partitioned,
// so that a reader finds the schema.
func (w *Writer) FillEmpty(tables ...string) error {
	return w.do(func() error {
		for _, t := range w.opt.Tables {
			if len(tables) > 0 && !slices.Contains(tables, t.Name) || w.has(t.Name) {
				continue
			}
			at := place{table: t.Name}
			if t.Partitioned {
				at.partition = schema.Partition(0)
			}
			delete(w.done, at) // an unknown year without rows was ended without a file
			if _, err := w.series(at); err != nil {
				return err
			}
			if err := w.finishPlace(at); err != nil {
				return err
			}
		}
		return nil
	})
}

// has reports whether a table has a file, finished or in hand.
func (w *Writer) has(table string) bool {
	inHand := slices.ContainsFunc(w.openPlaces(), func(at place) bool { return at.table == table })
	return inHand || slices.ContainsFunc(w.files, func(f File) bool { return f.Table == table })
}

// WriteAll writes a whole dataset: every table, rows in any order.
func WriteAll(dir string, rows []record.Row, rejects []record.Reject, labels []record.Label, opt Options) ([]File, error) {
	w := New(dir, opt)
	sorted := slices.SortedFunc(pointers(rows), record.Compare)
	for len(sorted) > 0 {
		year := sorted[0].Who.Year
		n := slices.IndexFunc(sorted, func(r *record.Row) bool { return r.Who.Year != year })
		if n < 0 {
			n = len(sorted)
		}
		if err := w.WritePartition(year, withoutErrors(sorted[:n])); err != nil {
			return nil, err
		}
		sorted = sorted[n:]
	}
	if err := w.WriteRejects(rejects); err != nil {
		return nil, err
	}
	if err := w.WriteLabels(labels); err != nil {
		return nil, err
	}
	if err := w.FillEmpty(); err != nil {
		return nil, err
	}
	return w.Close()
}

func withoutErrors[T any](rows []*T) iter.Seq2[*T, error] {
	return func(yield func(*T, error) bool) {
		for _, row := range rows {
			if !yield(row, nil) {
				return
			}
		}
	}
}
