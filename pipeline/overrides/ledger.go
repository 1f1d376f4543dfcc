package overrides

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/gofrs/flock"

	"gongkai/pipeline/durable"
)

// ErrBusy is what OpenLedger answers where another process writes for the same
// reviewer.
var ErrBusy = errors.New("another review writes to this file")

// Ledger is the file of one reviewer: lines are added and none is ever changed.
type Ledger struct {
	fsys      durable.FS
	dir, name string
	// mine is held as long as the ledger is open; all is held while a line is added.
	mine, all *flock.Flock
}

// OpenLedger opens the file of a reviewer in a folder, which is made where it is
// not there. The file itself is made with the first line. fsys nil is durable.OS.
func OpenLedger(fsys durable.FS, dir, who string) (*Ledger, error) {
	if fsys == nil {
		fsys = durable.OS
	}
	name := fileName(who)
	if name == "" {
		return nil, fmt.Errorf("overrides: reviewer %q: the name has no letter or digit", who)
	}
	if err := fsys.MkdirAll(dir); err != nil {
		return nil, fmt.Errorf("overrides: %w", err)
	}
	l := &Ledger{
		fsys: fsys, dir: dir, name: name + ".csv",
		mine: flock.New(filepath.Join(dir, "."+name+".lock")), all: flock.New(filepath.Join(dir, ".lock")),
	}
	switch locked, err := l.mine.TryLock(); {
	case err != nil:
		return nil, fmt.Errorf("overrides: lock %s: %w", l.Path(), err)
	case !locked:
		return nil, fmt.Errorf("overrides: lock %s: %w", l.Path(), ErrBusy)
	}
	return l, nil
}

// longestName bounds the name of a file, in characters.
const longestName = 60

// fileName is a reviewer's name in letters and digits, words joined by '-'.
func fileName(who string) string {
	words := strings.FieldsFunc(strings.ToLower(who), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	name := []rune(strings.Join(words, "-"))
	return strings.Trim(string(name[:min(len(name), longestName)]), "-")
}

// Path is the file's path.
func (l *Ledger) Path() string { return filepath.Join(l.dir, l.name) }

// patience bounds the wait for another reviewer who adds a line.
const patience = 10 * time.Second

// Append adds lines, all or none. When it returns they are durable. A line that
// contradicts another reviewer's file is a *LineError, and nothing is added.
func (l *Ledger) Append(ctx context.Context, lines ...Override) (err error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	if _, err := l.all.TryLockContext(ctx, patience/500); err != nil {
		return fmt.Errorf("overrides: lock %s: %w", l.dir, err)
	}
	defer func() { err = errors.Join(err, l.all.Unlock()) }()
	text, err := l.with(lines)
	if err != nil {
		return err
	}
	files, err := filesOf(os.DirFS(l.dir))
	if err != nil {
		return err
	}
	files[l.name] = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(text)), nil }
	if _, err := files.read(); err != nil {
		return err
	}
	if err := durable.WriteFile(l.fsys, l.Path(), text); err != nil {
		return fmt.Errorf("overrides: %w", err)
	}
	return nil
}

// with is the file's text with lines added.
func (l *Ledger) with(lines []Override) ([]byte, error) {
	text, err := os.ReadFile(l.Path())
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("overrides: %w", err)
	}
	b := bytes.NewBuffer(text)
	if len(text) > 0 && text[len(text)-1] != '\n' {
		b.WriteByte('\n')
	}
	w := csv.NewWriter(b)
	if len(text) == 0 {
		err = w.Write(header)
	}
	for i := range lines {
		err = errors.Join(err, w.Write(lines[i].fields()))
	}
	w.Flush()
	if err := errors.Join(err, w.Error()); err != nil {
		return nil, fmt.Errorf("overrides: write a line: %w", err)
	}
	return b.Bytes(), nil
}

func (o *Override) fields() []string {
	return []string{
		o.ContentSHA256, strconv.Itoa(o.Report), string(o.Cell), o.ValueText(), o.Unit, oneLine(o.Who), o.When, oneLine(o.Why),
	}
}

// oneLine keeps a person's words on one line of the file.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// Withdraw is the line that takes an override back.
func (o *Override) Withdraw(why string) Override {
	line := *o
	line.withdrawn, line.Why = true, why
	return line
}

// Close lets another process write for the reviewer.
func (l *Ledger) Close() error {
	if err := l.mine.Close(); err != nil {
		return fmt.Errorf("overrides: unlock %s: %w", l.Path(), err)
	}
	return nil
}
