package fetch

import (
	"fmt"
	"net/url"
	"path"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/publicsuffix"
)

// maxLinks bounds the links taken from one page.
const maxLinks = 20_000

// link is a link of a page.
type link struct {
	url *url.URL
	// text is what it says: its text, its title and the alt of its images.
	text string
	// label is its text alone.
	label string
	// next says that the page declares it to be the next one.
	next bool
}

// linksOf lists the links of a page to http and https addresses, in order. It
// reads tags and no tree, so that no page costs more than its length.
func linksOf(page *url.URL, body string) []link {
	r := linkReader{base: page, tokens: html.NewTokenizer(strings.NewReader(body))}
	r.tokens.SetMaxBuf(len(body) + 1)
	for len(r.links) < maxLinks {
		switch r.tokens.Next() {
		case html.ErrorToken:
			r.end()
			return r.links
		case html.TextToken:
			if r.open != nil {
				r.label.Write(r.tokens.Text())
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			r.start()
		case html.EndTagToken:
			if name, _ := r.tokens.TagName(); string(name) == "a" {
				r.end()
			}
		}
	}
	return r.links
}

type linkReader struct {
	tokens *html.Tokenizer
	base   *url.URL
	open   *link
	label  strings.Builder
	links  []link
}

// start reads a start tag.
func (r *linkReader) start() {
	name, more := r.tokens.TagName()
	tag := string(name)
	if tag != "a" && tag != "area" && tag != "base" && tag != "img" && tag != "link" {
		return
	}
	attributes := map[string]string{}
	for more {
		var key, value []byte
		key, value, more = r.tokens.TagAttr()
		attributes[string(key)] = string(value)
	}
	switch tag {
	case "img":
		if r.open != nil {
			r.open.text += " " + attributes["alt"]
		}
		return
	case "base":
		if u := r.resolve(attributes["href"]); u != nil {
			r.base = u
		}
		return
	}
	r.begin(tag, attributes)
}

func (r *linkReader) begin(tag string, attributes map[string]string) {
	r.end()
	u := r.resolve(attributes["href"])
	next := strings.EqualFold(attributes["rel"], "next")
	if u == nil || tag == "link" && !next {
		return
	}
	r.open = &link{url: u, next: next, text: attributes["title"] + " " + attributes["alt"]}
	if tag != "a" {
		r.end()
	}
}

// end closes the open link.
func (r *linkReader) end() {
	if r.open == nil {
		return
	}
	r.open.label = strings.Join(strings.Fields(html.UnescapeString(r.label.String())), " ")
	r.open.text = r.open.label + " " + r.open.text
	r.links = append(r.links, *r.open)
	r.open = nil
	r.label.Reset()
}

// resolve makes a link's target an address; nil where it is none.
func (r *linkReader) resolve(href string) *url.URL {
	href = strings.TrimSpace(href)
	if href == "" || strings.HasPrefix(href, "#") {
		return nil
	}
	u, err := r.base.Parse(href)
	if err != nil {
		return nil
	}
	u, err = uniform(u)
	if err != nil {
		return nil
	}
	return u
}

// matches reports whether a pattern matches a link's text or its address as a person reads it.
func (l *link) matches(pattern *regexp.Regexp) bool {
	if pattern.MatchString(l.text) {
		return true
	}
	readable, err := url.PathUnescape(l.url.RequestURI())
	return err == nil && pattern.MatchString(readable)
}

// attachments are the kinds of files that reports are attached as.
var attachments = map[string]bool{
	".pdf": true, ".doc": true, ".docx": true, ".wps": true, ".xls": true, ".xlsx": true, ".et": true,
	".ofd": true, ".rtf": true, ".txt": true, ".zip": true, ".rar": true,
}

func isAttachment(u *url.URL) bool { return attachments[strings.ToLower(path.Ext(u.Path))] }

// pagination is the call by which the widespread TRS publishing system writes a
// list's pages: createPageHTML(5, 0, "index", "html") is index.html, index_1.html
// … index_4.html.
var pagination = regexp.MustCompile(`createPageHTML\s*\(\s*(\d{1,4})\s*,\s*\d{1,4}\s*,\s*["']([\w.-]{1,80})["']\s*,\s*["'](\w{1,8})["']`)

// furtherPages lists the pages that a script of the page would link to.
func furtherPages(page *url.URL, body string) []link {
	match := pagination.FindStringSubmatch(body)
	if match == nil {
		return nil
	}
	count, _ := strconv.Atoi(match[1])
	var links []link
	for n := 1; n < count; n++ {
		u, err := page.Parse(fmt.Sprintf("%s_%d.%s", match[2], n, match[3]))
		if err != nil {
			return links
		}
		links = append(links, link{url: u, next: true})
	}
	return links
}

// siteOf names the site of a host: the name under which its owner is registered
// (beijing.gov.cn), or the host itself.
func siteOf(u *url.URL) string {
	site, err := publicsuffix.EffectiveTLDPlusOne(u.Hostname())
	if err != nil {
		return u.Hostname()
	}
	return site
}
