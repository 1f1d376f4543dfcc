package extractors_test

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/extractors"
	"gongkai/extractors/layout"
	"gongkai/schema"
)

// goldLine is what a careful reader says of one report, or of a document that
// holds none. Reports of one file follow each other in the document's order.
type goldLine struct {
	File string `json:"file"`
	// Expect is "report" or a reason for a reject; "" is a report.
	Expect     string                   `json:"expect"`
	Edition    string                   `json:"edition"`
	ReportYear int                      `json:"report_year"`
	Agency     string                   `json:"agency"` // "" is unknown
	County     string                   `json:"county"`
	Township   string                   `json:"township"`
	Published  string                   `json:"published_on"`
	Layout     string                   `json:"layout"`
	Script     string                   `json:"script"`
	Cells      map[schema.CellID]figure `json:"cells"`
	// Review says whether a person must look; Reasons are all of its reasons where
	// they are labelled.
	Review  bool     `json:"review"`
	Reasons []string `json:"review_reasons"`
}

// figure is a labelled cell. Without a value the cell is blank, or as Status says.
type figure struct {
	Value  json.Number `json:"value"`
	Unit   string      `json:"unit"`
	Status string      `json:"status"`
}

func (f figure) String() string { return fmt.Sprintf("%q %s", f.Value, f.Unit) }

// readGold reads the labels of a folder of documents, grouped by file in the
// order of the first line of each.
func readGold(t *testing.T, dir string) (files []string, byFile map[string][]goldLine) {
	t.Helper()
	f, err := os.Open(filepath.Join(dir, "gold.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	byFile = map[string][]goldLine{}
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var g goldLine
		if err := json.Unmarshal(lines.Bytes(), &g); err != nil {
			t.Fatalf("gold.jsonl: %v", err)
		}
		if byFile[g.File] == nil {
			files = append(files, g.File)
		}
		byFile[g.File] = append(byFile[g.File], g)
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return files, byFile
}

const samplesDir = "../data/samples"

// TestSamples reads every bundled document and compares it with its labels.
func TestSamples(t *testing.T) {
	files, gold := readGold(t, samplesDir)
	for _, file := range files {
		t.Run(file, func(t *testing.T) { checkDocument(t, samplesDir, gold[file]) })
	}
}

// The least numbers of bundled documents.
const leastReports, leastRejects = 16, 5

// TestEverySampleIsLabelled: no document without labels, no labels without a
// document, and enough of them.
func TestEverySampleIsLabelled(t *testing.T) {
	_, gold := readGold(t, samplesDir)
	var onDisk []string
	err := filepath.WalkDir(samplesDir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || d.Name() == "gold.jsonl" {
			return err
		}
		name, err := filepath.Rel(samplesDir, path)
		onDisk = append(onDisk, filepath.ToSlash(name))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(onDisk)
	if diff := cmp.Diff(slices.Sorted(maps.Keys(gold)), onDisk); diff != "" {
		t.Errorf("labelled against on disk (-labels +files):\n%s", diff)
	}
	rejects := 0
	for _, lines := range gold {
		if lines[0].Expect != "report" {
			rejects++
		}
	}
	if reports := len(gold) - rejects; reports < leastReports || rejects < leastRejects {
		t.Errorf("%d documents with reports, %d rejects", reports, rejects)
	}
}

// TestSamplesTellCellsApart: the samples cover every edition and layout; where a row of a sample's section 3 holds figures,
// they differ, so that a shifted column shows; and labels hold what the form has.
func TestSamplesTellCellsApart(t *testing.T) {
	_, gold := readGold(t, samplesDir)
	editions, layouts := map[string]int{}, map[layout.Kind]int{}
	for file, lines := range gold {
		for _, g := range lines {
			if g.Expect != "report" {
				continue
			}
			editions[g.Edition]++
			layouts[layout.Kind(g.Layout)]++
			checkLabels(t, file, &g)
		}
	}
	for _, f := range schema.Forms() {
		if editions[f.Edition] < 6 {
			t.Errorf("edition %s: %d samples", f.Edition, editions[f.Edition])
		}
	}
	for _, kind := range []layout.Kind{
		layout.HTML, layout.Tabbed, layout.Piped, layout.CellPerLine, layout.Markdown, layout.Aligned, layout.Paragraphs, layout.Flat,
	} {
		if layouts[kind] == 0 {
			t.Errorf("no sample is laid out as %s", kind)
		}
	}
}

// leastNonZero is the share of figures, in percent, that must not be 0 in a
// sample without blanks.
const leastNonZero = 40

func checkLabels(t *testing.T, file string, g *goldLine) {
	t.Helper()
	form := schema.FormOf(g.Edition)
	if form == nil || len(g.Cells) != len(form.Cells) {
		t.Fatalf("%s: %d labels for edition %q", file, len(g.Cells), g.Edition)
	}
	nonZero, blank := 0, false
	rows := map[string]map[json.Number]int{}
	for i := range form.Cells {
		id := form.Cells[i].ID
		label, ok := g.Cells[id]
		if !ok {
			t.Errorf("%s: no label for %s", file, id)
		}
		blank = blank || label.Status == schema.Blank.String()
		if label.Value != "" && label.Value != "0" {
			nonZero++
			row, _, _ := strings.Cut(string(id)[len("applications/"):], "/")
			if form.Tables[form.Cells[i].Table].ID != "applications" {
				continue
			}
			if rows[row] == nil {
				rows[row] = map[json.Number]int{}
			}
			rows[row][label.Value]++
		}
	}
	if !blank && 100*nonZero < leastNonZero*len(form.Cells) {
		t.Errorf("%s: only %d of %d figures are not 0", file, nonZero, len(form.Cells))
	}
	if broken := contradicted(form, g.Cells); !blank && len(broken) > 0 != g.Review && g.Reasons == nil {
		t.Errorf("%s: %d figures in broken identities, review %v", file, len(broken), g.Review)
	}
	for row, values := range rows {
		for value, n := range values {
			if n > 2 || n == 2 && len(values) > 1 {
				t.Errorf("%s: %s holds %s %d times", file, row, value, n)
			}
		}
	}
}

// checkDocument extracts a document and compares it with its labels.
func checkDocument(t *testing.T, dir string, want []goldLine) {
	t.Helper()
	body, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(want[0].File)))
	if err != nil {
		t.Fatal(err)
	}
	got := extractors.Extract(context.Background(), extractors.Document{SourceURI: want[0].File, Body: body})
	if want[0].Expect != "report" {
		checkReject(t, schema.Reason(want[0].Expect), got)
		return
	}
	if got.Reject != nil {
		t.Fatalf("rejected: %v", got.Reject)
	}
	if len(got.Reports) != len(want) {
		t.Fatalf("%d reports, want %d", len(got.Reports), len(want))
	}
	for i := range want {
		if got.Reports[i].Ordinal != i {
			t.Errorf("report %d has ordinal %d", i, got.Reports[i].Ordinal)
		}
		checkReport(t, &want[i], &got.Reports[i])
	}
}

func checkReject(t *testing.T, want schema.Reason, got extractors.Result) {
	t.Helper()
	if len(got.Reports) > 0 {
		t.Fatalf("%d reports, want reject %s", len(got.Reports), want)
	}
	if got.Reject == nil || got.Reject.Reason != want {
		t.Fatalf("reject %v, want %s", got.Reject, want)
	}
}

// identity is what a report says of itself, in both readings.
type identity struct{ Edition, Agency, County, Township, Published, Layout, Script string }

func checkReport(t *testing.T, want *goldLine, got *extractors.Report) {
	t.Helper()
	w := identity{want.Edition, want.Agency, want.County, want.Township, want.Published, want.Layout, want.Script}
	g := identity{got.Form.Form.Edition, got.Who.Agency, got.Who.County, got.Who.Township, got.Who.Published, string(got.Layout), got.Script}
	if want.Layout == "" {
		g.Layout, g.Script = "", ""
	}
	if want.County == "" {
		g.County, g.Township = "", ""
	}
	if diff := cmp.Diff(w, g); diff != "" {
		t.Errorf("identity (-want +got):\n%s", diff)
	}
	if got.Who.Year != want.ReportYear {
		t.Errorf("report year %d, want %d", got.Who.Year, want.ReportYear)
	}
	if flagged := len(got.Review) > 0; flagged != want.Review {
		t.Errorf("review %v (%q), want %v", flagged, got.Review, want.Review)
	}
	if want.Reasons != nil {
		if diff := cmp.Diff(want.Reasons, got.Review); diff != "" {
			t.Errorf("review reasons (-want +got):\n%s", diff)
		}
	}
	if want.Edition == got.Form.Form.Edition {
		checkCells(t, want, got)
	}
}

// mostShown bounds how many wrong cells are listed for one report.
const mostShown = 25

func checkCells(t *testing.T, want *goldLine, got *extractors.Report) {
	t.Helper()
	form := got.Form.Form
	doubtful := contradicted(form, want.Cells)
	right, shown := 0, 0
	for i := range form.Cells {
		id, cell := form.Cells[i].ID, &got.Form.Cells[i]
		read := figure{Unit: cell.Unit, Status: cell.Status.String()}
		if cell.HasValue {
			read.Value = json.Number(cell.Value.String())
		}
		if agrees(want.Cells[id], read, doubtful[schema.CellIndex(i)]) {
			right++
			continue
		}
		if shown++; shown <= mostShown {
			t.Errorf("%s: got %v %s (raw %q), want %v %s", id, read, read.Status, cell.Raw, want.Cells[id], status(want.Cells[id]))
		}
	}
	if right != len(form.Cells) {
		t.Errorf("%d of %d cells right", right, len(form.Cells))
	}
}

// agrees reports whether a cell as read has the labelled value, unit and
// status. A printed number that takes part in an identity which the printed
// numbers contradict may be observed or in conflict, unless it is labelled.
func agrees(want, got figure, doubtful bool) bool {
	if !sameNumber(want.Value, got.Value) {
		return false
	}
	if want.Value != "" && want.Unit != got.Unit {
		return false
	}
	if want.Status == "" && doubtful && got.Status == schema.Conflict.String() {
		return true
	}
	return got.Status == status(want)
}

func status(f figure) string {
	if f.Status == "" {
		return schema.Observed.String()
	}
	return f.Status
}

// sameNumber compares two decimals as written: 0.767 and 0.7670 are the same.
func sameNumber(a, b json.Number) bool { return shortest(a) == shortest(b) }

func shortest(n json.Number) string {
	s := string(n)
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	return s
}

// contradicted lists the cells of the identities that the labelled figures
// break: what the agency itself got wrong.
func contradicted(form *schema.Form, cells map[schema.CellID]figure) map[schema.CellIndex]bool {
	out := map[schema.CellIndex]bool{}
	for _, identity := range form.Identities {
		if sum(form, identity.LHS, cells) == sum(form, identity.RHS, cells) {
			continue
		}
		for _, c := range slices.Concat(identity.LHS, identity.RHS) {
			out[c] = true
		}
	}
	return out
}

// sum adds labelled counts; a cell without a value counts as 0.
func sum(form *schema.Form, cells []schema.CellIndex, figures map[schema.CellID]figure) (total int64) {
	for _, c := range cells {
		n, _ := figures[form.Cells[c].ID].Value.Int64()
		total += n
	}
	return total
}
