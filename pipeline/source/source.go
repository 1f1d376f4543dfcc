package source

import (
	"context"
	"iter"
	"net/http"
	"time"

	"gongkai/schema"
)

// Item is one document as its source gave it, or the reason why it could not.
type Item struct {
	// URI names the document: an address, or for local documents the path below
	// the SOURCE given, with slashes, so that two machines agree.
	URI string
	// MediaType is what the source declares ("text/html; charset=gbk"), or "".
	MediaType string
	// Body is the document's bytes as they came; nil with a Reject.
	Body []byte
	// Bytes is the document's size as far as it is known, also with a Reject.
	Bytes int64
	// FetchedAt is when a server gave the document, UTC; zero for local files.
	FetchedAt time.Time
	// CheckedAt is when the address was last asked for, whatever it gave, UTC; zero
	// where that is not known. The raw zone sets it.
	CheckedAt time.Time
	// Status is the HTTP status; 0 where there was none.
	Status int
	// Header holds the HTTP response's headers; nil where there were none.
	Header http.Header
	// FoundOn is the address of the page that led to this document, or "".
	FoundOn string
	// Reject says why there is no Body.
	Reject *schema.Reject
}

// Weight is the memory that the item holds, in bytes, for bounding a pool.
func (i Item) Weight() int64 { return int64(len(i.Body)) + int64(len(i.URI)) + 512 }

// Source gives documents in an order that depends on the source alone.
type Source interface {
	// Items yields each document once. A document that cannot be read is an Item
	// with a Reject and the iteration goes on. An error ends the iteration: it is
	// the last pair, with a zero Item. Cancelling ctx ends it with
	// context.Cause(ctx). Items may be called again and then yields the same.
	Items(ctx context.Context) iter.Seq2[Item, error]
}

// DefaultMaxBytes is the largest document that is read unless configured.
const DefaultMaxBytes = 64 << 20

// SkipRule names why something in a source is not a document.
type SkipRule string

// The rules by which a source passes over what it meets.
const (
	// SkipHidden is a file or folder below a directory whose name begins with a dot.
	SkipHidden SkipRule = "hidden"
	// SkipGold is a file named gold.jsonl: labels for evaluate, no documents.
	SkipGold SkipRule = "gold_labels"
	// SkipSeen is a folder that the walk has already read under another name.
	SkipSeen SkipRule = "folder_already_read"
	// SkipNotDocument is a record of a container that can be no document: a WARC
	// request, a directory entry, a table row without text.
	SkipNotDocument SkipRule = "not_a_document_record"
)

// Options says how sources are read. The zero value is the default.
type Options struct {
	// MaxBytes is the largest document read, in bytes; 0 is DefaultMaxBytes.
	MaxBytes int64
	// Fields names the columns of JSON lines and Parquet sources.
	Fields Fields
	// Skipped is told of everything passed over by a rule; may be nil. It is
	// called from the goroutine that iterates.
	Skipped func(uri string, rule SkipRule)
	// Web makes the source for addresses among the arguments; nil refuses them.
	Web func(addresses []string) (Source, error)
	// MustGive makes it an error, which comes last, when a SOURCE gives no document:
	// a folder that is empty tonight is a mount that is missing. Web is not meant.
	MustGive bool
	// Folder makes the source of a folder that is more than its files, and nil for
	// every other; nil asks for none.
	Folder func(dir string) (Source, error)
	// Bucket makes the source for an address of object storage; nil refuses them.
	Bucket func(address string) (Source, error)

	// Tests read from files that fail, and expand less.
	files        Files
	minExpansion int64
}

// Fields names the columns that hold a record's document. An empty name is the
// default: the first column present among the usual ones.
type Fields struct {
	// URI is the address: url, uri, source_uri, …
	URI string
	// Body is the document: html, content, text, body, …
	Body string
	// MediaType is its declared type: media_type, content_type, mime, …
	MediaType string
	// FetchedAt is when it was fetched: fetched_at, date, timestamp, …
	FetchedAt string
}

func (o Options) maxBytes() int64 {
	if o.MaxBytes > 0 {
		return o.MaxBytes
	}
	return DefaultMaxBytes
}

func (o Options) skip(uri string, rule SkipRule) {
	if o.Skipped != nil {
		o.Skipped(uri, rule)
	}
}
