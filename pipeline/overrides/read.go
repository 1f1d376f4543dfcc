package overrides

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strings"

	"gongkai/data"
	"gongkai/pipeline/durable"
	"gongkai/schema"
)

// Override is one line: a figure that a person verified, or a reason for review
// that a person settled.
type Override struct {
	ContentSHA256 string
	// Report counts the reports of the document from 0.
	Report int
	// Cell names a cell of the form, or is ReasonPrefix and a reason for review.
	Cell schema.CellID
	// Status is Verified, with Value; or Blank or NotApplicable where the source
	// prints no figure; Missing in a line that settles a reason.
	Status schema.Status
	Value  schema.Micros
	// Unit is item, CNY, CNY_10k, or "" for the unit as read.
	Unit string
	// Seen is the fingerprint of the report of which a reason was settled.
	Seen           string
	Who, When, Why string
	// File and Line say where it stands.
	File string
	Line int

	withdrawn bool
}

// ReasonPrefix stands before a reason for review in the column cell.
const ReasonPrefix = "review/"

// Withdrawn in the column value takes back an earlier line of the same file.
const Withdrawn = "withdrawn"

// Reason is the reason for review that the line settles; "" of a figure.
func (o *Override) Reason() string {
	reason, _ := strings.CutPrefix(string(o.Cell), ReasonPrefix)
	if reason == string(o.Cell) {
		return ""
	}
	return reason
}

// ValueText is the column value.
func (o *Override) ValueText() string {
	switch {
	case o.withdrawn:
		return Withdrawn
	case o.Reason() != "":
		return o.Seen
	case o.Status == schema.Verified:
		return o.Value.String()
	}
	return o.Status.String()
}

// Set is the overrides of a run, by document.
type Set struct {
	byDoc map[string][]Override
	all   []Override
}

// LineError is a line that cannot be meant.
type LineError struct {
	File string
	Line int
	Err  error
}

// Error names file and line.
func (e *LineError) Error() string { return fmt.Sprintf("overrides: %s:%d: %v", e.File, e.Line, e.Err) }

// Unwrap gives the error itself.
func (e *LineError) Unwrap() error { return e.Err }

// Folder is where overrides are kept, below the working folder.
const Folder = "data/overrides"

// Load reads the overrides of a folder. "" stands for those that are built in,
// with the files of Folder, where it is there, before those of the same name: so
// that what was reviewed since the program was built counts.
func Load(dir string) (*Set, error) {
	if dir != "" {
		return Read(os.DirFS(dir))
	}
	builtIn, err := fs.Sub(data.Overrides, "overrides")
	if err != nil {
		return nil, fmt.Errorf("overrides: embedded: %w", err)
	}
	if info, err := os.Stat(Folder); err != nil || !info.IsDir() {
		return Read(builtIn)
	}
	return Read(builtIn, os.DirFS(Folder))
}

// Read reads every *.csv of folders, a file of a later one in the place of those
// of its name before. Of the lines of one file about one figure the last counts.
// Two files that contradict each other are an error.
func Read(folders ...fs.FS) (*Set, error) {
	files, err := filesOf(folders...)
	if err != nil {
		return nil, err
	}
	return files.read()
}

// files opens the files of a set by name.
type files map[string]func() (io.ReadCloser, error)

func filesOf(folders ...fs.FS) (files, error) {
	found := files{}
	for _, fsys := range folders {
		entries, err := fs.ReadDir(fsys, ".")
		if err != nil {
			return nil, fmt.Errorf("overrides: %w", err)
		}
		for _, e := range entries {
			if name := e.Name(); !e.IsDir() && path.Ext(name) == ".csv" && !durable.IsTemp(name) {
				found[name] = func() (io.ReadCloser, error) { return fsys.Open(name) }
			}
		}
	}
	return found, nil
}

func (f files) read() (*Set, error) {
	s := &Set{byDoc: map[string][]Override{}}
	for _, name := range slices.Sorted(maps.Keys(f)) {
		file, err := f[name]()
		if err != nil {
			return nil, fmt.Errorf("overrides: %w", err)
		}
		lines, err := readFile(file, name)
		if err := errors.Join(err, file.Close()); err != nil {
			return nil, err
		}
		s.all = append(s.all, lastOf(lines)...)
	}
	err := s.index()
	return s, err
}

// index orders the lines of all files and joins those that say the same.
func (s *Set) index() error {
	slices.SortStableFunc(s.all, compare)
	kept := s.all[:0]
	for _, o := range s.all {
		if len(kept) == 0 || compare(kept[len(kept)-1], o) != 0 {
			kept = append(kept, o)
			continue
		}
		held := &kept[len(kept)-1]
		if !held.agrees(&o) {
			err := fmt.Errorf("%s of %s contradicts %s:%d, which says %s", o.ValueText(), o.Cell, held.File, held.Line, held.ValueText())
			return &LineError{o.File, o.Line, err}
		}
		if o.When > held.When {
			*held = o
		}
	}
	s.all = kept
	for _, o := range s.all {
		s.byDoc[o.ContentSHA256] = append(s.byDoc[o.ContentSHA256], o)
	}
	return nil
}

// agrees reports whether two persons say the same. What was settled of two
// readings of a report is no contradiction.
func (o *Override) agrees(other *Override) bool {
	return o.Reason() != "" || o.Status == other.Status && o.Value == other.Value &&
		(o.Unit == other.Unit || o.Unit == "" || other.Unit == "")
}

// lastOf keeps of the lines of one file the last about each figure, without those
// that were withdrawn.
func lastOf(lines []Override) []Override {
	slices.SortStableFunc(lines, compare)
	var out []Override
	for i, o := range lines {
		if last := i+1 == len(lines) || compare(o, lines[i+1]) != 0; last && !o.withdrawn {
			out = append(out, o)
		}
	}
	return out
}

// compare orders by document, report and cell.
func compare(a, b Override) int {
	return cmp.Or(cmp.Compare(a.ContentSHA256, b.ContentSHA256), cmp.Compare(a.Report, b.Report), cmp.Compare(a.Cell, b.Cell))
}
