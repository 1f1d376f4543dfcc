package tree

import (
	"strings"

	"golang.org/x/net/html/atom"
)

// rule says what a tag does in the body.
type rule uint8

const (
	other   rule = iota // opens an element, or closes the nearest of the name
	block               // ends a paragraph
	title               // a heading
	kept                // a block that keeps its line ends
	formed              // a form
	item                // an item of a list
	term                // an item of a list of terms
	pressed             // a button
	link                // an a element
	formats             // goes on after its block has ended
	marks               // formatting does not go on in it
	tabled              // a table
	empty               // has no content
	asked               // an input field
	told                // has no content, and formatting is not taken up before it
	ruled               // a line across
	image               // an img element by another name
	raw                 // its content is no markup
	chosen              // a select element
	choice              // an option
	choices             // a group of options
	rubyBase
	rubyText
	early    // stands in the head: an element without content
	earlyRaw // stands in the head: its content is no markup
	inTables // means something in tables alone
	paragraph
	breaks
	rooted // the html element
	bodied
	headed
	never // a page with it is not simple
)

// trait is a property of an element that rules ask for.
type trait uint16

const (
	special     trait = 1 << iota
	bounds            // ends every scope but those of tables
	boundsTable       // ends the scopes of tables
	listed            // ends the scope of list items
	button            // ends the scope of paragraphs
	implied           // its end is implied
	passed            // an item of a list may end through it
	cell
	group
	heading
	verbatim // drops a line end at its beginning
	termed
)

// element is what there is to know of an element by its name.
type element struct {
	name string
	atom atom.Atom
	rule rule
	is   trait
	key  uint64
}

// unknown stands for all elements that have no rule.
var unknown = &element{}

// of makes an element of each name.
func of(r rule, is trait, names string) []*element {
	var out []*element
	for name := range strings.FieldsSeq(names) {
		e := &element{name: name, atom: atom.Lookup([]byte(name)), rule: r, is: is}
		if len(name) <= 8 {
			for i := range len(name) {
				e.key = e.key<<8 | uint64(name[i])
			}
		}
		out = append(out, e)
	}
	return out
}

// elements lists the elements of HTML that have a rule, and some that are frequent.
func elements() []*element {
	var all []*element
	for _, e := range [][]*element{
		of(block, special, `article aside blockquote center details dir dl fieldset figcaption figure footer
			header hgroup main menu nav section summary`),
		of(block, special|passed, "address div"), of(block, 0, "dialog search"), of(block, special|listed, "ol ul"),
		of(paragraph, special|implied|passed, "p"), of(title, special|heading, "h1 h2 h3 h4 h5 h6"),
		of(kept, special|verbatim, "pre listing"), of(formed, special, "form"), of(item, special|implied, "li"),
		of(term, special|implied|termed, "dd dt"), of(pressed, special|button, "button"), of(link, 0, "a"),
		of(formats, 0, "b big code em font i s small strike strong tt u"), of(marks, special|bounds, "applet marquee object"),
		of(tabled, special|bounds|boundsTable, "table"), of(empty, special, "area embed img keygen wbr"),
		of(asked, special, "input"), of(told, special, "param source track"), of(ruled, special, "hr"),
		of(image, 0, "image"), of(raw, special, "xmp iframe noembed noscript textarea"), of(chosen, special|bounds, "select"),
		of(choice, implied, "option"), of(choices, implied, "optgroup"), of(rubyBase, implied, "rb rtc"), of(rubyText, implied, "rp rt"),
		of(early, special, "base basefont bgsound link meta"), of(earlyRaw, special, "noframes script style title"),
		of(inTables, special|bounds, "caption"), of(inTables, special, "col colgroup tr"),
		of(inTables, special|bounds|cell, "td th"), of(inTables, special|group, "tbody tfoot thead"),
		of(breaks, special, "br"), of(rooted, special|bounds|boundsTable, "html"), of(bodied, special, "body"), of(headed, special, "head"),
		of(never, special|bounds|boundsTable, "template"), of(never, special, "frame frameset plaintext"), of(never, 0, "math svg nobr"),
		of(other, 0, "abbr cite del font ins label q ruby span sub sup var o:p"),
	} {
		all = append(all, e...)
	}
	return all
}

// slots is the size of the index of short names, a power of two.
const slots = 1 << 10

// index finds elements by name.
type index struct {
	short  [slots]*element // by key
	longer map[string]*element
}

var known = func() *index {
	x := &index{longer: map[string]*element{}}
	for _, e := range elements() {
		x.longer[e.name] = e
		if e.key == 0 {
			continue
		}
		i := slot(e.key)
		for x.short[i] != nil {
			i = (i + 1) % slots
		}
		x.short[i] = e
	}
	return x
}()

// The elements that are implied, and those that rules name.
var (
	htmlEl, headEl, bodyEl = known.longer["html"], known.longer["head"], known.longer["body"]
	groupEl, rowEl         = known.longer["tbody"], known.longer["tr"]
	columnsEl, captionEl   = known.longer["colgroup"], known.longer["caption"]
	paragraphEl, tableEl   = known.longer["p"], known.longer["table"]
	imageEl, formEl        = known.longer["img"], known.longer["form"]
	itemEl, buttonEl       = known.longer["li"], known.longer["button"]
	selectEl, optionEl     = known.longer["select"], known.longer["option"]
	choicesEl, rubyEl      = known.longer["optgroup"], known.longer["ruby"]
	baseGroupEl, linkEl    = known.longer["rtc"], known.longer["a"]
	breakEl, columnEl      = known.longer["br"], known.longer["col"]
)

// slot is where a key is looked for first.
func slot(key uint64) int { return int(key * 0x9E3779B97F4A7C15 >> 54) }

// lookup finds the element of a name as written; key holds its last eight letters,
// made small.
func lookup(name string, key uint64) tag {
	if len(name) <= 8 {
		for i := slot(key); known.short[i] != nil; i = (i + 1) % slots {
			if e := known.short[i]; e.key == key {
				return tag{el: e, atom: e.atom, name: e.name}
			}
		}
	}
	for i := range len(name) {
		if classes[name[i]]&capital != 0 {
			name = lower(name)
			break
		}
	}
	if e := known.longer[name]; e != nil {
		return tag{el: e, atom: e.atom, name: e.name}
	}
	if a := atom.Lookup([]byte(name)); a != 0 {
		return tag{el: unknown, atom: a, name: a.String()}
	}
	return tag{el: unknown, name: name}
}
