package tree_test

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"gongkai/extractors/layout/markup/tree"
)

// pieces are what nasty pages are put together from.
var pieces = strings.Split(strings.ReplaceAll(`甲| |\n|文字 1|&nbsp;|&amp;|&lt;b&gt;|&#160;|&#x3000;|&notit;|&copy|&|&#|a < b|<|</|
<p>|</p>|<p class=a>|<div>|</div>|<DIV ID='x' id="y">|<span style="a&b=c">|</span>|<a href="?a=1&b=2&amp;c&copy=3&notin;&not">|</a>|<b>|</b>|<i class=z a=1>|</i>|<font size=2 color=red>|</font>|
<table>|</table>|<table border=0>|<tbody>|</tbody>|<thead>|</thead>|<tfoot>|<tr>|</tr>|<td>|</td>|<th colspan=2>|</th>|<caption>|</caption>|<colgroup>|</colgroup>|<col width=1>|</col>|
<ul>|</ul>|<ol>|</ol>|<li>|</li>|<dl>|<dt>|<dd>|</dd>|</dl>|<h1>|</h1>|<h2>|</h3>|<br>|</br>|<br/>|<hr>|<img src=a alt="x>y">|<input type=hidden>|<input type="text" value='v'>|<image>|
<form>|</form>|<select>|</select>|<option>|</option>|<optgroup>|</optgroup>|<button>|</button>|<textarea>|\n&lt;\n</textarea>|<label>|</label>|<o:p>|</o:p>|<o:p/>|<ruby>|<rt>|<rp>|<rb>|</ruby>|
<script>|</script>|<script>var a="<b>";</script>|<script><!-- a </b> //--></script >|<script><!-- <script> </script>|<style>.a{}</style>|<title>&amp;t</title>|<noscript><p></noscript>|<iframe src=a></iframe>|<xmp><b></xmp>|
<html lang=a>|</html>|<head>|</head>|<body class=b>|</body>|<meta charset=utf-8>|<link rel=a>|<base>|<!DOCTYPE html>|<!doctype HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">|<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "a">|
<!-- c -->|<!---->|<!-->|<!--a--!>|<!-- a -- b --->|<!--[if gte mso 9]><xml></xml><![endif]-->|<![if !supportLists]>|<![endif]>|<?xml:namespace prefix = o />|<![CDATA[x]]>|</>|</ p>|</1>|
<pre>|\n</pre>|<listing>|<center>|</center>|<strong>|</strong>|<em>|</em>|<u>|</u>|<sup>|</sup>|<nobr>|<object>|</object>|<marquee>|</marquee>|<embed>|<param>|<svg>|</svg>|<math>|<template>|</template>|<frameset>|<frame>|<plaintext>|
<section>|</section>|<details>|<summary>|</summary>|<dialog>|</dialog>|<search>|<main>|<custom-element a="1" a="2" A=3 =4 / b>|</custom-element>|<content>|</content>|<p a=1/>|<p a = "b"c='d'e=f/g>|<p/ >|<td/>|</P >|</p a=">">|
\r|\r\n|\t|\f|\u0000|<p a="\r\n">|<b a="|'>|-->|`, "\n", ""), "|")

func unquoted(s string) string {
	return strings.NewReplacer(`\n`, "\n", `\r`, "\r", `\t`, "\t", `\f`, "\f", `\u0000`, "\x00").Replace(s)
}

// TestSameTreeOfPieces compares trees on pages put together at random, of which
// enough must be simple to tell something.
func TestSameTreeOfPieces(t *testing.T) {
	const pages = 15_000
	rng := rand.New(rand.NewPCG(1, 2))
	simple := 0
	for range pages {
		var b strings.Builder
		for range 1 + rng.IntN(24) {
			b.WriteString(unquoted(pieces[rng.IntN(len(pieces))]))
		}
		if check(t, b.String()) {
			simple++
		}
	}
	t.Logf("%d of %d simple", simple, pages)
	if simple*10 < pages {
		t.Errorf("only %d of %d pages are simple", simple, pages)
	}
}

// places are where in a page pairs of pieces stand.
var places = []string{
	"", "<p>", "<table><tr>", "<table><tr><td><b>", "<ul><li><p><a>", "<select><option>", "<head>", "</body>", "<table><caption>",
	"<table><colgroup>", "</html>", "<b><p>", "<!DOCTYPE html><p><table><tbody>",
}

// TestSameTreeOfPairs compares trees on every piece after every other, each pair at
// one of several places of a page.
func TestSameTreeOfPairs(t *testing.T) {
	simple, pairs := 0, 0
	for _, one := range pieces {
		for _, two := range pieces {
			if check(t, places[pairs%len(places)]+unquoted(one)+unquoted(two)+"z") {
				simple++
			}
			pairs++
		}
	}
	t.Logf("%d of %d simple", simple, pairs)
	if simple*2 < pairs {
		t.Errorf("only %d of %d pairs are simple", simple, pairs)
	}
}

// TestSameTreeOfConformance compares trees on the cases that html.Parse itself is
// tested with.
func TestSameTreeOfConformance(t *testing.T) {
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "golang.org/x/net").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	cases, simple := 0, 0
	err = filepath.WalkDir(filepath.Join(strings.TrimSpace(string(out)), "html", "testdata"), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := os.ReadFile(path)
		if err != nil {
			return fmt.Errorf("read a case: %w", err)
		}
		for _, part := range strings.Split("\n"+string(raw), "\n#data\n")[1:] {
			page, _, _ := strings.Cut(part, "\n#")
			cases++
			if check(t, page) {
				simple++
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d of %d simple", simple, cases)
	if cases < 1000 || simple*3 < cases {
		t.Errorf("only %d of %d cases are simple", simple, cases)
	}
}

// TestBounded holds what is made of a page to its size, also where a page is made to
// need much: nodes are no more than a few for each tag.
func TestBounded(t *testing.T) {
	for name, page := range map[string]string{
		"nested":     strings.Repeat("<div>", 1<<17),
		"unclosed":   strings.Repeat("<b>", 1<<17),
		"reopened":   strings.Repeat("<b id=1><i><u><font size=1><p>x</p>", 1<<15),
		"distinct":   distinct(1 << 15),
		"taken up":   "<p>" + distinct(40) + strings.Repeat("<p>x</p>", 1<<15),
		"joined":     strings.Repeat("x</q>", 1<<18),
		"cells":      strings.Repeat("<table><tr><td>", 1<<16),
		"attributes": "<p " + strings.Repeat("a", 1<<20) + strings.Repeat(" b=1", 1<<17) + ">",
		"unended":    strings.Repeat("<!--", 1<<18),
		"brackets":   strings.Repeat("<", 1<<20),
		"references": strings.Repeat("&notanentity", 1<<17),
		"titles":     strings.Repeat("<title>", 1<<17),
		"scripts":    strings.Repeat("<script><!--</script>", 1<<16),
		"items":      strings.Repeat("<li><p>", 1<<17),
		"paragraphs": strings.Repeat("</p>", 1<<17),
		"fostered":   "<table>" + strings.Repeat("x<tr>", 1<<17),
	} {
		doc, ok := tree.Simple(page)
		if !ok {
			continue
		}
		nodes := 0
		for range doc.Root.Descendants() {
			nodes++
		}
		doc.Close()
		if most := 4*strings.Count(page, "<") + 1<<12; nodes > most {
			t.Errorf("%s: %d nodes, at most %d expected", name, nodes, most)
		}
	}
}

// distinct opens formatting elements that all differ.
func distinct(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "<p><b id=%d>x</p>", i)
	}
	return b.String()
}

// FuzzSameTree compares trees on any bytes.
func FuzzSameTree(f *testing.F) {
	for _, piece := range pieces {
		f.Add(unquoted(piece))
	}
	f.Add("<!DOCTYPE html><html><head><title>年度报告</title></head><body><div id=zoom><table border=1><tr><td rowspan=2>甲<td>1<tr><td><p>2</table></div></body></html>")
	f.Add("<p><b>甲<p>乙</b><table><tr><td><b>1</td></b><td>2</table>")
	f.Add("<ul><li>甲<li><a href=1>乙<a href=2>丙</ul><dl><dt>丁<dd>戊</dl>")
	f.Fuzz(func(t *testing.T, page string) { check(t, page) })
}
