package report

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"sort"

	"github.com/parquet-go/parquet-go"

	"gongkai/pipeline/dataset"
)

// rows is a table of one partition: its files, one after the other, as one run of
// rows that can be read from any place on. Columns are flat: one value for each row.
type rows struct {
	files []*rowFile
	total int64
	// open holds a cursor for each file and column that was asked for.
	open map[cursorKey]*cursor
}

type cursorKey struct {
	file   int
	column string
}

// rowFile is one file, with the row of the partition at which it begins.
type rowFile struct {
	name    string
	first   int64
	file    *os.File
	parquet *parquet.File
	// groups holds the first row of each row group, counted within the file.
	groups []int64
}

// openRows opens the files, which come in the order of their rows.
func openRows(dir string, files []dataset.File) (*rows, error) {
	r := &rows{open: map[cursorKey]*cursor{}}
	for _, f := range files {
		file, err := openRowFile(filepath.Join(dir, filepath.FromSlash(f.Path)))
		if err != nil {
			return nil, errors.Join(fmt.Errorf("%s: %w", f.Path, err), r.close())
		}
		file.name, file.first = f.Path, r.total
		r.files = append(r.files, file)
		r.total += file.parquet.NumRows()
	}
	return r, nil
}

func openRowFile(path string) (*rowFile, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	f := &rowFile{file: file}
	info, err := file.Stat()
	if err == nil {
		f.parquet, err = parquet.OpenFile(file, info.Size(), parquet.SkipBloomFilters(true))
	}
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	first := int64(0)
	for _, group := range f.parquet.RowGroups() {
		f.groups = append(f.groups, first)
		first += group.NumRows()
	}
	return f, nil
}

func (r *rows) close() error {
	var err error
	for _, c := range r.open {
		err = errors.Join(err, c.close())
	}
	for _, f := range r.files {
		err = errors.Join(err, f.file.Close())
	}
	return err
}

// read returns the values of a column in n rows, which hold until the column is read again.
// Reading on in ascending order decodes each page once.
func (r *rows) read(column string, from, n int64) ([]parquet.Value, error) {
	out := make([]parquet.Value, 0, n)
	for int64(len(out)) < n {
		for i := range out { // the page that they are of may be let go
			out[i] = out[i].Clone()
		}
		row := from + int64(len(out))
		at := sort.Search(len(r.files), func(i int) bool { return r.files[i].first > row }) - 1
		if at < 0 || row >= r.total {
			return nil, fmt.Errorf("column %s: row %d of %d", column, row, r.total)
		}
		c, err := r.cursor(at, column)
		if err == nil {
			out, err = c.read(out, row-r.files[at].first, n-int64(len(out)))
		}
		if err != nil {
			return nil, fmt.Errorf("%s: column %s: row %d: %w", r.files[at].name, column, row, err)
		}
	}
	return out, nil
}

func (r *rows) cursor(file int, column string) (*cursor, error) {
	key := cursorKey{file, column}
	if c := r.open[key]; c != nil {
		return c, nil
	}
	leaf, ok := r.files[file].parquet.Schema().Lookup(column)
	if !ok {
		return nil, errors.New("no such column")
	}
	r.open[key] = &cursor{file: r.files[file], leaf: leaf.ColumnIndex}
	return r.open[key], nil
}

// cursor is a column of a file, at the page that was read last.
type cursor struct {
	file  *rowFile
	leaf  int
	group int
	pages parquet.Pages
	page  parquet.Page
	// first is the row of the file at which the page begins.
	first int64
}

// read appends values from a row on: as many as the row's page has, n at most.
func (c *cursor) read(out []parquet.Value, row, n int64) ([]parquet.Value, error) {
	if c.page == nil || row < c.first || row >= c.first+c.page.NumRows() {
		if err := c.seek(row); err != nil {
			return nil, err
		}
	}
	at := row - c.first
	n = min(n, c.page.NumRows()-at)
	first := len(out)
	out = slices.Grow(out, int(n))[:first+int(n)]
	got, err := c.page.Slice(at, at+n).Values().ReadValues(out[first:])
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("values: %w", err)
	}
	if int64(got) != n {
		return nil, fmt.Errorf("%d values of %d: %w", got, n, io.ErrUnexpectedEOF)
	}
	return out, nil
}

// seek reads the page that holds a row; it begins at that row.
func (c *cursor) seek(row int64) error {
	group := sort.Search(len(c.file.groups), func(i int) bool { return c.file.groups[i] > row }) - 1
	if c.pages == nil || group != c.group {
		if err := c.close(); err != nil {
			return err
		}
		c.group = group
		c.pages = c.file.parquet.RowGroups()[group].ColumnChunks()[c.leaf].Pages()
	}
	c.release()
	if err := c.pages.SeekToRow(row - c.file.groups[group]); err != nil {
		return fmt.Errorf("seek: %w", err)
	}
	page, err := c.pages.ReadPage()
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	if err != nil {
		return fmt.Errorf("page: %w", err)
	}
	c.page, c.first = page, row
	if page.NumRows() == 0 {
		return io.ErrUnexpectedEOF
	}
	return nil
}

func (c *cursor) release() {
	if c.page != nil {
		parquet.Release(c.page)
		c.page = nil
	}
}

func (c *cursor) close() error {
	c.release()
	if c.pages == nil {
		return nil
	}
	err := c.pages.Close()
	c.pages = nil
	return err
}
