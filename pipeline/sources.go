package pipeline

import (
	"fmt"
	"strings"
	"sync"

	"gongkai/extractors"
	"gongkai/pipeline/extracted"
	"gongkai/pipeline/raw"
	"gongkai/pipeline/report"
)

// laidOut is the source of a report as the page for people shows it.
type laidOut struct {
	key   extracted.Key
	value []byte
}

// sources are those that a run laid out while it extracted, so that the page need not read
// their documents again: of each kind of trouble as many as a page holds.
type sources struct {
	mu sync.Mutex
	// met counts the reports by their reasons for review.
	met map[string]int
	// kept holds the keys of those that this run keeps.
	kept map[extracted.Key]bool
}

// wants reports whether a report's source is to be kept. The pool's goroutines call it.
func (s *sources) wants(review []string) bool {
	if len(review) == 0 {
		return false
	}
	kind := strings.Join(review, " ")
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.met == nil {
		s.met = map[string]int{}
	}
	s.met[kind]++
	return s.met[kind] <= report.DefaultFull
}

// put keeps a source beside the results.
func (s *sources) put(store *extracted.Store, source laidOut) error {
	if s.kept == nil {
		s.kept = map[extracted.Key]bool{}
	}
	s.kept[source.key] = true
	return store.Put(source.key, source.value, nil)
}

// layOut gives the sources of a document's reports that a page may show.
func (r *run) layOut(d *raw.Document, result *extractors.Result, findings []extractors.Finding) (out []laidOut, err error) {
	for i := range findings {
		if !r.sources.wants(result.Reports[i].Review) {
			continue
		}
		key, value, err := report.LayOut(r.programName(), d, result, findings, i)
		if err != nil {
			return nil, fmt.Errorf("pipeline: %s: %w", d.URI, err)
		}
		out = append(out, laidOut{keyOfPart(key), packPart(value)})
	}
	return out, nil
}
