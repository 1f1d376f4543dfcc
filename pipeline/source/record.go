package source

import (
	"fmt"
	"mime"
	"slices"
	"strconv"
	"strings"
	"time"

	"gongkai/schema"
)

// The usual names of the columns of corpora, best first.
var (
	uriNames       = []string{"url", "uri", "source_uri", "source_url", "warc_target_uri", "link"}
	bodyNames      = []string{"html", "raw_html", "content", "raw_content", "text", "body", "document"}
	mediaTypeNames = []string{"media_type", "content_type", "mime_type", "mime"}
	fetchedAtNames = []string{"fetched_at", "crawled_at", "fetch_time", "warc_date"}
)

// column chooses a column: the one named, or the first usual one; "" where
// there is none.
func column(named string, usual, present []string) string {
	if named != "" {
		usual = []string{named}
	}
	for _, name := range usual {
		if slices.Contains(present, name) {
			return name
		}
	}
	return ""
}

// columns is the choice for a set of columns present.
type columns struct{ uri, body, mediaType, fetchedAt string }

// choose picks the columns, or says why there is no document in them.
func (f Fields) choose(present []string) (columns, *schema.Reject) {
	c := columns{
		uri: column(f.URI, uriNames, present), body: column(f.Body, bodyNames, present),
		mediaType: column(f.MediaType, mediaTypeNames, present), fetchedAt: column(f.FetchedAt, fetchedAtNames, present),
	}
	for _, must := range []struct{ named, chosen, what string }{
		{f.URI, c.uri, "address"}, {f.MediaType, c.mediaType, "media type"}, {f.FetchedAt, c.fetchedAt, "fetch time"},
	} {
		if must.named != "" && must.chosen == "" {
			return c, schema.Rejectf(schema.UnreadableSource, "no field %q for the %s", must.named, must.what)
		}
	}
	if c.body == "" {
		names := bodyNames
		if f.Body != "" {
			names = []string{f.Body}
		}
		return c, schema.Rejectf(schema.UnreadableSource, "no field named %s; there are %.200q", strings.Join(names, ", "), present)
	}
	return c, nil
}

// record is a document among the records of a container.
type record struct {
	number    int // counted from 1
	uri       string
	body      []byte
	mediaType string
	// text says that the container declares the body to be text, so UTF-8
	// whatever the document itself says of its charset.
	text      bool
	bodyField string
	fetchedAt time.Time
}

// recordURI is what a record without an address of its own is called.
func recordURI(c *container, number int) string { return c.uri + "#" + strconv.Itoa(number) }

// record emits a record.
func (w *walk) record(c *container, r record) bool {
	item := Item{URI: recordURI(c, r.number), Body: r.body, Bytes: int64(len(r.body)), FetchedAt: r.fetchedAt, MediaType: r.mediaType}
	if r.uri != "" {
		item.URI = utf8Name(r.uri)
		if schemeOf(r.uri) == "" {
			item.URI = c.prefix + item.URI
		}
	}
	if r.text {
		item.MediaType = textType(r.mediaType, r.bodyField)
	}
	if item.Bytes > w.opts.maxBytes() {
		item.Body, item.Reject = nil, tooLarge(w.opts.maxBytes())
	}
	return w.emit(item)
}

// textType is the media type of text that a container holds as UTF-8: the
// declared one, or the one that the column's name says, with that charset.
func textType(declared, field string) string {
	kind, parameters, err := mime.ParseMediaType(declared)
	if err != nil || kind == "" {
		kind, parameters = "text/plain", nil
		if strings.Contains(field, "html") {
			kind = "text/html"
		}
	}
	if parameters == nil {
		parameters = map[string]string{}
	}
	parameters["charset"] = "utf-8"
	return mime.FormatMediaType(kind, parameters)
}

var timeLayouts = []string{
	time.RFC3339Nano, "2006-01-02T15:04:05.999999999",
	"2006-01-02 15:04:05.999999999Z07:00", "2006-01-02 15:04:05.999999999",
	"2006-01-02", "20060102150405",
}

// parseTime reads a fetch time; times without a zone are UTC.
func parseTime(text string) (time.Time, error) {
	for _, layout := range timeLayouts {
		if t, err := time.Parse(layout, text); err == nil {
			return t.UTC(), nil
		}
	}
	if n, err := strconv.ParseInt(text, 10, 64); err == nil && len(text) <= 16 {
		return unixTime(n), nil
	}
	return time.Time{}, fmt.Errorf("fetch time %.40q is in no known form", text)
}

// unixTime reads seconds, milliseconds or microseconds since 1970, told apart
// by size: seconds stay below 1e11 until the year 5138.
func unixTime(n int64) time.Time {
	switch {
	case n < 1e11:
		return time.Unix(n, 0).UTC()
	case n < 1e14:
		return time.UnixMilli(n).UTC()
	}
	return time.UnixMicro(n).UTC()
}
