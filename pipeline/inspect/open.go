package inspect

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"gongkai/pipeline/raw"
	"gongkai/pipeline/source"
)

// docIDLen is how many hex digits of a document's sha256 a report id holds.
const docIDLen = 16

// rawDir is the folder of a dataset that holds the raw zone.
const rawDir = "raw"

var reportID = regexp.MustCompile(`^[0-9a-f]{16}-[0-9]{1,9}$`)

// IsReportID reports whether a name is the id of a report: 16 hex digits, '-',
// the report's number in its document.
func IsReportID(name string) bool { return reportID.MatchString(name) }

// ParseReportID cuts a report id into its document's and the report's number.
func ParseReportID(id string) (doc string, ordinal int, err error) {
	doc, number, _ := strings.Cut(id, "-")
	if ordinal, err = strconv.Atoi(number); err != nil || !IsReportID(id) {
		return "", 0, fmt.Errorf("report id %q: 16 hex digits, '-' and a number", id)
	}
	return doc, ordinal, nil
}

// FromFile reads a file as a run reads it: the address is the file's name. A
// container (.zip, .jsonl, …) must hold one document.
func FromFile(ctx context.Context, path string) (source.Item, error) {
	src, err := source.Open([]string{path}, source.Options{})
	if err != nil {
		return source.Item{}, err
	}
	var items []source.Item
	for item, err := range src.Items(ctx) {
		if err != nil {
			return source.Item{}, err
		}
		if items = append(items, item); len(items) > 1 {
			return source.Item{}, fmt.Errorf("inspect %s: it holds more than one document: %q, %q, …; read it into a dataset and inspect a report by its id",
				path, items[0].URI, items[1].URI)
		}
	}
	if len(items) == 0 {
		return source.Item{}, fmt.Errorf("inspect %s: it holds no document", path)
	}
	return items[0], nil
}

// FromDataset takes the document of a report from the raw zone of a dataset,
// also one that no address holds any more.
func FromDataset(dir, id string) (item source.Item, ordinal int, err error) {
	doc, ordinal, err := ParseReportID(id)
	if err != nil {
		return item, 0, err
	}
	zone, err := raw.Open(filepath.Join(dir, rawDir), raw.Options{})
	if err != nil {
		return item, 0, err
	}
	defer zone.Close() // nothing was written
	found, err := zone.Find(doc)
	if errors.Is(err, raw.ErrNoContent) {
		return item, 0, notFound(dir, id)
	}
	return found.Item, ordinal, err
}

func notFound(dir, id string) error {
	return fmt.Errorf("report %s in the raw zone of %s: %w", id, dir, ErrNoReport)
}
