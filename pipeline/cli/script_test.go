package cli_test

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"gongkai/extractors"
	"gongkai/pipeline/cli"
	"gongkai/pipeline/durable"
	"gongkai/pipeline/durable/durabletest"
	"gongkai/pipeline/pipelinetest"
)

// TestMain makes gongkai a command of the scripts: the real program, with the
// made-up extractor where GONGKAI_FAKE is set.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"gongkai": func() { os.Exit(program().Main(os.Args[1:])) }})
}

// program is the command line as the environment wants it: GONGKAI_VERSION is
// the extractor's version, GONGKAI_NIGHT the date, GONGKAI_FAIL the change to the
// file system that fails, GONGKAI_CRASH the one after which nothing changes.
func program() cli.Program {
	p := cli.Program{Stdout: os.Stdout, Stderr: os.Stderr}
	if os.Getenv("GONGKAI_FAKE") == "" {
		return p
	}
	p.Extract, p.Version = extract, os.Getenv("GONGKAI_VERSION")
	p.FS = faulty()
	if night := os.Getenv("GONGKAI_NIGHT"); night != "" {
		start, err := time.Parse(time.DateOnly, night)
		if err != nil {
			panic(err)
		}
		p.Now = func() time.Time { return start }
	}
	return p
}

func faulty() durable.FS {
	for name, mode := range map[string]durabletest.Mode{"GONGKAI_FAIL": durabletest.Fail, "GONGKAI_CRASH": durabletest.Crash} {
		if at, err := strconv.Atoi(os.Getenv(name)); err == nil {
			return durabletest.New(durabletest.NoSync, at, mode)
		}
	}
	return durabletest.NoSync
}

// extract is the made-up extractor. A document that says "signal" has the
// process interrupted while it is read.
func extract(ctx context.Context, doc extractors.Document) extractors.Result {
	if strings.HasPrefix(string(doc.Body), "signal") {
		self, err := os.FindProcess(os.Getpid())
		if err != nil {
			panic(err)
		}
		if err := self.Signal(os.Interrupt); err != nil {
			panic(err)
		}
		<-ctx.Done()
	}
	return pipelinetest.ExtractAs(os.Getenv("GONGKAI_VERSION"))(ctx, doc)
}

// concurrent are the scripts in which documents are fetched, read and written at the same
// time, and interrupted; the others test what is said, of programs alike.
var concurrent = []string{"fetch", "interrupted", "killed", "metrics", "publish", "run"}

// scripts are the scripts to run, a part of them where time is short.
func scripts(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("testdata/script/*.txtar")
	if err != nil || len(files) <= len(concurrent) {
		t.Fatalf("%d scripts: %v", len(files), err)
	}
	if !testing.Short() {
		return files
	}
	files = nil
	for _, name := range concurrent {
		files = append(files, filepath.Join("testdata", "script", name+".txtar"))
	}
	return files
}

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Files: scripts(t),
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits, "linked": linked, "snapshotcount": snapshotCount, "killed": killed,
			"envsubst": envSubst, "listed": listed,
		},
		Setup: func(env *testscript.Env) error {
			env.Setenv("GONGKAI_FAKE", "1")
			env.Setenv("GONGKAI_VERSION", "test-1")
			server := httptest.NewServer(site(filepath.Join(env.WorkDir, "site")))
			env.Defer(server.Close)
			env.Setenv("SITE", server.URL)
			return nil
		},
		RequireExplicitExec: true,
	})
}

// site serves the files of a folder, with an ETag of their bytes. What begins
// with "moved" redirects to the address that follows.
func site(dir string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		body, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(r.URL.Path)))
		if err != nil {
			http.NotFound(w, r)
			return
		}
		if to, ok := strings.CutPrefix(string(body), "moved "); ok {
			http.Redirect(w, r, strings.TrimSpace(to), http.StatusMovedPermanently)
			return
		}
		tag := fmt.Sprintf(`"%x"`, sha256.Sum256(body))
		w.Header().Set("Etag", tag)
		if r.Header.Get("If-None-Match") == tag {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = w.Write(body) // a client that is gone is what some tests are about
	}
}

// exits CODE COMMAND [ARG ...] runs a command that must end with the code.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND [ARG ...]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	err = ts.Exec(args[1], args[2:]...)
	got := 0
	if err != nil {
		var status interface{ ExitCode() int }
		if !errors.As(err, &status) {
			ts.Fatalf("%v", err)
		}
		got = status.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

// linked A B checks that two names are one file.
func linked(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: [!] linked A B")
	}
	one, err := os.Stat(ts.MkAbs(args[0]))
	ts.Check(err)
	other, err := os.Stat(ts.MkAbs(args[1]))
	ts.Check(err)
	if os.SameFile(one, other) == neg {
		ts.Fatalf("one file: %t", !neg)
	}
}

// envsubst FILE puts the site's address where $SITE stands.
func envSubst(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: envsubst FILE")
	}
	text := strings.ReplaceAll(ts.ReadFile(args[0]), "$SITE", ts.Getenv("SITE"))
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text), 0o600))
}

// listed DIR FILE writes what is in a folder, with sizes and times, to a file.
func listed(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: listed DIR FILE")
	}
	var list strings.Builder
	ts.Check(filepath.WalkDir(ts.MkAbs(args[0]), func(path string, e os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := e.Info()
		fmt.Fprintln(&list, path, info.Size(), info.Mode(), info.ModTime())
		return err
	}))
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(list.String()), 0o600))
}

// snapshotcount DATASET N checks the number of snapshots, staged ones included.
func snapshotCount(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: snapshotcount DATASET N")
	}
	entries, err := os.ReadDir(filepath.Join(ts.MkAbs(args[0]), "snapshots"))
	ts.Check(err)
	if fmt.Sprint(len(entries)) != args[1] {
		ts.Fatalf("%d entries: %v", len(entries), entries)
	}
}

// killed FIRST STEP DATASET SOURCE kills a run on copies of the dataset at its
// changes number FIRST, FIRST+STEP, … until one run is not reached; after each
// the copy must verify, before and after the next run.
func killed(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 4 {
		ts.Fatalf("usage: killed FIRST STEP DATASET SOURCE")
	}
	first, err := strconv.Atoi(args[0])
	ts.Check(err)
	step, err := strconv.Atoi(args[1])
	ts.Check(err)
	for n := first; ; n += step {
		dir := ts.MkAbs(fmt.Sprintf("killed-%d", n))
		ts.Check(os.CopyFS(dir, os.DirFS(ts.MkAbs(args[2]))))
		ts.Setenv("GONGKAI_CRASH", strconv.Itoa(n))
		err := ts.Exec("gongkai", "run", args[3], "--dataset", dir, "--workers", "1", "--quiet")
		ts.Setenv("GONGKAI_CRASH", "")
		ts.Check(ts.Exec("gongkai", "verify", dir))
		ts.Check(ts.Exec("gongkai", "run", args[3], "--dataset", dir, "--quiet"))
		ts.Check(ts.Exec("gongkai", "verify", dir))
		snapshotCount(ts, false, []string{dir, "2"})
		if err == nil {
			if n == first {
				ts.Fatalf("the run makes fewer than %d changes", n)
			}
			return
		}
	}
}
