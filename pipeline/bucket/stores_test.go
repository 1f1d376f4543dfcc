package bucket

import (
	"bytes"
	"context"
	"crypto/md5" //nolint:gosec // what the store says of its objects
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/johannesboyne/gofakes3"
	"github.com/johannesboyne/gofakes3/backend/s3mem"
	"gocloud.dev/blob"
)

// store is object storage on the loopback.
type store struct {
	address string
	// meddle, which may be nil, answers in the store's place where it returns true.
	meddle func(w http.ResponseWriter, r *http.Request) bool
}

func (s *store) serve(t *testing.T, next http.Handler) *httptest.Server {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if s.meddle == nil || !s.meddle(w, r) {
			next.ServeHTTP(w, r)
		}
	}))
	t.Cleanup(server.Close)
	return server
}

// newS3 is S3 as another project imitates it.
func newS3(t *testing.T) *store {
	backend := s3mem.New()
	if err := backend.CreateBucket("open"); err != nil {
		t.Fatal(err)
	}
	s := &store{}
	server := s.serve(t, gofakes3.New(backend).Server())
	for name, value := range map[string]string{
		"AWS_ACCESS_KEY_ID": "x", "AWS_SECRET_ACCESS_KEY": "y", "AWS_SESSION_TOKEN": "", "AWS_PROFILE": "", "AWS_EC2_METADATA_DISABLED": "true",
		"AWS_MAX_ATTEMPTS": "1",
	} {
		t.Setenv(name, value)
	}
	s.address = "s3://open/data?region=us-east-1&use_path_style=true&endpoint=" + url.QueryEscape(server.URL)
	return s
}

func newFolder(t *testing.T) *store { return &store{address: "file://" + t.TempDir() + "/data"} }

// newGCS is as much of Google Cloud Storage as the driver asks for.
func newGCS(t *testing.T) *store {
	s := &store{address: "gs://open/data"}
	server := s.serve(t, &gcs{objects: map[string]gcsObject{}})
	t.Setenv("STORAGE_EMULATOR_HOST", strings.TrimPrefix(server.URL, "http://"))
	return s
}

var stores = map[string]func(*testing.T) *store{"s3": newS3, "gs": newGCS, "file": newFolder}

// bucket opens what is below the store's address.
func (s *store) bucket(t *testing.T) *blob.Bucket {
	t.Helper()
	p, err := parse(s.address)
	if err != nil {
		t.Fatal(err)
	}
	b, err := p.open(context.WithoutCancel(t.Context()))
	if err != nil {
		t.Fatal(err)
	}
	b = blob.PrefixedBucket(b, p.prefix)
	t.Cleanup(func() { _ = b.Close() })
	return b
}

func (s *store) put(t *testing.T, key string, content []byte) {
	t.Helper()
	if err := s.bucket(t).WriteAll(t.Context(), key, content, nil); err != nil {
		t.Fatal(err)
	}
}

// gcs speaks the part of the JSON and XML interfaces of Google Cloud Storage that
// the driver uses, for one bucket.
type gcs struct {
	mu      sync.Mutex
	objects map[string]gcsObject
}

type gcsObject struct {
	content []byte
	kind    string
	made    time.Time
}

func (g *gcs) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	g.mu.Lock()
	defer g.mu.Unlock()
	path := r.URL.EscapedPath()
	name := func(prefix string) string {
		text, _ := url.PathUnescape(strings.TrimPrefix(path, prefix))
		return text
	}
	const objects = "/storage/v1/b/open/o"
	switch from, to, rewrite := strings.Cut(strings.TrimPrefix(path, objects+"/"), "/rewriteTo/b/open/o/"); {
	case strings.HasPrefix(path, "/upload/"):
		g.upload(w, r)
	case path == objects && r.Method == http.MethodGet:
		g.list(w, r)
	case rewrite:
		from, _ = url.PathUnescape(from)
		to, _ = url.PathUnescape(to)
		g.objects[to] = g.objects[from]
		reply(w, map[string]any{"kind": "storage#rewriteResponse", "done": true, "resource": g.describe(to)})
	case strings.HasPrefix(path, objects+"/"):
		g.attributes(w, name(objects+"/"))
	default:
		g.read(w, r, name("/open/"))
	}
}

func reply(w http.ResponseWriter, body any) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(body) //nolint:errchkjson // what is said here can be said in JSON
}

func (g *gcs) describe(name string) map[string]any {
	o := g.objects[name]
	sum := md5.Sum(o.content) //nolint:gosec // as above
	return map[string]any{
		"kind": "storage#object", "bucket": "open", "name": name, "size": fmt.Sprint(len(o.content)), "contentType": o.kind, "generation": "1",
		"updated": o.made.Format(time.RFC3339), "md5Hash": base64.StdEncoding.EncodeToString(sum[:]),
	}
}

func (g *gcs) attributes(w http.ResponseWriter, name string) {
	if _, ok := g.objects[name]; !ok {
		w.WriteHeader(http.StatusNotFound)
		reply(w, map[string]any{"error": map[string]any{"code": 404, "message": "no such object"}})
		return
	}
	reply(w, g.describe(name))
}

func (g *gcs) read(w http.ResponseWriter, r *http.Request, name string) {
	o, ok := g.objects[name]
	if !ok {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", o.kind)
	http.ServeContent(w, r, "", o.made, bytes.NewReader(o.content))
}

func (g *gcs) list(w http.ResponseWriter, r *http.Request) {
	prefix, delimiter := r.FormValue("prefix"), r.FormValue("delimiter")
	items, folders := []map[string]any{}, []string{}
	for name := range g.objects {
		rest, ok := strings.CutPrefix(name, prefix)
		if !ok {
			continue
		}
		if at := strings.Index(rest, delimiter); delimiter != "" && at >= 0 {
			folders = append(folders, prefix+rest[:at+1])
			continue
		}
		items = append(items, g.describe(name))
	}
	slices.Sort(folders)
	reply(w, map[string]any{"kind": "storage#objects", "items": items, "prefixes": slices.Compact(folders)})
}

// upload takes an upload of one request: what is said of the object, then the object.
func (g *gcs) upload(w http.ResponseWriter, r *http.Request) {
	_, params, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || r.FormValue("uploadType") != "multipart" {
		http.Error(w, "no multipart upload: "+r.URL.String(), http.StatusNotImplemented)
		return
	}
	parts := multipart.NewReader(r.Body, params["boundary"])
	var said struct{ Name, ContentType string }
	part, err := parts.NextPart()
	if err == nil {
		err = json.NewDecoder(part).Decode(&said)
	}
	if err == nil {
		part, err = parts.NextPart()
	}
	var content []byte
	if err == nil {
		content, err = io.ReadAll(part)
	}
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	g.objects[said.Name] = gcsObject{content, said.ContentType, time.Now()}
	reply(w, g.describe(said.Name))
}
