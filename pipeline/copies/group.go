package copies

import (
	"cmp"
	"net/url"
	"slices"
	"strings"
)

// Member is what is known of one report when copies are sought.
type Member struct {
	ReportID string
	// Year is the year reported on; 0 where unknown. Reports of unknown year are
	// copies of none.
	Year int
	// Agency and DivisionCode are "" where unknown.
	Agency, DivisionCode string
	Figures              Figures
	// SourceURI tells the official host from a mirror.
	SourceURI string
	// Lost counts the cells that the text lost or that cannot be read.
	Lost int
	// Review is true where a person should look at the report.
	Review bool
}

// Group returns the preferred copy of each report that is a copy of another,
// by report id. Reports that stand alone and preferred copies are not in it.
func Group(members []Member) map[string]string {
	duplicateOf := map[string]string{}
	for _, alike := range byFigures(members) {
		for _, group := range split(alike) {
			preferred := slices.MinFunc(group, prefer)
			for _, m := range group {
				if m.ReportID != preferred.ReportID {
					duplicateOf[m.ReportID] = preferred.ReportID
				}
			}
		}
	}
	return duplicateOf
}

// byFigures returns the sets of two or more reports of one year with equal figures.
func byFigures(members []Member) [][]Member {
	type key struct {
		year    int
		figures Figures
	}
	sets := map[key][]Member{}
	for _, m := range members {
		if m.Year != 0 {
			k := key{m.Year, m.Figures}
			sets[k] = append(sets[k], m)
		}
	}
	var alike [][]Member
	for _, set := range sets {
		if len(set) > 1 {
			alike = append(alike, set)
		}
	}
	return alike
}

// split divides reports of equal figures into copies of one report, as far as
// the strength of the figures carries.
func split(alike []Member) [][]Member {
	strength := alike[0].Figures.Strength
	if strength == Strong {
		return [][]Member{alike}
	}
	named := map[string][]Member{}
	var nameless []Member
	for _, m := range alike {
		if m.Agency == "" {
			nameless = append(nameless, m)
			continue
		}
		named[m.Agency] = append(named[m.Agency], m)
	}
	var groups [][]Member
	for _, sameName := range named {
		groups = append(groups, byDivision(sameName)...)
	}
	switch {
	case strength == Trivial:
		return groups
	case len(groups) == 0:
		return [][]Member{nameless}
	case len(groups) == 1:
		return [][]Member{append(groups[0], nameless...)}
	}
	return groups
}

// byDivision separates agencies of one name in different divisions. Where
// there are several, a report without a code could belong to any and joins none.
func byDivision(sameName []Member) [][]Member {
	byCode := map[string][]Member{}
	for _, m := range sameName {
		byCode[m.DivisionCode] = append(byCode[m.DivisionCode], m)
	}
	unknown := byCode[""]
	delete(byCode, "")
	if len(byCode) < 2 {
		return [][]Member{sameName}
	}
	var groups [][]Member
	for _, group := range byCode {
		groups = append(groups, group)
	}
	for _, m := range unknown {
		groups = append(groups, []Member{m})
	}
	return groups
}

// prefer orders copies, the best first: official host, complete, not under
// review, smallest id.
func prefer(a, b Member) int {
	return cmp.Or(
		falseFirst(!official(a.SourceURI), !official(b.SourceURI)),
		cmp.Compare(a.Lost, b.Lost),
		falseFirst(a.Review, b.Review),
		strings.Compare(a.ReportID, b.ReportID),
	)
}

func falseFirst(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// official reports whether an address is on a government's host.
func official(uri string) bool {
	u, err := url.Parse(uri)
	if err != nil {
		return false
	}
	host := strings.ToLower(u.Hostname())
	return host == "gov.cn" || strings.HasSuffix(host, ".gov.cn")
}
