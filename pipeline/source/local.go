package source

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"path/filepath"
	"strings"

	"gongkai/schema"
)

// maxDepth bounds how deep folders are read below a SOURCE.
const maxDepth = 64

// local is one SOURCE on this machine: a file or a folder.
type local struct {
	path string
	opts Options
}

// Items implements Source.
func (l *local) Items(ctx context.Context) iter.Seq2[Item, error] {
	return Walk(ctx, l.opts.files, l.path, l.opts)
}

// Walk yields the documents of a file, a container or a folder with all below it,
// as Items of a Source does.
func Walk(ctx context.Context, files Files, path string, opts Options) iter.Seq2[Item, error] {
	opts.files = files
	return func(yield func(Item, error) bool) {
		w := &walk{ctx: ctx, opts: opts, yield: yield, seen: map[string]bool{}}
		info, err := files.Stat(path)
		switch {
		case err != nil:
			w.fail(fmt.Errorf("source: open: %w", err))
		case info.IsDir():
			w.folder(path, "", 0)
		default:
			w.single(path, info)
		}
	}
}

// walk is one iteration over a SOURCE. Its methods report false when the
// iteration is over.
type walk struct {
	ctx   context.Context
	opts  Options
	yield func(Item, error) bool
	// seen holds the real paths of the folders entered: each is read once, so a
	// loop of links ends.
	seen map[string]bool
}

func (w *walk) fail(err error) bool {
	w.yield(Item{}, err)
	return false
}

// emit yields an item unless the context is cancelled.
func (w *walk) emit(item Item) bool {
	if w.ctx.Err() != nil {
		return w.fail(context.Cause(w.ctx))
	}
	return w.yield(item, nil)
}

func (w *walk) reject(uri string, bytes int64, reject *schema.Reject) bool {
	return w.emit(Item{URI: uri, Bytes: bytes, Reject: reject})
}

func (w *walk) unreadable(uri string, bytes int64, err error) bool {
	return w.reject(uri, bytes, schema.Rejectf(schema.UnreadableSource, "%s", cause(err)))
}

// folder walks a folder; prefix is its URI with a slash at the end, or "" for
// the SOURCE itself. A folder that cannot be read is a reject named prefix.
func (w *walk) folder(path, prefix string, depth int) bool {
	name := prefix
	if name == "" {
		name = "./"
	}
	if depth > maxDepth {
		return w.reject(name, 0, schema.Rejectf(schema.UnreadableSource, "more than %d folders deep", maxDepth))
	}
	real, err := w.opts.files.Real(path)
	if err != nil {
		return w.unreadable(name, 0, err)
	}
	if w.seen[real] {
		w.opts.skip(name, SkipSeen)
		return true
	}
	w.seen[real] = true
	entries, err := w.opts.files.ReadDir(path)
	if err != nil && !w.unreadable(name, 0, err) {
		return false
	}
	for _, entry := range entries {
		if !w.entry(filepath.Join(path, entry.Name()), prefix, entry.Name(), depth) {
			return false
		}
	}
	return true
}

func (w *walk) entry(path, prefix, name string, depth int) bool {
	uri := prefix + utf8Name(name)
	if rule, skip := skipName(name); skip {
		w.opts.skip(uri, rule)
		return true
	}
	info, err := w.opts.files.Stat(path)
	if err != nil {
		return w.unreadable(uri, 0, err)
	}
	if info.IsDir() {
		return w.folder(path, uri+"/", depth+1)
	}
	if kind := containerOf(name); kind != nil && info.Mode().IsRegular() {
		return w.container(kind, path, uri, uri+"/", info)
	}
	return w.file(path, uri, info)
}

func skipName(name string) (SkipRule, bool) {
	switch {
	case strings.HasPrefix(name, "."):
		return SkipHidden, true
	case name == "gold.jsonl":
		return SkipGold, true
	}
	return "", false
}

// single reads a SOURCE that is a file. It was named, so no rule passes over it.
func (w *walk) single(path string, info fs.FileInfo) bool {
	uri := utf8Name(filepath.Base(path))
	if kind := containerOf(path); kind != nil && info.Mode().IsRegular() {
		return w.container(kind, path, uri, "", info)
	}
	return w.file(path, uri, info)
}

// file reads a document. One that is no regular file is never opened: a pipe
// would block, a device never end.
func (w *walk) file(path, uri string, info fs.FileInfo) bool {
	if w.ctx.Err() != nil {
		return w.fail(context.Cause(w.ctx))
	}
	if !info.Mode().IsRegular() {
		return w.reject(uri, 0, schema.Rejectf(schema.UnreadableSource, "not a regular file: %s", kindOf(info.Mode())))
	}
	if info.Size() > w.opts.maxBytes() {
		return w.reject(uri, info.Size(), tooLarge(w.opts.maxBytes()))
	}
	f, err := w.opts.files.Open(path)
	if err != nil {
		return w.unreadable(uri, info.Size(), err)
	}
	defer f.Close()
	return w.document(Item{URI: uri, Bytes: info.Size()}, f)
}

// document reads an item's body up to the limit and emits it. The item's Bytes
// is the size announced, which bounds nothing.
func (w *walk) document(item Item, r io.Reader) bool {
	limit := w.opts.maxBytes()
	var body bytes.Buffer
	body.Grow(int(min(max(item.Bytes, 0), limit, 1<<20)) + bytes.MinRead)
	n, err := body.ReadFrom(io.LimitReader(r, limit+1))
	if n > limit {
		item.Bytes = max(item.Bytes, n)
		item.Reject = tooLarge(limit)
		return w.emit(item)
	}
	if err != nil {
		item.Bytes = max(item.Bytes, n)
		item.Reject = readFault(err)
		return w.emit(item)
	}
	item.Body, item.Bytes = body.Bytes(), n
	return w.emit(item)
}

func tooLarge(limit int64) *schema.Reject {
	return schema.Rejectf(schema.TooLarge, "more than the limit of %d bytes", limit)
}

// readFault is the reject for a body that could not be read to its end. A
// reader may say itself which reject it is.
func readFault(err error) *schema.Reject {
	var reject *schema.Reject
	if errors.As(err, &reject) {
		return reject
	}
	return schema.Rejectf(schema.UnreadableSource, "%s", cause(err))
}

// cause is an error's text without the path of this machine: details are data,
// and two machines agree on them.
func cause(err error) string {
	var pathErr *fs.PathError
	if errors.As(err, &pathErr) {
		return pathErr.Op + ": " + pathErr.Err.Error()
	}
	return err.Error()
}

func kindOf(mode fs.FileMode) string {
	switch {
	case mode&fs.ModeNamedPipe != 0:
		return "named pipe"
	case mode&fs.ModeSocket != 0:
		return "socket"
	case mode&fs.ModeDevice != 0:
		return "device"
	}
	return "mode " + mode.Type().String()
}
