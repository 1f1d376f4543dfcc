package report

import (
	"context"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"iter"
	"strings"
)

//go:embed assets
var assets embed.FS

// scripts are the parts of the page's program, in their order.
var scripts = []string{
	"vendor/uPlot.iife.min.js",
	"text.js", "dom.js", "data.js", "charts.js", "overview.js", "form.js", "marks.js", "source.js", "cell.js", "queue.js", "main.js",
}

var styles = []string{"vendor/uPlot.min.css", "page.css"}

// page is one page in the making.
type page struct {
	ctx      context.Context
	in       *Input
	opts     Options
	overview *overview
	queue    []*queued
	// err is what ended the chunks early.
	err error
}

// block is a data block: packed JSON.
type block struct {
	ID   string
	Data template.HTML
}

// view is what the template takes.
type view struct {
	Policy string
	Style  template.CSS
	Script template.JS
	Chunks iter.Seq[block]
	page   *page
}

func (p *page) write(w io.Writer) error {
	text, err := joined([]string{"page.html"})
	if err != nil {
		return err
	}
	style, err := joined(styles)
	if err != nil {
		return err
	}
	script, err := joined(scripts)
	if err != nil {
		return err
	}
	script = "(function () {\n\"use strict\";\n" + script + "})();\n"
	t, err := template.New("page").Parse(text)
	if err != nil {
		return fmt.Errorf("template: %w", err)
	}
	v := view{
		Policy: policy(style, script), Chunks: p.chunks(), page: p,
		Style:  template.CSS(style), //nolint:gosec // embedded in the program
		Script: template.JS(script), //nolint:gosec // embedded in the program
	}
	if err := t.Execute(w, v); err != nil {
		return fmt.Errorf("template: %w", err)
	}
	return p.err
}

// policy lets the page's own script and style run, and nothing else.
func policy(style, script string) string {
	return "default-src 'none'; script-src " + hashOf(script) + "; style-src " + hashOf(style) +
		"; img-src data:; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
}

func hashOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// joined puts assets together.
func joined(names []string) (string, error) {
	var b strings.Builder
	for _, name := range names {
		text, err := assets.ReadFile("assets/" + name)
		if err != nil {
			return "", fmt.Errorf("asset %s: %w", name, err)
		}
		b.Write(text)
		b.WriteByte('\n')
	}
	return b.String(), nil
}

// chunks packs the reports in full. What ends it early is in p.err.
func (p *page) chunks() iter.Seq[block] {
	return func(yield func(block) bool) {
		c := &chunker{room: p.opts.Bytes}
		give := func(chunk string, err error) bool {
			if err != nil {
				p.err = err
				return false
			}
			return chunk == "" || yield(blockOf(fmt.Sprintf("chunk-%d", c.count-1), chunk))
		}
		for r, err := range fullReports(p.ctx, p.in, p.queue, p.opts) {
			if err != nil {
				p.err = err
				return
			}
			chunk, taken, err := c.add(r)
			if !give(chunk, err) {
				return
			}
			if !taken {
				break // the page is full
			}
			p.overview.InFull++
		}
		give(c.flush())
		p.overview.Chunks = c.count
	}
}

func blockOf(id, data string) block {
	return block{ID: id, Data: template.HTML(data)} //nolint:gosec // base64
}

// Overview is the data block of the overview.
func (v view) Overview() (block, error) {
	v.page.overview.Listed = min(len(v.page.queue), v.page.opts.Listed)
	data, err := packed(v.page.overview)
	return blockOf("overview", data), err
}

// Forms is the data block of the editions of the form.
func (v view) Forms() (block, error) {
	data, err := packed(formsJSON())
	return blockOf("forms", data), err
}

// Queue is the data block of the list of reports under review.
func (v view) Queue() (block, error) {
	list := []item{}
	for _, q := range v.page.queue {
		list = append(list, q.item())
	}
	data, err := packed(list)
	return blockOf("queue", data), err
}
