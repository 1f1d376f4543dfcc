package main

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/mozillazg/go-pinyin"
)

// division is one row: a name under a code, with the dates between which the
// lists have it; from is "" where the oldest list has it, to where the newest has.
type division struct {
	code, name, short, kind, from, to string
	aliases                           []string
}

// merge joins the revisions. A code whose name changed gives a row for each
// name, keyed by code and name.
func merge(revisions []revision) map[string]*division {
	rows := map[string]*division{}
	for i, r := range revisions {
		for code, name := range r.names {
			row := rows[code+name]
			if row == nil {
				row = &division{code: code, name: name, kind: kindOf(code, r.zones)}
				row.short = short(name, row.kind)
				if i > 0 {
					row.from = r.date
				}
				rows[code+name] = row
			}
			row.to = r.date
			if i == len(revisions)-1 {
				row.to = ""
			}
		}
	}
	index := map[string]*division{}
	for key, row := range rows {
		index[key] = row
		if index[row.code] == nil || row.to == "" {
			index[row.code] = row
		}
	}
	return index
}

func kindOf(code string, zones map[string]bool) string {
	switch {
	case zones[code]:
		return "zone"
	case strings.HasSuffix(code, "0000"):
		return "province"
	case strings.HasSuffix(code, "00"):
		return "prefecture"
	}
	return "county"
}

// patch applies the patch table: dates of known rows, new rows, aliases.
func patch(divisions map[string]*division, path string) error {
	rows, err := readCSV(path)
	if err != nil {
		return err
	}
	for i, r := range rows {
		if len(r) != 7 || r[6] == "" {
			return fmt.Errorf("%s: line %d: %d fields or no source", path, i+2, len(r))
		}
		code, name, kind := r[0], r[1], r[3]
		known := divisions[code]
		if kind == "alias" {
			if known == nil {
				return fmt.Errorf("%s: line %d: alias of no division %s", path, i+2, code)
			}
			known.aliases = append(known.aliases, name)
			continue
		}
		if known = divisions[code+name]; known == nil {
			known = &division{code: code, name: name, kind: kind, short: short(name, kind)}
			divisions[code], divisions[code+name] = known, known
		}
		known.from, known.to = r[4], r[5]
	}
	return nil
}

// peoples are the names that an autonomous division carries between its own
// name and 自治; longer before shorter.
var peoples = strings.Fields(`各族 蒙古族 回族 藏族 维吾尔族 苗族 彝族 壮族 布依族 朝鲜族 满族 侗族 瑶族 白族 土家族 哈尼族 哈萨克族 傣族 黎族
	傈僳族 佤族 畲族 拉祜族 水族 东乡族 纳西族 景颇族 柯尔克孜族 土族 达斡尔族 仫佬族 羌族 布朗族 撒拉族 毛南族 仡佬族 锡伯族 阿昌族 普米族 塔吉克族
	怒族 鄂温克族 德昂族 保安族 裕固族 独龙族 鄂伦春族 蒙古 柯尔克孜 哈萨克 塔吉克 锡伯 维吾尔`)

// short returns a division's own name without its level and peoples:
// 修武县 → 修武, 景宁畲族自治县 → 景宁, 恩施土家族苗族自治州 → 恩施.
func short(name, kind string) string {
	if kind == "zone" {
		return ""
	}
	for _, level := range []string{"特别行政区", "自治区", "自治州", "自治县", "自治旗", "矿区", "林区", "特区", "新区", "地区", "省", "市", "县", "区", "旗", "盟"} {
		stem, ok := strings.CutSuffix(name, level)
		if !ok || utf8.RuneCountInString(stem) < 1 {
			continue
		}
		if strings.HasPrefix(level, "自治") {
			return withoutPeoples(stem)
		}
		return stem
	}
	return name
}

func withoutPeoples(stem string) string {
	for {
		next := stem
		for _, p := range peoples {
			if s, ok := strings.CutSuffix(stem, p); ok && utf8.RuneCountInString(s) >= 2 {
				next = s
				break
			}
		}
		if next == stem {
			return strings.TrimSuffix(stem, "族")
		}
		stem = next
	}
}

// spell returns the readings of a name in Latin letters, at most six, the
// commonest first, separated by slashes.
func spell(name string) string {
	args := pinyin.NewArgs()
	args.Heteronym = true
	words := []string{""}
	for _, readings := range pinyin.Pinyin(name, args) {
		var next []string
		for _, reading := range slices.Compact(slices.Clone(readings)) {
			for _, w := range words {
				if s := w + strings.ReplaceAll(reading, "ü", "v"); !slices.Contains(next, s) {
					next = append(next, s)
				}
			}
		}
		words = next[:min(len(next), 6)]
	}
	return strings.Join(words, "/")
}

func printDivisions(divisions map[string]*division) []byte {
	var rows []*division
	for key, row := range divisions {
		if len(key) > 6 {
			rows = append(rows, row)
		}
	}
	slices.SortFunc(rows, func(a, b *division) int {
		return strings.Compare(a.code+a.from+a.name, b.code+b.from+b.name)
	})
	var b bytes.Buffer
	b.WriteString("code,name,short,kind,from,to,pinyin,aliases\n")
	for _, r := range rows {
		fmt.Fprintf(&b, "%s,%s,%s,%s,%s,%s,%s,%s\n", r.code, r.name, r.short, r.kind, r.from, r.to, spell(r.short), strings.Join(r.aliases, "/"))
	}
	return b.Bytes()
}

// cleanTownships normalises the names of a county's townships and takes out
// repetitions, the areas that only statistics call townships, and names with a
// character that the list could not print (?水街道).
func cleanTownships(county string, names []string) []string {
	var out []string
	for _, n := range names {
		n = cleanTownship(county, strings.TrimSpace(n))
		if utf8.RuneCountInString(n) >= 2 && !strings.ContainsAny(n, ",;()（）?？\"\n") && !strings.HasSuffix(n, "特殊乡镇") {
			out = append(out, n)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// cleanTownship takes off what some names carry before and after: the county,
// the zone that runs the township, 办事处.
func cleanTownship(county, name string) string {
	name = strings.TrimSuffix(name, "办事处")
	name = strings.Replace(name, "办事处街道", "街道", 1)
	for _, before := range []string{"开发区", "科技新城", "）", ")", "-"} {
		if i := strings.LastIndex(name, before); i > 0 && i+len(before) < len(name) {
			name = name[i+len(before):]
		}
	}
	return strings.TrimPrefix(name, county)
}

func printTownships(towns map[string][]string) []byte {
	var b bytes.Buffer
	b.WriteString("code,names\n")
	for _, code := range slices.Sorted(maps.Keys(towns)) {
		fmt.Fprintf(&b, "%s,%s\n", code, strings.Join(towns[code], ";"))
	}
	return b.Bytes()
}
