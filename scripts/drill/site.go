package main

import (
	"crypto/sha256"
	"fmt"
	"math/rand/v2"
	"net/http"
	"strings"
	"sync"

	"gongkai/scripts/synth/corpus"
)

// site is a web site of reports with an index page that links to them.
type site struct {
	mu    sync.Mutex
	rng   *rand.Rand
	pages []page
	// sent counts the documents sent; onSent, which may be nil, is told of each.
	sent   int
	onSent func(sent int)
}

type page struct {
	path string
	corpus.Document
	gone bool
}

func newSite(seed uint64) *site { return &site{rng: rand.New(rand.NewPCG(seed, 2))} }

// add publishes n further documents.
func (s *site) add(n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for range n {
		doc := corpus.Draw(s.rng)
		path := fmt.Sprintf("/zwgk/%04d.html", len(s.pages))
		s.pages = append(s.pages, page{path: path, Document: doc})
	}
}

// change puts another report of the same year, or another document to be rejected, in
// place of the pages from a place on, and takes pages away from another.
func (s *site) change(from, changed, goneFrom, gone int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i := from; i < from+changed; i++ {
		s.pages[i].Document = s.like(&s.pages[i].Gold)
	}
	for i := goneFrom; i < goneFrom+gone; i++ {
		s.pages[i].gone = true
	}
}

// like draws a document with what is expected of another, and the same report year.
func (s *site) like(gold *corpus.Gold) corpus.Document {
	for {
		doc := corpus.Draw(s.rng)
		if doc.Gold.Expect == gold.Expect && doc.Gold.ReportYear == gold.ReportYear {
			return doc
		}
	}
}

// sentSince returns how many documents were sent since the last call.
func (s *site) sentSince() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	sent := s.sent
	s.sent = 0
	return sent
}

// watch has f told of every document sent; nil ends it.
func (s *site) watch(f func(sent int)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.onSent = f
}

// ServeHTTP serves the index, whose links stay when pages go, and the pages.
func (s *site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if r.URL.Path == "/index.html" {
		s.index(w)
		return
	}
	for i := range s.pages {
		if p := &s.pages[i]; p.path == r.URL.Path && !p.gone {
			s.serve(w, r, p)
			return
		}
	}
	http.NotFound(w, r)
}

func (s *site) index(w http.ResponseWriter) {
	var b strings.Builder
	for i := range s.pages {
		fmt.Fprintf(&b, "<a href=%q>%d 年度报告</a>\n", s.pages[i].path, i)
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = w.Write([]byte(b.String())) // a client that was killed reads no further
}

func (s *site) serve(w http.ResponseWriter, r *http.Request, p *page) {
	tag := fmt.Sprintf(`"%x"`, sha256.Sum256(p.Body))
	w.Header().Set("Etag", tag)
	if r.Header.Get("If-None-Match") == tag {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	s.sent++
	if s.onSent != nil {
		s.onSent(s.sent)
	}
	w.Header().Set("Content-Type", p.MediaType)
	_, _ = w.Write(p.Body)
}
