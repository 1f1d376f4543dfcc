package source

import (
	"io"
	"io/fs"
	"path"
	"path/filepath"
	"strings"

	"gongkai/schema"
)

// containerKind reads the documents of one kind of container.
type containerKind struct {
	// suffix is the end of the names that the kind reads, lower case.
	suffix string
	// read emits each document. It reports false when the iteration is over; an
	// error is about the container, which becomes a reject.
	read func(w *walk, c *container) (bool, error)
}

// container is an open container.
type container struct {
	File
	// uri names the container itself; prefix goes before the paths within it.
	uri, prefix string
	// size is the container's own, in bytes.
	size int64
}

var containerKinds = []containerKind{
	{".zip", readZip},
	{".tar.gz", readTar},
	{".tgz", readTar},
	{".jsonl", readLines(plain)},
	{".jsonl.gz", readLines(gunzip)},
	{".jsonl.zst", readLines(unzstd)},
	{".parquet", readParquet},
	{".warc", readWARC(plain)},
	{".warc.gz", readWARC(gunzip)},
}

// containerOf returns the kind of container that a file's name says it is, or nil.
func containerOf(name string) *containerKind {
	name = strings.ToLower(filepath.Base(name))
	for i, kind := range containerKinds {
		if strings.HasSuffix(name, kind.suffix) && name != kind.suffix {
			return &containerKinds[i]
		}
	}
	return nil
}

// container reads a container's documents. What of it cannot be read is a
// reject under the container's own name, after the documents that could.
func (w *walk) container(kind *containerKind, path, uri, prefix string, info fs.FileInfo) bool {
	f, err := w.opts.files.Open(path)
	if err != nil {
		return w.unreadable(uri, info.Size(), err)
	}
	defer f.Close()
	more, err := kind.read(w, &container{File: f, uri: uri, prefix: prefix, size: info.Size()})
	if more && err != nil {
		fault := readFault(err)
		return w.reject(uri, info.Size(), schema.Rejectf(fault.Reason, "%s: %s", strings.TrimPrefix(kind.suffix, "."), fault.Detail))
	}
	return more
}

// skipPath applies the rules of folders to a path within an archive, so that an
// archive of a folder gives what the folder gives.
func skipPath(name string) (SkipRule, bool) {
	if strings.HasSuffix(name, "/") {
		return SkipNotDocument, true
	}
	for part := range strings.SplitSeq(name, "/") {
		if strings.HasPrefix(part, ".") && part != "." && part != ".." {
			return SkipHidden, true
		}
	}
	return skipName(path.Base(name))
}

// archived is a file of an archive.
type archived struct {
	// name is the path within the archive as it is written there, size the size it claims.
	name string
	size int64
	// fault is set when the file cannot be a document: a link, an encrypted file.
	fault *schema.Reject
	open  func() (io.ReadCloser, error)
}

// archived emits one file of an archive, or passes over it by a rule.
func (w *walk) archived(c *container, a archived) bool {
	name := strings.TrimPrefix(a.name, "./")
	if rule, skip := skipPath(name); skip {
		w.opts.skip(c.prefix+utf8Name(name), rule)
		return true
	}
	if !fs.ValidPath(name) && a.fault == nil {
		a.fault = schema.Rejectf(schema.UnreadableSource, "the path %q leads out of the archive", utf8Name(name))
		name = strings.TrimPrefix(path.Clean("/"+name), "/")
	}
	item := Item{URI: c.prefix + utf8Name(name), Bytes: max(a.size, 0), Reject: a.fault}
	if item.Reject == nil && item.Bytes > w.opts.maxBytes() {
		item.Reject = tooLarge(w.opts.maxBytes())
	}
	if item.Reject != nil {
		return w.emit(item)
	}
	r, err := a.open()
	if err != nil {
		item.Reject = readFault(err)
		return w.emit(item)
	}
	defer r.Close()
	return w.document(item, r)
}
