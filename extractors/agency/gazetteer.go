package agency

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"gongkai/data"
)

// kind is the level of a place. Zone is a development zone that statistics
// count as a county and that has no GB/T 2260 code of its own.
type kind uint8

const (
	kindProvince kind = iota
	kindPrefecture
	kindCounty
	kindZone
)

// place is a row of the gazetteer: a name under a code, with the months
// (YYYY-MM) of the first and last list that has it; "" where it is in the
// oldest or the newest.
type place struct {
	code, name, short string
	kind              kind
	from, to          string
	// pinyin holds the readings of short, separated by slashes.
	pinyin string
	// parent is the place one level up, noPlace for provinces.
	parent placeID
}

// placeID is an index into gazetteer.places.
type placeID int32

const noPlace placeID = -1

// gazetteer is the parsed tables. It is read-only.
type gazetteer struct {
	places []place
	// full holds names with their level, and aliases; bare the names of provinces
	// and prefectures without it.
	full, bare map[string][]placeID
	// longest is the length in characters of the longest name in full or bare that
	// starts with a character, by character less '一'.
	longest [0x5200]uint8
	// towns holds the names of a county's townships between semicolons, by code.
	towns map[string]string
	// organs holds the agencies of the State; true for those with local branches.
	organs map[string]bool
}

var loadGazetteer = sync.OnceValue(func() *gazetteer {
	return parseGazetteer(data.Divisions, data.Townships, data.NationalOrgans)
})

// townIndex holds for each township's name the counties that have one.
var townIndex = sync.OnceValue(func() map[string][]placeID { return loadGazetteer().indexTowns() })

// pinyinIndex holds for each reading of a county's or prefecture's own name
// the places that may be read so.
var pinyinIndex = sync.OnceValue(func() map[string][]placeID { return loadGazetteer().indexPinyin() })

// eachLine calls f with the lines of a table after its header.
func eachLine(table string, f func(line string)) {
	_, table, _ = strings.Cut(table, "\n")
	for line := range strings.Lines(table) {
		if line = strings.TrimSuffix(line, "\n"); line != "" {
			f(line)
		}
	}
}

func parseGazetteer(divisions, townships, organs string) *gazetteer {
	g := &gazetteer{
		places: make([]place, 0, 4096),
		full:   make(map[string][]placeID, 4096), bare: make(map[string][]placeID, 512),
		towns: make(map[string]string, 4096), organs: map[string]bool{},
	}
	eachLine(divisions, g.addDivision)
	g.linkParents()
	g.measure(g.full)
	g.measure(g.bare)
	eachLine(townships, func(line string) {
		code, names, _ := strings.Cut(line, ",")
		g.towns[code] = names
	})
	eachLine(organs, func(line string) {
		name, branches, _ := strings.Cut(line, ",")
		g.organs[name] = branches != ""
	})
	return g
}

// measure notes the longest name for each first character.
func (g *gazetteer) measure(names map[string][]placeID) {
	for name := range names {
		if r := firstRune(name) - '一'; r >= 0 && int(r) < len(g.longest) {
			g.longest[r] = max(g.longest[r], uint8(utf8.RuneCountInString(name)))
		}
	}
}

// addDivision reads code,name,short,kind,from,to,pinyin,aliases.
func (g *gazetteer) addDivision(line string) {
	var f [8]string
	for i := range f {
		f[i], line, _ = strings.Cut(line, ",")
	}
	p := place{code: f[0], name: f[1], short: f[2], from: f[4], to: f[5], pinyin: f[6], parent: noPlace}
	switch f[3] {
	case "prefecture":
		p.kind = kindPrefecture
	case "county":
		p.kind = kindCounty
	case "zone":
		p.kind = kindZone
	}
	id := placeID(len(g.places))
	g.places = append(g.places, p)
	g.full[p.name] = append(g.full[p.name], id)
	for _, name := range shortForms(p) {
		g.full[name] = append(g.full[name], id)
	}
	if f[7] != "" {
		for _, alias := range strings.Split(f[7], "/") {
			g.full[alias] = append(g.full[alias], id)
		}
	}
	if p.kind <= kindPrefecture && p.short != p.name {
		g.bare[p.short] = append(g.bare[p.short], id)
	}
}

// shortForms returns the customary short forms of an autonomous division's
// name: 景宁县 for 景宁畲族自治县, 恩施州 for 恩施土家族苗族自治州.
func shortForms(p place) []string {
	for _, level := range []string{"县", "州", "旗", "区"} {
		if strings.HasSuffix(p.name, "自治"+level) {
			if p.kind == kindProvince {
				return []string{p.short + "自治区"}
			}
			return []string{p.short + level}
		}
	}
	return nil
}

// linkParents finds each place's parent by its code: the prefecture, or the
// province of what a province governs directly.
func (g *gazetteer) linkParents() {
	above := make(map[string]placeID, 512)
	for i := range g.places {
		p := &g.places[i]
		if p.kind > kindPrefecture {
			continue
		}
		if _, taken := above[p.code]; !taken || p.to == "" {
			above[p.code] = placeID(i)
		}
	}
	for i := range g.places {
		p := &g.places[i]
		if p.kind == kindProvince {
			continue
		}
		if id, ok := above[p.code[:4]+"00"]; ok && p.kind > kindPrefecture {
			p.parent = id
		} else if id, ok := above[p.code[:2]+"0000"]; ok {
			p.parent = id
		}
	}
}

func (g *gazetteer) indexTowns() map[string][]placeID {
	byCode := make(map[string]placeID, len(g.places))
	for i := range g.places {
		if p := &g.places[i]; p.to == "" || byCode[p.code] == 0 {
			byCode[p.code] = placeID(i)
		}
	}
	index := make(map[string][]placeID, 40000)
	for i := range g.places {
		code := g.places[i].code
		if byCode[code] != placeID(i) {
			continue
		}
		for rest := g.towns[code]; rest != ""; {
			var name string
			name, rest, _ = strings.Cut(rest, ";")
			index[name] = append(index[name], placeID(i))
		}
	}
	return index
}

func (g *gazetteer) indexPinyin() map[string][]placeID {
	index := make(map[string][]placeID, 8192)
	for i := range g.places {
		p := &g.places[i]
		if p.kind != kindPrefecture && p.kind != kindCounty || utf8.RuneCountInString(p.short) < 2 {
			continue
		}
		for _, reading := range strings.Split(p.pinyin, "/") {
			index[reading] = append(index[reading], placeID(i))
		}
	}
	return index
}

// within reports whether a place is another or lies in it.
func (g *gazetteer) within(id, other placeID) bool {
	for ; id != noPlace; id = g.places[id].parent {
		if id == other {
			return true
		}
		if g.places[id].code == g.places[other].code && g.places[id].kind == g.places[other].kind {
			return true
		}
	}
	return false
}

func (g *gazetteer) withinAny(id placeID, others []placeID) bool {
	return slices.ContainsFunc(others, func(o placeID) bool { return g.within(id, o) })
}

// match finds the longest name at the start of a text, among the places within
// others where others is not empty. n is the name's length in bytes.
func (g *gazetteer) match(s string, others []placeID) (ids []placeID, n int) {
	first := firstRune(s) - '一'
	if first < 0 || int(first) >= len(g.longest) {
		return nil, 0
	}
	var ends [24]int
	count, limit := 0, min(int(g.longest[first]), len(ends))
	for i := 0; i < len(s) && count < limit; count++ {
		_, size := utf8.DecodeRuneInString(s[i:])
		i += size
		ends[count] = i
	}
	for k := count - 1; k >= 1; k-- {
		if ids := g.filter(g.full[s[:ends[k]]], others); len(ids) > 0 {
			return ids, ends[k]
		}
	}
	for k := min(count, 5) - 1; k >= 1 && len(others) == 0; k-- {
		if ids := g.bare[s[:ends[k]]]; len(ids) > 0 && ends[k] < len(s) {
			return ids, ends[k]
		}
	}
	return nil, 0
}

func (g *gazetteer) filter(ids, others []placeID) []placeID {
	if len(others) == 0 || len(ids) == 0 {
		return ids
	}
	var out []placeID
	for _, id := range ids {
		if g.withinAny(id, others) {
			out = append(out, id)
		}
	}
	return out
}

// hasTown reports whether a county's list of townships holds a name.
func (g *gazetteer) hasTown(code, name string) bool {
	list := g.towns[code]
	for from := 0; ; {
		i := strings.Index(list[from:], name)
		if i < 0 {
			return false
		}
		start := from + i
		end := start + len(name)
		if (start == 0 || list[start-1] == ';') && (end == len(list) || list[end] == ';') {
			return true
		}
		from = end
	}
}
