package table

import (
	"errors"
	"fmt"
	"io"

	"github.com/parquet-go/parquet-go"
)

// column gives the values of a column row by row.
type column struct {
	name          string
	index         int
	list, decimal bool

	pages  parquet.Pages
	page   parquet.Page
	reader parquet.ValueReader
	buffer [256]parquet.Value
	held   []parquet.Value
	// values are those of the present row: one, or those of a list.
	values []parquet.Value
}

// open goes on in another row group.
func (c *column) open(pages parquet.Pages) error {
	err := c.close()
	c.pages = pages
	return err
}

// next takes up the values of the next row.
func (c *column) next() error {
	c.values = c.values[:0]
	if err := c.need(); err != nil {
		return err
	}
	if !c.list {
		c.values, c.held = append(c.values, c.held[0]), c.held[1:]
		return nil
	}
	for first := true; ; first = false {
		err := c.need()
		if errors.Is(err, io.ErrUnexpectedEOF) && !first {
			return nil // the last row of the group
		}
		if err != nil {
			return err
		}
		if !first && c.held[0].RepetitionLevel() == 0 {
			return nil
		}
		// A list may go on in the next page, which takes the memory of this one.
		c.values, c.held = append(c.values, c.held[0].Clone()), c.held[1:]
	}
}

// need has at least one value at hand.
func (c *column) need() error {
	for len(c.held) == 0 {
		if err := c.fill(); err != nil {
			return err
		}
	}
	return nil
}

func (c *column) fill() error {
	if c.reader == nil {
		page, err := c.pages.ReadPage()
		if errors.Is(err, io.EOF) {
			return io.ErrUnexpectedEOF
		}
		if err != nil {
			return fmt.Errorf("page: %w", err)
		}
		if c.page != nil {
			parquet.Release(c.page)
		}
		c.page, c.reader = page, page.Values()
	}
	n, err := c.reader.ReadValues(c.buffer[:])
	c.held = c.buffer[:n]
	if err != nil && !errors.Is(err, io.EOF) {
		return fmt.Errorf("values: %w", err)
	}
	if err != nil || n == 0 {
		c.reader = nil
	}
	return nil
}

func (c *column) close() error {
	if c.page != nil {
		parquet.Release(c.page)
	}
	var err error
	if c.pages != nil {
		err = c.pages.Close()
	}
	c.page, c.pages, c.reader, c.held, c.values = nil, nil, nil, nil, c.values[:0]
	return err
}
