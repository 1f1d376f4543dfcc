package fetch

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gongkai/pipeline/source"
	"gongkai/pipeline/source/sourcetest"
)

var night = time.Date(2024, 3, 1, 2, 0, 0, 0, time.UTC)

// quick are options for the loopback: small, fast, and patient with nothing.
func quick() Options {
	return Options{
		AllowPrivate: true, Delay: -1, Timeout: 400 * time.Millisecond, RetryWait: time.Millisecond,
		MaxBytes: 1 << 20, Now: func() time.Time { return night },
	}
}

// outcomes fetches seeds: for each address below the site its body, its reject
// or the rule that passed over it.
func outcomes(t *testing.T, s *site, opts Options, seeds ...Seed) map[string]string {
	t.Helper()
	got := map[string]string{}
	note := func(uri, what string) {
		uri = strings.TrimPrefix(uri, s.URL)
		if before, twice := got[uri]; twice {
			t.Errorf("%s came twice: %s, %s", uri, before, what)
		}
		got[uri] = what
	}
	var mu sync.Mutex
	skipped := map[string]source.SkipRule{}
	opts.Skipped = func(uri string, rule source.SkipRule) {
		mu.Lock()
		defer mu.Unlock()
		skipped[uri] = rule
	}
	for item, err := range New(seeds, opts).Items(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		if item.Reject != nil {
			note(item.URI, item.Reject.Error())
		} else {
			note(item.URI, string(item.Body))
		}
	}
	for uri, rule := range skipped {
		note(uri, "skip "+string(rule))
	}
	return got
}

func seed(s *site, path string) Seed { return Seed{URL: s.URL + path} }

func check(t *testing.T, want, got any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestEveryAddressEnds(t *testing.T) {
	s := newSite(t)
	want := map[string]string{
		"/plain.html":          "<p>甲</p>",
		"/private/ours.html":   "allowed to us",
		"/forbidden/x.html":    "reject fetch_failed: robots.txt forbids it",
		"/empty.html":          "",
		"/liar-charset.html":   "\xc4\xea\xb6\xc8\xb1\xa8\xb8\xe6", // as it came
		"/gzip.html":           "packed",
		"/br.html":             "packed too",
		"/not-gzip.html":       "not packed at all",
		"/gzip-bomb.html":      "reject too_large: more than the limit of 1048576 bytes",
		"/br-bomb.html":        "reject too_large: more than the limit of 1048576 bytes",
		"/gzip-cut.html":       `reject fetch_failed: content encoding "gzip": unexpected EOF`,
		"/announces-much.html": "reject too_large: announces 99999999 bytes, the limit is 1048576",
		"/cut.html":            "reject fetch_failed: body: unexpected EOF",
		"/cut-once.html":       "whole the second time",
		"/stalls.html":         "reject fetch_failed: timed out",
		"/stalls-in-body.html": "reject fetch_failed: timed out",
		"/endless.html":        "reject too_large: more than the limit of 1048576 bytes",
		"/gone.html":           "reject fetch_failed: status 410",
		"/missing.html":        "reject fetch_failed: status 404",
		"/broken.html":         "reject fetch_failed: status 500",
		"/busy.html":           "now",
		"/busy-for-hours.html": "reject fetch_failed: status 503",
		"/moved.html":          "skip redirect",
		"/self.html":           "reject fetch_failed: redirects in a loop",
		"/nowhere.html":        "reject fetch_failed: status 302 without a location",
		"/to-file.html":        `reject fetch_failed: redirects to "file:///etc/passwd"`,
	}
	var seeds []Seed
	for path := range want {
		seeds = append(seeds, seed(s, path))
	}
	opts := quick()
	opts.PerHost = 8
	got := outcomes(t, s, opts, seeds...)
	check(t, want, got)
	for path, times := range map[string]int{
		"/cut.html": 4, "/broken.html": 4, "/busy.html": 3, "/busy-for-hours.html": 1, "/gone.html": 1,
		"/forbidden/x.html": 0, "/robots.txt": 1, "/gzip-bomb.html": 1, "/plain.html": 1,
	} {
		if s.count(path) != times {
			t.Errorf("%s was asked for %d times, want %d", path, s.count(path), times)
		}
	}
}

// What is no HTTP ends as a reject; how the library words it is not ours.
func TestWhatIsNoHTTPIsRejected(t *testing.T) {
	s := newSite(t)
	got := outcomes(t, s, quick(), seed(s, "/no-http.html"), seed(s, "/hangs-up.html"), seed(s, "/bad-chunks.html"),
		Seed{URL: "http://" + closedPort(t) + "/"})
	if len(got) != 4 {
		t.Errorf("%d outcomes: %q", len(got), got)
	}
	for uri, what := range got {
		if !strings.HasPrefix(what, "reject fetch_failed: ") || strings.Contains(what, "127.0.0.1") {
			t.Errorf("%s: %s", uri, what)
		}
	}
}

func TestRedirectsInALoop(t *testing.T) {
	s := newSite(t)
	for _, seeds := range [][]Seed{{seed(s, "/loop-1.html")}, {seed(s, "/loop-1.html"), seed(s, "/loop-2.html")}} {
		got := slices.Sorted(maps.Values(outcomes(t, s, quick(), seeds...)))
		check(t, []string{"reject fetch_failed: redirects in a loop", "skip redirect"}, got)
	}
}

func TestRedirectsWithoutEnd(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/robots.txt" {
			http.Redirect(w, r, r.URL.Path+"x", http.StatusMovedPermanently)
		}
	}))
	defer server.Close()
	opts := quick()
	opts.MaxRedirects = 3
	got := outcomes(t, &site{Server: server}, opts, Seed{URL: server.URL + "/"})
	check(t, map[string]string{"/": "skip redirect", "/x": "skip redirect", "/xx": "skip redirect", "/xxx": "reject fetch_failed: more than 3 redirects"}, got)
}

// The site stands for the public internet here, the rest of the loopback for
// what is not public.
func TestAddressesThatAreNotPublic(t *testing.T) {
	s := newSite(t)
	opts := quick()
	opts.AllowPrivate = false
	got := outcomes(t, s, opts, seed(s, "/plain.html"))
	check(t, map[string]string{"/plain.html": "reject fetch_failed: robots.txt: address is not public"}, got)
	check(t, 0, len(s.asked))

	opts.isPublic = func(ip netip.Addr) bool { return ip == netip.MustParseAddr("127.0.0.1") }
	got = outcomes(t, s, opts, seed(s, "/plain.html"), seed(s, "/to-private.html"), seed(s, "/to-metadata.html"))
	private := strings.Replace(s.URL, "127.0.0.1", "127.0.0.2", 1) + "/plain.html"
	const refused = "reject fetch_failed: robots.txt: address is not public"
	check(t, map[string]string{
		"/plain.html": "<p>甲</p>", "/to-private.html": "skip redirect", "/to-metadata.html": "skip redirect",
		private: refused, "http://169.254.169.254/latest/meta-data/": refused,
	}, got)
}

func TestConditionalRequests(t *testing.T) {
	s := newSite(t)
	opts := quick()
	opts.Latest = func(uri string) (source.Item, bool, error) {
		return source.Item{Header: http.Header{"Etag": {`"v1"`}, "Last-Modified": {"Thu, 01 Feb 2024 00:00:00 GMT"}}}, strings.HasSuffix(uri, "/kept.html"), nil
	}
	check(t, map[string]string{"/kept.html": "skip not_modified", "/plain.html": "<p>甲</p>"},
		outcomes(t, s, opts, seed(s, "/kept.html"), seed(s, "/plain.html")))
	for _, r := range s.requests {
		if r.URL.Path == "/kept.html" {
			check(t, "Thu, 01 Feb 2024 00:00:00 GMT", r.Header.Get("If-Modified-Since"))
		}
	}
	check(t, map[string]string{"/kept.html": "kept"}, outcomes(t, s, quick(), seed(s, "/kept.html")))

	opts.Latest = func(string) (source.Item, bool, error) { return source.Item{}, false, errors.New("zone is damaged") }
	var last error
	for _, err := range New([]Seed{seed(s, "/kept.html")}, opts).Items(t.Context()) {
		last = err
	}
	if last == nil || !strings.Contains(last.Error(), "zone is damaged") {
		t.Errorf("ended with %v", last)
	}
}

func follow(t *testing.T, change func(f *Follow)) *Follow {
	t.Helper()
	f, err := NewFollow("")
	if err != nil {
		t.Fatal(err)
	}
	if change != nil {
		change(f)
	}
	return f
}

// fetched lists the paths that gave a body, except index pages.
func fetched(got map[string]string) (paths []string) {
	for uri, what := range got {
		if !strings.HasPrefix(what, "skip ") && !strings.HasPrefix(what, "reject ") && !strings.Contains(what, "<a ") && !strings.Contains(what, "<script") {
			paths = append(paths, uri)
		}
	}
	slices.Sort(paths)
	return paths
}

const nianbao = "/list/%E5%B9%B4%E6%8A%A5.html"

func TestFollow(t *testing.T) {
	cases := []struct {
		name, path string
		change     func(f *Follow)
		want       []string
		skipped    map[string]string
	}{
		{"links, pagination and attachments", "/index.html", nil,
			[]string{"/files/a.PDF", nianbao, "/list/r2.html", "/list/r3.html", "/list/r4.html"}, nil},
		{"two pages of the index", "/index.html", func(f *Follow) { f.Pages = 2 },
			[]string{"/files/a.PDF", nianbao, "/list/r2.html", "/list/r3.html"}, map[string]string{"/p3.html": "skip over_limit"}},
		{"one document", "/index.html", func(f *Follow) { f.Documents = 1; f.Pages = 1 },
			nil, map[string]string{"/list/r2.html": "skip over_limit", nianbao: "skip over_limit", "/p2.html": "skip over_limit", "/files/a.PDF": "skip over_limit"}},
		{"two links deep", "/index.html", func(f *Follow) { f.Depth = 2; f.Pages = 9 },
			[]string{nianbao, "/list/deep.html", "/list/r2.html", "/list/r3.html", "/list/r4.html"}, nil},
		{"pages that a script links to", "/trs/index.html", nil, []string{"/list/r3.html", "/list/r4.html"}, nil},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			s := newSite(t)
			got := outcomes(t, s, quick(), Seed{URL: s.URL + tc.path, Follow: follow(t, tc.change)})
			check(t, tc.want, fetched(got))
			for uri, want := range tc.skipped {
				check(t, want, got[uri])
			}
			if tc.path == "/index.html" {
				check(t, "skip off_site", got["http://localhost:1/%E5%B9%B4%E6%8A%A5.html"])
			}
			if _, ok := got["/about.html"]; ok {
				t.Error("a link that does not match was followed")
			}
		})
	}
}

func TestFoundOn(t *testing.T) {
	s := newSite(t)
	found := map[string]string{}
	for item, err := range New([]Seed{{URL: s.URL + "/index.html", Follow: follow(t, nil)}, seed(s, "/moved.html")}, quick()).Items(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		found[strings.TrimPrefix(item.URI, s.URL)] = strings.TrimPrefix(item.FoundOn, s.URL)
	}
	for uri, want := range map[string]string{
		"/index.html": "", "/list/r2.html": "/index.html", "/list/r3.html": "/p2.html", "/files/a.PDF": "/list/r1.html", "/plain.html": "/moved.html",
	} {
		check(t, want, found[uri])
	}
}

func TestItemsHoldWhatTheServerSaid(t *testing.T) {
	s := newSite(t)
	for item, err := range New([]Seed{seed(s, "/plain.html")}, quick()).Items(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		check(t, []any{200, "text/html; charset=utf-8", night, int64(10), "10"},
			[]any{item.Status, item.MediaType, item.FetchedAt, item.Bytes, item.Header.Get("Content-Length")})
	}
	for _, r := range s.requests {
		check(t, DefaultUserAgent, r.UserAgent())
	}
}

func TestPoliteness(t *testing.T) {
	s := newSite(t)
	opts := quick()
	opts.Delay, opts.Workers = 30*time.Millisecond, 8
	var seeds []Seed
	for i := range 6 {
		seeds = append(seeds, seed(s, fmt.Sprintf("/plain.html?%d", i)))
	}
	outcomes(t, s, opts, seeds...)
	check(t, 1, s.most)
	check(t, 7, len(s.spans)) // with robots.txt
	for i := 1; i < len(s.spans); i++ {
		if pause := s.spans[i][0].Sub(s.spans[i-1][1]); pause < 29*time.Millisecond {
			t.Errorf("request %d came %v after the one before", i, pause)
		}
	}
	opts.Delay, opts.PerHost = -1, 3
	s.most = 0
	seeds = nil
	for i := range 9 {
		seeds = append(seeds, seed(s, fmt.Sprintf("/slow.html?%d", i)))
	}
	outcomes(t, s, opts, seeds...)
	check(t, 3, s.most)
}

func TestHostsDoNotWaitForEachOther(t *testing.T) {
	slow, fast := newSite(t), newSite(t)
	opts := quick()
	opts.Retries = -1
	var order []string
	for item, err := range New([]Seed{seed(slow, "/stalls.html"), seed(fast, "/plain.html"), seed(fast, "/br.html")}, opts).Items(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		order = append(order, item.URI[strings.LastIndex(item.URI, "/"):])
	}
	// Which of the fast site's two pages comes first is not promised.
	check(t, []string{"/br.html", "/plain.html"}, slices.Sorted(slices.Values(order[:2])))
	check(t, "/stalls.html", order[2])
}

func TestRobots(t *testing.T) {
	for _, tc := range []struct {
		name   string
		robots http.HandlerFunc
		opts   func(o *Options)
		want   string
	}{
		{"missing", http.NotFound, nil, "x"},
		{"a page instead of rules", func(w http.ResponseWriter, _ *http.Request) {
			fmt.Fprint(w, "<!DOCTYPE html><p>User-agent: everybody</p>")
		}, nil, "x"},
		{"forbidden to read", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusForbidden) }, nil, "x"},
		{"all forbidden", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "User-agent: *\nDisallow: /") }, nil, "reject fetch_failed: robots.txt forbids it"},
		{"all forbidden and ignored", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "User-agent: *\nDisallow: /") }, func(o *Options) { o.IgnoreRobots = true }, "x"},
		{"the server fails", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusInternalServerError) }, nil, "reject fetch_failed: robots.txt: status 500"},
		{"endless", func(w http.ResponseWriter, r *http.Request) {
			for r.Context().Err() == nil {
				if _, err := fmt.Fprintln(w, "Disallow: /x"); err != nil {
					return
				}
			}
		}, nil, "reject fetch_failed: robots.txt: more than the limit of 524288 bytes"},
		{"moved", func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "/other.txt", http.StatusMovedPermanently)
		}, nil, "reject fetch_failed: robots.txt forbids it"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				switch r.URL.Path {
				case "/robots.txt":
					tc.robots(w, r)
				case "/other.txt":
					fmt.Fprint(w, "User-agent: *\nDisallow: /d")
				default:
					fmt.Fprint(w, "x")
				}
			}))
			defer server.Close()
			opts := quick()
			if tc.opts != nil {
				tc.opts(&opts)
			}
			got := outcomes(t, &site{Server: server}, opts, Seed{URL: server.URL + "/d.html"})
			check(t, map[string]string{"/d.html": tc.want}, got)
		})
	}
}

func TestCrawlDelay(t *testing.T) {
	var times []time.Time
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		times = append(times, time.Now())
		if r.URL.Path == "/robots.txt" {
			fmt.Fprint(w, "User-agent: *\nCrawl-delay: 0.2")
		}
	}))
	defer server.Close()
	outcomes(t, &site{Server: server}, quick(), Seed{URL: server.URL + "/1"}, Seed{URL: server.URL + "/2"})
	for i := 1; i < len(times); i++ {
		if pause := times[i].Sub(times[i-1]); pause < 190*time.Millisecond {
			t.Errorf("request %d came %v after the one before", i, pause)
		}
	}
	check(t, 3, len(times))
}

func TestCancelAndStop(t *testing.T) {
	s := newSite(t)
	opts := quick()
	opts.Timeout = time.Minute
	ctx, cancel := context.WithCancelCause(t.Context())
	cause := errors.New("interrupted")
	time.AfterFunc(50*time.Millisecond, func() { cancel(cause) })
	var last error
	for _, err := range New([]Seed{seed(s, "/stalls.html"), seed(s, "/plain.html")}, opts).Items(ctx) {
		last = err
	}
	if !errors.Is(last, cause) {
		t.Errorf("ended with %v, want the cause", last)
	}
	for range New([]Seed{seed(s, "/plain.html"), seed(s, "/stalls.html")}, opts).Items(t.Context()) {
		break // does not wait for the page that stalls
	}
}

// TestSuite runs the contract of sources, whose order and names do not apply to
// the web: items are sorted and named by their query.
func TestSuite(t *testing.T) {
	sourcetest.Suite(t, func(t *testing.T, documents map[string][]byte) source.Source {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.Header()["Date"] = nil
			w.Header().Set("Content-Type", "text/plain")
			w.Write(documents[r.URL.Query().Get("name")])
		}))
		t.Cleanup(server.Close)
		var seeds []Seed
		for name := range documents {
			u := urlOf(server.URL, name)
			seeds = append(seeds, Seed{URL: u})
		}
		opts := quick()
		opts.IgnoreRobots = true
		return sorted{New(seeds, opts)}
	})
}

func TestListedTwiceIsAskedForOnce(t *testing.T) {
	s := newSite(t)
	upper := strings.Replace(s.URL, "http://", "HTTP://", 1)
	outcomes(t, s, quick(), seed(s, "/plain.html"), seed(s, "/plain.html#x"), Seed{URL: upper + "/plain.html"})
	check(t, 1, s.count("/plain.html"))
}
