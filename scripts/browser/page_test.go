package browser_test

import (
	"context"
	"fmt"
	"log/slog"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"gongkai/extractors"
	"gongkai/pipeline"
	"gongkai/pipeline/pipelinetest"
	"gongkai/pipeline/report"
)

// started is the browser of all tests, keep the folder of what several share.
var (
	started context.Context
	keep    string
)

func TestMain(m *testing.M) {
	opts := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.Flag("lang", "zh-CN"), chromedp.Flag("accept-lang", "zh-CN"))
	if os.Geteuid() == 0 {
		opts = append(opts, chromedp.NoSandbox)
	}
	if name := chromium(); name != "" {
		opts = append(opts, chromedp.ExecPath(name))
	}
	allocator, stop := chromedp.NewExecAllocator(context.Background(), opts...)
	ctx, end := chromedp.NewContext(allocator)
	if err := chromedp.Run(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "no browser to test with:", err)
		os.Exit(1)
	}
	started = ctx
	var err error
	if keep, err = os.MkdirTemp("", "gongkai-browser-"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	code := m.Run()
	os.RemoveAll(keep)
	end()
	stop()
	os.Exit(code)
}

func chromium() string {
	for _, name := range []string{os.Getenv("CHROMIUM"), "chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
}

// tab is a page on show.
type tab struct {
	*testing.T
	ctx context.Context
	// mu guards what the browser said and asked for.
	mu    sync.Mutex
	said  []string
	asked []string
}

// open shows a file. The tab is closed with the test, which fails where the page's
// console has a message or something other than the file was asked for.
func open(t *testing.T, file string, width, height int64) *tab {
	t.Helper()
	ctx, end := chromedp.NewContext(started)
	t.Cleanup(end)
	ctx, cancel := context.WithTimeout(ctx, 5*time.Minute)
	t.Cleanup(cancel)
	p := &tab{T: t, ctx: ctx}
	chromedp.ListenTarget(ctx, p.note)
	p.run(log.Enable(), network.Enable(),
		browser.SetPermission(&browser.PermissionDescriptor{Name: "clipboard-read"}, browser.PermissionSettingGranted),
		browser.SetPermission(&browser.PermissionDescriptor{Name: "clipboard-write"}, browser.PermissionSettingGranted),
		emulation.SetDeviceMetricsOverride(width, height, 1, width < 500),
		chromedp.Navigate((&url.URL{Scheme: "file", Path: file}).String()),
		chromedp.WaitReady(`body[data-ready="yes"]`, chromedp.ByQuery))
	t.Cleanup(p.check)
	return p
}

func (p *tab) note(event any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		p.said = append(p.said, fmt.Sprint(e.ExceptionDetails.Text, e.ExceptionDetails.Exception.Description))
	case *runtime.EventConsoleAPICalled:
		p.said = append(p.said, fmt.Sprintf("%s %v", e.Type, e.Args))
	case *log.EventEntryAdded:
		p.said = append(p.said, fmt.Sprintf("%s: %s", e.Entry.Level, e.Entry.Text))
	case *network.EventRequestWillBeSent:
		p.asked = append(p.asked, e.Request.URL)
	}
}

// check holds the page to its silence.
func (p *tab) check() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, text := range p.said {
		p.Errorf("the console says: %s", text)
	}
	for _, address := range p.asked {
		if !strings.HasPrefix(address, "file:") && !strings.HasPrefix(address, "data:") && !strings.HasPrefix(address, "blob:") {
			p.Errorf("the page asked for %.100s", address)
		}
	}
}

func (p *tab) run(actions ...chromedp.Action) {
	p.Helper()
	if err := chromedp.Run(p.ctx, actions...); err != nil {
		p.Fatal(err)
	}
}

// text is what an element shows.
func (p *tab) text(selector string) string {
	p.Helper()
	var text string
	p.eval(fmt.Sprintf(`(document.querySelector(%q) || {innerText: "no such element"}).innerText`, selector), &text)
	return text
}

func (p *tab) eval(script string, into any) {
	p.Helper()
	p.run(chromedp.Evaluate(script, into, func(e *runtime.EvaluateParams) *runtime.EvaluateParams { return e.WithAwaitPromise(true) }))
}

// holds waits until a condition of the page holds.
func (p *tab) holds(condition string) {
	p.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, time.Minute)
	defer cancel()
	var ok bool
	if err := chromedp.Run(ctx, chromedp.Poll(condition, &ok)); err != nil {
		p.Fatalf("%s: %v", condition, err)
	}
}

func (p *tab) click(selector string) {
	p.Helper()
	p.run(chromedp.Click(selector, chromedp.ByQuery))
}

// keys presses keys one by one on the page.
func (p *tab) keys(keys ...string) {
	p.Helper()
	for _, key := range keys {
		p.run(chromedp.KeyEvent(key))
	}
}

// choose sets a filter.
func (p *tab) choose(filter, value string) {
	p.Helper()
	p.eval(fmt.Sprintf(`(() => { const s = document.querySelector('select[name=%s]'); s.value = %q; s.dispatchEvent(new Event("change")); })()`, filter, value), nil)
}

// document is a sample document of the project.
func document(t *testing.T, name string) string {
	t.Helper()
	body, err := os.ReadFile(filepath.Join("..", "..", "data", "samples", filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

// publish runs the program on documents and returns its manifest's counts.
func publish(t *testing.T, dataset string, docs map[string]string, made bool) pipeline.Summary {
	t.Helper()
	dir := t.TempDir()
	for name, body := range docs {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(body), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	cfg := pipeline.Config{Sources: []string{dir}, Dataset: dataset, Log: slog.New(slog.DiscardHandler), Accept: true}
	if made {
		cfg.Extract, cfg.Version = func(ctx context.Context, d extractors.Document) extractors.Result {
			return pipelinetest.Extract(ctx, d)
		}, "test"
	}
	summary, err := pipeline.Run(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	return summary
}

// write writes the page of a dataset into a file.
func write(t *testing.T, dataset, name string) {
	t.Helper()
	in, err := report.Open(dataset)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Zone.Close()
	file, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if _, err := report.Write(t.Context(), file, in, report.Options{Workers: 2}); err != nil {
		t.Fatal(err)
	}
}
