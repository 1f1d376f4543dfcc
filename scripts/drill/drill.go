package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"gongkai/pipeline/dataset"
)

// config is what the flags say.
type config struct {
	documents, fresh, changed, gone int
	seed                            uint64
	dir                             string
	// few says that the documents are so few that new ones alone move the shares of
	// quality beyond the audit's bounds.
	few bool
}

// drill is a site, a folder, and the program to run.
type drill struct {
	config
	ctx    context.Context
	w      io.Writer
	exe    string
	site   *site
	server *httptest.Server
	// temporary says that the folder goes with the drill.
	temporary bool
}

func newDrill(ctx context.Context, w io.Writer, cfg config) (*drill, error) {
	exe, err := os.Executable()
	if err != nil {
		return nil, err
	}
	d := &drill{config: cfg, ctx: ctx, w: w, exe: exe, site: newSite(cfg.seed)}
	if d.dir == "" {
		d.temporary = true
		if d.dir, err = os.MkdirTemp("", "gongkai-drill-"); err != nil {
			return nil, err
		}
	}
	d.server = httptest.NewServer(d.site)
	if err := d.writeConfig(); err != nil {
		return nil, errors.Join(err, d.close())
	}
	return d, nil
}

func (d *drill) close() error {
	d.server.Close()
	if d.temporary {
		return os.RemoveAll(d.dir)
	}
	return nil
}

// writeConfig writes the settings of the runs: the site's index page is followed,
// and segments of the raw zone are short, so that a killed run has some.
func (d *drill) writeConfig() error {
	text := fmt.Sprintf(`sources:
  - url: %s/index.html
    follow: 年度报告
fetch: {delay: 0s, per_host: 8, retries: 0, allow_private: true}
roll_after: 25ms
`, d.server.URL)
	if d.few {
		text += "audit: {failed_rise: 1, filled_fall: 1, review_rise: 1}\n"
	}
	return os.WriteFile(d.configFile(), []byte(text), 0o644)
}

func (d *drill) configFile() string { return filepath.Join(d.dir, "drill.yaml") }

// command is the program on a night, with an extractor.
func (d *drill) command(night, extract string, args ...string) (*exec.Cmd, *bytes.Buffer) {
	cmd := exec.CommandContext(d.ctx, d.exe, args...)
	cmd.Env = append(os.Environ(), actAs+"=gongkai", nightIs+"="+night, extractor+"="+extract)
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	return cmd, &out
}

// runArgs are the arguments of a nightly run on a dataset.
func (d *drill) runArgs(data string) []string {
	return []string{"run", "--config", d.configFile(), "--dataset", data, "--log-format", "text"}
}

// does runs the program, which must end with the code, and returns what it printed.
func (d *drill) does(wantCode int, night, extract string, args ...string) (string, error) {
	began := time.Now()
	cmd, out := d.command(night, extract, args...)
	err := cmd.Run()
	var status *exec.ExitError
	if err != nil && !errors.As(err, &status) {
		return "", err
	}
	fmt.Fprintf(d.w, "  $ gongkai %s    (exit %d, %s)\n", strings.ReplaceAll(strings.Join(args, " "), d.dir, "DIR"),
		cmd.ProcessState.ExitCode(), time.Since(began).Round(10*time.Millisecond))
	for line := range strings.Lines(out.String()) {
		if shown(line) {
			fmt.Fprintf(d.w, "    %s", strings.ReplaceAll(line, d.dir, "DIR"))
		}
	}
	if code := cmd.ProcessState.ExitCode(); code != wantCode {
		return "", fmt.Errorf("exit code %d, want %d:\n%s", code, wantCode, out.String())
	}
	return out.String(), nil
}

// shown chooses the lines of the output that tell the story.
func shown(line string) bool {
	for _, hidden := range []string{"time=", "DuckDB", "pandas", "Cells", "Identities", "Labels", "Dataset", "To review"} {
		if strings.HasPrefix(line, hidden) {
			return false
		}
	}
	return strings.TrimSpace(line) != ""
}

// files returns path and sha256 of the current snapshot's files, after checking
// the laws of a snapshot.
func (d *drill) files(data string) (map[string]string, string, error) {
	m, err := dataset.Verify(d.ctx, data)
	if err != nil {
		return nil, "", err
	}
	files := map[string]string{}
	for _, f := range m.Files {
		files[f.Path] = f.SHA256
	}
	return files, m.Snapshot, nil
}
