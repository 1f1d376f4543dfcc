package sink

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"

	"github.com/parquet-go/parquet-go"
)

// readBack opens what was written and decodes every page: the bytes are those
// that were hashed on their way out, and every column stands in the footer by its name and
// holds as many rows, values and nulls as went in.
func (p *part) readBack(path, sum string) (err error) {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	digest := sha256.New()
	size, err := io.Copy(digest, file)
	if err != nil {
		return err
	}
	if got := hex.EncodeToString(digest.Sum(nil)); got != sum || size != p.out.Bytes() {
		return fmt.Errorf("%d bytes with sha256 %s, wrote %d with %s", size, got, p.out.Bytes(), sum)
	}
	pf, err := parquet.OpenFile(file, size)
	if err != nil {
		return err
	}
	if pf.NumRows() != p.rows {
		return fmt.Errorf("%d rows, wrote %d", pf.NumRows(), p.rows)
	}
	if err := p.readNames(pf); err != nil {
		return err
	}
	for i, want := range p.tallies {
		got, err := tallyColumn(pf, i)
		if err != nil {
			return fmt.Errorf("column %s: %w", p.layout.columns[i].field.Name, err)
		}
		if got != want {
			return fmt.Errorf("column %s: %+v, wrote %+v", p.layout.columns[i].field.Name, got, want)
		}
	}
	return nil
}

// readNames compares the names of the columns in the footer of each row group with those
// that were written.
func (p *part) readNames(file *parquet.File) error {
	for _, g := range file.Metadata().RowGroups {
		if len(g.Columns) != len(p.layout.columns) {
			return fmt.Errorf("%d columns in the footer, wrote %d", len(g.Columns), len(p.layout.columns))
		}
		for i := range g.Columns {
			if got, want := g.Columns[i].MetaData.PathInSchema, p.layout.columns[i].path; !slices.Equal(got, want) {
				return fmt.Errorf("column %q: named %q in the footer", want, got)
			}
		}
	}
	return nil
}

func tallyColumn(file *parquet.File, column int) (t tally, err error) {
	for _, g := range file.RowGroups() {
		if err := t.addPages(g.ColumnChunks()[column].Pages()); err != nil {
			return t, err
		}
	}
	return t, nil
}

func (t *tally) addPages(pages parquet.Pages) (err error) {
	defer func() { err = errors.Join(err, pages.Close()) }()
	for {
		page, err := pages.ReadPage()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		t.rows += page.NumRows()
		t.values += page.NumValues()
		t.nulls += page.NumNulls()
		parquet.Release(page)
	}
}
