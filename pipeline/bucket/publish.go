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

	"gocloud.dev/blob"
	"gocloud.dev/gcerrors"

	"gongkai/pipeline/dataset"
)

// ErrDamaged is wrapped by errors about bytes that are not what the manifest says.
var ErrDamaged = errors.New("not the bytes of the manifest")

// Sent says what a copy took.
type Sent struct {
	Address, Snapshot string
	// Files is how many the snapshot has; Sent of them were sent, Copied copied within
	// the store; the others were there.
	Files, Sent, Copied int
	// Bytes is the size of what was sent.
	Bytes int64
	// Switched says that the snapshot was not the published one there before.
	Switched bool
}

// String says it on a line.
func (s Sent) String() string {
	return fmt.Sprintf("%s: %d files, %d sent (%d bytes), %d copied there, %d there already",
		s.Address, s.Files, s.Sent, s.Bytes, s.Copied, s.Files-s.Sent-s.Copied)
}

// Publish copies the snapshot in a folder to an address and makes it the published
// one there. After an error the published one is that of before, and what was sent stays
// for the next call.
func Publish(ctx context.Context, address, dir string) (Sent, error) {
	sent := Sent{Address: address}
	p, err := parse(address)
	if err != nil {
		return sent, err
	}
	m, err := dataset.ReadManifest(dir)
	if err != nil {
		return sent, fmt.Errorf("bucket: %w", err)
	}
	if len(m.Refused) > 0 {
		return sent, fmt.Errorf("bucket: snapshot %s: %w", m.Snapshot, dataset.ErrRefused)
	}
	b, err := p.open(ctx)
	if err != nil {
		return sent, err
	}
	sent.Snapshot = m.Snapshot
	c := &copying{Bucket: blob.PrefixedBucket(b, p.prefix), dir: dir, manifest: m, sent: &sent}
	if err := errors.Join(c.run(ctx), c.Close()); err != nil {
		return sent, fmt.Errorf("bucket: publish snapshot %s to %s: %w", m.Snapshot, p.address, err)
	}
	return sent, nil
}

// copying is one copy of a snapshot.
type copying struct {
	*blob.Bucket
	dir      string
	manifest *dataset.Manifest
	sent     *Sent
	// whole says that the snapshot was copied to its end before: what is there was verified.
	whole bool
	// there holds the sizes of the objects of the snapshot, published the files of the
	// one published there, as key by sha256.
	there     map[string]int64
	published map[string]string
}

func (c *copying) key(name string) string { return path.Join("snapshots", c.manifest.Snapshot, name) }

// run sends the files, then the manifest, then the pointer.
func (c *copying) run(ctx context.Context) error {
	if err := c.look(ctx); err != nil {
		return err
	}
	files, err := c.files()
	if err != nil {
		return err
	}
	c.sent.Files = len(files)
	for _, f := range files {
		if err := c.file(ctx, f); err != nil {
			return fmt.Errorf("%s: %w", f.Path, err)
		}
	}
	return c.point(ctx)
}

// files lists what the snapshot is made of, the manifest last.
func (c *copying) files() ([]dataset.File, error) {
	files := append([]dataset.File{}, c.manifest.Files...)
	if page := c.manifest.Page; page != nil {
		files = append(files, dataset.File{Path: dataset.PageFile, Bytes: page.Bytes, SHA256: page.SHA256})
	}
	for _, name := range []string{dataset.PackageFile, dataset.ManifestFile} {
		raw, err := os.ReadFile(filepath.Join(c.dir, name))
		if err != nil {
			return nil, err
		}
		sum := sha256.Sum256(raw)
		files = append(files, dataset.File{Path: name, Bytes: int64(len(raw)), SHA256: hex.EncodeToString(sum[:])})
	}
	return files, nil
}

// look finds out what is there of the snapshot and of the one published there.
func (c *copying) look(ctx context.Context) error {
	c.there, c.published = map[string]int64{}, map[string]string{}
	for list := c.List(&blob.ListOptions{Prefix: c.key("") + "/"}); ; {
		object, err := list.Next(ctx)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return fmt.Errorf("list: %w", err)
		}
		c.there[object.Key] = object.Size
	}
	mine, err := os.ReadFile(filepath.Join(c.dir, dataset.ManifestFile))
	if err != nil {
		return err
	}
	switch theirs, err := c.read(ctx, c.key(dataset.ManifestFile)); {
	case err != nil:
		return err
	case theirs != nil && !bytes.Equal(theirs, mine):
		return fmt.Errorf("%s: a snapshot of this id and of another dataset is there: %w", c.key(dataset.ManifestFile), ErrDamaged)
	default:
		c.whole = theirs != nil
	}
	return c.lookAtPublished(ctx)
}

// lookAtPublished lists the files of the snapshot published there. What cannot be
// read of it is sent anew.
func (c *copying) lookAtPublished(ctx context.Context) error {
	pointer, err := c.read(ctx, dataset.LatestFile)
	if err != nil || pointer == nil {
		return err
	}
	id, err := dataset.ReadPointer(pointer)
	if err != nil {
		return fmt.Errorf("%s: %w", dataset.LatestFile, err)
	}
	c.sent.Switched = id != c.manifest.Snapshot
	if !c.sent.Switched {
		return nil
	}
	raw, err := c.read(ctx, path.Join("snapshots", id, dataset.ManifestFile))
	if err != nil {
		return err
	}
	if m, err := dataset.ParseManifest(raw); err == nil {
		for _, f := range m.Files {
			c.published[f.SHA256] = path.Join("snapshots", id, f.Path)
		}
	}
	return nil
}

// read reads a small object; nil where there is none.
func (c *copying) read(ctx context.Context, key string) ([]byte, error) {
	ctx, cancel := bounded(ctx, 0)
	defer cancel()
	raw, err := c.ReadAll(ctx, key)
	if gcerrors.Code(err) == gcerrors.NotFound {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", key, err)
	}
	return raw, nil
}

// file sees to it that a file is there, whole.
func (c *copying) file(ctx context.Context, f dataset.File) error {
	ctx, cancel := bounded(ctx, f.Bytes)
	defer cancel()
	key := c.key(f.Path)
	if size, ok := c.there[key]; ok && size == f.Bytes {
		if c.whole {
			return nil
		}
		if err := c.verify(ctx, key, f); err == nil || ctx.Err() != nil || !errors.Is(err, ErrDamaged) {
			return err
		}
	}
	if from := c.published[f.SHA256]; from != "" && c.copyWithin(ctx, key, from, f) {
		c.sent.Copied++
		return nil
	}
	if err := c.send(ctx, key, f); err != nil {
		return err
	}
	c.sent.Sent++
	c.sent.Bytes += f.Bytes
	return c.verify(ctx, key, f)
}

// point makes the snapshot the published one, unless it is.
func (c *copying) point(ctx context.Context) error {
	ctx, cancel := bounded(ctx, 0)
	defer cancel()
	want := dataset.Pointer(c.manifest.Snapshot)
	now, err := c.read(ctx, dataset.LatestFile)
	if err != nil || bytes.Equal(now, want) {
		return err
	}
	c.sent.Switched = true
	options := &blob.WriterOptions{ContentType: "application/json", CacheControl: "no-cache"}
	if err := c.WriteAll(ctx, dataset.LatestFile, want, options); err != nil {
		return fmt.Errorf("%s: %w", dataset.LatestFile, err)
	}
	if now, err = c.read(ctx, dataset.LatestFile); err == nil && !bytes.Equal(now, want) {
		err = fmt.Errorf("%s: reads back as %q: %w", dataset.LatestFile, now, ErrDamaged)
	}
	return err
}
