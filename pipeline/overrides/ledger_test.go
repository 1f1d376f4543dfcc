package overrides_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/pipeline/durable"
	"gongkai/pipeline/durable/durabletest"
	"gongkai/pipeline/overrides"
	"gongkai/schema"
)

func total(report int, value int64, who string) overrides.Override {
	return overrides.Override{
		ContentSHA256: sha, Report: report, Cell: "applications/granted/total", Status: schema.Verified,
		Value: schema.Count(value), Unit: schema.UnitItem, Who: who, When: "2026-11-22", Why: "the page, row 3,\nshows \"it\"",
	}
}

func ledger(t *testing.T, fsys durable.FS, dir, who string) *overrides.Ledger {
	t.Helper()
	l, err := overrides.OpenLedger(fsys, dir, who)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return l
}

func TestLedger(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data", "overrides")
	l := ledger(t, nil, dir, " Li  Na／李娜 ")
	if err := l.Append(t.Context(), total(0, 41, "Li Na")); err != nil {
		t.Fatal(err)
	}
	withdrawn := total(0, 41, "Li Na")
	err := l.Append(t.Context(), total(1, 5, "Li Na"), withdrawn.Withdraw("a slip"))
	set, readErr := overrides.Read(os.DirFS(dir))
	if err = errors.Join(err, readErr); err != nil || set.Len() != 1 {
		t.Fatalf("%v, %v", set, err)
	}
	want := "content_sha256,report,cell,value,unit,who,when,why\n" +
		sha + `,0,applications/granted/total,41,item,Li Na,2026-11-22,"the page, row 3, shows ""it"""` + "\n" +
		sha + `,1,applications/granted/total,5,item,Li Na,2026-11-22,"the page, row 3, shows ""it"""` + "\n" +
		sha + `,0,applications/granted/total,withdrawn,item,Li Na,2026-11-22,a slip` + "\n"
	got, err := os.ReadFile(filepath.Join(dir, "li-na-李娜.csv"))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Errorf("file (-want +got):\n%s", diff)
	}
	if _, err := overrides.OpenLedger(nil, dir, "LI NA 李娜"); !errors.Is(err, overrides.ErrBusy) {
		t.Errorf("opened twice: %v", err)
	}
	if _, err := overrides.OpenLedger(nil, dir, " ／ "); err == nil {
		t.Error("a name without letters")
	}
}

// Another's file is never contradicted.
func TestLedgersContradict(t *testing.T) {
	dir := t.TempDir()
	li, wang := ledger(t, nil, dir, "li"), ledger(t, nil, dir, "wang")
	if err := li.Append(t.Context(), total(0, 41, "li")); err != nil {
		t.Fatal(err)
	}
	var bad *overrides.LineError
	if err := wang.Append(t.Context(), total(1, 1, "wang"), total(0, 14, "wang")); !errors.As(err, &bad) {
		t.Errorf("a contradiction: %v", err)
	}
	if _, err := os.Stat(wang.Path()); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("lines were added: %v", err)
	}
}

func TestLedgersAtOnce(t *testing.T) {
	dir := t.TempDir()
	const each = 20
	var wg sync.WaitGroup
	for n := range 4 {
		l := ledger(t, nil, dir, fmt.Sprint("reviewer ", n))
		wg.Go(func() {
			for i := range each {
				if err := l.Append(t.Context(), total(n*each+i, 1, "x")); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	set, err := overrides.Read(os.DirFS(dir))
	if err != nil || set.Len() != 4*each {
		t.Errorf("%d lines, %v", set.Len(), err)
	}
}

// Whatever change to the file system fails or is the last: what was told to be
// durable is there, nothing is torn, and a failure is told.
func TestLedgerFaults(t *testing.T) {
	for _, mode := range []durabletest.Mode{durabletest.Fail, durabletest.Crash} {
		for at := 1; ; at++ {
			dir := t.TempDir()
			if err := ledger(t, nil, dir, "li").Append(t.Context(), total(0, 1, "li")); err != nil {
				t.Fatal(err)
			}
			faulty := durabletest.New(durable.OS, at, mode)
			l, err := overrides.OpenLedger(faulty, dir, "li 2")
			if err == nil {
				err = l.Append(t.Context(), total(1, 1, "li"))
			}
			set, readErr := overrides.Read(os.DirFS(dir))
			if readErr != nil || set.Len() < 1 || err == nil && set.Len() != 2 {
				t.Fatalf("change %d: %v, then %v, %v", at, err, set, readErr)
			}
			if err == nil {
				break
			}
		}
	}
}

// A file that an editor left without a last line break goes on below it.
func TestLedgerAfterEditor(t *testing.T) {
	dir := t.TempDir()
	text := strings.TrimSuffix(header, "\n")
	if err := os.WriteFile(filepath.Join(dir, "li.csv"), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := ledger(t, nil, dir, "li").Append(t.Context(), total(0, 1, "li")); err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(filepath.Join(dir, "li.csv"))
	if lines := slices.Collect(strings.Lines(string(got))); err != nil || len(lines) != 2 {
		t.Errorf("%d lines, %v", len(lines), err)
	}
}
