package agency

import (
	"net/url"
	"slices"
	"strings"
)

// hostOf returns the host of an address in lower case, or "" for a path.
func hostOf(uri string) string {
	if !strings.Contains(uri, "://") {
		return ""
	}
	u, err := url.Parse(uri)
	if err != nil {
		return ""
	}
	return strings.ToLower(u.Hostname())
}

// isForeignHost reports whether an address is on a host that is not a government's.
func isForeignHost(uri string) bool {
	host := hostOf(uri)
	return host != "" && host != "gov.cn" && !strings.HasSuffix(host, ".gov.cn")
}

// provinceHosts are the names of the provinces' own domains under gov.cn.
var provinceHosts = map[string]string{
	"beijing": "11", "tj": "12", "hebei": "13", "shanxi": "14", "nmg": "15", "ln": "21", "jl": "22", "hlj": "23",
	"shanghai": "31", "sh": "31", "jiangsu": "32", "zj": "33", "ah": "34", "fujian": "35", "jiangxi": "36",
	"shandong": "37", "henan": "41", "hubei": "42", "hunan": "43", "gd": "44", "gxzf": "45", "hainan": "46", "cq": "50",
	"sc": "51", "guizhou": "52", "yn": "53", "xizang": "54", "shaanxi": "61", "gansu": "62", "qinghai": "63", "nx": "64", "xinjiang": "65",
}

// hostLabels returns the parts of a government's host before gov.cn.
func hostLabels(uri string) []string {
	host, ok := strings.CutSuffix(hostOf(uri), ".gov.cn")
	if !ok {
		return nil
	}
	return strings.Split(host, ".")
}

// byHost returns the only candidate whose own name, prefecture or province the
// government's host spells.
func (c *context) byHost(candidates []placeID) (placeID, bool) {
	labels := hostLabels(c.d.uri)
	found, n := noPlace, 0
	for _, id := range candidates {
		if c.hostSpells(labels, id) {
			found, n = id, n+1
		}
	}
	return found, n == 1
}

func (c *context) hostSpells(labels []string, id placeID) bool {
	for ; id != noPlace; id = c.g.places[id].parent {
		p := &c.g.places[id]
		for _, label := range labels {
			if p.kind == kindProvince && provinceHosts[label] == p.code[:2] {
				return true
			}
			if p.kind != kindProvince && len(label) >= 4 && slices.Contains(strings.Split(p.pinyin, "/"), label) {
				return true
			}
		}
	}
	return false
}

// hostPlace returns the place whose name the government's domain spells, where
// no other may be read so, or a lower one within it that a host of the domain
// spells (jinhua.zj.gov.cn). Other names of hosts say nothing (gongan is more
// often the police than 公安县).
func (c *context) hostPlace(kinds []kind) (placeID, bool) {
	labels := hostLabels(c.d.uri)
	if len(labels) == 0 {
		return noPlace, false
	}
	found, ok := c.labelPlace(labels[len(labels)-1])
	if !ok {
		return noPlace, false
	}
	for _, label := range slices.Backward(labels[:len(labels)-1]) {
		if id, ok := c.labelPlace(label); ok && c.g.within(id, found) {
			found = id
		}
	}
	return found, slices.Contains(kinds, c.g.places[found].kind)
}

// labelPlace returns the only place that one part of a host spells.
func (c *context) labelPlace(label string) (placeID, bool) {
	if code, ok := provinceHosts[label]; ok {
		i := slices.IndexFunc(c.g.places, func(p place) bool { return p.kind == kindProvince && p.code[:2] == code })
		return placeID(i), i >= 0
	}
	if len(label) < 5 {
		return noPlace, false
	}
	if ids := c.g.current(pinyinIndex()[label], c.year); len(ids) == 1 {
		return ids[0], true
	}
	return noPlace, false
}
