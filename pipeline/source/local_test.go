package source

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// writeTree writes files below a new folder; a name that ends with a slash is a folder.
func writeTree(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, body := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(body), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

type skipped struct {
	URI  string
	Rule SkipRule
}

// outcome is an item in short: its body, or "reject <reason>".
type outcome struct{ URI, Body string }

func read(t *testing.T, opts Options, args ...string) (got []outcome, skips []skipped) {
	t.Helper()
	opts.Skipped = func(uri string, rule SkipRule) { skips = append(skips, skipped{uri, rule}) }
	src, err := Open(args, opts)
	if err != nil {
		t.Fatal(err)
	}
	for item, err := range src.Items(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, short(item))
	}
	return got, skips
}

func short(item Item) outcome {
	if item.Reject != nil {
		return outcome{item.URI, "reject " + string(item.Reject.Reason)}
	}
	return outcome{item.URI, string(item.Body)}
}

func check(t *testing.T, want, got any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestFolderIsReadSortedWithNamedSkips(t *testing.T) {
	dir := writeTree(t, map[string]string{
		"b.txt": "2", "a/z.html": "1", "a/.hidden": "x", ".git/config": "x",
		"gold.jsonl": "x", "README.md": "3", "乙.txt": "4",
	})
	got, skips := read(t, Options{}, dir)
	check(t, []outcome{{"README.md", "3"}, {"a/z.html", "1"}, {"b.txt", "2"}, {"乙.txt", "4"}}, got)
	check(t, []skipped{{".git", SkipHidden}, {"a/.hidden", SkipHidden}, {"gold.jsonl", SkipGold}}, skips)
}

func TestSingleFileIsItsBaseName(t *testing.T) {
	dir := writeTree(t, map[string]string{"a/.odd.txt": "1"})
	got, skips := read(t, Options{}, filepath.Join(dir, "a", ".odd.txt"))
	check(t, []outcome{{".odd.txt", "1"}}, got)
	check(t, []skipped(nil), skips)
}

func TestFileOverTheLimitIsNotRead(t *testing.T) {
	dir := writeTree(t, map[string]string{"exact.txt": "12345678", "over.txt": "123456789"})
	sparse := filepath.Join(dir, "sparse.txt")
	if err := errors.Join(os.WriteFile(sparse, nil, 0o644), os.Truncate(sparse, 1<<40)); err != nil {
		t.Fatal(err)
	}
	src, err := Open([]string{dir}, Options{MaxBytes: 8})
	if err != nil {
		t.Fatal(err)
	}
	var sizes []int64
	var got []outcome
	for item, err := range src.Items(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		got, sizes = append(got, short(item)), append(sizes, item.Bytes)
	}
	check(t, []outcome{{"exact.txt", "12345678"}, {"over.txt", "reject too_large"}, {"sparse.txt", "reject too_large"}}, got)
	check(t, []int64{8, 9, 1 << 40}, sizes)
}

func TestWhatIsNoRegularFileIsRejectedUnopened(t *testing.T) {
	dir := writeTree(t, map[string]string{"a.txt": "1"})
	if err := syscall.Mkfifo(filepath.Join(dir, "fifo.txt"), 0o644); err != nil {
		t.Fatal(err)
	}
	for link, target := range map[string]string{"gone.txt": "nowhere", "null.txt": os.DevNull, "x.txt": "a.txt"} {
		if err := os.Symlink(target, filepath.Join(dir, link)); err != nil {
			t.Fatal(err)
		}
	}
	got, _ := read(t, Options{}, dir)
	check(t, []outcome{
		{"a.txt", "1"}, {"fifo.txt", "reject unreadable_source"}, {"gone.txt", "reject unreadable_source"},
		{"null.txt", "reject unreadable_source"}, {"x.txt", "1"},
	}, got)
}

func TestLoopsOfLinksEnd(t *testing.T) {
	dir := writeTree(t, map[string]string{"a/1.txt": "1", "b/2.txt": "2"})
	outside := writeTree(t, map[string]string{"3.txt": "3"})
	for link, target := range map[string]string{"a/up": "..", "a/to-b": "../b", "b/to-a": "../a", "c": outside, "self": "self"} {
		if err := os.Symlink(target, filepath.Join(dir, link)); err != nil {
			t.Fatal(err)
		}
	}
	got, skips := read(t, Options{}, dir)
	check(t, []outcome{
		{"a/1.txt", "1"}, {"a/to-b/2.txt", "2"}, {"c/3.txt", "3"}, {"self", "reject unreadable_source"},
	}, got)
	check(t, []skipped{{"a/to-b/to-a/", SkipSeen}, {"a/up/", SkipSeen}, {"b/", SkipSeen}}, skips)
}

func TestDepthIsBounded(t *testing.T) {
	name := strings.Repeat("d/", maxDepth+1) + "f.txt"
	got, _ := read(t, Options{}, writeTree(t, map[string]string{name: "1", "d/ok.txt": "2"}))
	check(t, []outcome{
		{strings.Repeat("d/", maxDepth+1), "reject unreadable_source"}, {"d/ok.txt", "2"},
	}, got)
}

func TestNameThatIsNotUTF8(t *testing.T) {
	dir := writeTree(t, map[string]string{"\xb8\xe6.txt": "1"})
	got, _ := read(t, Options{}, dir)
	check(t, []outcome{{"%B8%E6.txt", "1"}}, got)
}

// brokenFiles fails reads as an operating system does.
type brokenFiles struct {
	osFiles
	denied   string // a folder that may not be listed
	vanished string // a file that is gone when it is opened
	torn     string // a file that fails in the middle
}

func (b brokenFiles) ReadDir(path string) ([]fs.DirEntry, error) {
	if filepath.Base(path) == b.denied {
		return nil, &fs.PathError{Op: "open", Path: path, Err: fs.ErrPermission}
	}
	return b.osFiles.ReadDir(path)
}

func (b brokenFiles) Open(path string) (File, error) {
	if filepath.Base(path) == b.vanished {
		return nil, &fs.PathError{Op: "open", Path: path, Err: fs.ErrNotExist}
	}
	f, err := b.osFiles.Open(path)
	if filepath.Base(path) == b.torn {
		return tornFile{f}, err
	}
	return f, err
}

type tornFile struct{ File }

func (f tornFile) Read(p []byte) (int, error) {
	n, _ := f.File.Read(p[:1])
	return n, &fs.PathError{Op: "read", Path: "/some/machine/path", Err: syscall.EIO}
}

func TestWhatCannotBeReadIsRejectedAndTheRunGoesOn(t *testing.T) {
	dir := writeTree(t, map[string]string{"a.txt": "1", "deny/x.txt": "x", "gone.txt": "x", "torn.txt": "xx", "z.txt": "2"})
	src, err := Open([]string{dir}, Options{files: brokenFiles{denied: "deny", vanished: "gone.txt", torn: "torn.txt"}})
	if err != nil {
		t.Fatal(err)
	}
	details := map[string]string{}
	var got []outcome
	for item, err := range src.Items(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, short(item))
		if item.Reject != nil {
			details[item.URI] = item.Reject.Detail
		}
	}
	check(t, []outcome{
		{"a.txt", "1"}, {"deny/", "reject unreadable_source"}, {"gone.txt", "reject unreadable_source"},
		{"torn.txt", "reject unreadable_source"}, {"z.txt", "2"},
	}, got)
	check(t, map[string]string{
		"deny/": "open: permission denied", "gone.txt": "open: file does not exist", "torn.txt": "read: input/output error",
	}, details)
}

func TestSourceThatIsNotThereIsAnError(t *testing.T) {
	_, err := Open([]string{filepath.Join(t.TempDir(), "missing")}, Options{})
	if !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v, want not exist", err)
	}
}

func TestTwoSourcesWithOneName(t *testing.T) {
	one := writeTree(t, map[string]string{"a.txt": "1", "same.txt": "s"})
	two := writeTree(t, map[string]string{"b.txt": "2", "same.txt": "s"})
	got, _ := read(t, Options{}, one, two)
	check(t, []outcome{{"a.txt", "1"}, {"same.txt", "s"}, {"b.txt", "2"}, {"same.txt", "s"}}, got)

	src, err := Open([]string{one, writeTree(t, map[string]string{"a.txt": "other"})}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	var last error
	for _, err := range src.Items(t.Context()) {
		last = err
	}
	if last == nil || !strings.Contains(last.Error(), `"a.txt"`) {
		t.Errorf("two documents under one name: %v, want an error that names it", last)
	}
}

func TestAddresses(t *testing.T) {
	dir := writeTree(t, map[string]string{"a.txt": "1"})
	if _, err := Open([]string{"https://www.example.gov.cn/a.html"}, Options{}); err == nil {
		t.Error("addresses without Web are accepted")
	}
	if _, err := Open([]string{"ftp://www.example.gov.cn/a.html"}, Options{}); err == nil {
		t.Error("an ftp address is accepted")
	}
	web := func(addresses []string) (Source, error) {
		check(t, []string{"http://w/1", "https://w/2"}, addresses)
		return Memory{{URI: "http://w/1", Body: []byte("w")}}, nil
	}
	got, _ := read(t, Options{Web: web}, "http://w/1", dir, "https://w/2")
	check(t, []outcome{{"a.txt", "1"}, {"http://w/1", "w"}}, got)
}

func TestCancelBeforeAnything(t *testing.T) {
	src, err := Open([]string{writeTree(t, map[string]string{"a.txt": "1"})}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancelCause(t.Context())
	cause := errors.New("stop")
	cancel(cause)
	for item, err := range src.Items(ctx) {
		if !errors.Is(err, cause) {
			t.Errorf("got %q, %v", item.URI, err)
		}
	}
}
