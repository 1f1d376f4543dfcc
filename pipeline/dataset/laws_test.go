package dataset

import (
	"cmp"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/apache/arrow/go/v17/arrow"

	"gongkai/extractors"
	"gongkai/pipeline/durable/durabletest"
	"gongkai/pipeline/pipelinetest"
	"gongkai/pipeline/record"
	"gongkai/pipeline/sink"
	"gongkai/schema"
)

// draft is a snapshot before it is written: three documents, of which one has
// two reports and one is rejected.
type draft struct {
	rows    []record.Row
	rejects []record.Reject
	tables  []*schema.TableSchema
	m       *Manifest
	// groupBytes is the size at which a row group ends; 0 is the sink's default.
	groupBytes int64
}

// row makes the rows of a document of the made-up format.
func rows(t *testing.T, doc, text string) []record.Row {
	t.Helper()
	result := pipelinetest.Extract(t.Context(), extractors.Document{Body: []byte(text)})
	var all []record.Row
	for _, report := range result.Reports {
		sum := strings.Repeat(doc, 64)
		all = append(all, record.Row{DocID: sum[:16], SourceURI: doc, ContentSHA256: sum, Report: report})
	}
	return all
}

func newDraft(t *testing.T) *draft {
	t.Helper()
	d := &draft{m: &Manifest{Counts: NewCounts()}}
	d.rows = slices.Concat(
		rows(t, "a", "report 2021 2022 甲 1 2 3\nreport 2019 2020 甲 4 x\nreview why"),
		rows(t, "b", "report 2021 2022 甲 1 2 3"),
	)
	d.rows[2].DuplicateOf = d.rows[0].ReportID()
	d.rejects = []record.Reject{{DocID: "c", SourceURI: "c", Reason: schema.Empty}}
	d.m.Input = Input{Documents: 3, Addresses: 3}
	c := &d.m.Counts
	c.DocumentsWithReports, c.Reports, c.Copies, c.Rejects, c.ReportsToReview = 2, 3, 1, 1, 1
	c.RejectsByReason["empty"], c.ReviewByReason["why"] = 1, 1
	c.ReportsByYear = map[string]int64{"2022": 2, "2020": 1}
	c.ReportsByEdition = map[string]int64{"2021": 2, "2019": 1}
	c.CellsByStatus = map[string]int64{"observed": 7, "unreadable": 1, "blank": 598 - 8}
	c.ChecksByOutcome["not_assessable"] = int64(2*len(schema.FormOf("2021").Identities) + len(schema.FormOf("2019").Identities))
	return d
}

// write writes the draft and its manifest.
func (d *draft) write(t *testing.T) (dir string) {
	t.Helper()
	dir = t.TempDir()
	files, err := sink.WriteAll(dir, d.rows, d.rejects, nil, sink.Options{Tables: d.tables, FS: durabletest.NoSync, GroupBytes: d.groupBytes})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		d.m.Files = append(d.m.Files, File(f))
	}
	d.m.ManifestVersion = ManifestVersion
	d.writeManifest(t, dir)
	if err := os.WriteFile(filepath.Join(dir, PackageFile), []byte("{}"), 0o644); err != nil {
		t.Fatal(err)
	}
	return dir
}

func (d *draft) writeManifest(t *testing.T, dir string) {
	t.Helper()
	raw, err := d.m.encode()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, ManifestFile), raw, 0o644); err != nil {
		t.Fatal(err)
	}
}

// file returns the manifest's entry of a path.
func (d *draft) file(t *testing.T, path string) *File {
	t.Helper()
	i := slices.IndexFunc(d.m.Files, func(f File) bool { return f.Path == path })
	if i < 0 {
		t.Fatalf("no file %s", path)
	}
	return &d.m.Files[i]
}

func TestLawsHold(t *testing.T) {
	if _, err := Verify(t.Context(), newDraft(t).write(t)); err != nil {
		t.Error(err)
	}
}

const reports2022 = "reports/year=2022/part-00000.parquet"

// TestLawsBroken breaks each law in each way that it can be broken. before
// changes the draft, after what was written.
// manyReports is a draft of n documents with a report each, of the years given in turn.
func manyReports(t *testing.T, n int, years ...int) *draft {
	t.Helper()
	d := &draft{m: &Manifest{Counts: NewCounts()}, groupBytes: 1}
	c := &d.m.Counts
	for i := range n {
		year := years[i%len(years)]
		row := rows(t, "x", fmt.Sprintf("report 2021 %d 局%d %d 2 3", year, i, i))[0]
		row.ContentSHA256 = fmt.Sprintf("%064x", sha256.Sum256([]byte(row.Report.Who.Agency)))
		row.DocID = row.ContentSHA256[:16]
		d.rows = append(d.rows, row)
		c.ReportsByYear[strconv.Itoa(year)]++
	}
	slices.SortFunc(d.rows, func(a, b record.Row) int {
		return cmp.Or(cmp.Compare(a.Report.Who.Year, b.Report.Who.Year), cmp.Compare(a.Report.Who.Agency, b.Report.Who.Agency))
	})
	d.m.Input = Input{Documents: int64(n), Addresses: int64(n)}
	c.DocumentsWithReports, c.Reports, c.ReportsByEdition["2021"] = int64(n), int64(n), int64(n)
	c.CellsByStatus = map[string]int64{"observed": int64(3 * n), "blank": int64(197 * n)}
	c.ChecksByOutcome["not_assessable"] = int64(n * len(schema.FormOf("2021").Identities))
	return d
}

// A table that grows has row groups, each with dictionaries of its own.
func TestLawsOfRowGroups(t *testing.T) {
	d := manyReports(t, 400, 2022)
	dir := d.write(t)
	table, err := openFile(dir, *d.file(t, "applications/year=2022/part-00000.parquet"))
	if err != nil {
		t.Fatal(err)
	}
	groups := table.file.NumRowGroups()
	if err := table.close(); err != nil || groups < 2 {
		t.Fatalf("%d row groups, %v; want several", groups, err)
	}
	if err := Audit(t.Context(), dir); err != nil {
		t.Error(err)
	}
}

func TestLawsBroken(t *testing.T) {
	for _, tt := range []struct {
		name   string
		law    Law
		says   string
		before func(*draft)
		after  func(t *testing.T, d *draft, dir string)
	}{
		{"a file is gone", LawFiles, "no such file", nil, func(t *testing.T, d *draft, dir string) {
			must(t, os.Remove(filepath.Join(dir, reports2022)))
		}},
		{"a file is cut", LawFiles, "bytes, the manifest says", nil, func(t *testing.T, d *draft, dir string) {
			must(t, os.Truncate(filepath.Join(dir, reports2022), 50))
		}},
		{"a byte is flipped", LawFiles, "sha256", nil, func(t *testing.T, d *draft, dir string) {
			raw, err := os.ReadFile(filepath.Join(dir, reports2022))
			must(t, err)
			raw[len(raw)/2] ^= 1
			must(t, os.WriteFile(filepath.Join(dir, reports2022), raw, 0o644))
		}},
		{"a file too many", LawFiles, "not in the manifest", nil, func(t *testing.T, d *draft, dir string) {
			must(t, os.WriteFile(filepath.Join(dir, "reports", "year=2022", "part-00001.parquet"), nil, 0o644))
		}},
		{"no data package", LawFiles, "datapackage.json", nil, func(t *testing.T, d *draft, dir string) {
			must(t, os.Remove(filepath.Join(dir, PackageFile)))
		}},
		{"a page that the manifest does not name", LawFiles, "report.html: not in the manifest", nil, func(t *testing.T, _ *draft, dir string) {
			must(t, os.WriteFile(filepath.Join(dir, PageFile), []byte("<html>"), 0o644))
		}},
		{"the page is gone", LawFiles, "no such file", nil, func(_ *testing.T, d *draft, _ string) {
			d.m.Page = &Page{Bytes: 6}
		}},
		{"the page is another", LawFiles, "report.html: sha256", nil, func(t *testing.T, d *draft, dir string) {
			must(t, os.WriteFile(filepath.Join(dir, PageFile), []byte("<html>"), 0o644))
			d.m.Page = &Page{Bytes: 6, SHA256: strings.Repeat("0", 64)}
		}},
		{"a table of no contract", LawFiles, "not of the contract", nil, func(t *testing.T, d *draft, dir string) {
			d.file(t, reports2022).Table = "extras"
		}},
		{"a column may be null", LawSchema, "nullable true", func(d *draft) { d.tables = nullable() }, nil},
		{"a column means something else", LawSchema, "description is", func(d *draft) { d.tables = described() }, nil},
		{"no Parquet at all", LawSchema, "open", nil, func(t *testing.T, d *draft, dir string) {
			must(t, os.WriteFile(filepath.Join(dir, reports2022), []byte("PAR1"), 0o644))
			d.restate(t, dir, reports2022)
		}},
		{"rows are missing", LawRows, "2 rows, the manifest says 3", nil, func(t *testing.T, d *draft, dir string) {
			d.file(t, reports2022).Rows++
		}},
		{"a table is missing", LawRows, "table labels has no file", nil, func(t *testing.T, d *draft, dir string) {
			must(t, os.Remove(filepath.Join(dir, "labels", "part-00000.parquet")))
			d.m.Files = slices.DeleteFunc(d.m.Files, func(f File) bool { return f.Table == "labels" })
		}},
		{"a year in another's folder", LawPartition, "report_year 2022", nil, func(t *testing.T, d *draft, dir string) {
			d.file(t, reports2022).Partition = "year=2021"
		}},
		{"a report twice", LawKeys, "twice", func(d *draft) {
			again := d.rows[0]
			again.Who.Year = 2019
			d.rows = append(d.rows, again)
		}, nil},
		{"a report without its row", LawKeys, "is not in reports", nil, func(t *testing.T, d *draft, dir string) {
			must(t, os.Remove(filepath.Join(dir, reports2022)))
			d.m.Files = slices.DeleteFunc(d.m.Files, func(f File) bool { return f.Path == reports2022 })
		}},
		{"a copy of nothing", LawKeys, "no preferred copy", func(d *draft) { d.rows[2].DuplicateOf = "0000000000000000-0" }, nil},
		{"a copy of itself", LawKeys, "no preferred copy", func(d *draft) { d.rows[2].DuplicateOf = d.rows[2].ReportID() }, nil},
		{"rejected and read", LawKeys, "twice (with reports: true)", func(d *draft) { d.rejects[0].DocID = d.rows[0].DocID }, nil},
		{"cells are missing", LawForm, "cells and", nil, func(t *testing.T, d *draft, dir string) {
			const path = "applications/year=2020/part-00000.parquet"
			must(t, os.Remove(filepath.Join(dir, path)))
			d.m.Files = slices.DeleteFunc(d.m.Files, func(f File) bool { return f.Path == path })
		}},
		{"observed without a value", LawValues, `status "observed", value null true`, func(d *draft) { d.rows[0].Form.Cells[0].HasValue = false }, nil},
		{"a document is lost", LawConservation, "4 documents in, 2 with reports and 1 rejected", func(d *draft) { d.m.Input.Documents++ }, nil},
		{"reports miscounted", LawConservation, "reports is 4", func(d *draft) { d.m.Counts.Reports++ }, nil},
		{"copies miscounted", LawConservation, "copies is 2", func(d *draft) { d.m.Counts.Copies++ }, nil},
		{"review miscounted", LawConservation, "reports_to_review is 2", func(d *draft) { d.m.Counts.ReportsToReview++ }, nil},
		{"labels miscounted", LawConservation, "labels is 1", func(d *draft) { d.m.Counts.Labels++ }, nil},
		{"reasons miscounted", LawConservation, "rejects_by_reason", func(d *draft) { d.m.Counts.RejectsByReason["bug"]++ }, nil},
		{"statuses miscounted", LawConservation, "cells_by_status", func(d *draft) { d.m.Counts.CellsByStatus["blank"]-- }, nil},
		{"checks miscounted", LawConservation, "checks_by_outcome", func(d *draft) { d.m.Counts.ChecksByOutcome["pass"]++ }, nil},
		{"years miscounted", LawConservation, "reports_by_year", func(d *draft) { d.m.Counts.ReportsByYear["2023"]++ }, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := newDraft(t)
			if tt.before != nil {
				tt.before(d)
			}
			dir := d.write(t)
			if tt.after != nil {
				tt.after(t, d, dir)
				d.writeManifest(t, dir)
			}
			_, err := Verify(t.Context(), dir)
			var broken *LawError
			if !errors.As(err, &broken) {
				t.Fatalf("error %v, want a *LawError", err)
			}
			if !slices.ContainsFunc(broken.Broken, func(b Breach) bool { return b.Law == tt.law && strings.Contains(b.String(), tt.says) }) {
				t.Errorf("no breach of %s that says %q among:\n%v", tt.law, tt.says, err)
			}
		})
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// restate makes the manifest agree with a file's bytes.
func (d *draft) restate(t *testing.T, dir, path string) {
	t.Helper()
	sum, err := fileSHA256(filepath.Join(dir, path))
	must(t, err)
	info, err := os.Stat(filepath.Join(dir, path))
	must(t, err)
	f := d.file(t, path)
	f.SHA256, f.Bytes = sum, info.Size()
}

// changed is the contract with one field of the labels table changed.
func changed(change func(arrow.Field) arrow.Field) []*schema.TableSchema {
	var tables []*schema.TableSchema
	for _, table := range schema.Tables() {
		other := *table
		if table.Name == schema.LabelsTable {
			fields := slices.Clone(table.Arrow.Fields())
			last := len(fields) - 1
			fields[last] = change(fields[last])
			other.Arrow = arrow.NewSchema(fields, nil)
		}
		tables = append(tables, &other)
	}
	return tables
}

func described() []*schema.TableSchema {
	return changed(func(f arrow.Field) arrow.Field {
		f.Metadata = arrow.NewMetadata([]string{schema.MetaDescription}, []string{"something else"})
		return f
	})
}

func nullable() []*schema.TableSchema {
	return changed(func(f arrow.Field) arrow.Field { f.Nullable = !f.Nullable; return f })
}
