package agency

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"gongkai/data"
)

// TestGazetteerShape checks what the rest of the package relies on: codes of
// six digits, known kinds, every place below a province in a place above it,
// codes that agree with the levels, months, no row twice.
func TestGazetteerShape(t *testing.T) {
	code := regexp.MustCompile(`^[1-9]\d{5}$`)
	month := regexp.MustCompile(`^(20\d\d-(0[1-9]|1[0-2]))?$`)
	g := loadGazetteer()
	seen := map[string]bool{}
	for _, p := range g.places {
		if !code.MatchString(p.code) || utf8.RuneCountInString(p.name) < 2 {
			t.Errorf("row %+v", p)
		}
		if !month.MatchString(p.from) || !month.MatchString(p.to) || p.to != "" && p.from > p.to {
			t.Errorf("%s %s: from %q to %q", p.code, p.name, p.from, p.to)
		}
		if seen[p.code+p.name] {
			t.Errorf("%s %s twice", p.code, p.name)
		}
		seen[p.code+p.name] = true
		switch {
		case p.kind == kindProvince:
			if p.parent != noPlace || !strings.HasSuffix(p.code, "0000") {
				t.Errorf("province %+v", p)
			}
		case p.parent == noPlace:
			t.Errorf("%s %s lies nowhere", p.code, p.name)
		case p.kind == kindPrefecture:
			if g.places[p.parent].kind != kindProvince || !strings.HasSuffix(p.code, "00") {
				t.Errorf("prefecture %+v", p)
			}
		default:
			if up := g.places[p.parent]; up.kind > kindPrefecture || up.code[:2] != p.code[:2] || strings.HasSuffix(p.code, "00") {
				t.Errorf("county %+v in %+v", p, up)
			}
		}
	}
}

// TestGazetteerCodesUnique checks that a code names one place at a time.
func TestGazetteerCodesUnique(t *testing.T) {
	current := map[string]string{}
	for _, p := range loadGazetteer().places {
		if p.to != "" {
			continue
		}
		if other := current[p.code]; other != "" {
			t.Errorf("%s is %s and %s at once", p.code, other, p.name)
		}
		current[p.code] = p.name
	}
}

// TestGazetteerCounts compares with the published numbers: 34 provinces, 333
// prefectures, and 2843 counties at the end of 2021, which only the few later
// changes alter.
func TestGazetteerCounts(t *testing.T) {
	counts := map[kind]int{}
	for _, p := range loadGazetteer().places {
		if p.to == "" {
			counts[p.kind]++
		}
	}
	if counts[kindProvince] != 34 || counts[kindPrefecture] != 333 {
		t.Errorf("%d provinces, %d prefectures", counts[kindProvince], counts[kindPrefecture])
	}
	if n := counts[kindCounty]; n < 2840 || n > 2850 {
		t.Errorf("%d counties", n)
	}
	if counts[kindZone] < 100 {
		t.Errorf("%d zones", counts[kindZone])
	}
}

// TestTownships checks that every list belongs to a place, that names are
// unique in it and clean, and that nearly every county has one.
func TestTownships(t *testing.T) {
	g := loadGazetteer()
	codes := map[string]bool{}
	for _, p := range g.places {
		codes[p.code] = true
	}
	total := 0
	for code, names := range g.towns {
		list := strings.Split(names, ";")
		total += len(list)
		if !codes[code] || !slices.IsSorted(list) || len(slices.Compact(slices.Clone(list))) != len(list) {
			t.Errorf("townships of %s", code)
		}
		if strings.ContainsAny(names, ", \"") || slices.Contains(list, "") {
			t.Errorf("townships of %s: %q", code, names)
		}
	}
	if total < 40000 {
		t.Errorf("%d townships", total)
	}
	missing := 0
	for _, p := range g.places {
		if p.kind == kindCounty && p.to == "" && g.towns[p.code] == "" {
			missing++
		}
	}
	if missing > 12 {
		t.Errorf("%d counties without townships", missing)
	}
}

// TestPatchApplied checks that the tables were rebuilt after the last change of
// the patch table, and that each of its lines names its source.
func TestPatchApplied(t *testing.T) {
	g := loadGazetteer()
	eachLine(data.GazetteerPatch, func(line string) {
		f := strings.SplitN(line, ",", 7)
		if len(f) != 7 || f[6] == "" {
			t.Errorf("%q has no source", line)
			return
		}
		applied := slices.ContainsFunc(g.full[f[1]], func(id placeID) bool {
			p := g.places[id]
			return p.code == f[0] && (f[3] == "alias" || p.from == f[4] && p.to == f[5])
		})
		if !applied {
			t.Errorf("%q is not in divisions.csv: run scripts/gazetteer", line)
		}
	})
}

func TestShortNames(t *testing.T) {
	g := loadGazetteer()
	for name, code := range map[string]string{
		"景宁县": "331127", "恩施州": "422800", "积石山县": "622927", "双江县": "530925", "前郭县": "220721",
		"孟村县": "130930", "鄂温克旗": "150724", "延边州": "222400", "博州": "", "克孜勒苏州": "653000", "河南县": "632324",
	} {
		ids := g.current(g.full[name], 2022)
		if code == "" && len(ids) == 0 {
			continue
		}
		if len(ids) != 1 || g.places[ids[0]].code != code {
			t.Errorf("%s: %d places, want %s", name, len(ids), code)
		}
	}
}
