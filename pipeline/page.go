package pipeline

import (
	"context"
	"crypto/sha256"
	"errors"
	"io"
	"path/filepath"

	"github.com/klauspost/compress/zstd"

	"gongkai/pipeline/dataset"
	"gongkai/pipeline/extracted"
	"gongkai/pipeline/report"
)

// pageDir is where the page's parts are kept, below the results of a version and build.
const pageDir = "page"

// writePage writes the page for people into the staged snapshot. It is made of the
// snapshot's tables and the raw zone: no time and no other snapshot enters it. What it
// has in common with earlier pages is kept.
func (r *run) writePage(ctx context.Context, stage *dataset.Stage, manifest *dataset.Manifest) (err error) {
	store, err := extracted.Open(filepath.Join(r.storeDir(), pageDir), r.cfg.FS)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	in := report.Input{
		Dir: stage.Dir(), Manifest: manifest, Zone: r.zone, Listing: r.listing,
		Cache: &pageCache{run: r, own: store}, Program: r.programName(),
	}
	opts := report.Options{Workers: r.cfg.Workers, Timeout: r.cfg.ExtractTimeout}
	err = stage.WritePage(manifest, func(w io.Writer) (err error) {
		r.shown, err = report.Write(ctx, w, in, opts)
		return err
	})
	if err != nil {
		return err
	}
	return store.Commit()
}

// programName names what reads documents.
func (r *run) programName() string { return r.cfg.Version + " " + r.cfg.Build }

// pageCache is what the page takes of earlier pages, from a store of its own, and of sources that
// were laid out while documents were extracted, from that of the results. Values stand where
// facts do. A run with Force takes what it laid out itself and nothing else.
type pageCache struct {
	run *run
	own *extracted.Store
}

// Get implements report.Cache. What is damaged is made again.
func (c *pageCache) Get(key [sha256.Size]byte) ([]byte, bool) {
	k := keyOfPart(key)
	store := c.own
	if c.run.store.Has(k) {
		store = c.run.store
	}
	if !store.Has(k) || c.run.cfg.Force && !c.run.sources.kept[k] {
		return nil, false
	}
	packed, err := store.Facts(k)
	if err != nil {
		return nil, false
	}
	value, err := partDecoder.DecodeAll(packed, nil)
	return value, err == nil
}

// Put implements report.Cache.
func (c *pageCache) Put(key [sha256.Size]byte, value []byte) error {
	return c.own.Put(keyOfPart(key), packPart(value), nil)
}

// keyOfPart is the key of a part in a store.
func keyOfPart(key [sha256.Size]byte) extracted.Key { return extracted.Key(key[:len(extracted.Key{})]) }

var (
	partEncoder = must(zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithWindowSize(1<<20)))
	partDecoder = must(zstd.NewReader(nil, zstd.WithDecoderMaxMemory(1<<30)))
)

// must is for the constant options above.
func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// packPart compresses a part. Several goroutines call it.
func packPart(value []byte) []byte { return partEncoder.EncodeAll(value, nil) }
