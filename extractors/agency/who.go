package agency

import (
	"slices"
	"strings"
)

// agency chooses the name: the title's, made complete by the signature or the
// text where it is short; else the signature's; else the text's; else what
// header block, metadata and site say.
func (d *document) agency(t title, sign signature) (string, Status) {
	if t.agency != "" && !isPronoun(t.agency) {
		name := complete(t.agency, sign.agency)
		if name == t.agency && !placeStarts(name) {
			name = complete(name, d.agencyInText())
		}
		return name, Stated
	}
	if sign.agency != "" {
		return sign.agency, Stated
	}
	if name := d.agencyInText(); name != "" {
		return name, Stated
	}
	if name := d.agencyInHeader(); name != "" {
		return name, Inferred
	}
	return "", Unknown
}

// complete prefers a signature that says the same and more: 县财政局 signed
// 修武县财政局.
func complete(name, signed string) string {
	if len(signed) > len(name) && !placeStarts(name) && strings.HasSuffix(signed, trimLevel(name)) {
		return signed
	}
	if signed == name+"人民政府" {
		return signed
	}
	return name
}

// trimLevel takes a bare level off a name's beginning: 县财政局, 市教育局.
func trimLevel(name string) string {
	for _, level := range []string{"县", "市", "区", "州", "省", "旗"} {
		if strings.HasPrefix(name, level) {
			return name[len(level):]
		}
	}
	return name
}

// agencyInHeader reads the name that the page's header gives.
func (d *document) agencyInHeader() string {
	names := d.values(issuerLabels)
	names = append(names, d.meta("ContentSource", "Author", "Source", "SiteName")...)
	names = append(names, titleParts(d.grid.Title)...)
	for _, n := range names {
		n = cleanName(siteOwner(n))
		if isOrgan(n) && placeStarts(n) && !strings.HasSuffix(n, "人民政府") {
			return n
		}
	}
	return ""
}

// siteOwner takes the words for a site off its name.
func siteOwner(s string) string {
	for _, w := range []string{"门户网站", "政府网站", "官方网站", "网站", "信息公开网", "政府信息公开平台", "官网", "政务网"} {
		s = strings.TrimSuffix(s, w)
	}
	return s
}

// otherNames returns the names besides the agency's own that the document's
// title, signature, header and site give, strongest first.
func (d *document) otherNames(t title, sign signature, own string) []string {
	names := []string{t.text, sign.agency, t.agency}
	names = append(names, d.values(issuerLabels)...)
	names = append(names, d.meta("ContentSource", "Author", "Source", "SiteName")...)
	names = append(names, titleParts(d.grid.Title)...)
	return slices.DeleteFunc(names, func(n string) bool { return n == "" || n == own })
}
