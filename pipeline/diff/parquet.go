package diff

import (
	"fmt"
	"io"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress/zstd"
)

// changeRow is a row of the Parquet file of changes.
type changeRow struct {
	Kind      string  `parquet:"kind,dict"`
	ReportID  *string `parquet:"report_id,optional"`
	DocID     string  `parquet:"doc_id"`
	SourceURI string  `parquet:"source_uri"`
	Edition   *string `parquet:"edition,optional,dict"`
	Layout    *string `parquet:"layout,optional,dict"`
	Extractor *string `parquet:"extractor,optional,dict"`
	Table     *string `parquet:"table,optional,dict"`
	Subject   *string `parquet:"subject,optional,dict"`
	OldState  *string `parquet:"old_state,optional,dict"`
	NewState  *string `parquet:"new_state,optional,dict"`
	OldValue  *int64  `parquet:"old_value,optional,decimal(6:18)"`
	NewValue  *int64  `parquet:"new_value,optional,decimal(6:18)"`
	OldUnit   *string `parquet:"old_unit,optional,dict"`
	NewUnit   *string `parquet:"new_unit,optional,dict"`
	OldText   *string `parquet:"old_text,optional"`
	NewText   *string `parquet:"new_text,optional"`
	Inspect   *string `parquet:"inspect,optional"`
}

// groupRows is the number of changes in a row group.
const groupRows = 100_000

// Changes writes every change as a row of a Parquet file.
type Changes struct {
	writer *parquet.GenericWriter[changeRow]
	rows   int
}

// NewChanges begins the file. The caller looks after what w does to errors.
func NewChanges(w io.Writer) *Changes {
	return &Changes{writer: parquet.NewGenericWriter[changeRow](w,
		parquet.Compression(&zstd.Codec{Level: zstd.SpeedDefault}), parquet.DataPageVersion(1))}
}

// Add writes a change; it serves as Options.Each.
func (c *Changes) Add(change *Change) error {
	row := changeRow{
		Kind: string(change.Kind), ReportID: nullable(change.ReportID), DocID: change.DocID, SourceURI: change.SourceURI,
		Edition: nullable(change.Edition), Layout: nullable(change.Layout), Extractor: nullable(change.Extractor),
		Table: nullable(change.Table), Subject: nullable(change.Subject), Inspect: nullable(change.Inspect),
	}
	if s := change.Old; s != nil {
		row.OldState, row.OldValue, row.OldUnit, row.OldText = nullable(s.State), s.micros(), nullable(s.Unit), nullable(s.Text)
	}
	if s := change.New; s != nil {
		row.NewState, row.NewValue, row.NewUnit, row.NewText = nullable(s.State), s.micros(), nullable(s.Unit), nullable(s.Text)
	}
	if _, err := c.writer.Write([]changeRow{row}); err != nil {
		return fmt.Errorf("diff: write Parquet: %w", err)
	}
	if c.rows++; c.rows%groupRows == 0 {
		if err := c.writer.Flush(); err != nil {
			return fmt.Errorf("diff: write Parquet: %w", err)
		}
	}
	return nil
}

// Close ends the file, not the writer below.
func (c *Changes) Close() error {
	if err := c.writer.Close(); err != nil {
		return fmt.Errorf("diff: write Parquet: %w", err)
	}
	return nil
}

func nullable(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

func (s *Side) micros() *int64 {
	if !s.HasValue {
		return nil
	}
	v := int64(s.Value)
	return &v
}
