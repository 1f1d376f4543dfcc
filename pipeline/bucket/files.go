package bucket

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"gocloud.dev/blob"
	"gocloud.dev/gcerrors"

	"gongkai/pipeline/source"
)

// files is a bucket as source.Files: what stands before a slash is a folder.
type files struct {
	ctx context.Context //nolint:containedctx // of one iteration: source.Files is asked as a file system is
	*blob.Bucket
	// known holds what a listing said of objects that were not asked for yet.
	known map[string]info
}

// info is an object or a folder.
type info struct {
	name string
	size int64
	dir  bool
	time time.Time
}

func (i info) Name() string               { return i.name }
func (i info) Size() int64                { return i.size }
func (i info) ModTime() time.Time         { return i.time }
func (i info) IsDir() bool                { return i.dir }
func (i info) Sys() any                   { return nil }
func (i info) Info() (fs.FileInfo, error) { return i, nil }
func (i info) Type() fs.FileMode          { return i.Mode().Type() }
func (i info) Mode() fs.FileMode {
	if i.dir {
		return fs.ModeDir | 0o555
	}
	return 0o444
}

// key is the name of an object whose path is given; "." is the bucket.
func key(p string) string {
	return strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(p, `\`, "/")), "/")
}

// Stat finds an object, or else a folder.
func (f *files) Stat(p string) (fs.FileInfo, error) {
	name := key(p)
	if known, ok := f.known[name]; ok {
		delete(f.known, name)
		return known, nil
	}
	if name != "" {
		attributes, err := f.Attributes(f.ctx, name)
		if err == nil {
			return info{name: path.Base(name), size: attributes.Size, time: attributes.ModTime}, nil
		}
		if gcerrors.Code(err) != gcerrors.NotFound {
			return nil, &fs.PathError{Op: "stat", Path: p, Err: reason(err)}
		}
	}
	_, err := f.List(&blob.ListOptions{Prefix: folder(name)}).Next(f.ctx)
	switch {
	case errors.Is(err, io.EOF) && name != "":
		return nil, &fs.PathError{Op: "stat", Path: p, Err: fs.ErrNotExist}
	case err != nil && !errors.Is(err, io.EOF):
		return nil, &fs.PathError{Op: "list", Path: p, Err: reason(err)}
	}
	return info{name: path.Base(name), dir: true}, nil
}

func folder(name string) string {
	if name == "" {
		return ""
	}
	return name + "/"
}

// ReadDir lists a folder. An object that no path can name is told in the error;
// the others are listed all the same.
func (f *files) ReadDir(p string) ([]fs.DirEntry, error) {
	prefix := folder(key(p))
	var entries []fs.DirEntry
	var faults []error
	for list := f.List(&blob.ListOptions{Prefix: prefix, Delimiter: "/"}); ; {
		object, err := list.Next(f.ctx)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			faults = append(faults, reason(err))
			break
		}
		name, inFolder := strings.CutSuffix(strings.TrimPrefix(object.Key, prefix), "/")
		i := info{name: name, size: object.Size, dir: object.IsDir || inFolder, time: object.ModTime}
		before, twice := f.known[prefix+name]
		switch {
		case object.Key == prefix && object.Size == 0: // stands for the folder itself
		case twice && before.dir && i.dir: // a folder, and what stands for it
		case !fs.ValidPath(name) || name == "." || twice:
			faults = append(faults, fmt.Errorf("the object %q has the name of no file, or of a folder", object.Key))
		default:
			f.known[prefix+name] = i
			entries = append(entries, i)
		}
	}
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return entries, errors.Join(faults...)
}

// Open opens an object; nothing is read yet.
func (f *files) Open(p string) (source.File, error) {
	attributes, err := f.Attributes(f.ctx, key(p))
	if err != nil {
		return nil, &fs.PathError{Op: "open", Path: p, Err: reason(err)}
	}
	return &object{ctx: f.ctx, bucket: f.Bucket, key: key(p), size: attributes.Size}, nil
}

// Real is the path: there are no links.
func (f *files) Real(p string) (string, error) { return "/" + key(p), nil }

// reason is an error without what differs from request to request: it may become
// the detail of a reject, which is data.
func reason(err error) error {
	if code := gcerrors.Code(err); code != gcerrors.Unknown && code != gcerrors.OK && code != gcerrors.Canceled {
		return &fault{code.String(), err}
	}
	return err
}

// fault says in a word what kind of error another is.
type fault struct {
	kind string
	err  error
}

func (f *fault) Error() string { return "object storage: " + f.kind }
func (f *fault) Unwrap() error { return f.err }
