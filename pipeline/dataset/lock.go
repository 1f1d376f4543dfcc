package dataset

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"
)

// Holder says who holds a lock.
type Holder struct {
	PID     int       `json:"pid"`
	Host    string    `json:"host"`
	Since   time.Time `json:"since"`
	Command string    `json:"command"`
}

// LockedError is what Lock answers while another run holds the dataset.
type LockedError struct {
	Dir string
	// Holder is zero where the holder has not said yet who it is.
	Holder Holder
}

// Error names the holder.
func (e *LockedError) Error() string {
	if e.Holder.PID == 0 {
		return fmt.Sprintf("dataset: lock %s: another run holds it", e.Dir)
	}
	return fmt.Sprintf("dataset: lock %s: held by process %d on %s since %s (%s)", e.Dir,
		e.Holder.PID, e.Holder.Host, e.Holder.Since.Format(time.RFC3339), e.Holder.Command)
}

// Lock is the right to change a dataset. It ends with Release or with the
// process, however that ends: the operating system holds it, the file's text
// only says who has it. Over network file systems it is as good as their flock.
type Lock struct{ file *flock.Flock }

// Lock takes the right to change the dataset, or answers *LockedError at once.
func (d *Dataset) Lock(command string) (*Lock, error) {
	path := filepath.Join(d.dir, lockFile)
	file := flock.New(path)
	locked, err := file.TryLock()
	if err != nil {
		return nil, fmt.Errorf("dataset: lock %s: %w", d.dir, err)
	}
	if !locked {
		return nil, &LockedError{Dir: d.dir, Holder: readHolder(path)}
	}
	if err := d.sayWho(path, command); err != nil {
		return nil, errors.Join(fmt.Errorf("dataset: lock %s: %w", d.dir, err), file.Unlock())
	}
	return &Lock{file: file}, nil
}

// sayWho writes the holder into the lock file. The text protects nothing, so a
// reader may find it torn: readHolder then knows nobody.
func (d *Dataset) sayWho(path, command string) error {
	host, err := os.Hostname()
	if err != nil {
		host = "unknown host"
	}
	raw, err := json.Marshal(Holder{PID: os.Getpid(), Host: host, Since: d.now().UTC().Truncate(time.Second), Command: command})
	if err != nil {
		return fmt.Errorf("encode the holder: %w", err)
	}
	return os.WriteFile(path, append(raw, '\n'), 0o644)
}

func readHolder(path string) Holder {
	var h Holder
	raw, err := os.ReadFile(path)
	if err != nil || json.Unmarshal(raw, &h) != nil {
		return Holder{}
	}
	return h
}

// Release gives the lock back. The lock file stays: removing it would let two
// runs lock two files of one name.
func (l *Lock) Release() error {
	if err := os.Truncate(l.file.Path(), 0); err != nil {
		return errors.Join(fmt.Errorf("dataset: unlock: %w", err), l.file.Unlock())
	}
	if err := l.file.Unlock(); err != nil {
		return fmt.Errorf("dataset: unlock: %w", err)
	}
	return nil
}
