package agency

import (
	"slices"
	"strings"
)

// resolve finds the division of the agency: from its name, with other evidence
// where the name fits several places or names none. It fills the division
// columns of id and adds doubts.
func (d *document) resolve(id *Identity, names []string) {
	g := loadGazetteer()
	if id.Agency == "" {
		if place, ok := d.citedPlace(g, id.Year, names); ok {
			g.fill(id, place)
		}
		return
	}
	p := g.parseName(id.Agency)
	if p.national {
		id.AdminLevel = "national"
		return
	}
	id.Township = p.township
	ctx := &context{d: d, g: g, year: id.Year, names: names}
	switch {
	case len(p.places) > 0:
		d.settle(id, ctx, p, g.current(p.places, id.Year))
	case p.township != "":
		d.settle(id, ctx, p, g.current(townIndex()[p.township], id.Year))
	case !p.stranger:
		d.settleWithout(id, ctx, p)
	}
	if id.Province == "" && isForeignHost(d.uri) && !slices.Contains(id.Doubts, DoubtDivision) {
		id.Doubts = append(id.Doubts, DoubtMirror)
	}
}

// settle chooses among the candidates of a name and fills the columns.
func (d *document) settle(id *Identity, ctx *context, p parsed, candidates []placeID) {
	g := ctx.g
	if len(p.places) > 0 && p.township != "" {
		candidates = g.townHolders(candidates, p.township, id.Year)
	}
	if len(p.places) == 0 && len(candidates) == 0 {
		// A township that no list has: its county must be stated elsewhere.
		if place, ok := ctx.only(kindCounty, kindPrefecture); ok {
			g.fill(id, place)
		}
		id.AdminLevel = "township"
		return
	}
	place, ok := ctx.choose(candidates)
	if !ok {
		id.Doubts = append(id.Doubts, DoubtDivision)
		g.fillCommon(id, candidates)
		id.AdminLevel = g.levelName(candidates[0])
	} else {
		g.fill(id, place)
		id.AdminLevel = g.levelName(place)
	}
	switch {
	case p.township != "":
		id.AdminLevel = "township"
		if ok && g.places[place].kind == kindPrefecture && !g.hasTown(g.places[place].code, p.township) {
			id.DivisionCode = ""
		}
	case p.zone != "":
		id.DivisionCode = ""
	}
}

// settleWithout resolves a name that names no place (县财政局, 教育局) by what the
// rest of the document says of it.
func (d *document) settleWithout(id *Identity, ctx *context, p parsed) {
	kinds := []kind{kindCounty, kindPrefecture, kindProvince}
	switch p.level {
	case "县", "区", "旗", "自治县":
		kinds = []kind{kindCounty}
	case "省", "自治区":
		kinds = []kind{kindProvince}
	case "州", "盟":
		kinds = []kind{kindPrefecture}
	case "市":
		kinds = []kind{kindCounty, kindPrefecture, kindProvince}
	}
	place, ok := ctx.only(kinds...)
	if !ok || p.level != "" && !strings.HasSuffix(ctx.g.places[place].name, p.level) {
		return
	}
	ctx.g.fill(id, place)
	id.AdminLevel = ctx.g.levelName(place)
	if p.zone != "" {
		id.DivisionCode = ""
	}
}

// townHolders narrows candidates to the counties that have a township of the
// name: those below a prefecture where the prefecture itself has none. Where no
// list has it the candidates stay.
func (g *gazetteer) townHolders(candidates []placeID, town string, year int) []placeID {
	var direct, below []placeID
	for _, c := range candidates {
		if g.hasTown(g.places[c].code, town) {
			direct = append(direct, c)
		}
	}
	if len(direct) > 0 {
		return direct
	}
	if g.places[candidates[0]].kind <= kindPrefecture {
		for _, id := range townIndex()[town] {
			if g.withinAny(id, candidates) {
				below = append(below, id)
			}
		}
	}
	if len(below) > 0 {
		return g.current(below, year)
	}
	return candidates
}

// fill writes a place and what it lies in to the division columns. A zone has
// no code of its own and stands for what it lies in.
func (g *gazetteer) fill(id *Identity, p placeID) {
	if g.places[p].kind == kindZone {
		p = g.places[p].parent
		if p == noPlace {
			return
		}
	} else {
		id.DivisionCode = g.places[p].code
	}
	g.fillNames(id, p)
}

func (g *gazetteer) fillNames(id *Identity, p placeID) {
	for ; p != noPlace; p = g.places[p].parent {
		switch g.places[p].kind { //nolint:exhaustive // a zone is no division
		case kindProvince:
			id.Province = g.places[p].name
		case kindPrefecture:
			id.Prefecture = g.places[p].name
		case kindCounty:
			id.County = g.places[p].name
		}
	}
}

// fillCommon writes what all candidates lie in.
func (g *gazetteer) fillCommon(id *Identity, candidates []placeID) {
	for up := g.places[candidates[0]].parent; up != noPlace; up = g.places[up].parent {
		all := true
		for _, c := range candidates {
			all = all && g.within(c, up)
		}
		if all {
			g.fillNames(id, up)
			return
		}
	}
}

// levelName returns the administrative level of a place; a zone's is that of
// what it lies in.
func (g *gazetteer) levelName(p placeID) string {
	for g.places[p].kind == kindZone && g.places[p].parent != noPlace {
		p = g.places[p].parent
	}
	return [...]string{"province", "prefecture", "county", "county"}[g.places[p].kind]
}

// lists are the months of the lists that the gazetteer joins, oldest first.
var lists = []string{"2013-08", "2014-10", "2015-09", "2016-07", "2020-12", "2023-06"}

// goneBy reports whether a place is known to have ended before a month: a list
// of that month or before it, but after its last, lacks it.
func (p *place) goneBy(month string) bool {
	if p.to == "" {
		return false
	}
	if !slices.Contains(lists, p.to) {
		return p.to < month
	}
	for _, l := range lists {
		if l > p.to {
			return l <= month
		}
	}
	return false
}

// notYet reports whether a place is known not to have begun by a month.
func (p *place) notYet(month string) bool {
	if p.from == "" {
		return false
	}
	i := slices.Index(lists, p.from)
	if i < 0 {
		return p.from > month
	}
	return i > 0 && month <= lists[i-1]
}

// current narrows candidates to those of the report year and takes one row for
// each place: of a place that kept its name under another code the row that held
// at the end of the year, the newest where the lists do not say.
func (g *gazetteer) current(candidates []placeID, year int) []placeID {
	if len(candidates) < 2 {
		return candidates
	}
	month := "9999-12"
	if year != 0 {
		month = yearText(year) + "-12"
	}
	var valid []placeID
	for _, c := range candidates {
		if p := &g.places[c]; !p.goneBy(month) && !p.notYet(month) {
			valid = append(valid, c)
		}
	}
	if len(valid) == 0 {
		valid = candidates
	}
	var out []placeID
	for _, c := range valid {
		i := slices.IndexFunc(out, func(o placeID) bool { return g.samePlace(o, c) })
		switch {
		case i < 0:
			out = append(out, c)
		case g.places[out[i]].to != "" && (g.places[c].to == "" || g.places[c].to > g.places[out[i]].to):
			out[i] = c
		}
	}
	return out
}

// samePlace reports whether two rows are one place under two codes: equal in
// own name, province and prefecture's own name.
func (g *gazetteer) samePlace(a, b placeID) bool {
	p, q := &g.places[a], &g.places[b]
	if p.name != q.name || p.code[:2] != q.code[:2] || p.kind != q.kind {
		return false
	}
	if p.parent == noPlace || q.parent == noPlace {
		return p.parent == q.parent
	}
	up, uq := &g.places[p.parent], &g.places[q.parent]
	return up.short == uq.short || up.kind == kindProvince || uq.kind == kindProvince
}
