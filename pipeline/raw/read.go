package raw

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"slices"

	"github.com/parquet-go/parquet-go"
)

// segment is a segment open for reading.
type segment struct {
	file    *os.File
	parquet *parquet.File
	// starts holds the first row of each row group.
	starts []int64
}

func openSegment(path string) (*segment, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	s := &segment{file: file}
	if err := guard(s.readFooter); err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return s, nil
}

func (s *segment) readFooter() error {
	info, err := s.file.Stat()
	if err != nil {
		return err
	}
	s.parquet, err = parquet.OpenFile(s.file, info.Size(), parquet.SkipBloomFilters(true), parquet.OptimisticRead(true))
	if err != nil {
		return err
	}
	start := int64(0)
	for _, group := range s.parquet.RowGroups() {
		s.starts = append(s.starts, start)
		start += group.NumRows()
	}
	return nil
}

// guard runs a read of Parquet and says ErrCorrupt of every failure. The
// library panics on some damaged files, which is no bug of ours.
func guard(read func() error) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("%w: %v", ErrCorrupt, v)
		}
	}()
	err = read()
	if err == nil || errors.Is(err, io.EOF) {
		return err
	}
	return fmt.Errorf("%w: %w", ErrCorrupt, err)
}

func (s *segment) Close() error { return s.file.Close() }

// rows yields every row, bodies included.
func (s *segment) rows() iter.Seq2[*row, error] { return readRows[row](s.parquet) }

// keys yields every row without what is large.
func (s *segment) keys() iter.Seq2[*keyRow, error] { return readRows[keyRow](s.parquet) }

// keysDigest is the digest that the rows must have.
func (s *segment) keysDigest() string {
	digest, _ := s.parquet.Lookup(keysDigest)
	return digest
}

// readRows yields the rows of a file, each valid until the next.
func readRows[T any](file *parquet.File) iter.Seq2[*T, error] {
	return func(yield func(*T, error) bool) {
		var reader *parquet.GenericReader[T]
		if err := guard(func() error { reader = parquet.NewGenericReader[T](file); return nil }); err != nil {
			yield(nil, err)
			return
		}
		defer reader.Close()
		batch := make([]T, 64)
		for {
			clear(batch)
			n := 0
			err := guard(func() (err error) { n, err = reader.Read(batch); return err })
			for i := range batch[:n] {
				if !yield(&batch[i], nil) {
					return
				}
			}
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil {
				yield(nil, err)
				return
			}
		}
	}
}

// value returns one value of a column of byte strings; nil where it is null.
func (s *segment) value(column string, row int32) (value []byte, err error) {
	err = guard(func() error { value, err = s.readValue(column, row); return err })
	if err != nil {
		return nil, fmt.Errorf("row %d of %s: %w", row, column, err)
	}
	return value, nil
}

func (s *segment) readValue(column string, row int32) ([]byte, error) {
	group, found := slices.BinarySearch(s.starts, int64(row))
	if !found {
		group--
	}
	leaf, ok := s.parquet.Schema().Lookup(column)
	if !ok || group < 0 {
		return nil, errors.New("no such column or row")
	}
	pages := s.parquet.RowGroups()[group].ColumnChunks()[leaf.ColumnIndex].Pages()
	defer pages.Close()
	if err := pages.SeekToRow(int64(row) - s.starts[group]); err != nil {
		return nil, err
	}
	page, err := pages.ReadPage()
	if err != nil {
		return nil, fmt.Errorf("page: %w", noEOF(err))
	}
	defer parquet.Release(page)
	var value [1]parquet.Value
	if n, err := page.Values().ReadValues(value[:]); n != 1 {
		return nil, fmt.Errorf("no value: %w", noEOF(err))
	}
	if value[0].IsNull() {
		return nil, nil
	}
	return append([]byte{}, value[0].ByteArray()...), nil
}

// noEOF names an end that comes too early.
func noEOF(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}
