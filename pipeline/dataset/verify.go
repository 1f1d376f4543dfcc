package dataset

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/apache/arrow/go/v17/arrow"

	"gongkai/schema"
)

// Verify reads a snapshot back and checks the laws of a snapshot. dir is a
// snapshot's folder, or a dataset's: then the current snapshot is meant. It
// returns the manifest, and a *LawError where a law is broken.
func Verify(ctx context.Context, dir string) (*Manifest, error) {
	if _, err := os.Stat(filepath.Join(dir, snapshotsDir)); err == nil {
		d, err := Open(dir, Options{})
		if err != nil {
			return nil, err
		}
		id, err := d.Current()
		if err != nil {
			return nil, err
		}
		dir = d.SnapshotDir(id)
	}
	m, err := ReadManifest(dir)
	if err != nil {
		return nil, err
	}
	return m, newAudit(dir, m).all(ctx)
}

// Audit checks the laws of a snapshot on a folder. It reads everything.
func Audit(ctx context.Context, dir string) error {
	m, err := ReadManifest(dir)
	if err != nil {
		return err
	}
	return newAudit(dir, m).all(ctx)
}

func newAudit(dir string, m *Manifest) *audit {
	return &audit{dir: dir, manifest: m, counts: NewCounts()}
}

// all runs the audit and gives a *LawError where laws are broken.
func (a *audit) all(ctx context.Context) error {
	if err := a.run(ctx); err != nil {
		return fmt.Errorf("dataset: verify %s: %w", a.dir, err)
	}
	if a.total > 0 {
		return &LawError{Dir: a.dir, Broken: a.list, Total: a.total}
	}
	return nil
}

// audit reads one snapshot.
type audit struct {
	breaches
	dir      string
	manifest *Manifest
	// parent is the snapshot whose audited partitions are taken over; nil reads all.
	parent *Manifest
	// hashed holds the files whose bytes were compared with their sha256 just before.
	hashed map[string]bool
	// reports holds what the reports table of the partition in hand says, by report_id.
	reports map[string]*reportFacts
	// ids is the reports of all partitions and their documents.
	ids ids
	// rejected holds the documents of the rejects table.
	rejected map[docID]bool
	// counts is what the files hold, found what those of each partition do.
	counts Counts
	found  []Audited
}

// run checks the files, then what is in them: the reports first, because the
// rows of the other tables belong to them.
func (a *audit) run(ctx context.Context) error {
	if err := a.checkFolder(ctx); err != nil {
		return err
	}
	if a.total > 0 {
		return nil // damaged files: what is in them proves nothing
	}
	for _, t := range schema.Tables() {
		if len(a.filesOf(t)) == 0 {
			a.add(LawRows, "", "table %s has no file", t.Name)
		}
	}
	if err := a.checkPartitions(ctx); err != nil {
		return err
	}
	var rest []File
	for _, f := range a.manifest.Files {
		if f.Partition == "" {
			rest = append(rest, f)
		}
	}
	if err := a.checkFiles(ctx, rest); err != nil {
		return err
	}
	a.checkCounts()
	a.checkFound()
	return nil
}

// checkFiles checks files in the order of their tables.
func (a *audit) checkFiles(ctx context.Context, files []File) error {
	for _, t := range schema.Tables() {
		for _, f := range files {
			if f.Table != t.Name {
				continue
			}
			if err := a.checkFile(ctx, t, f); err != nil {
				return err
			}
		}
	}
	return nil
}

func (a *audit) filesOf(t *schema.TableSchema) []File {
	var files []File
	for _, f := range a.manifest.Files {
		if f.Table == t.Name {
			files = append(files, f)
		}
	}
	return files
}

// checkFolder compares the folder with the manifest's list.
func (a *audit) checkFolder(ctx context.Context) error {
	listed := map[string]bool{ManifestFile: true, PackageFile: true}
	for _, f := range a.manifest.Files {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		listed[f.Path] = true
		a.checkBytes(f)
		if schema.TableOf(f.Table) == nil {
			a.add(LawFiles, f.Path, "table %q is not of the contract", f.Table)
		}
	}
	if page := a.manifest.Page; page != nil {
		listed[PageFile] = true
		a.checkBytes(File{Path: PageFile, Bytes: page.Bytes, SHA256: page.SHA256})
	}
	if _, err := os.Stat(filepath.Join(a.dir, PackageFile)); err != nil {
		a.add(LawFiles, PackageFile, "%v", err)
	}
	return filepath.WalkDir(a.dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		rel, err := filepath.Rel(a.dir, path)
		if name := filepath.ToSlash(rel); err == nil && !listed[name] {
			a.add(LawFiles, name, "not in the manifest")
		}
		return err
	})
}

// checkBytes checks size and sha256 of a file.
func (a *audit) checkBytes(f File) {
	path := filepath.Join(a.dir, filepath.FromSlash(f.Path))
	info, err := os.Stat(path)
	if err != nil {
		a.add(LawFiles, f.Path, "%v", err)
		return
	}
	if info.Size() != f.Bytes {
		a.add(LawFiles, f.Path, "%d bytes, the manifest says %d", info.Size(), f.Bytes)
	}
	if a.hashed[f.Path] {
		return
	}
	switch sum, err := fileSHA256(path); {
	case err != nil:
		a.add(LawFiles, f.Path, "%v", err)
	case sum != f.SHA256:
		a.add(LawFiles, f.Path, "sha256 %s, the manifest says %s", sum, f.SHA256)
	}
}

// checkFile checks one file's schema, rows and content.
func (a *audit) checkFile(ctx context.Context, t *schema.TableSchema, f File) error {
	d, err := openFile(a.dir, f)
	if err != nil {
		a.add(LawSchema, f.Path, "%v", err)
		return nil
	}
	err = a.checkContent(ctx, t, f, d)
	return errors.Join(err, d.close())
}

func (a *audit) checkContent(ctx context.Context, t *schema.TableSchema, f File, d *dataFile) error {
	if diff := schemaDiff(t.Arrow, d.schema); diff != "" {
		a.add(LawSchema, f.Path, "%s", diff)
		return nil
	}
	if rows := d.file.NumRows(); rows != f.Rows {
		a.add(LawRows, f.Path, "%d rows, the manifest says %d", rows, f.Rows)
	}
	if err := a.checkTable(ctx, t, f, d); err != nil {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		a.add(LawSchema, f.Path, "%v", err)
	}
	return nil
}

// schemaDiff says how a file's schema differs from the contract, "" where it
// does not. The metadata of a file may hold more than the contract's.
func schemaDiff(want, got *arrow.Schema) string {
	var wantNames, gotNames []string
	for _, f := range want.Fields() {
		wantNames = append(wantNames, f.Name)
	}
	for _, f := range got.Fields() {
		gotNames = append(gotNames, f.Name)
	}
	if !slices.Equal(wantNames, gotNames) {
		return fmt.Sprintf("columns %s, the contract says %s", strings.Join(gotNames, ","), strings.Join(wantNames, ","))
	}
	for i, w := range want.Fields() {
		g := got.Field(i)
		if !sameType(w.Type, g.Type) || w.Nullable != g.Nullable {
			return fmt.Sprintf("column %s is %s (nullable %t), the contract says %s (nullable %t)", w.Name, g.Type, g.Nullable, w.Type, w.Nullable)
		}
		for j, key := range w.Metadata.Keys() {
			if value := w.Metadata.Values()[j]; schema.Meta(g, key) != value {
				return fmt.Sprintf("column %s: %s is %q, the contract says %q", w.Name, key, schema.Meta(g, key), value)
			}
		}
	}
	return ""
}

// sameType compares types; of lists only what they hold, because the reader
// names their elements otherwise than the file does.
func sameType(want, got arrow.DataType) bool {
	wantList, ok := want.(*arrow.ListType)
	if !ok {
		return arrow.TypeEqual(want, got)
	}
	gotList, ok := got.(*arrow.ListType)
	return ok && arrow.TypeEqual(wantList.Elem(), gotList.Elem())
}
