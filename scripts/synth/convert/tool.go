package convert

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"time"
)

// Tool is a way from a page to text, through one program or several.
type Tool struct {
	Name string
	// MediaType is that of the output; Extension the ending of its files.
	MediaType, Extension string
	// KeepsBlanks says whether an empty cell leaves a trace in the output.
	KeepsBlanks bool
	// steps are commands; the output of the last one is the result.
	steps []step
	limit time.Duration
}

// step is a command.
type step struct {
	program string
	args    []string
	// reads is the file whose content is the step's output; "" is standard output.
	reads string
}

// Tools lists all tools in a fixed order.
func Tools() []Tool { return tools }

// Find returns a tool by its name.
func Find(name string) (Tool, bool) {
	i := slices.IndexFunc(tools, func(t Tool) bool { return t.Name == name })
	if i < 0 {
		return Tool{}, false
	}
	return tools[i], true
}

// Available reports whether every program of the tool is on the path.
func (t Tool) Available() bool { return t.Lacks() == "" }

// Lacks names the first program of the tool that is not on the path, or "".
func (t Tool) Lacks() string {
	for _, s := range t.steps {
		if _, err := exec.LookPath(s.program); err != nil {
			return s.program
		}
	}
	return ""
}

// maxOutputBytes bounds what a tool may print.
const maxOutputBytes = 16 << 20

// ErrTooLong is the fault of a tool that prints more than 16 MB.
var ErrTooLong = errors.New("output too long")

// Convert runs the tool on a page.
func (t Tool) Convert(ctx context.Context, page []byte) ([]byte, error) {
	dir, err := os.MkdirTemp("", "synth-convert-")
	if err != nil {
		return nil, fmt.Errorf("convert %s: %w", t.Name, err)
	}
	defer os.RemoveAll(dir) //nolint:errcheck // what stays behind lies in the folder for temporaries
	if err := os.WriteFile(filepath.Join(dir, "page.html"), page, 0o600); err != nil {
		return nil, fmt.Errorf("convert %s: %w", t.Name, err)
	}
	ctx, cancel := context.WithTimeout(ctx, t.limit)
	defer cancel()
	var out []byte
	for _, s := range t.steps {
		if out, err = s.run(ctx, dir); err != nil {
			return nil, fmt.Errorf("convert %s: %s: %w", t.Name, s.program, err)
		}
	}
	return out, nil
}

// run runs a step in a folder.
func (s step) run(ctx context.Context, dir string) ([]byte, error) {
	stdout, stderr := &limited{limit: maxOutputBytes}, &limited{limit: 4 << 10}
	cmd := exec.CommandContext(ctx, s.program, s.args...)
	cmd.Dir, cmd.Stdout, cmd.Stderr = dir, stdout, stderr
	cmd.Env = append(os.Environ(), "HOME="+dir, "LC_ALL=C.UTF-8", "OMP_THREAD_LIMIT=1")
	cmd.WaitDelay = 2 * time.Second
	if err := cmd.Run(); err != nil {
		if ctx.Err() != nil {
			err = context.Cause(ctx)
		}
		return nil, fmt.Errorf("%w: %s", err, bytes.TrimSpace(stderr.kept.Bytes()))
	}
	if stdout.over {
		return nil, ErrTooLong
	}
	if s.reads != "" {
		return os.ReadFile(filepath.Join(dir, s.reads))
	}
	return stdout.kept.Bytes(), nil
}

// limited keeps the first bytes written to it and notes that there were more.
// The buffer is not embedded: its ReadFrom would go round Write.
type limited struct {
	kept  bytes.Buffer
	limit int
	over  bool
}

// Write implements io.Writer.
func (l *limited) Write(p []byte) (int, error) {
	n := min(len(p), l.limit-l.kept.Len())
	l.over = l.over || n < len(p)
	l.kept.Write(p[:n])
	return len(p), nil
}
