package raw

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/pipeline/source"
	"gongkai/schema"
)

func TestSelect(t *testing.T) {
	zone, err := Open(t.TempDir(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, item := range []source.Item{
		{URI: "a", Body: []byte("one")},
		{URI: "b", Body: []byte("two")},
		{URI: "c", Body: []byte("two")},
		{URI: "gone", Reject: schema.Rejectf(schema.FetchFailed, "404")},
	} {
		if held, err := zone.Holds(item); err != nil || held {
			t.Errorf("holds %s before it came: %t, %v", item.URI, held, err)
		}
		if err := zone.Append(item); err != nil {
			t.Fatal(err)
		}
		if err := zone.Flush(); err != nil {
			t.Fatal(err)
		}
		if held, err := zone.Holds(item); err != nil || !held {
			t.Errorf("holds %s: %t, %v", item.URI, held, err)
		}
	}
	if held, err := zone.Holds(source.Item{URI: "a", Body: []byte("two")}); err != nil || held {
		t.Errorf("holds another content: %t, %v", held, err)
	}
	bodies := map[string]string{}
	for doc, err := range zone.Select(t.Context(), func(d *Document) bool { return d.URI == "a" }) {
		if err != nil {
			t.Fatal(err)
		}
		bodies[doc.URI] = string(doc.Body)
	}
	if diff := cmp.Diff(map[string]string{"a": "one", "b": "", "gone": ""}, bodies); diff != "" {
		t.Errorf("bodies (-want +got):\n%s", diff)
	}
	if body, err := zone.Body("c"); err != nil || string(body) != "two" {
		t.Errorf("body %q, %v", body, err)
	}
	if _, err := zone.Body("gone"); err == nil {
		t.Error("the body of a failure")
	}
	if err := zone.Close(); err != nil {
		t.Fatal(err)
	}
}
