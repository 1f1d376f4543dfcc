package source

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"
)

// Files is what a walk asks of a file system, or of what looks like one. Paths are
// those of package filepath.
type Files interface {
	// Stat follows links.
	Stat(path string) (fs.FileInfo, error)
	// ReadDir lists a folder sorted by name.
	ReadDir(path string) ([]fs.DirEntry, error)
	Open(path string) (File, error)
	// Real is the path without links, which identifies a folder.
	Real(path string) (string, error)
}

// File is what readers of containers need: Parquet and zip read at any place.
type File interface {
	io.Reader
	io.ReaderAt
	io.Closer
}

type osFiles struct{}

func (osFiles) Stat(path string) (fs.FileInfo, error)      { return os.Stat(path) }
func (osFiles) ReadDir(path string) ([]fs.DirEntry, error) { return os.ReadDir(path) }
func (osFiles) Open(path string) (File, error)             { return os.Open(path) }

func (osFiles) Real(path string) (string, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	return filepath.EvalSymlinks(abs)
}

// utf8Name returns a file name as it stands in a URI: bytes that are not UTF-8
// are written %XX.
func utf8Name(name string) string {
	if utf8.ValidString(name) {
		return name
	}
	var b strings.Builder
	for name != "" {
		r, size := utf8.DecodeRuneInString(name)
		if r == utf8.RuneError && size == 1 {
			fmt.Fprintf(&b, "%%%02X", name[0])
		} else {
			b.WriteString(name[:size])
		}
		name = name[size:]
	}
	return b.String()
}
