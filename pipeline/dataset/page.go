package dataset

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"path/filepath"

	"gongkai/pipeline/durable"
)

// PageFile is the name of the page for people in a snapshot's folder.
const PageFile = "report.html"

// WritePage writes the page for people into the staged snapshot and notes it in the
// manifest, which Seal writes.
func (s *Stage) WritePage(m *Manifest, write func(io.Writer) error) error {
	out, err := durable.Create(s.data.fsys, filepath.Join(s.dir, PageFile))
	if err != nil {
		return err
	}
	digest := sha256.New()
	buffer := bufio.NewWriterSize(io.MultiWriter(out, digest), 1<<20)
	err = write(buffer)
	if err == nil {
		err = buffer.Flush()
	}
	if err != nil {
		return errors.Join(err, out.Abort())
	}
	m.Page = &Page{Bytes: out.Bytes(), SHA256: hex.EncodeToString(digest.Sum(nil))}
	return out.Commit()
}
