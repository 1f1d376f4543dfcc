package dataset

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gongkai/pipeline/durable/durabletest"
	"gongkai/pipeline/sink"
)

// sealDraft stages a draft as the next snapshot of a dataset and seals it.
func sealDraft(t *testing.T, d *Dataset, draft *draft) (*Stage, error) {
	t.Helper()
	id, err := d.NextID()
	if err != nil {
		t.Fatal(err)
	}
	stage, err := d.Stage(id)
	if err != nil {
		t.Fatal(err)
	}
	files, err := sink.WriteAll(stage.Dir(), draft.rows, draft.rejects, nil, sink.Options{FS: durabletest.NoSync})
	if err != nil {
		t.Fatal(err)
	}
	draft.m.Files = nil
	for _, f := range files {
		draft.m.Files = append(draft.m.Files, File(f))
	}
	err = stage.Seal(t.Context(), draft.m)
	return stage, err
}

// publishedDraft publishes a draft and gives its manifest's path.
func publishedDraft(t *testing.T, d *Dataset) (manifest string) {
	t.Helper()
	stage, err := sealDraft(t, d, newDraft(t))
	if err != nil {
		t.Fatal(err)
	}
	must(t, stage.Publish())
	return filepath.Join(d.SnapshotDir(stage.id), ManifestFile)
}

// replace replaces a text that a file has once.
func replace(t *testing.T, path, from, to string) {
	t.Helper()
	raw, err := os.ReadFile(path)
	must(t, err)
	if strings.Count(string(raw), from) != 1 {
		t.Fatalf("%s has %q %d times", path, from, strings.Count(string(raw), from))
	}
	must(t, os.WriteFile(path, []byte(strings.Replace(string(raw), from, to, 1)), 0o644))
}

// What the parent's audit found of a partition is taken over: where it is made wrong,
// the next snapshot's account does not hold.
func TestAuditedTakenOver(t *testing.T) {
	const found, wrong = "\"cells_by_status\": {\n          \"blank\": 394,", "\"cells_by_status\": {\n          \"blank\": 393,"
	d := create(t, nil)
	manifest := publishedDraft(t, d)
	stage, err := sealDraft(t, d, newDraft(t))
	if err != nil || stage.Shared() == 0 {
		t.Fatalf("the same again: %d files shared, %v", stage.Shared(), err)
	}
	must(t, stage.Discard())
	replace(t, manifest, found, wrong)
	_, err = sealDraft(t, d, newDraft(t))
	var broken *LawError
	if !errors.As(err, &broken) || broken.Broken[0].Law != LawConservation {
		t.Errorf("with a wrong account of the parent's partition: %v", err)
	}
}

// Another program may hold other laws: nothing is taken over.
func TestAuditedByAnotherProgram(t *testing.T) {
	d := create(t, nil)
	manifest := publishedDraft(t, d)
	replace(t, manifest, "\"blank\": 394,", "\"blank\": 393,")
	draft := newDraft(t)
	draft.m.Program.Build = "another"
	if _, err := sealDraft(t, d, draft); err != nil {
		t.Error(err)
	}
}

// Verify reads everything and finds an account that does not hold.
func TestVerifyReadsAudited(t *testing.T) {
	d := create(t, nil)
	manifest := publishedDraft(t, d)
	if _, err := Verify(t.Context(), d.dir); err != nil {
		t.Fatal(err)
	}
	replace(t, manifest, "\"blank\": 394,", "\"blank\": 393,")
	var broken *LawError
	if _, err := Verify(t.Context(), d.dir); !errors.As(err, &broken) || !strings.Contains(broken.Error(), "was audited") {
		t.Errorf("a wrong account of a partition: %v", err)
	}
}

func TestIDsOfAllKinds(t *testing.T) {
	var s ids
	for _, r := range [][2]string{
		{"00000000000000a1-0", "00000000000000a1"}, {"00000000000000a1-1", "00000000000000a1"}, {"00000000000000a1-1", "00000000000000a1"},
		{"00000000000000A1-1", "other"}, {"00000000000000a1-01", "other"}, {"other-1", "uri-00000000000000a1"}, {"other-1", "uri-00000000000000a1"},
	} {
		s.add(r[0], r[1])
	}
	if got := strings.Join(s.settle(), " "); got != "other-1 00000000000000a1-1" {
		t.Errorf("twice: %s", got)
	}
	if s.documents() != 3 {
		t.Errorf("%d documents, want 3", s.documents())
	}
	for id, want := range map[string]bool{
		"00000000000000a1": true, "00000000000000a2": false, "uri-00000000000000a1": true, "uri-00000000000000a2": false, "other": true, "a1": false,
	} {
		if s.has(docIDOf(id)) != want {
			t.Errorf("has %q: %t", id, !want)
		}
	}
}
