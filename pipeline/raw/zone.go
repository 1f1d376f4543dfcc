package raw

import (
	"errors"
	"fmt"
	"sync"
	"time"

	"gongkai/pipeline/durable"
	"gongkai/pipeline/source"
)

// ErrCorrupt is wrapped by errors about segments that are not what was written.
var ErrCorrupt = errors.New("corrupt segment")

// ErrClosed is what a closed Zone answers.
var ErrClosed = errors.New("zone is closed")

// Options says how a zone is written. The zero value is the default.
type Options struct {
	// FS is where changes go; nil is durable.OS.
	FS durable.FS
	// RollBytes is the size of body bytes after which a segment is closed; 0 is 256 MiB.
	RollBytes int64
	// RollAfter is the age after which a segment is closed; 0 is a minute.
	RollAfter time.Duration
}

func (o Options) withDefaults() Options {
	if o.FS == nil {
		o.FS = durable.OS
	}
	if o.RollBytes <= 0 {
		o.RollBytes = 256 << 20
	}
	if o.RollAfter <= 0 {
		o.RollAfter = time.Minute
	}
	return o
}

// Zone is an open raw zone.
type Zone struct {
	dir  string
	opts Options

	mu    sync.Mutex
	state *state
	// open is the segment being written, or nil.
	open  *segmentWriter
	timer *time.Timer
	// failed is the first error of writing: the zone accepts nothing after it.
	failed error
	// cleaned is set when this writer has cleared old temporaries.
	cleaned bool
	// readers serves Latest; each iteration of Documents has its own.
	readers *readers
}

// Open opens the zone in a folder, which is created when it is first written to.
func Open(dir string, opts Options) (*Zone, error) {
	state, err := load(dir)
	if err != nil {
		return nil, fmt.Errorf("raw: open %s: %w", dir, err)
	}
	return &Zone{dir: dir, opts: opts.withDefaults(), state: state, readers: newReaders(dir)}, nil
}

// Append records a sighting: an item with its body, or with its reject. After
// an error the zone accepts nothing more, and what was not flushed is lost.
func (z *Zone) Append(item source.Item) error {
	row, err := newRow(item)
	if err != nil {
		return err
	}
	z.mu.Lock()
	defer z.mu.Unlock()
	if z.failed != nil {
		return z.failed
	}
	return z.keep(z.append(row, item.Body))
}

// keep remembers the first error of writing.
func (z *Zone) keep(err error) error {
	if err == nil {
		return nil
	}
	z.failed = fmt.Errorf("raw: write %s: %w", z.dir, err)
	if z.open != nil {
		z.failed = errors.Join(z.failed, z.open.abort())
		z.open = nil
	}
	return z.failed
}

func (z *Zone) append(row *row, body []byte) error {
	if z.open == nil {
		if err := z.start(); err != nil {
			return err
		}
	}
	if row.Reason == nil && !z.state.holds(row.sum) && !z.open.holds(row.sum) {
		row.Stored, row.Body = true, body
	}
	if err := z.open.append(row); err != nil {
		return err
	}
	if z.open.bodyBytes >= z.opts.RollBytes {
		return z.flush()
	}
	return nil
}

// start opens the next segment and sets the clock for closing it.
func (z *Zone) start() error {
	if err := z.opts.FS.MkdirAll(z.dir); err != nil {
		return err
	}
	if !z.cleaned {
		if err := durable.RemoveTemps(z.opts.FS, z.dir); err != nil {
			return err
		}
		z.cleaned = true
	}
	open, err := newSegmentWriter(z.opts.FS, z.dir, z.state.lastSegment()+1)
	if err != nil {
		return err
	}
	z.open = open
	z.timer = time.AfterFunc(z.opts.RollAfter, func() { z.flushIfOpen(open) })
	return nil
}

// flushIfOpen closes a segment that has become old. Its error is what the next
// Append, Flush or Close returns.
func (z *Zone) flushIfOpen(w *segmentWriter) {
	z.mu.Lock()
	defer z.mu.Unlock()
	if z.open == w && z.failed == nil {
		_ = z.keep(z.flush())
	}
}

// Flush makes everything appended so far durable.
func (z *Zone) Flush() error {
	z.mu.Lock()
	defer z.mu.Unlock()
	if z.failed != nil {
		return z.failed
	}
	return z.keep(z.flush())
}

// flush closes the open segment; the state learns of its sightings only then.
func (z *Zone) flush() error {
	if z.open == nil {
		return nil
	}
	z.timer.Stop()
	size, err := z.open.commit()
	if err != nil {
		return err
	}
	z.state.addSegment(size, z.open.entries)
	z.open = nil
	return nil
}

// Close flushes and releases the zone. When many segments came since the index
// was written, it writes the index anew.
func (z *Zone) Close() error {
	z.mu.Lock()
	defer z.mu.Unlock()
	defer z.readers.close()
	if z.failed != nil {
		if errors.Is(z.failed, ErrClosed) {
			return nil
		}
		return z.failed
	}
	err := z.keep(z.flush())
	if err == nil && z.state.unindexed >= indexEvery {
		if err = z.state.writeIndex(z.opts.FS, z.dir); err != nil {
			err = fmt.Errorf("raw: close %s: %w", z.dir, err)
		}
	}
	if err == nil {
		z.failed = fmt.Errorf("raw: %s: %w", z.dir, ErrClosed)
	}
	return err
}

// Latest returns the newest sighting with content of an address, without its
// body: what to ask a server next (ETag and Last-Modified are in Header). It
// knows of what was flushed.
func (z *Zone) Latest(uri string) (source.Item, bool, error) {
	z.mu.Lock()
	defer z.mu.Unlock()
	s := z.state.get(uri)
	if s == nil || s.reject != nil {
		return source.Item{}, false, nil
	}
	item := s.item()
	header, err := z.readers.header(s)
	if err != nil {
		return source.Item{}, false, fmt.Errorf("raw: latest %s: %w", uri, err)
	}
	item.Header = header
	return item, true, nil
}

// Stats counts what the zone holds.
type Stats struct {
	Segments int
	// Addresses holds every address sighted, Failures those that never gave content.
	Addresses, Failures int
	// Contents counts the distinct contents, Superseded those that no address
	// holds any more.
	Contents, Superseded int
}

// Stats counts what the zone holds, without what was not flushed.
func (z *Zone) Stats() Stats {
	z.mu.Lock()
	defer z.mu.Unlock()
	return z.state.stats()
}
