package agency

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// context is what a document says of places besides the agency's name.
type context struct {
	d    *document
	g    *gazetteer
	year int
	// names are the other names that the document gives for its agency or its
	// site, strongest first.
	names []string
	// near holds the places that names and header say, body those of the prose;
	// filled on first use.
	near, body []mention
	nearRead   bool
	bodyRead   bool
}

// mention is one place named in a text.
type mention struct {
	// ids are its candidates.
	ids []placeID
	// chain is true where the text names what it lies in as well (威海市环翠区).
	chain bool
	// weight is how often it is named; being named as who governs or who issued a
	// document (南召县委, 南召县人民政府) counts twice. A single name in passing (赴南京市
	// 学习) is no evidence of where an agency is.
	weight int
}

// leastWeight is the weight from which a mention in prose is evidence.
const leastWeight = 2

// choose returns the one candidate that the evidence supports.
func (c *context) choose(candidates []placeID) (placeID, bool) {
	if len(candidates) == 1 {
		return candidates[0], true
	}
	if len(candidates) == 0 {
		return noPlace, false
	}
	if id, ok := c.supported(candidates, c.nearby()); ok {
		return id, true
	}
	if id, ok := c.supported(candidates, c.prose()); ok {
		return id, true
	}
	return c.byHost(candidates)
}

// supported returns the only candidate that a mention names in full or that
// lies in what a mention names. Mentions that support different candidates
// support none.
func (c *context) supported(candidates []placeID, mentions []mention) (placeID, bool) {
	for _, full := range []bool{true, false} {
		found := noPlace
		clash := false
		for _, m := range mentions {
			id, ok := c.supports(candidates, m, full)
			clash = clash || ok && found != noPlace && found != id
			if ok {
				found = id
			}
		}
		if clash {
			return noPlace, false
		}
		if found != noPlace {
			return found, true
		}
	}
	return noPlace, false
}

// supports returns the only candidate that one mention bears on. With full the
// mention must name the candidate and what it lies in.
func (c *context) supports(candidates []placeID, m mention, full bool) (placeID, bool) {
	found, n := noPlace, 0
	for _, id := range candidates {
		var ok bool
		if full {
			ok = (m.chain || len(m.ids) == 1) && slices.ContainsFunc(m.ids, func(o placeID) bool { return c.g.within(o, id) })
		} else {
			ok = len(m.ids) == 1 && c.g.places[m.ids[0]].kind <= kindPrefecture && c.g.within(id, m.ids[0])
		}
		if ok {
			found, n = id, n+1
		}
	}
	return found, n == 1
}

// only returns the one place of the kinds that the document names: in its
// names and header, else in its prose, else by its host.
func (c *context) only(kinds ...kind) (placeID, bool) {
	for _, mentions := range [][]mention{c.nearby(), c.prose()} {
		if id, ok := c.lowest(mentions, kinds); ok {
			return id, true
		}
		if c.contradictory(mentions) {
			return noPlace, false
		}
	}
	return c.hostPlace(kinds)
}

// lowest returns the lowest place named where all mentions lie on one line
// from province to county.
func (c *context) lowest(mentions []mention, kinds []kind) (placeID, bool) {
	best := noPlace
	for _, m := range mentions {
		ids := m.ids
		if len(ids) > 1 && best != noPlace {
			ids = c.onLine(ids, best)
		}
		if len(ids) != 1 {
			return noPlace, false
		}
		switch id := ids[0]; {
		case best == noPlace || c.g.within(id, best):
			best = id
		case !c.g.within(best, id):
			return noPlace, false
		}
	}
	if best == noPlace {
		return noPlace, false
	}
	if slices.Contains(kinds, c.g.places[best].kind) {
		return best, true
	}
	return noPlace, false
}

// onLine narrows candidates to those above or below a place.
func (c *context) onLine(ids []placeID, place placeID) []placeID {
	var out []placeID
	for _, id := range ids {
		if c.g.within(id, place) || c.g.within(place, id) {
			out = append(out, id)
		}
	}
	return out
}

// contradictory reports whether mentions name places that do not lie in one another.
func (c *context) contradictory(mentions []mention) bool {
	for i, a := range mentions {
		for _, b := range mentions[i+1:] {
			if len(a.ids) == 1 && len(b.ids) == 1 && !c.g.within(a.ids[0], b.ids[0]) && !c.g.within(b.ids[0], a.ids[0]) {
				return true
			}
		}
	}
	return false
}

// nearby returns the places of the document's names and header, repeated ones once.
func (c *context) nearby() []mention {
	if !c.nearRead {
		c.nearRead = true
		for _, name := range c.names {
			c.near = c.g.mentions(c.near, name, c.year)
		}
	}
	return c.near
}

// prose returns the places of the body.
func (c *context) prose() []mention {
	if !c.bodyRead {
		c.bodyRead = true
		for _, l := range c.d.body {
			c.body = c.g.mentions(c.body, l.text, c.year)
		}
		c.body = slices.DeleteFunc(c.body, func(m mention) bool { return m.weight < leastWeight })
	}
	return c.body
}

// commonWords are names of places that texts also use as words.
var commonWords = []string{"城区", "郊区", "矿区", "新区", "市区", "东区", "西区", "城中区", "城东区", "城西区", "城北区", "新城区", "老城区"}

// mentions appends the places that a text names with their level, one after
// another where they follow each other (威海市环翠区).
func (g *gazetteer) mentions(list []mention, s string, year int) []mention {
	var open mention
	openEnd := -1
	flush := func() {
		if openEnd >= 0 {
			open.ids, open.weight = g.current(open.ids, year), weightOf(s[openEnd:])
			list = addMention(list, open)
		}
		openEnd = -1
	}
	for i, r := range s {
		if !endsPlace(r) {
			continue
		}
		end := i + utf8.RuneLen(r)
		floor := max(openEnd, 0)
		ids, start := g.endingAt(s, floor, end)
		if len(ids) == 0 {
			continue
		}
		if openEnd >= 0 && start == openEnd {
			if lower := g.filter(ids, open.ids); len(lower) > 0 {
				open, openEnd = mention{ids: lower, chain: true}, end
				continue
			}
		}
		flush()
		if slices.Contains(commonWords, s[start:end]) {
			continue
		}
		open, openEnd = mention{ids: ids}, end
	}
	flush()
	return list
}

// weightOf is 2 where a name is followed by what governs there or by the document
// that an agency of the place issued, else 1.
func weightOf(after string) int {
	for _, body := range []string{"委", "政府", "人民政府", "党委", "统一", "的统一", "的部署", "的领导", "各级", "门户", "政务"} {
		if strings.HasPrefix(after, body) {
			return 2
		}
	}
	after = cut(after, 60)
	if i := strings.Index(after, "关于"); i >= 0 && !strings.ContainsAny(after[:i], ",。;:") {
		return 2
	}
	return 1
}

func endsPlace(r rune) bool {
	switch r {
	case '省', '市', '县', '区', '州', '旗', '盟':
		return true
	}
	return false
}

// endingAt finds the longest name of a place that ends at s[:end] and starts at
// floor or later.
func (g *gazetteer) endingAt(s string, floor, end int) (ids []placeID, start int) {
	i := end
	limit := 7
	if strings.Contains(s[max(floor, end-12):end], "自治") {
		limit = 16
	}
	for n := 0; n < limit && i > floor; n++ {
		r, size := utf8.DecodeLastRuneInString(s[floor:i])
		if !isHan(r) {
			break
		}
		i -= size
		if found := g.full[s[i:end]]; n > 0 && len(found) > 0 {
			ids, start = found, i
		}
	}
	return ids, start
}

func addMention(list []mention, m mention) []mention {
	for i := range list {
		if slices.Equal(list[i].ids, m.ids) {
			list[i].chain = list[i].chain || m.chain
			list[i].weight += m.weight
			return list
		}
	}
	return append(list, m)
}

// citedPlace returns the place of a report whose agency is unknown: a county or
// prefecture that its site or its text names and no other beside it.
func (d *document) citedPlace(g *gazetteer, year int, names []string) (placeID, bool) {
	ctx := &context{d: d, g: g, year: year, names: names}
	return ctx.only(kindCounty)
}
