package fetch

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/andybalholm/brotli"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// site is a web site on the loopback that does what real ones do.
type site struct {
	*httptest.Server
	mu       sync.Mutex
	asked    []string        // paths, in order
	times    map[string]int  // how often each path was asked for
	requests []*http.Request // as they came
	spans    [][2]time.Time  // of each request
	open     int             // requests under way
	most     int             // at once
	done     chan struct{}   // closed when the test ends: lets stalled handlers go
}

func newSite(t testing.TB) *site {
	s := &site{times: map[string]int{}, done: make(chan struct{})}
	s.Server = httptest.NewServer(http.HandlerFunc(s.serve))
	s.Config.ErrorLog = nil
	t.Cleanup(func() {
		close(s.done)
		s.Server.CloseClientConnections()
		s.Server.Close()
	})
	return s
}

func (s *site) begin(r *http.Request) (time.Time, int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked = append(s.asked, r.URL.RequestURI())
	s.times[r.URL.Path]++
	s.requests = append(s.requests, r)
	if s.open++; s.open > s.most {
		s.most = s.open
	}
	return time.Now(), s.times[r.URL.Path]
}

func (s *site) end(began time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.open--
	s.spans = append(s.spans, [2]time.Time{began, time.Now()})
}

// count is how often a path was asked for.
func (s *site) count(path string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.times[path]
}

func (s *site) serve(w http.ResponseWriter, r *http.Request) {
	began, times := s.begin(r)
	defer s.end(began)
	if serve, ok := pages[r.URL.Path]; ok {
		serve(s, w, r, times)
		return
	}
	http.NotFound(w, r)
}

type handler func(s *site, w http.ResponseWriter, r *http.Request, times int)

func page(body string) handler {
	return func(_ *site, w http.ResponseWriter, _ *http.Request, _ int) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, body)
	}
}

func redirectTo(to string) handler {
	return func(_ *site, w http.ResponseWriter, r *http.Request, _ int) {
		http.Redirect(w, r, to, http.StatusFound)
	}
}

// verbatim takes the connection and writes an answer that no server library would.
func verbatim(answer string) handler {
	return func(_ *site, w http.ResponseWriter, _ *http.Request, _ int) {
		conn, _, err := w.(http.Hijacker).Hijack()
		if err != nil {
			panic(err)
		}
		fmt.Fprint(conn, answer)
		conn.Close()
	}
}

func packed(coding string, body []byte) handler {
	return func(_ *site, w http.ResponseWriter, _ *http.Request, _ int) {
		w.Header().Set("Content-Encoding", coding)
		w.Write(body)
	}
}

func gzipOf(body []byte) []byte {
	var b bytes.Buffer
	g := gzip.NewWriter(&b)
	g.Write(body)
	g.Close()
	return b.Bytes()
}

func brotliOf(body []byte) []byte {
	var b bytes.Buffer
	w := brotli.NewWriter(&b)
	w.Write(body)
	w.Close()
	return b.Bytes()
}

func gbk(text string) string {
	out, err := simplifiedchinese.GBK.NewEncoder().String(text)
	if err != nil {
		panic(err)
	}
	return out
}

func stall(s *site, _ http.ResponseWriter, r *http.Request, _ int) {
	select {
	case <-s.done:
	case <-r.Context().Done():
	}
}

var pages = map[string]handler{
	"/robots.txt": func(_ *site, w http.ResponseWriter, _ *http.Request, _ int) {
		fmt.Fprint(w, "User-agent: *\nDisallow: /private/\n\nUser-agent: "+Agent+"\nDisallow: /forbidden/\n")
	},
	"/plain.html":        page("<p>甲</p>"),
	"/private/ours.html": page("allowed to us"),
	"/forbidden/x.html":  page("never seen"),
	"/empty.html":        page(""),
	"/liar-charset.html": func(_ *site, w http.ResponseWriter, _ *http.Request, _ int) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, gbk("年度报告"))
	},
	"/gzip.html":           packed("gzip", gzipOf([]byte("packed"))),
	"/br.html":             packed("br", brotliOf([]byte("packed too"))),
	"/not-gzip.html":       packed("gzip", []byte("not packed at all")),
	"/gzip-bomb.html":      packed("gzip", gzipOf(make([]byte, 3<<20))),
	"/br-bomb.html":        packed("br", brotliOf(make([]byte, 3<<20))),
	"/gzip-cut.html":       packed("gzip", gzipOf([]byte(strings.Repeat("packed", 99)))[:40]),
	"/announces-much.html": verbatim("HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\nx"),
	"/cut.html":            verbatim("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nonly this much"),
	"/bad-chunks.html":     verbatim("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nzz\r\n"),
	"/no-http.html":        verbatim("SSH-2.0-OpenSSH_9.0\r\n"),
	"/hangs-up.html":       verbatim(""),
	"/cut-once.html": func(s *site, w http.ResponseWriter, r *http.Request, times int) {
		if times == 1 {
			verbatim("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nonly this much")(s, w, r, times)
			return
		}
		fmt.Fprint(w, "whole the second time")
	},
	"/stalls.html": stall,
	"/slow.html": func(s *site, w http.ResponseWriter, r *http.Request, times int) {
		time.Sleep(20 * time.Millisecond)
		page("slow")(s, w, r, times)
	},
	"/stalls-in-body.html": func(s *site, w http.ResponseWriter, r *http.Request, times int) {
		fmt.Fprint(w, "begins")
		w.(http.Flusher).Flush()
		stall(s, w, r, times)
	},
	"/endless.html": func(s *site, w http.ResponseWriter, r *http.Request, _ int) {
		for r.Context().Err() == nil {
			if _, err := fmt.Fprint(w, strings.Repeat("<p>0</p>", 1000)); err != nil {
				return
			}
		}
	},
	"/gone.html": func(_ *site, w http.ResponseWriter, _ *http.Request, _ int) { http.Error(w, "gone", http.StatusGone) },
	"/broken.html": func(_ *site, w http.ResponseWriter, _ *http.Request, _ int) {
		http.Error(w, "sorry", http.StatusInternalServerError)
	},
	"/busy.html": func(_ *site, w http.ResponseWriter, _ *http.Request, times int) {
		if times < 3 {
			w.Header().Set("Retry-After", "0")
			http.Error(w, "later", http.StatusTooManyRequests)
			return
		}
		fmt.Fprint(w, "now")
	},
	"/busy-for-hours.html": func(_ *site, w http.ResponseWriter, _ *http.Request, _ int) {
		w.Header().Set("Retry-After", "7200")
		http.Error(w, "later", http.StatusServiceUnavailable)
	},
	"/kept.html": func(_ *site, w http.ResponseWriter, r *http.Request, _ int) {
		w.Header().Set("Etag", `"v1"`)
		if r.Header.Get("If-None-Match") == `"v1"` {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		fmt.Fprint(w, "kept")
	},
	"/moved.html":   redirectTo("/plain.html#part"),
	"/loop-1.html":  redirectTo("/loop-2.html"),
	"/loop-2.html":  redirectTo("/loop-1.html"),
	"/self.html":    redirectTo("/self.html"),
	"/nowhere.html": verbatim("HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n"),
	"/to-file.html": redirectTo("file:///etc/passwd"),
	"/to-private.html": func(s *site, w http.ResponseWriter, r *http.Request, _ int) {
		http.Redirect(w, r, strings.Replace(s.URL, "127.0.0.1", "127.0.0.2", 1)+"/plain.html", http.StatusFound)
	},
	"/to-metadata.html": redirectTo("http://169.254.169.254/latest/meta-data/"),
	"/chain/": func(_ *site, w http.ResponseWriter, r *http.Request, _ int) {
		http.Redirect(w, r, fmt.Sprintf("/chain/?%d", len(r.URL.RawQuery)), http.StatusFound)
	},

	"/index.html": page(`<base href="/list/"><a href="r1.html">2023年政府信息公开工作<b>年度报告</b></a><a href="r2.html" title="2022年度报告">…</a>
		<a href="/about.html">关于我们</a> <a href="%E5%B9%B4%E6%8A%A5.html">附件</a> <a href="r1.html#top">年度报告</a>
		<a href="javascript:go('年报')">年报</a><a href="http://localhost:1/年报.html">年报 elsewhere</a><a href="../p2.html">下一页 &gt;</a>`),
	"/p2.html":          page(`<a href="/list/r3.html">年度报告三</a><a href="/index.html">上一页</a><a href="/p3.html">下一页</a>`),
	"/p3.html":          page(`<a href="/list/r4.html">年度报告四</a>`),
	"/list/r1.html":     page(`<p>一</p><a href="/files/a.PDF">附件一</a><a href="/list/deep.html">更多年度报告</a>`),
	"/list/r2.html":     page(`<p>二</p>`),
	"/list/r3.html":     page(`<p>三</p>`),
	"/list/r4.html":     page(`<p>四</p>`),
	"/list/deep.html":   page(`<p>深</p>`),
	"/list/年报.html":     page(`<p>五</p>`),
	"/files/a.PDF":      func(_ *site, w http.ResponseWriter, _ *http.Request, _ int) { fmt.Fprint(w, "%PDF-1.7") },
	"/trs/index.html":   page(`<script>createPageHTML(3, 0, "index", "html");</script>`),
	"/trs/index_1.html": page(`<a href="/list/r3.html">年报</a>`),
	"/trs/index_2.html": page(`<a href="/list/r4.html">年报</a>`),
}

// closedPort is an address of the loopback where nobody listens.
func closedPort(t testing.TB) string {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}
