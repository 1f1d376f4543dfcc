package raw

import (
	"context"
	"errors"
	"iter"
	"time"

	"gongkai/pipeline/durable"
	"gongkai/pipeline/source"
)

// ErrCorrupt is wrapped by errors about segments that are not what was written.
var ErrCorrupt = errors.New("corrupt segment")

// Options says how a zone is written. The zero value is the default.
type Options struct {
	// FS is where changes go; nil is durable.OS.
	FS durable.FS
	// RollBytes is the size of body bytes after which a segment is closed; 0 is 256 MiB.
	RollBytes int64
	// RollAfter is the age after which a segment is closed; 0 is a minute.
	RollAfter time.Duration
	// Now is the clock for RollAfter; nil is time.Now.
	Now func() time.Time
}

// Document is a content that some address holds, or an address's failure.
type Document struct {
	// Item is the newest sighting at the preferred address.
	source.Item
	// SHA256 is the body's, in hex; "" for a failure.
	SHA256 string
	// URIs lists every address that holds this content now, sorted.
	URIs []string
}

// Zone is an open raw zone.
type Zone struct{}

// Open opens the zone in a folder, which is created when it is first written to.
func Open(dir string, opts Options) (*Zone, error) { return nil, errors.ErrUnsupported }

// Append records a sighting: an item with its body, or with its reject.
func (z *Zone) Append(item source.Item) error { return errors.ErrUnsupported }

// Flush makes everything appended so far durable.
func (z *Zone) Flush() error { return errors.ErrUnsupported }

// Close flushes and releases the zone.
func (z *Zone) Close() error { return errors.ErrUnsupported }

// Documents yields each distinct content that some address holds, then the
// failures of addresses without content, in the order given in the package
// documentation. What was appended and not flushed is not among them.
func (z *Zone) Documents(ctx context.Context) iter.Seq2[Document, error] { return nil }

// Items is Documents as a source.Source.
func (z *Zone) Items(ctx context.Context) iter.Seq2[source.Item, error] { return nil }

// Latest returns the newest sighting with content of an address, without its
// body: what to ask a server next (ETag and Last-Modified are in Header).
func (z *Zone) Latest(uri string) (source.Item, bool) { return source.Item{}, false }

// Stats counts what the zone holds.
type Stats struct {
	Segments, Sightings, Contents, Addresses int
	// Superseded counts contents that no address holds any more.
	Superseded int
	// Failures counts addresses that never gave content.
	Failures int
}

// Stats counts what the zone holds, flushed or not.
func (z *Zone) Stats() Stats { return Stats{} }
