package markup

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

const (
	// maxClasses bounds the classes of the style sheets that are kept.
	maxClasses = 4096
	// maxTracks bounds the columns of a grid whose cells flow, and the rows that
	// one of its cells spans.
	maxTracks = 64
)

// properties are those that a sheet keeps.
var properties = [...]string{"display", "width", "float", "grid-template-columns", "grid-column", "grid-row"}

// sheet holds the properties that the page's own style sheets set, by class name:
// of rules whose selector is a class, or ends with one.
type sheet map[string]map[string]string

// add reads the rules of a style element. Rules inside @media and the like are
// read as if they stood outside.
func (s sheet) add(css string) {
	for len(s) < maxClasses {
		selectors, rest, ok := strings.Cut(css, "{")
		end := strings.IndexAny(rest, "{}")
		if !ok || end < 0 {
			return
		}
		css = rest
		if rest[end] == '}' {
			s.rule(selectors[strings.LastIndexAny(selectors, "};")+1:], rest[:end])
			css = rest[end+1:]
		}
	}
}

// rule keeps the properties of a rule; later rules win.
func (s sheet) rule(selectors, body string) {
	set := map[string]string{}
	for _, name := range properties {
		if v := property(body, name); v != "" {
			set[name] = v
		}
	}
	if len(set) == 0 {
		return
	}
	for selector := range strings.SplitSeq(selectors, ",") {
		name := lastClass(selector)
		if name != "" && s[name] == nil {
			s[name] = map[string]string{}
		}
		for key, v := range set {
			if name != "" {
				s[name][key] = v
			}
		}
	}
}

// lastClass is the class with which a selector ends, "" where it ends otherwise.
func lastClass(selector string) string {
	selector = strings.TrimSpace(selector)
	i := strings.LastIndexAny(selector, ". >+~:#[")
	if i < 0 || selector[i] != '.' {
		return ""
	}
	return selector[i+1:]
}

// value is a property of an element: from its own style, else from its classes.
func (s sheet) value(n *html.Node, name string) string {
	if v := property(attr(n, "style"), name); v != "" {
		return v
	}
	for class := range strings.FieldsSeq(attr(n, "class")) {
		if v := s[class][name]; v != "" {
			return v
		}
	}
	return ""
}

// sheets reads the style elements among nodes.
func sheets(nodes []*html.Node) sheet {
	s := sheet{}
	for _, n := range nodes {
		if n.DataAtom == atom.Style && n.FirstChild != nil {
			s.add(n.FirstChild.Data)
		}
	}
	return s
}

// tracks counts the columns of a grid-template-columns value; 0 where it does not
// say how many there are.
func tracks(v string) int {
	n := 0
	for v = strings.TrimSpace(v); v != ""; v = strings.TrimSpace(v) {
		if list, ok := strings.CutPrefix(v, "repeat("); ok {
			times, rest, _ := strings.Cut(list, ",")
			k, err := strconv.Atoi(strings.TrimSpace(times))
			end := matching(rest)
			if err != nil || k < 0 || end < 0 {
				return 0
			}
			n += min(k, maxTracks) * words(rest[:end])
			v = rest[end+1:]
			continue
		}
		n, v = n+1, v[word(v):]
	}
	return min(n, maxTracks)
}

// words counts the words of a value; brackets and what is in them are part of one.
func words(v string) int {
	n := 0
	for v = strings.TrimSpace(v); v != ""; v = strings.TrimSpace(v) {
		n, v = n+1, v[word(v):]
	}
	return n
}

// matching is where the bracket that was opened before s is closed, -1 nowhere.
func matching(s string) int {
	depth := 1
	for i := range len(s) {
		switch s[i] {
		case '(':
			depth++
		case ')':
			depth--
		}
		if depth == 0 {
			return i
		}
	}
	return -1
}

// word is the length of the first word of s.
func word(s string) int {
	depth := 0
	for i := range len(s) {
		switch {
		case s[i] == '(':
			depth++
		case s[i] == ')':
			depth--
		case blank(s[i]) && depth <= 0:
			return i
		}
	}
	return len(s)
}

// spanOf reads "span 3" out of a grid-column or grid-row value, or "2 / 5"; 1
// where it says neither.
func spanOf(v string) int {
	if _, n, ok := strings.Cut(v, "span"); ok {
		k, _ := span(n)
		return max(k, 1)
	}
	if from, to, ok := strings.Cut(v, "/"); ok {
		a, okA := span(from)
		b, okB := span(to)
		if okA && okB {
			return max(b-a, 1)
		}
	}
	return 1
}
