package main

import (
	"bytes"
	"os"
	"testing"
)

// TestMain makes the test program gongkai where the drill starts it so.
func TestMain(m *testing.M) {
	if os.Getenv(actAs) != "" {
		os.Exit(gongkai(os.Args[1:]))
	}
	os.Exit(m.Run())
}

// short is a drill small enough for every day. Its documents hold some of 2022,
// which the step of the refusal needs.
func short(t *testing.T) config {
	return config{documents: 24, fresh: 4, changed: 2, gone: 1, seed: 1, dir: t.TempDir(), few: true}
}

func TestKilled(t *testing.T) {
	kills := 4
	if testing.Short() {
		kills = 2
	}
	var out bytes.Buffer
	if err := run(t.Context(), &out, short(t), kills); err != nil {
		t.Fatalf("%v\n%s", err, out.String())
	}
	t.Log(out.String())
}
