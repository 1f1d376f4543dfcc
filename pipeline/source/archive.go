package source

import (
	"archive/tar"
	"archive/zip"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"gongkai/schema"
)

// readZip emits the files of a zip archive in the order of its directory.
func readZip(w *walk, c *container) (bool, error) {
	z, err := zip.NewReader(c.File, c.size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return true, err
	}
	budget := w.budget(c)
	for _, f := range z.File {
		if !w.archived(c, zipped(f, budget)) {
			return false, nil
		}
		if budget.spent() {
			return true, budget.err()
		}
	}
	return true, nil
}

const zipEncrypted = 1 // the flag of an encrypted file, APPNOTE 4.4.4

func zipped(f *zip.File, budget *budget) archived {
	a := archived{name: zipName(f), size: int64(f.UncompressedSize64)}
	switch {
	case a.size < 0:
		a.fault = schema.Rejectf(schema.TooLarge, "claims 2^63 bytes or more")
	case f.Flags&zipEncrypted != 0:
		a.fault = schema.Rejectf(schema.Encrypted, "encrypted in its archive")
	case !f.Mode().IsRegular() && !f.Mode().IsDir():
		a.fault = schema.Rejectf(schema.UnreadableSource, "not a regular file: %s", kindOf(f.Mode()))
	}
	a.open = func() (io.ReadCloser, error) {
		r, err := f.Open()
		if errors.Is(err, zip.ErrAlgorithm) {
			return nil, schema.Rejectf(schema.Unsupported, "packed by method %d", f.Method)
		}
		if err != nil {
			return nil, err
		}
		return struct {
			io.Reader
			io.Closer
		}{budget.reader(r), r}, nil
	}
	return a
}

// zipName is a file's path. Archives made on Chinese Windows hold names in
// GB18030 without saying so, and some have backslashes.
func zipName(f *zip.File) string {
	name := f.Name
	if !utf8.ValidString(name) {
		if decoded, err := simplifiedchinese.GB18030.NewDecoder().String(name); err == nil && !strings.ContainsRune(decoded, utf8.RuneError) {
			name = decoded
		}
	}
	return strings.ReplaceAll(name, `\`, "/")
}

// readTar emits the files of a gzipped tar archive in its order.
func readTar(w *walk, c *container) (bool, error) {
	packed, err := gunzip(c.File)
	if err != nil {
		return true, err
	}
	defer packed.Close()
	archive := tar.NewReader(w.budget(c).reader(packed))
	for {
		header, err := archive.Next()
		if errors.Is(err, io.EOF) {
			return true, nil
		}
		if err != nil && !errors.Is(err, tar.ErrInsecurePath) {
			return true, err
		}
		a := archived{name: header.Name, size: header.Size}
		a.open = func() (io.ReadCloser, error) { return io.NopCloser(archive), nil }
		switch header.Typeflag {
		case tar.TypeReg:
		case tar.TypeDir:
			a.name = strings.TrimSuffix(a.name, "/") + "/"
		default:
			a.fault = schema.Rejectf(schema.UnreadableSource, "not a regular file: type %q", header.Typeflag)
		}
		if !w.archived(c, a) {
			return false, nil
		}
	}
}
