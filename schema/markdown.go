package schema

import (
	"bytes"
	"fmt"
	"io"
	"strings"
)

const dictionaryHead = `# Data dictionary

Generated from the Arrow schemas (` + "`gongkai schema`" + `); do not edit.

Every file of a table has the same schema. Type *code* is a dictionary-encoded string. ` + "`year`" + ` is the Hive partition key
(int32, ` + "`" + UnknownPartition + "`" + ` where unknown); it stands in the path, and the files repeat it as ` + "`report_year`" + `.
A partitioned table without any row has one empty file under the unknown year. Rows ascend by the sort key, nulls last, strings
in byte order; within a report they are in the order of the form.

## How the tables follow from the form

- **Long tables** have one row for each cell. A table of the form named in ` + "`schema/tables_long.go`" + ` gives its rows, groups of rows and
  columns the names listed there; any other table calls them ` + "`row`, `row_group` and `column`" + `. Columns that the form gives no
  ground for (article, group, is_total, unit) are left out. Values are decimals where any cell of the table is an amount.
- **` + "`panel`" + `** has one column for each cell of any edition, ` + "`<table>_<row>_<column>`" + `, null where the report's edition has no such cell.
  An amount is followed by a column ` + "`…_unit`" + `, since agencies print yuan and ten thousand yuan.
  Of several reports of one agency (same division and name) for one known year that are no copies of each other, the panel takes
  the one with the fewest cells missing or unreadable, then one not under review, then the first in sort order. Reports of an
  unknown agency or year each keep their row. Copies (` + "`duplicate_of`" + ` is set) have none.
- A figure of 10^12 or more, or a count with a fraction, does not fit its column: it is stored as ` + "`unreadable`" + ` with the figure in
  ` + "`raw`" + `, and the report is under review (` + "`value_out_of_range`, `fraction_in_count`" + `).

`

// WriteMarkdown writes the data dictionary for people.
func WriteMarkdown(w io.Writer) error {
	var b bytes.Buffer
	b.WriteString(dictionaryHead)
	writeSeries(&b, Forms())
	for _, t := range Dictionary() {
		t.markdown(&b)
	}
	if _, err := w.Write(b.Bytes()); err != nil {
		return fmt.Errorf("schema: write dictionary: %w", err)
	}
	return nil
}

func (t *DictionaryTable) markdown(b *bytes.Buffer) {
	fmt.Fprintf(b, "## %s\n\n%s %s\n\nFiles: `%s`. Sorted by %s. Unique: %s.\n\n",
		t.Name, t.Description, t.DescriptionZH, t.Path, quoteNames(t.SortedBy), quoteNames(t.PrimaryKey))
	b.WriteString("| column | type | unit | meaning | null means 空值的含义 | 说明 | editions | one series | what to know |\n|---|---|---|---|---|---|---|---|---|\n")
	for _, c := range t.Columns {
		markdownRow(b, "`"+c.Name+"`", c.Type, c.Unit, c.Description, c.nullMeaning(), c.chinese(), strings.Join(c.Editions, ", "),
			c.Comparable, strings.TrimSpace(c.Caveat+" "+c.CaveatZH))
	}
	b.WriteString("\n")
	for _, c := range t.Columns {
		c.markdownCodes(b)
	}
}

// chinese is the meaning in Chinese; of a cell that is the printed label.
func (c *DictionaryColumn) chinese() string {
	if c.Label == "" || strings.HasPrefix(c.DescriptionZH, c.Label) {
		return c.DescriptionZH
	}
	return c.DescriptionZH + "（" + c.Label + "）"
}

func (c *DictionaryColumn) nullMeaning() string {
	if !c.Nullable {
		return "never null 不为空"
	}
	return c.Null + " " + c.NullZH
}

func (c *DictionaryColumn) markdownCodes(b *bytes.Buffer) {
	if len(c.Codes) == 0 {
		return
	}
	fmt.Fprintf(b, "Codes of `%s`:\n\n| code | meaning | printed label | editions |\n|---|---|---|---|\n", c.Name)
	for _, code := range c.Codes {
		markdownRow(b, "`"+code.Code+"`", code.Meaning, code.Label, strings.Join(code.Editions, ", "))
	}
	b.WriteString("\n")
}

func markdownRow(b *bytes.Buffer, cells ...string) {
	for _, cell := range cells {
		b.WriteString("| " + strings.ReplaceAll(cell, "|", `\|`) + " ")
	}
	b.WriteString("|\n")
}

func quoteNames(names []string) string { return "`" + strings.Join(names, "`, `") + "`" }
