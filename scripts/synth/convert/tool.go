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
	// Paged says that the output is that of printed pages, Sheet that the page itself
	// says on what paper: its size, a running header, a footer.
	Paged, Sheet bool
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
	// from and to are set for a program that turns many files into many at once: the
	// endings of what it reads and writes. The names of the files follow args.
	from, to string
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
	out, err := t.ConvertAll(ctx, [][]byte{page})
	if err != nil {
		return nil, err
	}
	return out[0], nil
}

// ConvertAll runs the tool on several pages, at once where its programs can. The
// outputs are parallel to the pages; the first fault ends the run.
func (t Tool) ConvertAll(ctx context.Context, pages [][]byte) ([][]byte, error) {
	dir, err := os.MkdirTemp("", "synth-convert-")
	if err != nil {
		return nil, fmt.Errorf("convert %s: %w", t.Name, err)
	}
	defer os.RemoveAll(dir) //nolint:errcheck // what stays behind lies in the folder for temporaries
	folders := make([]string, len(pages))
	for i, page := range pages {
		folders[i] = filepath.Join(dir, fmt.Sprintf("%06d", i))
		if err := os.Mkdir(folders[i], 0o700); err != nil {
			return nil, fmt.Errorf("convert %s: %w", t.Name, err)
		}
		if err := os.WriteFile(filepath.Join(folders[i], "page.html"), page, 0o600); err != nil {
			return nil, fmt.Errorf("convert %s: %w", t.Name, err)
		}
	}
	ctx, cancel := context.WithTimeout(ctx, t.limit*time.Duration(len(pages)))
	defer cancel()
	out := make([][]byte, len(pages))
	for _, s := range t.steps {
		if err := s.runAll(ctx, dir, folders, out); err != nil {
			return nil, fmt.Errorf("convert %s: %s: %w", t.Name, s.program, err)
		}
	}
	return out, nil
}

// runAll runs a step for every folder, at once where the program takes many
// files, and keeps what it printed for each.
func (s step) runAll(ctx context.Context, home string, folders []string, out [][]byte) error {
	if s.from != "" {
		if err := s.together(ctx, home, folders); err != nil {
			return err
		}
		for i := range folders {
			var err error
			if out[i], err = s.output(folders[i], nil); err != nil {
				return err
			}
		}
		return nil
	}
	for i, folder := range folders {
		printed, err := s.run(ctx, folder)
		if err != nil {
			return err
		}
		if out[i], err = s.output(folder, printed); err != nil {
			return err
		}
	}
	return nil
}

// together runs a program once on the files of all folders.
func (s step) together(ctx context.Context, home string, folders []string) error {
	work, err := os.MkdirTemp(home, "together-")
	if err != nil {
		return err
	}
	all := s
	all.args = slices.Clone(s.args)
	for _, folder := range folders {
		name := filepath.Base(folder) + "." + s.from
		if err := os.Link(filepath.Join(folder, "page."+s.from), filepath.Join(work, name)); err != nil {
			return err
		}
		all.args = append(all.args, name)
	}
	if _, err := all.run(ctx, work); err != nil {
		return err
	}
	for _, folder := range folders {
		name := filepath.Base(folder) + "." + s.to
		if err := os.Rename(filepath.Join(work, name), filepath.Join(folder, "page."+s.to)); err != nil {
			return err
		}
	}
	return nil
}

// output is what a step gives for a folder.
func (s step) output(folder string, printed []byte) ([]byte, error) {
	if s.reads == "" {
		return printed, nil
	}
	return os.ReadFile(filepath.Join(folder, s.reads))
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
