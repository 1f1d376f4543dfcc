package source

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"
	"github.com/parquet-go/parquet-go"
	"golang.org/x/text/encoding/simplifiedchinese"
)

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// save writes a file of that name and returns its path.
func save(t testing.TB, name string, content []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	must(t, os.WriteFile(path, content, 0o644))
	return path
}

// items reads a SOURCE.
func items(t testing.TB, opts Options, path string) (all []Item) {
	t.Helper()
	src, err := Open([]string{path}, opts)
	must(t, err)
	for item, err := range src.Items(t.Context()) {
		must(t, err)
		all = append(all, item)
	}
	return all
}

func zipOf(t testing.TB, fill func(z *zip.Writer)) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	fill(z)
	must(t, z.Close())
	return b.Bytes()
}

func add(t testing.TB, z *zip.Writer, header *zip.FileHeader, body []byte) {
	w, err := z.CreateHeader(header)
	must(t, err)
	_, err = w.Write(body)
	must(t, err)
}

func TestArchiveInAFolderIsAFolder(t *testing.T) {
	inner := zipOf(t, func(z *zip.Writer) { add(t, z, &zip.FileHeader{Name: "x.html"}, []byte("inner")) })
	archive := zipOf(t, func(z *zip.Writer) {
		add(t, z, &zip.FileHeader{Name: "d/"}, nil)
		add(t, z, &zip.FileHeader{Name: "d/1.html"}, []byte("1"))
		add(t, z, &zip.FileHeader{Name: "d/.DS_Store"}, []byte("x"))
		add(t, z, &zip.FileHeader{Name: "__MACOSX/d/._1.html"}, []byte("x"))
		add(t, z, &zip.FileHeader{Name: "gold.jsonl"}, []byte("x"))
		add(t, z, &zip.FileHeader{Name: "in.zip"}, inner)
	})
	dir := writeTree(t, map[string]string{"b/Pages.ZIP": string(archive), "a.html": "a"})
	got, skips := read(t, Options{}, dir)
	check(t, []outcome{{"a.html", "a"}, {"b/Pages.ZIP/d/1.html", "1"}, {"b/Pages.ZIP/in.zip", string(inner)}}, got)
	check(t, []skipped{
		{"b/Pages.ZIP/d/", SkipNotDocument}, {"b/Pages.ZIP/d/.DS_Store", SkipHidden},
		{"b/Pages.ZIP/__MACOSX/d/._1.html", SkipHidden}, {"b/Pages.ZIP/gold.jsonl", SkipGold},
	}, skips)
}

func TestZipTroubles(t *testing.T) {
	gbk, err := simplifiedchinese.GBK.NewEncoder().String("年报/甲县.html")
	must(t, err)
	link := &zip.FileHeader{Name: "link.html"}
	link.SetMode(fs.ModeSymlink | 0o777)
	raw := zipOf(t, func(z *zip.Writer) {
		add(t, z, &zip.FileHeader{Name: "../../etc/up.html"}, []byte("x"))
		add(t, z, &zip.FileHeader{Name: "/abs.html"}, []byte("x"))
		add(t, z, &zip.FileHeader{Name: gbk, NonUTF8: true}, []byte("1"))
		add(t, z, &zip.FileHeader{Name: `win\dows.html`}, []byte("2"))
		add(t, z, link, []byte("/etc/passwd"))
		add(t, z, &zip.FileHeader{Name: "secret.html"}, []byte("x"))
		add(t, z, &zip.FileHeader{Name: "big.html", Method: zip.Deflate}, make([]byte, 101))
		add(t, z, &zip.FileHeader{Name: "torn.html"}, []byte("torn body"))
		add(t, z, &zip.FileHeader{Name: "last.html"}, []byte("3"))
	})
	// The flag of encryption, in the entry's two headers.
	for at := 0; ; at++ {
		i := bytes.Index(raw[at:], []byte("secret.html"))
		if i < 0 {
			break
		}
		at += i
		if header := at - 30; string(raw[header:header+4]) == "PK\x03\x04" {
			raw[header+6] |= 1
		} else {
			raw[at-46+8] |= 1
		}
	}
	raw = bytes.Replace(raw, []byte("torn body"), []byte("torn b0dy"), 1) // its checksum is wrong now
	got, _ := read(t, Options{MaxBytes: 100}, save(t, "docs.zip", raw))
	check(t, []outcome{
		{"etc/up.html", "reject unreadable_source"}, {"abs.html", "reject unreadable_source"}, {"年报/甲县.html", "1"},
		{"win/dows.html", "2"}, {"link.html", "reject unreadable_source"}, {"secret.html", "reject encrypted"},
		{"big.html", "reject too_large"}, {"torn.html", "reject unreadable_source"}, {"last.html", "3"},
	}, got)
}

func TestBombsAreBounded(t *testing.T) {
	zeros := make([]byte, 1<<20)
	pack := func(w interface {
		Write([]byte) (int, error)
		Close() error
	}, megabytes int) {
		for range megabytes {
			_, err := w.Write(zeros)
			must(t, err)
		}
		must(t, w.Close())
	}
	for name, pack := range map[string]func(b *bytes.Buffer){
		"bomb.zip": func(b *bytes.Buffer) {
			z := zip.NewWriter(b)
			for i := range 8 {
				w, err := z.Create(fmt.Sprintf("%03d.html", i))
				must(t, err)
				for range 4 {
					_, err = w.Write(zeros)
					must(t, err)
				}
			}
			must(t, z.Close())
		},
		"bomb.jsonl.gz": func(b *bytes.Buffer) { pack(gzip.NewWriter(b), 20) },
		"bomb.warc.gz": func(b *bytes.Buffer) {
			g := gzip.NewWriter(b)
			fmt.Fprintf(g, "WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: %d\r\n\r\n", 20<<20)
			pack(g, 20)
		},
		"bomb.tar.gz": func(b *bytes.Buffer) {
			g := gzip.NewWriter(b)
			w := tar.NewWriter(g)
			must(t, w.WriteHeader(&tar.Header{Name: "x.html", Size: 20 << 20, Typeflag: tar.TypeReg}))
			for range 20 {
				_, err := w.Write(zeros)
				must(t, err)
			}
			must(t, w.Close())
			must(t, g.Close())
		},
		"bomb.jsonl.zst": func(b *bytes.Buffer) {
			w, err := zstd.NewWriter(b)
			must(t, err)
			pack(w, 20)
		},
	} {
		t.Run(name, func(t *testing.T) {
			var b bytes.Buffer
			pack(&b)
			all := items(t, Options{MaxBytes: 4 << 20, minExpansion: 1 << 20}, save(t, name, b.Bytes()))
			last, whole := all[len(all)-1], int64(0)
			for _, item := range all {
				whole += int64(len(item.Body))
			}
			if last.URI != name || last.Reject == nil || last.Reject.Reason != "too_large" {
				t.Errorf("ends with %q, %v; want the container rejected as too large", last.URI, last.Reject)
			}
			if bound := int64(b.Len()) * maxExpansion; whole > bound {
				t.Errorf("%d bytes of documents, want at most %d", whole, bound)
			}
		})
	}
}

func TestTarTroubles(t *testing.T) {
	var b bytes.Buffer
	g := gzip.NewWriter(&b)
	w := tar.NewWriter(g)
	for _, h := range []tar.Header{
		{Name: "d", Typeflag: tar.TypeDir}, {Name: "d/l.html", Typeflag: tar.TypeSymlink, Linkname: "/etc/passwd"},
		{Name: "d/h.html", Typeflag: tar.TypeLink, Linkname: "x"}, {Name: "d/f", Typeflag: tar.TypeFifo},
		{Name: "../up.html", Typeflag: tar.TypeReg, Size: 1}, {Name: "d/ok.html", Typeflag: tar.TypeReg, Size: 1},
	} {
		must(t, w.WriteHeader(&h))
		if h.Size > 0 {
			_, err := w.Write([]byte("1"))
			must(t, err)
		}
	}
	must(t, w.Flush())
	must(t, g.Close()) // without the end of the archive, and cut
	got, skips := read(t, Options{}, save(t, "docs.tgz", b.Bytes()[:b.Len()-9]))
	check(t, []outcome{
		{"d/l.html", "reject unreadable_source"}, {"d/h.html", "reject unreadable_source"}, {"d/f", "reject unreadable_source"},
		{"up.html", "reject unreadable_source"}, {"d/ok.html", "1"}, {"docs.tgz", "reject unreadable_source"},
	}, got)
	check(t, []skipped{{"d/", SkipNotDocument}}, skips)
}

func TestWhatIsNoContainerIsRejectedOnce(t *testing.T) {
	for _, kind := range containerKinds {
		name := "x" + kind.suffix
		got, _ := read(t, Options{}, save(t, name, []byte("not what its name says\n")))
		uri := name
		if strings.HasPrefix(kind.suffix, ".jsonl") && kind.suffix == ".jsonl" {
			uri += "#1"
		}
		check(t, []outcome{{uri, "reject unreadable_source"}}, got)
	}
}

func TestLines(t *testing.T) {
	long := strings.Repeat("长", 200)
	lines := strings.Join([]string{
		`{"url": "https://www.example.gov.cn/1.html", "html": "<p>一</p>", "text": "no", "content_type": "text/html; charset=gbk"}`,
		``,
		`{"text": "二\r\n2", "fetched_at": "2024-02-03 04:05:06"}`,
		`{"uri": "a/三.txt", "body": "3", "fetched_at": 1706933106}`,
		`{"title": "no body"}`,
		`{"text": 4}`,
		`[1]`,
		`null`,
		`{"text": "` + long + `"}`,
		`{"text": null}`,
		`{"text": "x", "fetched_at": "yesterday"}`,
		`{"text": "last, and no line end"}`,
	}, "\n")
	all := items(t, Options{MaxBytes: 100}, save(t, "c.jsonl", []byte(lines)))
	type line struct {
		URI, MediaType, Body, Reason string
		FetchedAt                    time.Time
	}
	var got []line
	for _, item := range all {
		l := line{URI: item.URI, MediaType: item.MediaType, Body: string(item.Body), FetchedAt: item.FetchedAt}
		if item.Reject != nil {
			l.Reason = string(item.Reject.Reason)
		}
		got = append(got, l)
	}
	at := time.Date(2024, 2, 3, 4, 5, 6, 0, time.UTC)
	const plain = "text/plain; charset=utf-8"
	check(t, []line{
		{URI: "https://www.example.gov.cn/1.html", MediaType: "text/html; charset=utf-8", Body: "<p>一</p>"},
		{URI: "c.jsonl#3", MediaType: plain, Body: "二\r\n2", FetchedAt: at},
		{URI: "a/三.txt", MediaType: plain, Body: "3", FetchedAt: at},
		{URI: "c.jsonl#5", Reason: "unreadable_source"},
		{URI: "c.jsonl#6", Reason: "unreadable_source"},
		{URI: "c.jsonl#7", Reason: "unreadable_source"},
		{URI: "c.jsonl#8", Reason: "unreadable_source"},
		{URI: "c.jsonl#9", MediaType: plain, Reason: "too_large"},
		{URI: "c.jsonl#10", MediaType: plain},
		{URI: "c.jsonl#11", Reason: "unreadable_source"},
		{URI: "c.jsonl#12", MediaType: plain, Body: "last, and no line end"},
	}, got)
}

func TestLineLongerThanTheBufferIsSkippedWhole(t *testing.T) {
	long := `{"text": "` + strings.Repeat("x", 3<<20) + `"}`
	got, _ := read(t, Options{MaxBytes: 100}, save(t, "c.jsonl", []byte(long+"\n{\"text\": \"next\"}\n")))
	check(t, []outcome{{"c.jsonl#1", "reject too_large"}, {"c.jsonl#2", "next"}}, got)
}

func TestFieldsByName(t *testing.T) {
	path := save(t, "c.jsonl", []byte(`{"page": "<p>", "text": "no", "id": "7", "kind": "text/html", "seen": "2024-02-03"}`+"\n"+`{"text": "no"}`))
	all := items(t, Options{Fields: Fields{URI: "id", Body: "page", MediaType: "kind", FetchedAt: "seen"}}, path)
	check(t, Item{
		URI: "7", Body: []byte("<p>"), Bytes: 3, MediaType: "text/html; charset=utf-8", FetchedAt: time.Date(2024, 2, 3, 0, 0, 0, 0, time.UTC),
	}, all[0])
	check(t, "c.jsonl#2", all[1].URI)
	check(t, `reject unreadable_source: no field "id" for the address`, all[1].Reject.Error())
}

func TestParquetColumns(t *testing.T) {
	type row struct {
		URL  *string   `parquet:"url,optional,dict"`
		HTML []byte    `parquet:"html,zstd"`
		Kind string    `parquet:"content_type,dict"`
		At   time.Time `parquet:"fetched_at,timestamp(millisecond)"`
	}
	at := time.Date(2024, 2, 3, 4, 5, 6, 7_000_000, time.UTC)
	url := "https://www.example.gov.cn/1.html"
	var b bytes.Buffer
	w := parquet.NewGenericWriter[row](&b)
	_, err := w.Write([]row{{&url, []byte("\xb8\xe6"), "text/html; charset=gbk", at}, {nil, []byte("2"), "", at}, {&url, make([]byte, 101), "", at}})
	must(t, err)
	must(t, w.Close())
	all := items(t, Options{MaxBytes: 100}, save(t, "c.parquet", b.Bytes()))
	check(t, []Item{
		{URI: url, Body: []byte("\xb8\xe6"), Bytes: 2, MediaType: "text/html; charset=gbk", FetchedAt: at},
		{URI: "c.parquet#2", Body: []byte("2"), Bytes: 1, FetchedAt: at},
	}, all[:2])
	check(t, "too_large", string(all[2].Reject.Reason))
}

func TestParquetWithoutDocuments(t *testing.T) {
	type row struct {
		Text int64 `parquet:"text"`
		Name string
	}
	var b bytes.Buffer
	must(t, parquet.Write(&b, []row{{1, "x"}}))
	path := save(t, "c.parquet", b.Bytes())
	got, _ := read(t, Options{}, path)
	check(t, []outcome{{"c.parquet", "reject unsupported"}}, got)
	got, _ = read(t, Options{Fields: Fields{Body: "html"}}, path)
	check(t, []outcome{{"c.parquet", "reject unreadable_source"}}, got)
}

// warc writes records: headers as lines, an empty line, the block.
func warc(records ...string) []byte {
	var b bytes.Buffer
	for _, r := range records {
		header, block, _ := strings.Cut(r, "\n\n")
		fmt.Fprintf(&b, "WARC/1.0\r\n%s\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", strings.ReplaceAll(header, "\n", "\r\n"), len(block), block)
	}
	return b.Bytes()
}

func response(uri, http string) string {
	return "WARC-Type: response\nWARC-Target-URI: " + uri + "\nWARC-Date: 2024-02-03T04:05:06Z\nContent-Type: application/http; msgtype=response\n\n" + http
}

func gzipped(t testing.TB, body string) string {
	var b bytes.Buffer
	g := gzip.NewWriter(&b)
	_, err := g.Write([]byte(body))
	must(t, err)
	must(t, g.Close())
	return b.String()
}

func TestWARC(t *testing.T) {
	var br bytes.Buffer
	w := brotli.NewWriter(&br)
	_, err := w.Write([]byte("brotli"))
	must(t, err)
	must(t, w.Close())
	raw := warc(
		"WARC-Type: warcinfo\n\nx",
		"WARC-Type: request\nWARC-Target-URI: http://a/\n\nGET / HTTP/1.1",
		response("http://a/plain", "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=gbk\r\nX-A: 1\r\nX-A: 2\r\n\r\n\xb8\xe6"),
		response("http://a/chunked", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"),
		response("http://a/dechunked", "HTTP/1.1 200\r\nTransfer-Encoding: chunked\r\n\r\nplain all the same"),
		response("http://a/gzip", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n"+gzipped(t, "zipped")),
		response("http://a/gunzipped", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nnot zipped any more"),
		response("http://a/br", "HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\n"+br.String()),
		response("http://a/bomb", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n"+gzipped(t, strings.Repeat("0", 2000))),
		response("http://a/moved", "HTTP/1.1 302 Found\r\nLocation: /plain\r\n\r\n"),
		response("http://a/gone", "HTTP/1.1 404 Not Found\r\n\r\nsorry"),
		response("http://a/broken", "no response at all"),
		response("http://a/large", "HTTP/1.1 200 OK\r\n\r\n"+strings.Repeat("0", 1001)),
		"WARC-Type: revisit\nWARC-Target-URI: http://a/again\n\nHTTP/1.1 200 OK",
		"WARC-Type: conversion\nWARC-Target-URI: <http://a/text>\nContent-Type: text/plain\n\n文本",
		"WARC-Type: continuation\nWARC-Target-URI: http://a/part2\n\nx",
	)
	raw = append(raw, "WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: http://a/cut\r\nContent-Length: 100\r\n\r\nonly this"...)
	path := save(t, "c.warc", raw)
	got, skips := read(t, Options{MaxBytes: 1000}, path)
	check(t, []outcome{
		{"http://a/plain", "\xb8\xe6"}, {"http://a/chunked", "abcde"}, {"http://a/dechunked", "plain all the same"},
		{"http://a/gzip", "zipped"}, {"http://a/gunzipped", "not zipped any more"}, {"http://a/br", "brotli"},
		{"http://a/bomb", "reject too_large"}, {"http://a/gone", "reject fetch_failed"}, {"http://a/broken", "reject unreadable_source"},
		{"http://a/large", "reject too_large"}, {"http://a/text", "文本"}, {"http://a/part2", "reject unsupported"},
		{"http://a/cut", "reject unreadable_source"}, {"c.warc", "reject unreadable_source"},
	}, got)
	check(t, []skipped{
		{"c.warc#1", SkipNotDocument}, {"http://a/", SkipNotDocument}, {"http://a/moved", SkipNotDocument}, {"http://a/again", SkipNotDocument},
	}, skips)
	first := items(t, Options{}, path)[0]
	check(t, time.Date(2024, 2, 3, 4, 5, 6, 0, time.UTC), first.FetchedAt)
	check(t, []any{200, "text/html; charset=gbk", []string{"1", "2"}}, []any{first.Status, first.MediaType, first.Header["X-A"]})
}

func TestDecodeContent(t *testing.T) {
	twice := gzipped(t, gzipped(t, "twice"))
	for _, tc := range []struct{ encoding, body, want string }{
		{"", "x", "x"}, {"identity", "x", "x"}, {"GZIP", gzipped(t, "x"), "x"}, {"gzip, gzip", twice, "twice"},
		{"gzip", gzipped(t, strings.Repeat("0", 101)), "reject too_large"},
		{"gzip", "not gzip", "error"}, {"compress", "x", "reject unsupported"},
	} {
		got, err := DecodeContent([]byte(tc.body), tc.encoding, 100)
		text := string(got)
		if err != nil {
			if text = "error"; strings.HasPrefix(readFault(err).Error(), "reject") && readFault(err).Reason != "unreadable_source" {
				text = "reject " + string(readFault(err).Reason)
			}
		}
		if text != tc.want {
			t.Errorf("%q of %.20q: got %q, want %q", tc.encoding, tc.body, text, tc.want)
		}
	}
}

// FuzzContainers reads any bytes as each kind of container: it ends, within the
// bounds, and every item has a name and either a body or a reject.
func FuzzContainers(f *testing.F) {
	f.Add(uint8(0), zipOf(f, func(z *zip.Writer) { add(f, z, &zip.FileHeader{Name: "a"}, []byte("x")) }))
	f.Add(uint8(3), []byte(`{"text": "x", "url": "http://a/"}`))
	f.Add(uint8(7), warc(response("http://a/", "HTTP/1.1 200 OK\r\n\r\nx")))
	f.Add(uint8(8), []byte(gzipped(f, string(warc(response("http://a/", "HTTP/1.1 200 OK\r\n\r\nx"))))))
	type row struct {
		URL  string `parquet:"url"`
		Text string `parquet:"text,zstd"`
	}
	var b bytes.Buffer
	must(f, parquet.Write(&b, []row{{"http://a/", "x"}, {"http://b/", "y"}}))
	f.Add(uint8(6), b.Bytes())
	f.Fuzz(func(t *testing.T, kind uint8, raw []byte) {
		path := save(t, "x"+containerKinds[int(kind)%len(containerKinds)].suffix, raw)
		for _, item := range items(t, Options{MaxBytes: 1000}, path) {
			if item.URI == "" || (item.Reject == nil) == (item.Body == nil) || len(item.Body) > 1000 {
				t.Fatalf("item %+v", item)
			}
		}
	})
}
