package source

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httputil"
	"net/textproto"
	"strconv"
	"strings"

	"gongkai/schema"
)

// maxWARCHeader bounds the headers of a record and of the response in it.
const maxWARCHeader = 1 << 20

// readWARC reads a crawl: the documents are its responses, resources and
// conversions (ISO 28500).
func readWARC(open unpack) func(*walk, *container) (bool, error) {
	return func(w *walk, c *container) (bool, error) {
		unpacked, err := open(c.File)
		if err != nil {
			return true, err
		}
		defer unpacked.Close()
		r := bufio.NewReaderSize(w.budget(c).reader(unpacked), 1<<16)
		for number := 1; ; number++ {
			record, err := nextWARC(r)
			if errors.Is(err, io.EOF) {
				return true, nil
			}
			if err != nil {
				return true, fmt.Errorf("record %d: %w", number, err)
			}
			if !w.warcRecord(c, number, record) {
				return false, nil
			}
			if _, err := io.Copy(io.Discard, record.block); err != nil {
				return true, fmt.Errorf("record %d: %w", number, err)
			}
		}
	}
}

// warcRecord is a record whose block is still to be read.
type warcRecord struct {
	header textproto.MIMEHeader
	block  *io.LimitedReader
	size   int64
}

// nextWARC reads a record's headers; io.EOF where there is no further record.
func nextWARC(r *bufio.Reader) (*warcRecord, error) {
	version := ""
	for version == "" { // the empty lines that end the record before
		line, size, err := readLine(r, maxWARCHeader)
		if err != nil {
			return nil, err
		}
		if version = strings.TrimSpace(string(line)); line == nil || version != "" && !strings.HasPrefix(version, "WARC/") {
			return nil, fmt.Errorf("no record begins with %.40q (%d bytes)", line, size)
		}
	}
	header, err := readHeader(r)
	if err != nil {
		return nil, err
	}
	size, err := strconv.ParseInt(strings.TrimSpace(header.Get("Content-Length")), 10, 64)
	if err != nil || size < 0 {
		return nil, fmt.Errorf("content length %.40q", header.Get("Content-Length"))
	}
	return &warcRecord{header: header, size: size, block: &io.LimitedReader{R: unended{r}, N: size}}, nil
}

// unended says of an end that it comes too early.
type unended struct{ r io.Reader }

func (u unended) Read(p []byte) (int, error) {
	n, err := u.r.Read(p)
	if errors.Is(err, io.EOF) {
		err = io.ErrUnexpectedEOF
	}
	return n, err
}

// readHeader reads headers up to the empty line, the last of them whole.
func readHeader(r *bufio.Reader) (textproto.MIMEHeader, error) {
	var raw []byte
	for {
		line, _, err := readLine(r, maxWARCHeader)
		if errors.Is(err, io.EOF) {
			return nil, io.ErrUnexpectedEOF
		}
		if err != nil {
			return nil, err
		}
		if raw = append(append(raw, line...), "\r\n"...); line == nil || len(raw) > maxWARCHeader {
			return nil, fmt.Errorf("headers of more than %d bytes", maxWARCHeader)
		}
		if len(line) == 0 {
			return textproto.NewReader(bufio.NewReader(bytes.NewReader(raw))).ReadMIMEHeader()
		}
	}
}

// warcRecord emits a record if it is a document.
func (w *walk) warcRecord(c *container, number int, r *warcRecord) bool {
	uri := strings.Trim(strings.TrimSpace(r.header.Get("WARC-Target-URI")), "<>")
	if uri == "" {
		uri = recordURI(c, number)
	}
	item := Item{URI: utf8Name(uri), Bytes: r.size, MediaType: r.header.Get("Content-Type")}
	item.FetchedAt, _ = parseTime(r.header.Get("WARC-Date")) // a crawl's record without a date is as good as a file
	switch kind := strings.ToLower(r.header.Get("WARC-Type")); {
	case kind == "resource", kind == "conversion":
		return w.document(item, r.block)
	case kind == "response" && strings.HasPrefix(strings.ToLower(item.MediaType), "application/http"):
		return w.response(item, r)
	case kind == "continuation":
		return w.reject(item.URI, r.size, schema.Rejectf(schema.Unsupported, "a record in segments"))
	}
	w.opts.skip(item.URI, SkipNotDocument) // warcinfo, request, metadata, revisit, dns
	return true
}

// response emits the document of an HTTP response.
func (w *walk) response(item Item, r *warcRecord) bool {
	block := bufio.NewReader(r.block)
	status, _, err := readLine(block, maxWARCHeader)
	var header textproto.MIMEHeader
	if err == nil {
		header, err = readHeader(block)
	}
	if err == nil {
		item.Status, err = statusOf(string(status))
	}
	if err != nil {
		item.Reject = schema.Rejectf(schema.UnreadableSource, "HTTP response: %v", err)
		return w.emit(item)
	}
	item.Header, item.MediaType = http.Header(header), header.Get("Content-Type")
	switch {
	case item.Status >= 400:
		item.Reject = schema.Rejectf(schema.FetchFailed, "status %d", item.Status)
		return w.emit(item)
	case item.Status < 200 || item.Status >= 300:
		w.opts.skip(item.URI, SkipNotDocument) // a redirect: its target is another record
		return true
	}
	return w.httpBody(item, block)
}

func statusOf(line string) (int, error) {
	_, rest, _ := strings.Cut(line, " ")
	code, _, _ := strings.Cut(strings.TrimSpace(rest), " ")
	status, err := strconv.Atoi(code)
	if err != nil || !strings.HasPrefix(line, "HTTP/") {
		return 0, fmt.Errorf("status line %.40q", line)
	}
	return status, nil
}

// httpBody emits a response's body without its transfer and content coding.
// Crawlers that have taken them off leave the headers that announce them, so a
// body that is not in the coding announced is taken as it is.
func (w *walk) httpBody(item Item, r io.Reader) bool {
	limit := w.opts.maxBytes()
	body, err := io.ReadAll(io.LimitReader(r, limit+1))
	item.Bytes = int64(len(body))
	if err != nil {
		item.Reject = readFault(err)
		return w.emit(item)
	}
	if item.Bytes > limit {
		item.Reject = tooLarge(limit)
		return w.emit(item)
	}
	if strings.EqualFold(item.Header.Get("Transfer-Encoding"), "chunked") {
		if whole, err := io.ReadAll(httputil.NewChunkedReader(bytes.NewReader(body))); err == nil {
			body = whole
		}
	}
	decoded, err := DecodeContent(body, item.Header.Get("Content-Encoding"), limit)
	var reject *schema.Reject
	switch {
	case err == nil:
		body = decoded
	case errors.As(err, &reject):
		item.Reject = reject
		return w.emit(item)
	}
	item.Body, item.Bytes = body, int64(len(body))
	return w.emit(item)
}
