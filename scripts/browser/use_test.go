package browser_test

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"gongkai/pipeline/overrides"
)

const (
	brokenFile = "2021/broken-identity.html"
	linesFile  = "2019/cell-lines.txt"
	plainFile  = "2022/blanks.html"
)

// hostile is a document whose every text is a try to run something: as an element, as
// an attribute, and by ending the block that it may be put into. As it comes
// out of the decoder the markup is text.
func hostile(t *testing.T) string {
	t.Helper()
	const script, image, end = "&lt;script&gt;window.hit=1&lt;/script&gt;", "&lt;img src=x onerror=window.hit=1&gt;", "&lt;/script&gt;&lt;script&gt;window.hit=1&lt;/script&gt;"
	return strings.NewReplacer(
		"<title>", "<title>"+script, "<h1>", "<h1>"+script,
		"招聘成绩14批", image+end+`&quot;&gt;&#39;&gt;`+image, "<td>规章</td>", "<td>规章"+image+"</td>", "<td>51</td>", "<td>51"+script+"</td>",
	).Replace(document(t, brokenFile))
}

// sample is the page of a dataset of two nights, the second with three reports
// under review; made once.
var sample struct {
	once sync.Once
	file string
}

func samplePage(t *testing.T) string {
	t.Helper()
	sample.once.Do(func() {
		dataset := filepath.Join(keep, "sample")
		first := map[string]string{plainFile: document(t, plainFile), linesFile: document(t, linesFile)}
		publish(t, dataset, first, false)
		time.Sleep(1100 * time.Millisecond) // snapshots are named by the second
		first[brokenFile], first["hostile.html"] = document(t, brokenFile), hostile(t)
		first["error.html"] = document(t, "2022/attachment-only.html")
		publish(t, dataset, first, false)
		sample.file = filepath.Join(keep, "sample.html")
		write(t, dataset, sample.file)
	})
	return sample.file
}

// review shows the list, and the report of a document where one is named.
func (p *tab) review(name string) {
	p.Helper()
	p.click(`.tab:nth-of-type(2)`)
	p.holds(`document.querySelector(".lines .line") !== null`)
	if name == "" {
		return
	}
	p.eval(fmt.Sprintf(`(() => { const s = document.querySelector(".search"); s.value = %q; s.dispatchEvent(new Event("input")); })()`, name), nil)
	p.click(`.lines .line`)
	p.holds(`document.querySelector("td.figure") !== null && document.querySelector(".report-head .address").innerText === ` + fmt.Sprintf("%q", name))
}

func TestOverview(t *testing.T) {
	p := open(t, samplePage(t), 1400, 900)
	for selector, want := range map[string]string{
		`.tile:nth-child(1) dd`: "5", `.tile:nth-child(2) dd`: "4", `.tile:nth-child(3) dd`: "1", `.tile:nth-child(4) dd`: "4", `.tile:nth-child(5) dd`: "3",
		`.tab.chosen`: "概览", `#panel-rejects .name`: "报告在附件中",
	} {
		if got := p.text(selector); got != want {
			t.Errorf("%s shows %q, want %q", selector, got, want)
		}
	}
	p.holds(`document.querySelectorAll("canvas").length === 6`) // coverage and five trends
	var drawn bool
	p.eval(`[...document.querySelectorAll("canvas")].every((c) => c.getContext("2d").getImageData(0, 0, c.width, c.height).data.some((x) => x > 0))`, &drawn)
	if !drawn {
		t.Error("a plot is empty")
	}
	p.click(`#panel-reasons button.name[title], #panel-reasons li:first-child button`)
	p.holds(`document.querySelector(".filters select[name=reason]").value !== ""`)
}

func TestLanguageAndTheme(t *testing.T) {
	p := open(t, samplePage(t), 1200, 800)
	paper := func() string {
		var colour string
		p.eval(`getComputedStyle(document.body).backgroundColor`, &colour)
		return colour
	}
	p.run(emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "light"}}))
	light := paper()
	p.run(emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "dark"}}))
	p.holds(`document.documentElement.dataset.theme === "dark"`)
	if dark := paper(); dark == light {
		t.Errorf("light and dark are both %s", dark)
	}
	p.keys("t") // from the system's to light
	p.holds(`document.documentElement.dataset.theme === "light"`)
	if paper() != light {
		t.Error("the light theme is not what the system's light is")
	}
	p.click(".language")
	if got := p.text(".tab.chosen"); got != "Overview" {
		t.Errorf("in English the tab is %q", got)
	}
	p.keys("l")
	if got := p.text(".tab.chosen"); got != "概览" {
		t.Errorf("in Chinese the tab is %q", got)
	}
}

func TestFilters(t *testing.T) {
	p := open(t, samplePage(t), 1400, 900)
	p.review("")
	count := func() int {
		var n int
		p.eval(`document.querySelectorAll(".lines .line").length`, &n)
		return n
	}
	if count() != 3 {
		t.Fatalf("%d lines", count())
	}
	for _, f := range []struct {
		filter, value string
		want          int
	}{
		{"reason", "identity_failed", 2}, {"reason", "agency_unknown", 1}, {"edition", "2019", 1}, {"edition", "2021", 2},
		{"layout", "cell_per_line", 1}, {"layout", "html", 2}, {"province", "四川省", 2}, {"year", "2019", 1},
	} {
		p.choose(f.filter, f.value)
		if count() != f.want {
			t.Errorf("%s %s: %d lines, want %d", f.filter, f.value, count(), f.want)
		}
		p.choose(f.filter, "")
	}
	p.eval(`(() => { const s = document.querySelector(".search"); s.value = "没有这样的机关"; s.dispatchEvent(new Event("input")); })()`, nil)
	if count() != 0 || !strings.Contains(p.text(".lines"), "没有符合条件的报告") {
		t.Errorf("%d lines, %q", count(), p.text(".lines"))
	}
}

// A cell chosen in the form shows what is known of it, and where it stands in the source.
func TestChooseACell(t *testing.T) {
	p := open(t, samplePage(t), 1400, 900)
	p.review(brokenFile)
	p.click(`td.figure[aria-label^="proceedings/litigation_direct/total:"]`)
	p.holds(`document.querySelector(".card .value") !== null`)
	for selector, want := range map[string]string{
		".card .value": "208", ".card .what .tag": "✗ 矛盾", ".source-pane .chosen": "208", ".card .equation.f .delta": "211 ≠ 208 · 差 +3",
	} {
		if got := p.text(selector); got != want {
			t.Errorf("%s shows %q, want %q", selector, got, want)
		}
	}
	var seen struct {
		Chosen, Lines, Rings int
		Inside               bool
	}
	p.eval(`(() => {
		const at = document.querySelector(".source-pane .chosen").getBoundingClientRect(), pane = document.querySelector(".source-pane").getBoundingClientRect();
		return { Chosen: document.querySelectorAll(".source-pane .chosen").length, Lines: new Set([...document.querySelectorAll(".drawn.fails[data-identity]")].map((e) => e.dataset.identity)).size,
			Rings: document.querySelectorAll(".drawn.fails .ring").length, Inside: at.top >= pane.top && at.bottom <= pane.bottom };
	})()`, &seen)
	if seen.Chosen != 1 || !seen.Inside || seen.Lines != 3 || seen.Rings < 3 {
		t.Errorf("%+v; one place, in sight, and three identities drawn", seen)
	}
	// The other way: a figure of the source leads to its cell.
	p.eval(`[...document.querySelectorAll(".source-pane .hit")].find((e) => e.innerText === "103488").click()`, nil)
	if got := p.text(".card code"); got != "disclosures/licensing/decisions" {
		t.Errorf("103488 leads to %q", got)
	}
	p.run(chromedp.MouseClickXY(2, 2))
	p.eval(`document.querySelector('td.figure[aria-label^="applications/granted/total"]').dispatchEvent(new PointerEvent("pointerover", {bubbles: true, pointerType: "mouse"}))`, nil)
	if got := p.text(".tip.on"); !strings.Contains(got, "670") || !strings.Contains(got, "行") {
		t.Errorf("the hint says %q", got)
	}
}

func TestKeyboard(t *testing.T) {
	p := open(t, samplePage(t), 1400, 900)
	p.keys("r")
	p.holds(`document.querySelector("td.figure") !== null`)
	chosen := func() string {
		var id string
		p.eval(`document.querySelector(".line.chosen").dataset.id`, &id)
		return id
	}
	first := chosen()
	p.keys("j")
	p.holds(fmt.Sprintf(`document.querySelector(".line.chosen").dataset.id !== %q`, first))
	p.keys("k")
	p.holds(fmt.Sprintf(`document.querySelector(".line.chosen").dataset.id === %q && document.querySelector("td.figure") !== null`, first))
	p.review(brokenFile)
	p.keys("n")
	cell := func() string { return p.text(".card dd code") }
	if trouble := p.text(".card .what .tag"); trouble == "原样读出" {
		t.Errorf("n leads to %s, %s", cell(), trouble)
	}
	p.keys("i")
	if got := p.text(".equation.picked .outcome"); got != "不成立" {
		t.Errorf("i leads to an identity that %q", got)
	}
	p.click(`td.figure[aria-label^="applications/granted/natural_person"]`)
	for _, step := range []struct{ key, want string }{
		{kb.ArrowRight, "applications/granted/business"}, {kb.ArrowDown, "applications/partially_granted/business"},
		{kb.ArrowLeft, "applications/partially_granted/natural_person"}, {kb.ArrowUp, "applications/granted/natural_person"},
	} {
		p.keys(step.key)
		if got := cell(); got != step.want {
			t.Errorf("the arrow leads to %s, want %s", got, step.want)
		}
	}
	p.keys("/")
	p.holds(`document.activeElement.className === "search"`)
	p.keys(kb.Escape)
	p.keys("?")
	p.holds(`document.querySelector("dialog[open] kbd") !== null`)
	p.keys(kb.Escape)
	p.holds(`document.querySelector("dialog") === null`)
}

// The line copied is one that the program takes, for the document it was copied from.
func TestCopyAnOverride(t *testing.T) {
	p := open(t, samplePage(t), 1400, 900)
	p.review(brokenFile)
	p.click(`td.figure[aria-label^="proceedings/litigation_direct/total:"]`)
	p.holds(`document.querySelector(".copy.primary").disabled`)
	p.eval(`document.querySelector(".override input[name=value]").select()`, nil)
	p.run(
		chromedp.SendKeys(".override input[name=value]", "211", chromedp.ByQuery),
		chromedp.SendKeys(".override input[name=who]", "审核员", chromedp.ByQuery),
		chromedp.SendKeys(".override input[name=why]", `the page says "211", in section 4`, chromedp.ByQuery))
	p.holds(`!document.querySelector(".copy.primary").disabled`)
	p.click(".override .copy:nth-of-type(2)")
	p.holds(`document.querySelector("#note.on") !== null`)
	var copied string
	p.eval(`navigator.clipboard.readText()`, &copied)
	set, err := overrides.Read(fstest.MapFS{"page.csv": {Data: []byte(copied + "\n")}})
	if err != nil {
		t.Fatalf("%v:\n%s", err, copied)
	}
	var sum string
	p.eval(`location.hash.split("/")[2].split("-")[0]`, &sum)
	sha256 := strings.Split(strings.Split(copied, "\n")[1], ",")[0]
	of := set.Of(sha256)
	if len(of) != 1 || !strings.HasPrefix(sha256, sum) {
		t.Fatalf("%d overrides of %s in:\n%s", len(of), sha256, copied)
	}
	o := of[0]
	if o.Cell != "proceedings/litigation_direct/total" || o.Value.String() != "211" || o.Who != "审核员" || o.Why != `the page says "211", in section 4` {
		t.Errorf("%+v", o)
	}
	p.eval(`document.querySelector(".override input[name=value]").select()`, nil)
	p.run(chromedp.SendKeys(".override input[name=value]", "二百", chromedp.ByQuery))
	p.holds(`document.querySelector(".copy.primary").disabled`)
}

// Nothing that a document says runs, and the page's policy is in force.
func TestHostileDocument(t *testing.T) {
	p := open(t, samplePage(t), 1400, 900)
	p.review("hostile.html")
	for _, selector := range []string{".report-head h2", ".report-head .title", ".source-pane"} {
		p.text(selector)
	}
	if got := p.text(".source-pane"); !strings.Contains(got, "<img src=x onerror=window.hit=1>") || !strings.Contains(got, "</script>") {
		t.Errorf("the source does not show the markup as text: %.300q", got)
	}
	var found struct {
		Hit, Image, Guarded bool
		Scripts             int
	}
	p.eval(`(() => {
		let guarded = false;
		try { document.createElement("div").innerHTML = "<b>x</b>"; } catch { guarded = true; }
		const blocks = [...document.scripts].filter((s) => s.type !== "text/plain").length;
		return { Hit: "hit" in window, Image: document.images.length > 0, Guarded: guarded, Scripts: blocks };
	})()`, &found)
	if found.Hit || found.Image || !found.Guarded || found.Scripts != 1 {
		t.Errorf("%+v", found)
	}
	p.mu.Lock()
	p.said = nil // the browser tells of the try above
	p.mu.Unlock()
}

// On a phone one thing is shown at a time and nothing is wider than the screen.
func TestPhone(t *testing.T) {
	p := open(t, samplePage(t), 390, 844)
	narrow := func(what string) {
		var width int
		p.eval(`document.documentElement.scrollWidth`, &width)
		if width > 390 {
			t.Errorf("%s is %d wide", what, width)
		}
	}
	narrow("the overview")
	p.click(`.tab:nth-of-type(2)`)
	p.holds(`document.querySelector(".lines .line") !== null`)
	narrow("the list")
	p.click(".lines .line")
	p.holds(`document.querySelector("td.figure") !== null`)
	narrow("a report")
	p.click(".switch button:nth-child(2)")
	p.holds(`document.querySelector(".source-pane").offsetHeight > 0 && document.querySelector(".form-pane").offsetHeight === 0`)
	p.click(".back")
	p.holds(`document.querySelector(".queue").offsetHeight > 0`)
}

func TestPrint(t *testing.T) {
	p := open(t, samplePage(t), 1400, 900)
	p.review(brokenFile)
	p.run(chromedp.ActionFunc(func(ctx context.Context) error {
		pdf, _, err := page.PrintToPDF().WithPrintBackground(true).Do(ctx)
		if err == nil && (len(pdf) < 20_000 || string(pdf[:4]) != "%PDF") {
			err = fmt.Errorf("%d bytes", len(pdf))
		}
		return err
	}))
}

// A thousand reports under review open, scroll and filter; how long that takes is
// told and not judged.
func TestThousand(t *testing.T) {
	dataset, docs := filepath.Join(t.TempDir(), "many"), map[string]string{}
	for i := range 1000 {
		docs[fmt.Sprintf("%04d.txt", i)] = fmt.Sprintf("report 2021 %d 第%d局 %d %d x\nreview %s", 2021+i%3, i, i, i+7, []string{"cells_unreadable", "agency_unknown"}[i%2])
	}
	publish(t, dataset, docs, true)
	file := filepath.Join(t.TempDir(), "page.html")
	write(t, dataset, file)
	began := time.Now()
	p := open(t, file, 1400, 900)
	t.Logf("opened in %s", time.Since(began).Round(time.Millisecond))
	began = time.Now()
	p.review("")
	p.holds(`document.querySelector("td.figure") !== null`)
	t.Logf("first report in %s", time.Since(began).Round(time.Millisecond))
	var lines int
	p.eval(`document.querySelectorAll(".lines .line").length`, &lines)
	if lines > 60 {
		t.Errorf("%d lines are elements", lines)
	}
	began = time.Now()
	p.eval(`document.querySelector(".lines").scrollTop = 1e6`, nil)
	p.holds(`document.querySelectorAll(".lines .line").length > 0 && document.querySelector(".lines .line:last-child").offsetTop > 50000`)
	p.click(".lines .line:last-child")
	p.holds(`document.querySelector(".line.chosen:last-child") !== null && document.querySelector(".report-head .address").innerText.endsWith(".txt")`)
	t.Logf("last report in %s", time.Since(began).Round(time.Millisecond))
	p.choose("reason", "agency_unknown")
	if got := p.text(".count"); !strings.HasPrefix(got, "500 / 1,000") {
		t.Errorf("the count says %q", got)
	}
}
