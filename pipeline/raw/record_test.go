package raw

import (
	"net/http"
	"testing"
	"time"

	"gongkai/pipeline/source"
	"gongkai/schema"
)

// asked is what an address is known to hold, and since when.
type asked struct {
	Fetched, Checked int // hours after the first night
	Tag              string
	Stored           int // contents in the zone
}

// ask records an item and returns whether documents may change, and what the zone knows then.
func ask(t *testing.T, z *Zone, record func() (bool, error)) (bool, asked) {
	t.Helper()
	changes, err := record()
	if err == nil {
		err = z.Flush()
	}
	if err != nil {
		t.Fatal(err)
	}
	latest, _, err := z.Latest("http://a/")
	if err != nil {
		t.Fatal(err)
	}
	hours := func(at time.Time) int { return int(at.Sub(night) / time.Hour) }
	return changes, asked{hours(latest.FetchedAt), hours(latest.CheckedAt), latest.Header.Get("Etag"), z.Stats().Contents}
}

func TestChecksAreRecorded(t *testing.T) {
	dir := t.TempDir()
	z := open(t, dir, Options{})
	at := func(hour int) time.Time { return night.Add(time.Duration(hour) * time.Hour) }
	give := func(body, tag string, hour int) func() (bool, error) {
		return func() (bool, error) {
			return z.Record(source.Item{URI: "http://a/", Body: []byte(body), Status: 200, FetchedAt: at(hour), Header: http.Header{"Etag": {tag}}})
		}
	}
	for _, step := range []struct {
		name    string
		record  func() (bool, error)
		changes bool
		want    asked
	}{
		{"first", give("one", "x", 0), true, asked{0, 0, "x", 1}},
		{"not modified", func() (bool, error) { return false, z.Unchanged("http://a/", at(24)) }, false, asked{0, 24, "x", 1}},
		{"the same in full, under another tag", give("one", "y", 48), false, asked{0, 48, "y", 1}},
		{"an older sighting of the same", give("one", "z", 30), false, asked{0, 48, "y", 1}},
		{"a failure", func() (bool, error) {
			return z.Record(source.Item{URI: "http://a/", Reject: schema.Rejectf(schema.FetchFailed, "503"), FetchedAt: at(72)})
		}, false, asked{0, 72, "y", 1}},
		{"another content", give("two", "v", 96), true, asked{96, 96, "v", 2}},
		{"an older one of another content", give("one", "w", 50), false, asked{96, 96, "v", 2}},
		{"the first again", give("one", "u", 120), true, asked{120, 120, "u", 2}},
	} {
		changes, got := ask(t, z, step.record)
		check(t, step.want, got)
		check(t, step.changes, changes)
		if t.Failed() {
			t.Fatal(step.name)
		}
	}
	for range 2 { // from the segments, then from the index
		z.state.unindexed = indexEvery
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		z = open(t, dir, Options{})
		_, got := ask(t, z, func() (bool, error) { return false, nil })
		check(t, asked{120, 120, "u", 2}, got)
	}
	if err := z.Unchanged("http://b/", night); err == nil {
		t.Error("unchanged, and never seen")
	}
}
