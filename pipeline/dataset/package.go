package dataset

import (
	"encoding/json"
	"fmt"
	"path/filepath"

	"gongkai/pipeline/durable"
)

// writePackage writes datapackage.json.
func (s *Stage) writePackage(m *Manifest) error {
	raw, err := dataPackage(m)
	if err != nil {
		return err
	}
	return durable.WriteFile(s.data.fsys, filepath.Join(s.dir, packageFile), raw)
}

func dataPackage(m *Manifest) ([]byte, error) {
	raw, err := json.MarshalIndent(map[string]any{"name": "gongkai"}, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("dataset: data package: %w", err)
	}
	return append(raw, '\n'), nil
}
