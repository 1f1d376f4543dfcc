package raw

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/pipeline/source"
	"gongkai/schema"
)

func sumOf(body string) string {
	s := sha256.Sum256([]byte(body))
	return hex.EncodeToString(s[:])
}

func TestFind(t *testing.T) {
	dir := t.TempDir()
	fill(t, dir, Options{}, page("http://b.cn/1", "first", 0), page("http://x.gov.cn/1", "first", 1), page("http://c.cn", "old", 0))
	fill(t, dir, Options{}, page("http://c.cn", "new", 2), failure("http://d.cn", schema.FetchFailed, 3), page("http://e.cn", "", 4))
	z := open(t, dir, Options{})
	for body, want := range map[string]string{
		"first": "first | http://x.gov.cn/1 | http://b.cn/1 http://x.gov.cn/1",
		"new":   "new | http://c.cn | http://c.cn",
		"old":   "old | http://c.cn | ", // no address holds it any more
		"":      " | http://e.cn | http://e.cn",
	} {
		for _, digits := range []int{16, 17, 64} {
			doc, err := z.Find(sumOf(body)[:digits])
			if err != nil {
				t.Errorf("%q by %d digits: %v", body, digits, err)
				continue
			}
			if diff := cmp.Diff([]string{want}, brief([]Document{doc})); diff != "" || doc.SHA256 != sumOf(body) || doc.MediaType != "text/html" {
				t.Errorf("%q by %d digits: sha256 %s, %s (-want +got):\n%s", body, digits, doc.SHA256, doc.MediaType, diff)
			}
		}
	}
	for _, name := range []string{sumOf("never"), sumOf("first")[:15], strings.ToUpper(sumOf("first")), sumOf("first") + "0", "", "zzzzzzzzzzzzzzzz"} {
		if _, err := z.Find(name); !errors.Is(err, ErrNoContent) {
			t.Errorf("find %q: %v", name, err)
		}
	}
}

// Finding one content unpacks one page of bodies, wherever it stands: segments
// that it is not in are not even there any more.
func TestFindReadsOneSegment(t *testing.T) {
	dir := t.TempDir()
	for n := range 20 {
		var items []source.Item
		for i := range 50 {
			items = append(items, page(fmt.Sprintf("http://a.cn/%d/%d", n, i), strings.Repeat(fmt.Sprint(n, " ", i, " "), 1000), n))
		}
		fill(t, dir, Options{}, items...)
	}
	z := open(t, dir, Options{})
	for n := range 20 {
		if n != 13 {
			if err := os.Truncate(filepath.Join(dir, segmentName(n+1)), 100); err != nil {
				t.Fatal(err)
			}
		}
	}
	body := strings.Repeat(fmt.Sprint(13, " ", 37, " "), 1000)
	doc, err := z.Find(sumOf(body)[:leastDigits])
	if err != nil || string(doc.Body) != body || doc.URI != "http://a.cn/13/37" {
		t.Errorf("found %q, %d bytes, %v", doc.URI, len(doc.Body), err)
	}
	if _, err := z.Find(sumOf(strings.Repeat(fmt.Sprint(14, " ", 37, " "), 1000))); !errors.Is(err, ErrCorrupt) {
		t.Errorf("in a damaged segment: %v", err)
	}
	if at := z.state.placeOf(sum(sha256.Sum256([]byte(body)))); at.segment != 14 || at.row != 37 {
		t.Errorf("it stands at %+v", at)
	}
}
