package agency

import (
	"strings"
	"unicode/utf8"
)

// parsed is an agency's name taken apart from the front: places, then zone or
// township, then the organ.
type parsed struct {
	// places are the candidates for the lowest place named; nil where none is.
	places []placeID
	// zone and township are as stated.
	zone, township string
	// level is a bare level before the organ: 县 in 县财政局.
	level string
	// national is true for an agency of the State.
	national bool
	// stranger is true where the name begins with a place that no list has.
	stranger bool
}

// parseName takes a name apart.
func (g *gazetteer) parseName(name string) parsed {
	s := strings.TrimPrefix(name, "中华人民共和国")
	var p parsed
	if branches, ok := g.organs[s]; ok || s != name && !g.startsPlace(s) {
		_ = branches
		p.national = true
		return p
	}
	if rest, national, ok := g.branch(s); ok {
		if national {
			p.national = true
			return p
		}
		s = rest
	}
	s = g.takePlaces(&p, s)
	if p.township = g.listedTown(s, p.places); p.township != "" {
		if longer := formedTown(s); len(longer) > len(p.township) && !followsTown(s[len(p.township):]) {
			p.township = longer
		}
		return p
	}
	if zone := zoneAt(s); zone != "" {
		p.zone = zone
		s = s[len(zone):]
	}
	p.township = formedTown(s)
	if len(p.places) == 0 && p.township == "" {
		p.level = levelAt(s)
		p.stranger = p.level == "" && p.zone == "" && startsStranger(s)
	}
	return p
}

// levelWords hold the character of a level without naming a place.
var levelWords = []string{"城市", "城区", "社区", "园区", "景区", "小区", "辖区", "地区", "林区", "牧区", "库区", "灌区", "矿区", "街区", "校区", "院区", "营区", "片区", "特区", "山区", "城镇", "乡镇", "村镇", "城乡", "市场", "市政", "市容", "区域", "区划", "县域", "乡村"}

// startsStranger reports whether a name starts as names of places do, with a
// level after two to five characters, though no list has the place.
func startsStranger(s string) bool {
	n := 0
	for i, r := range s {
		if n++; n > 6 {
			return false
		}
		if n < 3 || !strings.ContainsRune("县市区旗镇乡", r) {
			continue
		}
		around := s[i-3:]
		for _, w := range levelWords {
			if strings.HasPrefix(around, w) || strings.HasPrefix(s[i:], w) {
				return false
			}
		}
		return true
	}
	return false
}

// startsPlace reports whether a text starts with a known place.
func (g *gazetteer) startsPlace(s string) bool {
	ids, _ := g.match(s, nil)
	return len(ids) > 0
}

// takePlaces reads province, prefecture and county from the front of a name,
// each within the last, and returns what follows them.
func (g *gazetteer) takePlaces(p *parsed, s string) string {
	for range 4 {
		ids, n := g.match(s, p.places)
		if n == 0 || p.places != nil && sameIDs(ids, p.places) {
			break
		}
		p.places, s = ids, s[n:]
	}
	return s
}

func sameIDs(a, b []placeID) bool {
	return len(a) == len(b) && (len(a) == 0 || a[0] == b[0])
}

// branch takes the State's agency off the name of its local branch: 国家税务总局
// in 国家税务总局修武县税务局. national is true where no place follows.
func (g *gazetteer) branch(s string) (rest string, national, ok bool) {
	if !strings.HasPrefix(s, "国家") && !strings.HasPrefix(s, "中国") && !strings.HasSuffix(cut(s, 9), "部") && !strings.HasPrefix(s, "审计署") && !isMinistry(s) {
		return s, false, false
	}
	best := ""
	for organ, branches := range g.organs {
		if branches && len(organ) > len(best) && strings.HasPrefix(s, organ) {
			best = organ
		}
	}
	if best == "" {
		return s, false, false
	}
	rest = s[len(best):]
	return rest, !g.startsPlace(rest), true
}

// isMinistry reports whether a name starts with the name of a ministry of four
// or more characters.
func isMinistry(s string) bool {
	i := strings.Index(s, "部")
	return i >= 0 && i <= 30
}

// zoneEndings are the words with which names of development zones end, longer
// ones before those they end with.
var zoneEndings = []string{
	"高新技术产业开发区", "高技术产业开发区", "经济技术开发区", "高新技术开发区", "经济开发区", "旅游度假区", "风景名胜区", "经济合作区", "综合保税区", "高新区", "经开区", "开发区",
	"工业园区", "产业园区", "产业集聚区", "示范区", "度假区", "风景区", "保税区", "合作区", "试验区", "实验区", "集聚区", "管理区", "工业园", "产业园", "新城", "新区", "园区",
}

// zoneAt returns the development zone with which the rest of a name starts. An
// agency that manages one (风景区管理局) is an agency of its place, not a zone.
func zoneAt(s string) string {
	best := ""
	for _, e := range zoneEndings {
		i := strings.Index(s, e)
		if i < 0 || utf8.RuneCountInString(s[:i]) > 8 || strings.ContainsAny(s[:i], "局镇乡委办") {
			continue
		}
		after := s[i+len(e):]
		if e == "新城" && after != "" && !strings.HasPrefix(after, "管") {
			continue
		}
		if strings.HasPrefix(after, "管理局") || strings.HasPrefix(after, "管理处") || strings.HasPrefix(after, "服务") || strings.HasPrefix(after, "建设") {
			continue
		}
		if end := i + len(e); best == "" || end > len(best) && !strings.Contains(s[len(best):end], "局") {
			best = s[:end]
		}
	}
	return best
}

// townEndings are the levels of townships; afterTown what may follow the name
// of one that no list has.
var (
	townEndings = []string{"街道", "苏木", "镇", "乡"}
	afterTown   = []string{"人民政府", "政府", "办事处", "党工委", "党政", "便民", "综合"}
)

// townAt returns the township with which the rest of a name starts: one that the
// lists have under the places, else one whose name has the form of one.
func (g *gazetteer) townAt(s string, places []placeID) string {
	if best := g.listedTown(s, places); best != "" {
		return best
	}
	return formedTown(s)
}

// formedTown returns the township at the start of a text by the form of its
// name and by what follows it: 石门乡 in 石门乡人民政府.
func formedTown(s string) string {
	for _, e := range townEndings {
		for from := 0; ; {
			i := strings.Index(s[from:], e)
			if i < 0 {
				break
			}
			end := from + i + len(e)
			from = end
			if n := utf8.RuneCountInString(s[:end]); n > 12 || end == len(e) {
				continue
			}
			if followsTown(s[end:]) {
				return s[:end]
			}
		}
	}
	return ""
}

func followsTown(s string) bool {
	if s == "" {
		return true
	}
	for _, f := range afterTown {
		if strings.HasPrefix(s, f) {
			return true
		}
	}
	return false
}

// listedTown returns the longest listed township of the places at the start of a text.
func (g *gazetteer) listedTown(s string, places []placeID) string {
	if len(places) == 0 || len(places) > 8 {
		return ""
	}
	best, end := "", 0
	for count := 1; count <= 16 && end < len(s); count++ {
		_, size := utf8.DecodeRuneInString(s[end:])
		end += size
		if count < 2 || !endsTown(s[:end]) {
			continue
		}
		for _, id := range places {
			if g.hasTown(g.places[id].code, s[:end]) {
				best = s[:end]
			}
		}
	}
	return best
}

func endsTown(s string) bool {
	for _, e := range townEndings {
		if strings.HasSuffix(s, e) {
			return true
		}
	}
	return strings.HasSuffix(s, "场") || strings.HasSuffix(s, "区")
}

// levelAt returns the bare level with which a name starts.
func levelAt(s string) string {
	for _, level := range []string{"自治区", "自治县", "省", "市", "县", "区", "州", "旗", "盟"} {
		if strings.HasPrefix(s, level) && !strings.HasPrefix(s, "市场") && !strings.HasPrefix(s, "区域") && !strings.HasPrefix(s, "市政") {
			return level
		}
	}
	return ""
}
