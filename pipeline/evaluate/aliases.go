package evaluate

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"gongkai/pipeline/raw"
)

// FindAliases reads from the raw zone of a dataset which addresses hold equal
// bytes. It is needed only where labelled documents are absent from the tables,
// and reads the whole zone. A folder without a zone gives none.
func FindAliases(ctx context.Context, dir string) (Aliases, error) {
	zoneDir := filepath.Join(dir, "raw")
	if _, err := os.Stat(zoneDir); os.IsNotExist(err) {
		return nil, nil
	}
	zone, err := raw.Open(zoneDir, raw.Options{})
	if err != nil {
		return nil, fmt.Errorf("evaluate: aliases: %w", err)
	}
	defer zone.Close() // nothing was written
	aliases := Aliases{}
	for doc, err := range zone.Documents(ctx) {
		if err != nil {
			return nil, fmt.Errorf("evaluate: aliases: %w", err)
		}
		for _, uri := range doc.URIs {
			if uri != doc.URI {
				aliases[uri] = doc.URI
			}
		}
	}
	return aliases, nil
}

// Lacks reports whether a labelled document is absent.
func (r *Result) Lacks() bool {
	for _, c := range r.Confusion {
		if c.Got == Absent {
			return true
		}
	}
	return false
}
