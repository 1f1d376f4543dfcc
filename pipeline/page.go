package pipeline

import (
	"context"
	"crypto/sha256"
	"errors"
	"io"
	"path/filepath"

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
		Cache: pageCache{store, r.cfg.Force}, Program: r.cfg.Version + " " + r.cfg.Build,
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

// pageCache is a store as the page takes it: values stand where facts do. With forget it
// gives nothing.
type pageCache struct {
	store  *extracted.Store
	forget bool
}

// Get implements report.Cache.
func (c pageCache) Get(key [sha256.Size]byte) ([]byte, bool) {
	k := extracted.Key(key[:len(extracted.Key{})])
	if c.forget || !c.store.Has(k) {
		return nil, false
	}
	value, err := c.store.Facts(k)
	return value, err == nil // damaged: made again
}

// Put implements report.Cache.
func (c pageCache) Put(key [sha256.Size]byte, value []byte) error {
	return c.store.Put(extracted.Key(key[:len(extracted.Key{})]), value, nil)
}
