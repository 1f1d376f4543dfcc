package sink

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"

	"github.com/apache/arrow/go/v17/arrow"
	"github.com/parquet-go/parquet-go"

	"gongkai/pipeline/durable"
	"gongkai/pipeline/pool"
)

// part writes one Parquet file. It stands under its name once finish returns nil.
type part struct {
	layout  *layout
	path    string
	out     *durable.Writer
	digest  hash.Hash
	buffer  *bufio.Writer
	parquet *parquet.GenericWriter[any]
	opt     *Options
	rows    int64
	// groupRows and groupBytes measure the row group in hand.
	groupRows, groupBytes int64
	tallies               []tally
	// pageRows counts the rows of each column since its last page was ended here.
	pageRows []int
	// scratch is the writer's room for values.
	scratch chan []parquet.Value
}

// tally counts what went into a column; bytes is the size before compression, of a
// chunk alone.
type tally struct{ values, nulls, rows, bytes int64 }

func newPart(path string, l *layout, opt *Options, scratch chan []parquet.Value) (*part, error) {
	if _, err := os.Lstat(path); !errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("%s: %w", path, errors.Join(os.ErrExist, err))
	}
	out, err := durable.Create(opt.FS, path)
	if err != nil {
		return nil, err
	}
	p := &part{layout: l, path: path, out: out, digest: sha256.New(), opt: opt, scratch: scratch}
	p.buffer = bufio.NewWriterSize(io.MultiWriter(out, p.digest), writeBytes)
	p.parquet = parquet.NewGenericWriter[any](p.buffer, l.options...)
	p.tallies = make([]tally, len(l.columns))
	p.pageRows = make([]int, len(l.columns))
	return p, nil
}

// write appends the rows of a record, each column on a goroutine of its own as
// far as there are workers.
func (p *part) write(rec arrow.Record) error {
	sizes := make([]int64, len(p.layout.columns))
	encode := func(_ context.Context, i int) (struct{}, error) {
		var err error
		sizes[i], err = p.writeColumn(i, rec.Column(i))
		return struct{}{}, err
	}
	indices := func(yield func(int, error) bool) {
		for i := range p.layout.columns {
			if !yield(i, nil) {
				return
			}
		}
	}
	for _, err := range pool.Map(context.Background(), p.opt.Workers, indices, encode) {
		if err != nil {
			return fmt.Errorf("%s: %w", p.path, err)
		}
	}
	p.rows += rec.NumRows()
	p.groupRows += rec.NumRows()
	for i, t := range p.tallies {
		if t.rows != p.rows {
			return fmt.Errorf("%s: column %s has %d rows of %d", p.path, p.layout.columns[i].field.Name, t.rows, p.rows)
		}
		p.groupBytes += sizes[i]
	}
	return p.endGroup(p.opt.GroupBytes, maxGroupRows)
}

// endGroup ends the row group in hand when it has reached a size.
func (p *part) endGroup(bytes, rows int64) error {
	if p.groupRows == 0 || p.groupBytes < bytes && p.groupRows < rows {
		return nil
	}
	p.groupRows, p.groupBytes = 0, 0
	clear(p.pageRows)
	if err := p.parquet.Flush(); err != nil {
		return fmt.Errorf("%s: row group: %w", p.path, err)
	}
	return p.buffer.Flush()
}

// writeColumn appends an Arrow column and returns its size.
func (p *part) writeColumn(i int, arr arrow.Array) (bytes int64, err error) {
	values, err := newColumnValues(arr, i, &p.layout.columns[i])
	if err != nil {
		return 0, err
	}
	writer := p.parquet.ColumnWriters()[i]
	room := <-p.scratch
	defer func() { p.scratch <- room }()
	for row := 0; row < arr.Len(); {
		from := row
		var counted tally
		room, row, counted, err = values.chunk(room[:0], row)
		if err != nil {
			return bytes, err
		}
		written, err := writer.WriteRowValues(room)
		if err != nil {
			return bytes, fmt.Errorf("column %s: %w", p.layout.columns[i].field.Name, err)
		}
		if written != row-from {
			return bytes, fmt.Errorf("column %s: %d of %d rows written", p.layout.columns[i].field.Name, written, row-from)
		}
		bytes += counted.bytes
		p.tallies[i].add(counted, written)
		if err := p.endPage(i, written); err != nil {
			return bytes, err
		}
	}
	return bytes, nil
}

// endPage ends a column's page when it has enough rows; the library ends it
// only when it has enough bytes, which small numbers hardly ever reach.
func (p *part) endPage(i, rows int) error {
	if p.pageRows[i] += rows; p.pageRows[i] < maxPageRows {
		return nil
	}
	p.pageRows[i] = 0
	if err := p.parquet.ColumnWriters()[i].Flush(); err != nil {
		return fmt.Errorf("column %s: page: %w", p.layout.columns[i].field.Name, err)
	}
	return nil
}

// add counts a chunk.
func (t *tally) add(chunk tally, rows int) {
	t.rows += int64(rows)
	t.values += chunk.values
	t.nulls += chunk.nulls
}

// bytes is the size of the file so far, row groups that are ended.
func (p *part) bytes() int64 { return p.out.Bytes() }

// finish ends the file, reads it back and gives it its name.
func (p *part) finish() (sum string, err error) {
	if err := p.parquet.Close(); err != nil {
		return "", fmt.Errorf("%s: close: %w", p.path, err)
	}
	if err := p.buffer.Flush(); err != nil {
		return "", err
	}
	sum = hex.EncodeToString(p.digest.Sum(nil))
	if err := p.readBack(p.out.TempPath(), sum); err != nil {
		return "", fmt.Errorf("%s: read back: %w", p.path, err)
	}
	if err := p.out.Commit(); err != nil {
		return "", err
	}
	if _, err := os.Stat(p.path); err != nil {
		return "", fmt.Errorf("%s: committed: %w", p.path, err)
	}
	return sum, nil
}

// abort removes what was written, unless finish has succeeded.
func (p *part) abort() error { return p.out.Abort() }
