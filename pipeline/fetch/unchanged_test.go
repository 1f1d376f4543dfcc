package fetch

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"gongkai/pipeline/source"
)

// An unchanged document is told of, and the links of the page as it was kept
// are followed: an attachment that failed the night before is asked for again.
func TestUnchangedDocument(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/":
			fmt.Fprint(w, `<a href="/r.html">年度报告</a>`)
		case "/r.html":
			w.WriteHeader(http.StatusNotModified)
		case "/a.pdf":
			fmt.Fprint(w, "%PDF")
		}
	}))
	defer server.Close()
	checkedAt, unchanged := night.Add(-time.Hour), []string{}
	opts := quick()
	opts.IgnoreRobots = true
	opts.Latest = func(uri string) (source.Item, bool, error) {
		return source.Item{URI: uri, MediaType: "text/html", CheckedAt: checkedAt, Header: http.Header{"Etag": {"x"}}}, strings.HasSuffix(uri, "/r.html"), nil
	}
	opts.Kept = func(string) ([]byte, error) { return []byte(`<a href="/a.pdf">附件</a>`), nil }
	opts.Unchanged = func(uri string, at time.Time) error {
		unchanged = append(unchanged, uri+" "+at.Format(time.DateOnly))
		return nil
	}
	paths := func() (got []string) {
		seeds := []Seed{{URL: server.URL, Follow: follow(t, nil)}}
		for item, err := range New(seeds, opts).Items(t.Context()) {
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, strings.TrimPrefix(item.URI, server.URL))
		}
		slices.Sort(got)
		return got
	}
	check(t, []string{"/", "/a.pdf"}, paths())
	check(t, []string{server.URL + "/r.html 2024-03-01"}, unchanged)

	opts.Recheck = 2 * time.Hour // checked an hour ago: not asked for, its links are
	unchanged = []string{}
	check(t, []string{"/", "/a.pdf"}, paths())
	check(t, []string{}, unchanged)

	opts.Recheck, opts.Unchanged = 0, func(string, time.Time) error { return errors.New("disk full") }
	var last error
	for _, last = range New([]Seed{{URL: server.URL + "/r.html"}}, opts).Items(t.Context()) {
	}
	if last == nil || last.Error() != "disk full" {
		t.Errorf("ended with %v", last)
	}
}

// A cancelled iteration lets requests under way come in, within its grace, and
// begins none.
func TestCancelledFetchKeepsWhatIsUnderWay(t *testing.T) {
	for _, tt := range []struct {
		grace time.Duration
		want  []string
	}{{0, []string{"/1"}}, {-1, nil}} {
		begun, release := make(chan struct{}, 9), make(chan struct{})
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			begun <- struct{}{}
			select {
			case <-release:
			case <-r.Context().Done():
			}
			fmt.Fprint(w, "late")
		}))
		stopped := errors.New("stopped")
		ctx, cancel := context.WithCancelCause(t.Context())
		go func() {
			<-begun
			cancel(stopped)
			if tt.grace >= 0 {
				close(release)
			}
		}()
		opts := quick()
		opts.IgnoreRobots, opts.Grace, opts.Timeout = true, tt.grace, 30*time.Second
		var got []string
		var last error
		for item, err := range New([]Seed{{URL: server.URL + "/1"}, {URL: server.URL + "/2"}}, opts).Items(ctx) {
			if last = err; err == nil {
				got = append(got, strings.TrimPrefix(item.URI, server.URL))
			}
		}
		check(t, tt.want, got)
		if !errors.Is(last, stopped) {
			t.Errorf("grace %v: ended with %v", tt.grace, last)
		}
		server.Close()
	}
}
