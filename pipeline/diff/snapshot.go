package diff

import (
	"cmp"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"gongkai/pipeline/dataset"
	"gongkai/schema"
)

// Snapshot names one of the two snapshots.
type Snapshot struct {
	ID        string `json:"snapshot"`
	Extractor string `json:"extractor_version"`
	// Dataset is the folder that an inspect line names.
	Dataset string `json:"dataset"`

	dir      string
	manifest *dataset.Manifest
}

// openSnapshot opens a snapshot's folder, or the current one of a dataset.
func openSnapshot(dir string) (*Snapshot, error) {
	s := &Snapshot{dir: dir, Dataset: datasetOf(dir)}
	if _, err := os.Stat(filepath.Join(dir, "manifest.json")); err != nil {
		d, err := dataset.Open(dir, dataset.Options{})
		if err != nil {
			return nil, err
		}
		id, err := d.Current()
		if err != nil {
			return nil, err
		}
		s.dir, s.Dataset = d.SnapshotDir(id), dir
	}
	manifest, err := dataset.ReadManifest(s.dir)
	if err != nil {
		return nil, err
	}
	return s.with(manifest), nil
}

func (s *Snapshot) with(m *dataset.Manifest) *Snapshot {
	s.manifest, s.ID, s.Extractor = m, m.Snapshot, m.Program.ExtractorVersion
	return s
}

// datasetOf is the dataset that a snapshot's folder is part of: out for
// out/current and out/snapshots/ID.
func datasetOf(dir string) string {
	parent := filepath.Dir(filepath.Clean(dir))
	if filepath.Base(parent) == "snapshots" {
		return filepath.Dir(parent)
	}
	return parent
}

// side is a snapshot without the files that the other one has too.
type side struct {
	*Snapshot
	files []dataset.File
	// changed tells which partitions hold files that the other snapshot lacks.
	changed map[string]bool
}

// pair leaves out the files that both snapshots have. Reports are read wherever
// anything of their partition is, because the other tables go by them.
func pair(old, now *Snapshot, tables func(*schema.TableSchema) bool) (a, b *side, same int) {
	a, b = &side{Snapshot: old, changed: map[string]bool{}}, &side{Snapshot: now, changed: map[string]bool{}}
	for _, x := range []struct{ mine, other *side }{{a, b}, {b, a}} {
		for _, f := range x.mine.manifest.Files {
			if t := schema.TableOf(f.Table); t == nil || !tables(t) || holds(x.other.Snapshot, x.mine.Snapshot, f) {
				continue
			}
			x.mine.files = append(x.mine.files, f)
			a.changed[f.Partition], b.changed[f.Partition] = true, true
		}
	}
	for _, x := range []struct{ mine, other *side }{{a, b}, {b, a}} {
		for _, f := range x.mine.manifest.Files {
			switch t := schema.TableOf(f.Table); {
			case t == nil || !tables(t) || !holds(x.other.Snapshot, x.mine.Snapshot, f):
			case f.Table == schema.ReportsTable && x.mine.changed[f.Partition]:
				x.mine.files = append(x.mine.files, f)
			case x.mine == a:
				same++
			}
		}
		slices.SortFunc(x.mine.files, func(a, b dataset.File) int { return cmp.Compare(a.Path, b.Path) })
	}
	return a, b, same
}

// holds reports whether a snapshot has a file of the other: the same table and
// partition, and the same bytes by sha256 or by being one file.
func holds(s, of *Snapshot, f dataset.File) bool {
	return slices.ContainsFunc(s.manifest.Files, func(other dataset.File) bool {
		return other.Table == f.Table && other.Partition == f.Partition &&
			(other.SHA256 == f.SHA256 || other.Path == f.Path && sameFile(s.path(other), of.path(f)))
	})
}

func (s *Snapshot) path(f dataset.File) string {
	return filepath.Join(s.dir, filepath.FromSlash(f.Path))
}

func sameFile(a, b string) bool {
	aInfo, aErr := os.Stat(a)
	bInfo, bErr := os.Stat(b)
	return aErr == nil && bErr == nil && os.SameFile(aInfo, bInfo)
}

// of lists the files of a table in a partition.
func (s *side) of(table, partition string) []dataset.File {
	var files []dataset.File
	for _, f := range s.files {
		if f.Table == table && f.Partition == partition {
			files = append(files, f)
		}
	}
	return files
}

// partitions lists the partitions to be read, by year, the unknown one last.
func (s *side) partitions() []string {
	var out []string
	for p := range s.changed {
		if strings.HasPrefix(p, schema.PartitionKey+"=") {
			out = append(out, p)
		}
	}
	slices.Sort(out) // "_" comes after the digits
	return out
}
