package bucket

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"time"

	"gocloud.dev/blob"

	"gongkai/pipeline/dataset"
)

// A transfer may take minTime, and longer at slowest bytes in a second.
const (
	minTime = 2 * time.Minute
	slowest = 100_000
)

var errSlow = fmt.Errorf("slower than %d bytes in a second", slowest)

// bounded bounds the time of sending so many bytes and reading them back.
func bounded(ctx context.Context, size int64) (context.Context, context.CancelFunc) {
	return context.WithTimeoutCause(ctx, minTime+2*time.Duration(size/slowest)*time.Second, errSlow)
}

// send sends a file. The object comes to be only when all its bytes were sent and
// were those of the manifest.
func (c *copying) send(ctx context.Context, key string, f dataset.File) error {
	file, err := os.Open(filepath.Join(c.dir, filepath.FromSlash(f.Path)))
	if err != nil {
		return err
	}
	defer file.Close()
	ctx, giveUp := context.WithCancel(ctx)
	defer giveUp()
	w, err := c.NewWriter(ctx, key, &blob.WriterOptions{ContentType: mediaType(f.Path)})
	if err != nil {
		return fmt.Errorf("send: %w", err)
	}
	hash := sha256.New()
	n, err := io.Copy(w, io.TeeReader(file, hash))
	if sum := hex.EncodeToString(hash.Sum(nil)); err == nil && (n != f.Bytes || sum != f.SHA256) {
		err = fmt.Errorf("%d bytes of sha256 %s here: %w", n, sum, ErrDamaged)
	}
	if err != nil {
		giveUp() // so that Close does not make an object of it
		return fmt.Errorf("send: %w", errors.Join(err, ignoreCancelled(w.Close())))
	}
	if err := w.Close(); err != nil {
		return fmt.Errorf("send: %w", err)
	}
	return nil
}

// ignoreCancelled leaves out what a writer says that was told to give up.
func ignoreCancelled(err error) error {
	if errors.Is(err, context.Canceled) {
		return nil
	}
	return err
}

func mediaType(name string) string {
	switch path.Ext(name) {
	case ".json":
		return "application/json"
	case ".html":
		return "text/html; charset=utf-8"
	}
	return "application/vnd.apache.parquet"
}

// verify reads an object back.
func (c *copying) verify(ctx context.Context, key string, f dataset.File) error {
	r, err := c.NewReader(ctx, key, nil)
	if err != nil {
		return fmt.Errorf("read back: %w", err)
	}
	hash := sha256.New()
	n, err := io.Copy(hash, r)
	if err := errors.Join(err, r.Close()); err != nil {
		return fmt.Errorf("read back: %w", err)
	}
	if sum := hex.EncodeToString(hash.Sum(nil)); n != f.Bytes || sum != f.SHA256 {
		return fmt.Errorf("read back: %d bytes of sha256 %s: %w", n, sum, ErrDamaged)
	}
	return nil
}

// copyWithin copies an object that was verified when it was sent, within the store.
// It answers false where the store cannot: then the file is sent.
func (c *copying) copyWithin(ctx context.Context, key, from string, f dataset.File) bool {
	source, err := c.Attributes(ctx, from)
	if err != nil || source.Size != f.Bytes {
		return false
	}
	if err := c.Copy(ctx, key, from, nil); err != nil {
		return false
	}
	made, err := c.Attributes(ctx, key)
	if err != nil || made.Size != f.Bytes {
		return false
	}
	// A store that has no MD5 of an object, as of one that came in parts, says none.
	return len(made.MD5) == 0 || len(source.MD5) == 0 || bytes.Equal(made.MD5, source.MD5)
}
