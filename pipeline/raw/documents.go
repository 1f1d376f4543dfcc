package raw

import (
	"bytes"
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
		l := z.List()
		l.selected(ctx, l.Len(), func(i int) int { return i }, needsBody, yield)
	}
}

// Listing is the documents of a zone in the order of Documents, by their number. What
// was appended later is not among them. It holds eight bytes for each.
type Listing struct {
	zone *Zone
	// order holds the numbers of the addresses, firsts where in it each document begins.
	order, firsts []uint32
}

// List lists the documents.
func (z *Zone) List() *Listing {
	z.mu.Lock()
	defer z.mu.Unlock()
	l := &Listing{zone: z, order: z.state.inOrder()}
	last := noContent
	for i, number := range l.order {
		if content := z.state.addresses.all.at(number).content; content == noContent || content != last {
			l.firsts, last = append(l.firsts, uint32(i)), content
		}
	}
	return l
}

// Len is how many documents there are.
func (l *Listing) Len() int { return len(l.firsts) }

// Find is the number of the document with a content, by its sha256 in hex.
func (l *Listing) Find(sha256 string) (int, bool) {
	want, err := parseSum(sha256)
	if err != nil {
		return 0, false // no sha256: no document has it
	}
	l.zone.mu.Lock()
	defer l.zone.mu.Unlock()
	return slices.BinarySearchFunc(l.firsts, want, func(first uint32, want sum) int {
		number := l.zone.state.addresses.all.at(l.order[first]).content
		if number == noContent {
			return 1 // failures come last
		}
		return bytes.Compare(l.zone.state.contents.all.at(number).sum[:], want[:])
	})
}

// Document is the document of a number, without its body.
func (l *Listing) Document(i int) Document {
	l.zone.mu.Lock()
	defer l.zone.mu.Unlock()
	doc, _, _ := l.document(i)
	return doc
}

func (l *Listing) document(i int) (doc Document, preferred *sighting, at place) {
	s := l.zone.state
	end := len(l.order)
	if i+1 < len(l.firsts) {
		end = int(l.firsts[i+1])
	}
	var addresses []*sighting
	for _, number := range l.order[l.firsts[i]:end] {
		addresses = append(addresses, s.sighting(s.addresses.all.at(number)))
	}
	if number := s.addresses.all.at(l.order[l.firsts[i]]).content; number != noContent {
		at = s.contents.all.at(number).at
	}
	return document(addresses), addresses[0], at
}

// Select yields the documents of some numbers, which ascend, as Zone.Select does.
func (l *Listing) Select(ctx context.Context, numbers []uint32, needsBody func(*Document) bool) iter.Seq2[Document, error] {
	return func(yield func(Document, error) bool) {
		l.selected(ctx, len(numbers), func(i int) int { return int(numbers[i]) }, needsBody, yield)
	}
}

func (l *Listing) selected(ctx context.Context, n int, number func(int) int, needsBody func(*Document) bool, yield func(Document, error) bool) {
	readers := newReaders(l.zone.dir)
	defer readers.close()
	for i := range n {
		if ctx.Err() != nil {
			yield(Document{}, context.Cause(ctx))
			return
		}
		doc, err := l.read(readers, number(i), needsBody)
		if err != nil {
			yield(Document{}, fmt.Errorf("raw: read %s: %w", l.zone.dir, err))
			return
		}
		if !yield(doc, nil) {
			return
		}
	}
}

// read is a document with its body, where that is needed.
func (l *Listing) read(readers *readers, i int, needsBody func(*Document) bool) (Document, error) {
	l.zone.mu.Lock()
	doc, preferred, at := l.document(i)
	l.zone.mu.Unlock()
	var err error
	if preferred.reject == nil && needsBody(&doc) {
		doc.Body, err = readers.content(at, preferred)
	}
	return doc, err
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
	s := z.state.get(uri)
	if s == nil || s.reject != nil {
		return nil, fmt.Errorf("raw: body of %q: the address holds no content", uri)
	}
	body, err := z.readers.content(z.state.placeOf(s.sum), s)
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
