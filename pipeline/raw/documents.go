package raw

import (
	"context"
	"fmt"
	"iter"
	"os"
	"path/filepath"
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
	return z.Select(ctx, func(*Document) bool { return true })
}

// Select yields what Documents yields, in the same order, and reads the body of
// those documents only that needsBody chooses; Body is nil in the others. So a
// million documents are listed in a second or two.
func (z *Zone) Select(ctx context.Context, needsBody func(*Document) bool) iter.Seq2[Document, error] {
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
			doc := document(all[first:next])
			var err error
			if preferred := all[first]; preferred.reject == nil && needsBody(&doc) {
				doc.Body, err = readers.content(contents[first], preferred)
			}
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
func document(addresses []*sighting) Document {
	preferred := addresses[0]
	doc := Document{Item: preferred.item()}
	for _, s := range addresses {
		doc.URIs = append(doc.URIs, s.uri)
	}
	slices.Sort(doc.URIs)
	if preferred.reject == nil {
		doc.SHA256 = preferred.sum.String()
	}
	return doc
}

// content reads the body of what a sighting saw.
func (r *readers) content(at place, s *sighting) ([]byte, error) {
	if at.segment == 0 {
		return nil, fmt.Errorf("no segment holds the content %s of %q: %w", s.sum, s.uri, ErrCorrupt)
	}
	return r.body(at, s.sum)
}

// Body reads what an address holds now.
func (z *Zone) Body(uri string) ([]byte, error) {
	z.mu.Lock()
	defer z.mu.Unlock()
	s, ok := z.state.addresses[uri]
	if !ok || s.reject != nil {
		return nil, fmt.Errorf("raw: body of %q: the address holds no content", uri)
	}
	body, err := z.readers.content(z.state.contents[s.sum], s)
	if err != nil {
		return nil, fmt.Errorf("raw: body of %q: %w", uri, err)
	}
	return body, nil
}

// Items implements source.Source: every address with what it holds, as a server
// gave it, so that a zone read from another is asked for the same next time.
func (z *Zone) Items(ctx context.Context) iter.Seq2[source.Item, error] {
	return func(yield func(source.Item, error) bool) {
		for doc, err := range z.Documents(ctx) {
			if err != nil {
				yield(source.Item{}, err)
				return
			}
			for _, uri := range doc.URIs {
				item, err := z.itemOf(uri, &doc)
				if err == nil && ctx.Err() != nil {
					err = context.Cause(ctx)
				}
				if !yield(item, err) || err != nil {
					return
				}
			}
		}
	}
}

// itemOf is what an address gave, with the document's body.
func (z *Zone) itemOf(uri string, doc *Document) (source.Item, error) {
	item, ok, err := z.Latest(uri)
	if err != nil {
		return source.Item{}, err
	}
	if !ok {
		return doc.Item, nil // a failure
	}
	item.Body, item.Bytes = doc.Body, int64(len(doc.Body))
	return item, nil
}

// IsZone reports whether a folder holds a raw zone.
func IsZone(dir string) bool {
	info, err := os.Stat(filepath.Join(dir, segmentName(1)))
	return err == nil && info.Mode().IsRegular()
}
