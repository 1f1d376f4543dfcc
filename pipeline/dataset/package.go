package dataset

import (
	"fmt"
	"path/filepath"

	"gongkai/pipeline/durable"
	"gongkai/schema"
)

// writePackage writes datapackage.json.
func (s *Stage) writePackage(m *Manifest) error {
	raw, err := dataPackage(m)
	if err != nil {
		return err
	}
	return durable.WriteFile(s.data.fsys, filepath.Join(s.dir, PackageFile), raw)
}

// dataPackage describes the files as a Frictionless data package.
func dataPackage(m *Manifest) ([]byte, error) {
	files := make([]schema.PackageFile, len(m.Files))
	for i, f := range m.Files {
		files[i] = schema.PackageFile{Path: f.Path, Table: f.Table, Rows: f.Rows, Bytes: f.Bytes, SHA256: f.SHA256}
	}
	raw, err := schema.DataPackage(files)
	if err != nil {
		return nil, fmt.Errorf("dataset: data package: %w", err)
	}
	return raw, nil
}
