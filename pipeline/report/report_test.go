package report_test

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"gongkai/pipeline"
	"gongkai/pipeline/durable/durabletest"
	"gongkai/pipeline/evaluate"
	"gongkai/pipeline/pipelinetest"
	"gongkai/pipeline/report"
	"gongkai/schema"
)

// samples is a folder with some of the sample documents and documents of the test's own.
func samples(t *testing.T, names []string, own map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	write := func(name string, body []byte) {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, body, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range names {
		body, err := os.ReadFile(filepath.Join("..", "..", "data", "samples", filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		write(name, body)
	}
	for name, body := range own {
		write(name, []byte(body))
	}
	return dir
}

// publish runs the whole program on a folder.
func publish(t *testing.T, cfg pipeline.Config) {
	t.Helper()
	cfg.FS, cfg.Log = durabletest.NoSync, slog.New(slog.DiscardHandler)
	if _, err := pipeline.Run(t.Context(), cfg); err != nil {
		t.Fatal(err)
	}
}

// write writes the page of a dataset or snapshot.
func write(t *testing.T, dir string, opts report.Options) (string, report.Stats) {
	t.Helper()
	in, err := report.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if in.Zone != nil {
		defer in.Zone.Close()
	}
	var page bytes.Buffer
	stats, err := report.Write(t.Context(), &page, in, opts)
	if err != nil {
		t.Fatal(err)
	}
	return page.String(), stats
}

var blocks = regexp.MustCompile(`<script type="text/plain" id="([a-z0-9-]+)">([A-Za-z0-9+/=]*)</script>`)

// unpack gives the JSON of a page's data block.
func unpack(t *testing.T, page, id string, into any) {
	t.Helper()
	for _, m := range blocks.FindAllStringSubmatch(page, -1) {
		if m[1] != id {
			continue
		}
		z, err := gzip.NewReader(base64.NewDecoder(base64.StdEncoding, strings.NewReader(m[2])))
		if err != nil {
			t.Fatal(err)
		}
		raw, err := io.ReadAll(z)
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(raw, into); err != nil {
			t.Fatalf("%s: %v", id, err)
		}
		return
	}
	t.Fatalf("the page has no block %s", id)
}

type line struct {
	ID      string   `json:"i"`
	Chunk   int      `json:"c"`
	Slot    int      `json:"s"`
	URI     string   `json:"u"`
	Reasons []string `json:"r"`
}

type held struct {
	ID       string            `json:"id"`
	SHA256   string            `json:"sha256"`
	URI      string            `json:"uri"`
	Edition  string            `json:"edition"`
	Status   string            `json:"status"`
	Values   []string          `json:"values"`
	Evidence []int64           `json:"evidence"`
	Places   []*[3]int         `json:"places"`
	Raw      map[int]string    `json:"raw"`
	Units    map[int]string    `json:"units"`
	Checks   string            `json:"checks"`
	Sums     map[int][3]string `json:"sums"`
	Source   struct {
		Kind    string `json:"kind"`
		Differs int    `json:"differs"`
		Before  int    `json:"before"`
		After   int    `json:"after"`
		Rows    []struct {
			Table int `json:"t"`
			Index int `json:"i"`
			Cells []struct {
				Text    string `json:"x"`
				Ordinal int    `json:"n"`
			} `json:"c"`
		} `json:"rows"`
	} `json:"source"`
}

// status is the status of a cell by its letter.
func (h *held) status(cell int) schema.Status { return schema.Statuses()[h.Status[cell]-'a'] }

// at is the text of the source at a position.
func (h *held) at(p *[3]int) (string, bool) {
	for _, row := range h.Source.Rows {
		if row.Table == p[0] && row.Index == p[1] {
			for _, c := range row.Cells {
				if c.Ordinal == p[2] {
					return c.Text, true
				}
			}
		}
	}
	return "", false
}

// reports lists what a page holds in full, by address.
func reports(t *testing.T, page string) ([]line, map[string]*held) {
	t.Helper()
	var list []line
	unpack(t, page, "queue", &list)
	out, chunks := map[string]*held{}, map[int][]*held{}
	for _, l := range list {
		if l.Chunk < 0 {
			continue
		}
		if chunks[l.Chunk] == nil {
			var chunk []*held
			unpack(t, page, fmt.Sprintf("chunk-%d", l.Chunk), &chunk)
			chunks[l.Chunk] = chunk
		}
		h := chunks[l.Chunk][l.Slot]
		if h.ID != l.ID {
			t.Fatalf("chunk %d, slot %d holds %s, the list says %s", l.Chunk, l.Slot, h.ID, l.ID)
		}
		out[h.URI] = h
	}
	return list, out
}

const broken = "2021/broken-identity.html"

// The page shows the figures that the labels say a careful reader finds, the
// identity that the agency broke, and where in the source each figure stands.
func TestPageShowsAReportUnderReview(t *testing.T) {
	out := t.TempDir()
	publish(t, pipeline.Config{Sources: []string{samples(t, []string{broken, "2021/gov-page.html"}, nil)}, Dataset: out})
	page, stats := write(t, out, report.Options{})
	if stats.Review != 1 || stats.Full != 1 {
		t.Fatalf("%+v, one report is under review", stats)
	}
	_, full := reports(t, page)
	h := full[broken]
	if h == nil {
		t.Fatalf("no %s among %d", broken, len(full))
	}
	form := schema.FormOf("2021")
	for id, want := range goldOf(t, broken).Cells {
		i, _ := form.Cell(id)
		if want.Value == nil {
			continue
		}
		if value := schema.Micros(*want.Value).String(); h.Values[i] != value {
			t.Errorf("%s is %s in the page, the labels say %s", id, h.Values[i], value)
		}
	}
	for i, p := range h.Places {
		if p == nil {
			continue
		}
		found, ok := h.at(p)
		if digits := onlyDigits(found); !ok || h.Values[i] != "" && digits != onlyDigits(h.Values[i]) {
			t.Errorf("%s: %q stands at %v, the value is %s", form.Cells[i].ID, found, *p, h.Values[i])
		}
	}
	total, _ := form.Cell("proceedings/litigation_direct/total")
	if h.status(int(total)) != schema.Conflict || h.Values[total] != "208" {
		t.Errorf("the total is %s %s", h.status(int(total)), h.Values[total])
	}
	// 30 + 66 + 51 + 64 = 211, the agency printed 208.
	at := slices.IndexFunc(form.Identities, func(i schema.Identity) bool {
		return i.ID == "proceedings.results" && i.Scope == "litigation_direct"
	})
	if h.Checks[at] != 'f' || h.Sums[at] != [3]string{"211", "208", "3"} {
		t.Errorf("the broken identity is %c %v", h.Checks[at], h.Sums[at])
	}
	if h.Source.Differs != 0 || strings.Count(h.Checks, "f") != 3 {
		t.Errorf("%d cells elsewhere, %s", h.Source.Differs, h.Checks)
	}
}

func onlyDigits(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) || r == '.' {
			return r
		}
		return -1
	}, text)
}

func goldOf(t *testing.T, file string) evaluate.Gold {
	t.Helper()
	lines, err := evaluate.ReadGold(filepath.Join("..", "..", "data", "samples", "gold.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(lines, func(g evaluate.Gold) bool { return g.File == file })
	if i < 0 {
		t.Fatalf("no labels of %s", file)
	}
	return lines[i]
}

// The figures of every report, read by place from small files, are those that
// another reader finds by name.
func TestEveryReport(t *testing.T) {
	out, docs := t.TempDir(), map[string]string{}
	for i := range 60 {
		docs[fmt.Sprintf("%03d.txt", i)] = fmt.Sprintf(
			"report %d %d 局%d %d %d x%d\nreview agency_unknown\ncell applications/granted/total observed %d\ncheck", 2019+i%2*2, 2019+i%4, i, i, i*i, i, i+7)
	}
	publish(t, pipeline.Config{
		Sources: []string{samples(t, nil, docs)}, Dataset: out, Extract: pipelinetest.Extract, Version: "test", FileBytes: 20_000,
	})
	page, _ := write(t, out, report.Options{Workers: 3})
	_, full := reports(t, page)
	tables, err := evaluate.Read(t.Context(), out)
	if err != nil {
		t.Fatal(err)
	}
	if len(full) != 60 || len(tables.Reports) != 60 {
		t.Fatalf("%d reports in the page, %d in the dataset", len(full), len(tables.Reports))
	}
	for _, r := range tables.Reports {
		h := full[r.URI]
		for i, c := range r.Cells {
			value := ""
			if c.HasValue {
				value = c.Value.String()
			}
			if h.status(i) != c.Status || h.Values[i] != value {
				t.Fatalf("%s: %s is %s %q in the page, %s %q in the dataset", r.URI, r.Form.Cells[i].ID, h.status(i), h.Values[i], c.Status, value)
			}
		}
	}
}

// The page that lies in a snapshot depends on documents and program alone.
func TestSnapshotsPage(t *testing.T) {
	docs := samples(t, []string{broken, "2021/gov-page.html"}, nil)
	var pages []string
	for _, workers := range []int{1, 4} {
		out := t.TempDir()
		publish(t, pipeline.Config{Sources: []string{docs}, Dataset: out, Workers: workers})
		page, err := os.ReadFile(filepath.Join(out, "current", report.FileName))
		if err != nil {
			t.Fatal(err)
		}
		pages = append(pages, string(page))
		var o struct {
			Snapshot *struct{ ID string } `json:"snapshot"`
			Reports  int                  `json:"reports"`
		}
		unpack(t, string(page), "overview", &o)
		if o.Snapshot != nil || o.Reports != 2 {
			t.Errorf("%+v", o)
		}
		now, _ := write(t, out, report.Options{})
		if unpack(t, now, "overview", &o); o.Snapshot == nil {
			t.Error("the dataset's page names no snapshot")
		}
	}
	if pages[0] != pages[1] {
		t.Error("the page depends on the number of workers or on the time")
	}
}

// What a document says is nowhere in the page as it is written, and nothing but the page's
// own program may run.
func TestNothingOfADocumentRuns(t *testing.T) {
	hostile := strings.NewReplacer(
		"<title>", "<title>&lt;script&gt;window.hit=1&lt;/script&gt;", "30</td>", "30</td><td>&lt;img src=x onerror=window.hit=1&gt;</td>",
	).Replace(sampleText(t, broken))
	out := t.TempDir()
	publish(t, pipeline.Config{Sources: []string{samples(t, nil, map[string]string{"a<script>window.hit=1<script>.html": hostile})}, Dataset: out})
	page, stats := write(t, out, report.Options{})
	if stats.Full != 1 {
		t.Fatalf("%+v", stats)
	}
	if strings.Contains(page, "window.hit") {
		t.Error("the page repeats what the document says")
	}
	scripts := regexp.MustCompile(`(?s)<script>(.*?)</script>`).FindAllStringSubmatch(page, -1)
	if len(scripts) != 1 || strings.Count(page, "<script") != 1+len(blocks.FindAllString(page, -1)) {
		t.Fatalf("%d scripts", len(scripts))
	}
	sum := sha256.Sum256([]byte(scripts[0][1]))
	policy := regexp.MustCompile(`Content-Security-Policy" content="([^"]*)"`).FindStringSubmatch(page)[1]
	policy = strings.ReplaceAll(policy, "&#39;", "'")
	policy = strings.ReplaceAll(policy, "&#43;", "+")
	for _, rule := range []string{
		"default-src 'none'", "script-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "';",
		"require-trusted-types-for 'script'", "trusted-types 'none'", "base-uri 'none'", "form-action 'none'",
	} {
		if !strings.Contains(policy, rule) {
			t.Errorf("the policy %q lacks %q", policy, rule)
		}
	}
	if remote := regexp.MustCompile(`(?i)(src|href|url\(|@import)\s*[=(]\s*["']?(https?:)?//`).FindString(page); remote != "" {
		t.Errorf("the page asks for %q", remote)
	}
}

func sampleText(t *testing.T, name string) string {
	t.Helper()
	body, err := os.ReadFile(filepath.Join("..", "..", "data", "samples", filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

// A page of many reports holds the rare kinds of trouble whole, the frequent ones
// in part, and says what is left out.
func TestBounds(t *testing.T) {
	out, docs := t.TempDir(), map[string]string{}
	for i := range 40 {
		reason := "agency_unknown"
		if i%10 == 0 {
			reason = "year_unknown"
		}
		docs[fmt.Sprintf("%03d.txt", i)] = fmt.Sprintf("report 2021 2022 局%d %d\nreview %s\n%s", i, i, reason, strings.Repeat("文字\n", 700))
	}
	publish(t, pipeline.Config{Sources: []string{samples(t, nil, docs)}, Dataset: out, Extract: pipelinetest.Extract, Version: "test"})
	page, stats := write(t, out, report.Options{Full: 10, Listed: 20, SourceBytes: 2000})
	// Of 4 and 36 reports, 6 of a kind make 10 and 16 of a kind make 20.
	if diff := cmp.Diff(report.Stats{Review: 40, Listed: 20, Full: 10}, stats); diff != "" {
		t.Error(diff)
	}
	list, full := reports(t, page)
	rare := 0
	for _, l := range list {
		if slices.Contains(l.Reasons, "year_unknown") {
			rare++
			if l.Chunk < 0 {
				t.Errorf("%s is rare and only listed", l.ID)
			}
		}
	}
	if rare != 4 {
		t.Errorf("%d of 4 rare ones", rare)
	}
	for _, h := range full {
		if h.Source.Kind != "plain" || len(h.Source.Rows) > 200 || h.Source.After < 500 {
			t.Errorf("%s: %s, %d lines, %d left out", h.ID, h.Source.Kind, len(h.Source.Rows), h.Source.After)
		}
	}
	if _, stats := write(t, out, report.Options{Bytes: 1}); stats.Full == 40 || stats.Full == 0 {
		t.Errorf("%+v in one byte", stats)
	}
}
