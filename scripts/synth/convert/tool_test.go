package convert

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// program puts a shell script on a path of its own.
func program(t *testing.T, name, script string) {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, name), []byte("#!/bin/sh\n"+script), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", dir+":/usr/bin:/bin")
}

func TestConvertRunsInAFolderOfItsOwn(t *testing.T) {
	program(t, "w3m", `pwd; ls; echo "$HOME"; echo "$@" | tr ' ' '\n' | tail -n 1`)
	tool, _ := Find("w3m")
	out, err := tool.Convert(context.Background(), []byte("<p>x"))
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Fields(string(out))
	if len(lines) != 4 || lines[0] != lines[2] || lines[1] != "page.html" || lines[3] != "page.html" {
		t.Errorf("%q", lines)
	}
	if _, err := os.Stat(lines[0]); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("folder left behind: %v", err)
	}
}

func TestStepsFollowEachOther(t *testing.T) {
	program(t, "soffice", `for last; do :; done; echo "from $last" > "${last%.html}.pdf"`)
	first := strings.Split(os.Getenv("PATH"), ":")[0]
	if err := os.WriteFile(filepath.Join(first, "pdftotext"), []byte("#!/bin/sh\ncat page.pdf; echo \"$1\"\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	tool, _ := Find("pdf_layout")
	out, err := tool.Convert(context.Background(), []byte("<p>x"))
	if err != nil || string(out) != "from 000000.html\n-layout\n" {
		t.Errorf("%q, %v", out, err)
	}
}

// TestPagesAreConvertedTogether: one start of the program turns all pages.
func TestPagesAreConvertedTogether(t *testing.T) {
	program(t, "soffice", `n=0; for f; do case $f in *.html) n=$((n+1));; esac; done
for f; do case $f in *.html) { echo "one of $n"; cat "$f"; } > "${f%.html}.txt";; esac; done`)
	tool, _ := Find("office_text")
	out, err := tool.ConvertAll(context.Background(), [][]byte{[]byte("first"), []byte("second")})
	if err != nil || len(out) != 2 || string(out[0]) != "one of 2\nfirst" || string(out[1]) != "one of 2\nsecond" {
		t.Errorf("%q, %v", out, err)
	}
}

func TestFaultsOfTools(t *testing.T) {
	tool, _ := Find("lynx")
	program(t, "lynx", "echo no such charset >&2; exit 3")
	if _, err := tool.Convert(context.Background(), nil); err == nil || !strings.Contains(err.Error(), "no such charset") {
		t.Errorf("failing tool: %v", err)
	}
	program(t, "lynx", "head -c 20000000 /dev/zero")
	if _, err := tool.Convert(context.Background(), nil); !errors.Is(err, ErrTooLong) {
		t.Errorf("endless tool: %v", err)
	}
	program(t, "lynx", "exec sleep 30")
	tool.limit = 50 * time.Millisecond
	if _, err := tool.Convert(context.Background(), nil); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("stalling tool: %v", err)
	}
}

func TestLacks(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	for _, tool := range Tools() {
		if tool.Available() || tool.Lacks() == "" {
			t.Errorf("%s available without programs", tool.Name)
		}
	}
}
