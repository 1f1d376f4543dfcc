package raw

import (
	"context"
	"fmt"
	"iter"
	"slices"

	"gongkai/pipeline/source"
)

// Document is a content that some address holds, or an address's failure.
type Document struct {
	// Item is what the preferred address holds. Header is nil: Latest gives it.
	source.Item
	// SHA256 is the body's, in hex; "" for a failure.
	SHA256 string
	// URIs lists every address that holds this content now, sorted.
	URIs []string
}

// Documents yields each distinct content that some address holds, then the
// failures of addresses without content, in the order given in the package
// documentation. What was not flushed when the iteration began is not among them.
func (z *Zone) Documents(ctx context.Context) iter.Seq2[Document, error] {
	return func(yield func(Document, error) bool) {
		z.mu.Lock()
		all := z.state.inOrder()
		contents := make([]place, len(all))
		for i, s := range all {
			contents[i] = z.state.contents[s.sum]
		}
		z.mu.Unlock()
		readers := newReaders(z.dir)
		defer readers.close()
		for first := 0; first < len(all); {
			if ctx.Err() != nil {
				yield(Document{}, context.Cause(ctx))
				return
			}
			next := first + 1
			for all[first].reject == nil && next < len(all) && all[next].reject == nil && all[next].sum == all[first].sum {
				next++
			}
			doc, err := readers.document(all[first:next], contents[first])
			if err != nil {
				yield(Document{}, fmt.Errorf("raw: read %s: %w", z.dir, err))
				return
			}
			if !yield(doc, nil) {
				return
			}
			first = next
		}
	}
}

// document makes a Document of the addresses that hold one content, the
// preferred first, or of one failure.
func (r *readers) document(addresses []*sighting, at place) (Document, error) {
	preferred := addresses[0]
	doc := Document{Item: preferred.item()}
	for _, s := range addresses {
		doc.URIs = append(doc.URIs, s.uri)
	}
	slices.Sort(doc.URIs)
	if preferred.reject != nil {
		return doc, nil
	}
	doc.SHA256 = preferred.sum.String()
	if at.segment == 0 {
		return doc, fmt.Errorf("no segment holds the content %s of %q: %w", doc.SHA256, doc.URI, ErrCorrupt)
	}
	var err error
	doc.Body, err = r.body(at, preferred.sum)
	return doc, err
}

// Items is Documents as a source.Source.
func (z *Zone) Items(ctx context.Context) iter.Seq2[source.Item, error] {
	return func(yield func(source.Item, error) bool) {
		for doc, err := range z.Documents(ctx) {
			if !yield(doc.Item, err) || err != nil {
				return
			}
		}
	}
}
