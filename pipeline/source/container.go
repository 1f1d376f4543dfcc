package source

import (
	"io/fs"
	"path/filepath"
	"strings"

	"gongkai/schema"
)

// containerKind reads the documents of one kind of container.
type containerKind struct {
	// suffix is the end of the names that the kind reads, lower case.
	suffix string
	// read emits each document. prefix goes before the names of the documents
	// within. It reports false when the iteration is over; an error is about the
	// container, which becomes a reject.
	read func(w *walk, c *container) (bool, error)
}

// container is an open container.
type container struct {
	file
	// uri names the container itself; prefix goes before the paths within it.
	uri, prefix string
	size        int64
}

var containerKinds []containerKind

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
	more, err := kind.read(w, &container{file: f, uri: uri, prefix: prefix, size: info.Size()})
	if more && err != nil {
		fault := readFault(err)
		return w.reject(uri, info.Size(), schema.Rejectf(fault.Reason, "%s: %s", strings.TrimPrefix(kind.suffix, "."), fault.Detail))
	}
	return more
}
