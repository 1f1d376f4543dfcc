package raw

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"gongkai/pipeline/source"
	"gongkai/schema"
)

// row is a sighting as a segment holds it.
type row struct {
	URI       string `parquet:"uri,plain,zstd"`
	FetchedAt *int64 `parquet:"fetched_at,optional,timestamp(microsecond),zstd"`
	Status    int32  `parquet:"status,zstd"`
	MediaType string `parquet:"media_type,dict,zstd"`
	FoundOn   string `parquet:"found_on,plain,zstd"`
	// Header is the response's headers, "Name: value" on lines ended by CR LF,
	// sorted by name, in the bytes that came; null where there were none.
	Header *[]byte `parquet:"header,optional,plain,zstd"`
	// SHA256 is the body's in hex; null for a failure.
	SHA256 *string `parquet:"sha256,optional,plain,zstd"`
	Bytes  int64   `parquet:"bytes,zstd"`
	// Stored says that this row holds the body; else an earlier one does.
	Stored bool    `parquet:"stored,zstd"`
	Reason *string `parquet:"reject_reason,optional,dict,zstd"`
	Detail *string `parquet:"reject_detail,optional,plain,zstd"`
	Body   []byte  `parquet:"body,optional,plain,zstd"`

	sum sum
}

// keyRow is the part of a row that the state is made of: all but what is large.
type keyRow struct {
	URI       string  `parquet:"uri,plain,zstd"`
	FetchedAt *int64  `parquet:"fetched_at,optional,timestamp(microsecond),zstd"`
	Status    int32   `parquet:"status,zstd"`
	MediaType string  `parquet:"media_type,dict,zstd"`
	FoundOn   string  `parquet:"found_on,plain,zstd"`
	SHA256    *string `parquet:"sha256,optional,plain,zstd"`
	Bytes     int64   `parquet:"bytes,zstd"`
	Stored    bool    `parquet:"stored,zstd"`
	Reason    *string `parquet:"reject_reason,optional,dict,zstd"`
	Detail    *string `parquet:"reject_detail,optional,plain,zstd"`
}

// sum is a sha256.
type sum [sha256.Size]byte

func (s sum) String() string { return hex.EncodeToString(s[:]) }

func parseSum(text string) (sum, error) {
	var s sum
	if n, err := hex.Decode(s[:], []byte(text)); err != nil || n != len(s) || len(text) != 2*len(s) {
		return s, fmt.Errorf("sha256 %q: %w", text, ErrCorrupt)
	}
	return s, nil
}

func newRow(item source.Item) (*row, error) {
	if item.URI == "" || !utf8.ValidString(item.URI) {
		return nil, fmt.Errorf("raw: append: address %q is empty or not UTF-8", item.URI)
	}
	r := &row{
		URI: item.URI, Status: int32(item.Status), Bytes: item.Bytes,
		MediaType: valid(item.MediaType), FoundOn: valid(item.FoundOn), Header: headerBytes(item.Header),
	}
	if !item.FetchedAt.IsZero() {
		micros := item.FetchedAt.UnixMicro()
		r.FetchedAt = &micros
	}
	if reject := item.Reject; reject != nil {
		if item.Body != nil {
			return nil, fmt.Errorf("raw: append %q: both a body and a reject", item.URI)
		}
		reason, detail := string(reject.Reason), valid(reject.Detail)
		r.Reason, r.Detail = &reason, &detail
		return r, nil
	}
	r.sum = sha256.Sum256(item.Body)
	text := r.sum.String()
	r.SHA256, r.Bytes = &text, int64(len(item.Body))
	return r, nil
}

func (r *row) key() keyRow {
	return keyRow{
		URI: r.URI, FetchedAt: r.FetchedAt, Status: r.Status, MediaType: r.MediaType, FoundOn: r.FoundOn,
		SHA256: r.SHA256, Bytes: r.Bytes, Stored: r.Stored, Reason: r.Reason, Detail: r.Detail,
	}
}

// digest adds everything of the row to a digest, each text after its length, so
// that two rows never add the same.
func (k *keyRow) digest(d *digest) {
	d.texts(k.URI, k.MediaType, k.FoundOn)
	d.optional(k.SHA256)
	d.optional(k.Reason)
	d.optional(k.Detail)
	stored := int64(0)
	if k.Stored {
		stored = 1
	}
	d.numbers(micros(k.FetchedAt), int64(k.Status), k.Bytes, stored)
}

func valid(s string) string { return strings.ToValidUTF8(s, "\uFFFD") }

func headerBytes(header http.Header) *[]byte {
	if header == nil {
		return nil
	}
	var b bytes.Buffer
	for _, name := range slices.Sorted(maps.Keys(header)) {
		for _, value := range header[name] {
			fmt.Fprintf(&b, "%s: %s\r\n", name, lineBreaks.Replace(value))
		}
	}
	raw := b.Bytes()
	if raw == nil {
		raw = []byte{}
	}
	return &raw
}

// lineBreaks keeps a value, which by the protocol has no line breaks, from
// looking like two headers.
var lineBreaks = strings.NewReplacer("\r", " ", "\n", " ")

func parseHeader(raw []byte) http.Header {
	header := http.Header{}
	for line := range strings.SplitSeq(string(raw), "\r\n") {
		if name, value, ok := strings.Cut(line, ": "); ok {
			header[name] = append(header[name], value)
		}
	}
	return header
}

func (k *keyRow) reject() *schema.Reject {
	if k.Reason == nil {
		return nil
	}
	reject := &schema.Reject{Reason: schema.Reason(*k.Reason)}
	if k.Detail != nil {
		reject.Detail = *k.Detail
	}
	return reject
}

// noTime is the fetch time of what was not fetched: before every time.
const noTime = int64(-1) << 63

func micros(t *int64) int64 {
	if t == nil {
		return noTime
	}
	return *t
}

func timeOf(micros int64) time.Time {
	if micros == noTime {
		return time.Time{}
	}
	return time.UnixMicro(micros).UTC()
}
