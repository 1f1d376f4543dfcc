// Package sourcetest is the contract that every source.Source keeps, as a test
// suite: the same documents go in, and the same Items come out in each way.
package sourcetest

import (
	"bytes"
	"context"
	"errors"
	"maps"
	"reflect"
	"slices"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"gongkai/pipeline/source"
)

// Documents are what the suite asks a source to hold, by name: folders, Chinese
// names, equal bytes under two names, an empty one, and lines that a container
// of lines must not break at.
func Documents() map[string][]byte {
	return map[string][]byte{
		"a.html":                  []byte("<html><body><p>甲县财政局</p></body></html>"),
		"b/第二.txt":                []byte("一、总体情况\r\n\r\n二、主动公开\n\t0\n"),
		"b/c/deep.htm":            []byte("<table><tr><td>1</td></tr></table>"),
		"copy-of-a.html":          []byte("<html><body><p>甲县财政局</p></body></html>"),
		"quotes \"and\" $.txt":    []byte("{\"not\": \"json\"}\n\u2028\u0001"),
		"z-empty.txt":             {},
		"z.html with spaces.html": bytes.Repeat([]byte("<p>0</p>"), 20000),
	}
}

// Suite runs the contract against a source that open makes of documents.
func Suite(t *testing.T, open func(t *testing.T, documents map[string][]byte) source.Source) {
	t.Run("every document once", func(t *testing.T) {
		want := Documents()
		got := map[string][]byte{}
		for _, item := range collect(t, open(t, want)) {
			if _, twice := got[item.URI]; twice {
				t.Errorf("%q came twice", item.URI)
			}
			got[item.URI] = append([]byte{}, item.Body...)
		}
		same(t, want, got)
	})
	t.Run("items are well formed", func(t *testing.T) {
		for _, item := range collect(t, open(t, Documents())) {
			wellFormed(t, item)
		}
	})
	t.Run("again the same", func(t *testing.T) {
		src := open(t, Documents())
		same(t, collect(t, src), collect(t, src))
	})
	t.Run("nothing", func(t *testing.T) {
		if items := collect(t, open(t, nil)); len(items) != 0 {
			t.Errorf("%d items of an empty source: %q", len(items), items[0].URI)
		}
	})
	t.Run("the consumer stops", func(t *testing.T) { stops(t, open(t, Documents())) })
	t.Run("cancelled", func(t *testing.T) { cancels(t, open(t, Documents())) })
}

// same compares, and makes a diff only where there is one: that is slow on bodies.
func same(t *testing.T, want, got any) {
	t.Helper()
	if !reflect.DeepEqual(want, got) {
		t.Error(cmp.Diff(want, got))
	}
}

func collect(t *testing.T, src source.Source) []source.Item {
	t.Helper()
	var items []source.Item
	for item, err := range src.Items(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		items = append(items, item)
	}
	return items
}

func wellFormed(t *testing.T, item source.Item) {
	t.Helper()
	if item.URI == "" || !utf8.ValidString(item.URI) {
		t.Errorf("URI %q", item.URI)
	}
	if item.Reject != nil {
		t.Errorf("%q: %v", item.URI, item.Reject)
	}
	if item.Bytes != int64(len(item.Body)) {
		t.Errorf("%q: Bytes is %d, the body has %d", item.URI, item.Bytes, len(item.Body))
	}
	if !item.FetchedAt.IsZero() && item.FetchedAt.Location().String() != "UTC" {
		t.Errorf("%q: fetched at %v, want UTC", item.URI, item.FetchedAt)
	}
}

func stops(t *testing.T, src source.Source) {
	all := slices.Collect(maps.Keys(Documents()))
	for n := 1; n <= len(all); n++ {
		seen := 0
		for _, err := range src.Items(t.Context()) {
			if err != nil {
				t.Fatal(err)
			}
			if seen++; seen == n {
				break
			}
		}
		if seen != n {
			t.Fatalf("stopped after %d of %d", seen, n)
		}
	}
}

func cancels(t *testing.T, src source.Source) {
	ctx, cancel := context.WithCancelCause(t.Context())
	defer cancel(nil)
	cause := errors.New("the operator stopped the run")
	var last error
	items, after := 0, 0
	for _, err := range src.Items(ctx) {
		if last != nil {
			after++
		}
		if err != nil {
			last = err
			continue
		}
		items++
		cancel(cause)
	}
	if !errors.Is(last, cause) || after != 0 {
		t.Errorf("ended with %v, %d pairs after it; want the cause, last", last, after)
	}
	if items == len(Documents()) {
		t.Errorf("all %d items came after the cancel", items)
	}
}
