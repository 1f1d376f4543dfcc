package pipeline

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"gongkai/data"
	"gongkai/pipeline/dataset"
	"gongkai/schema"
)

// identifyBuild fills Build with the sha256 of the program file, so that a
// changed program whose version was not raised does not reuse old results.
func (c *Config) identifyBuild() error {
	if c.Build != "" {
		return nil
	}
	name, err := os.Executable()
	if err != nil {
		return fmt.Errorf("pipeline: identify the program: %w", err)
	}
	file, err := os.Open(name)
	if err != nil {
		return fmt.Errorf("pipeline: identify the program: %w", err)
	}
	defer file.Close()
	hash := sha256.New()
	if _, err := io.Copy(hash, file); err != nil {
		return fmt.Errorf("pipeline: identify the program: %w", err)
	}
	c.Build = hex.EncodeToString(hash.Sum(nil))
	return nil
}

// describeProgram names the versions that the tables depend on.
func describeProgram(cfg Config) (dataset.Program, error) {
	p := dataset.Program{ExtractorVersion: cfg.Version, Build: cfg.Build, Editions: map[string]string{}}
	names, err := fs.Glob(data.Forms, "forms/*.json")
	if err != nil {
		return p, fmt.Errorf("pipeline: editions: %w", err)
	}
	for _, name := range names {
		raw, err := data.Forms.ReadFile(name)
		if err != nil {
			return p, fmt.Errorf("pipeline: editions: %w", err)
		}
		p.Editions[strings.TrimSuffix(path.Base(name), ".json")] = hexSHA256(raw)
	}
	var tables strings.Builder
	for _, t := range schema.Tables() {
		fmt.Fprintf(&tables, "%s\n%s\n", t.Name, t.Arrow)
	}
	p.Schema = hexSHA256([]byte(tables.String()))
	return p, nil
}

// storeDir is where the results of this version and build are kept.
func (r *run) storeDir() string {
	return filepath.Join(r.cfg.Dataset, extractedDir, hexSHA256([]byte(r.cfg.Version + "\n" + r.cfg.Build))[:16])
}

func hexSHA256(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}
