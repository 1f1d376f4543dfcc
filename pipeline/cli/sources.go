package cli

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
	"go.yaml.in/yaml/v3"

	"gongkai/pipeline/fetch"
)

// sources are where documents come from: paths and plain addresses, and
// addresses with what to follow from them.
type sources struct {
	paths []string
	seeds []fetch.Seed
}

func (s sources) empty() bool { return len(s.paths)+len(s.seeds) == 0 }

// UnmarshalYAML reads a list of texts, which are paths or addresses, and of
// mappings, which are read as in a list of addresses.
func (s *sources) UnmarshalYAML(node *yaml.Node) error {
	if node.Kind != yaml.SequenceNode {
		return fmt.Errorf("line %d: sources is a list", node.Line)
	}
	for _, entry := range node.Content {
		if entry.Kind == yaml.ScalarNode {
			s.paths = append(s.paths, entry.Value)
			continue
		}
		raw, err := yaml.Marshal(map[string][]*yaml.Node{"sources": {entry}})
		if err != nil {
			return fmt.Errorf("line %d: %w", entry.Line, err)
		}
		seeds, err := fetch.ReadSeeds(bytes.NewReader(raw), "yaml")
		if err != nil {
			return fmt.Errorf("source of line %d: %w", entry.Line, err)
		}
		s.seeds = append(s.seeds, seeds...)
	}
	return nil
}

// choose settles the sources and the dataset. Sources on the command line take
// the place of all of the config file. bundled is true where the samples of the
// repository are meant.
func (s *settings) choose(cmd *cobra.Command, args []string) (from sources, bundled bool, err error) {
	from, files := s.Sources, s.SourceFiles
	if len(args) > 0 {
		from = sources{paths: args}
		if !cmd.Flags().Changed("sources") {
			files = nil
		}
	}
	for _, name := range files {
		seeds, err := readSeeds(cmd.InOrStdin(), name)
		if err != nil {
			return from, false, err
		}
		from.seeds = append(from.seeds, seeds...)
	}
	if from.empty() && len(files) == 0 {
		from, bundled = sources{paths: []string{samplesDir}}, true
	}
	if s.Dataset == "" {
		if !bundled {
			return from, false, usagef("--dataset DIR is needed with a SOURCE")
		}
		s.Dataset = outDir
	}
	return from, bundled, nil
}

// readSeeds reads a list of addresses from a file, or from standard input for -.
func readSeeds(stdin io.Reader, name string) ([]fetch.Seed, error) {
	if name == "-" {
		buffered := bufio.NewReaderSize(stdin, 64<<10)
		seeds, err := fetch.ReadSeeds(buffered, formatOf(buffered))
		if err != nil {
			return nil, usagef("--sources -: %w", err)
		}
		return seeds, nil
	}
	file, err := os.Open(name)
	if err != nil {
		return nil, usagef("--sources: %w", err)
	}
	seeds, err := fetch.ReadSeeds(file, filepath.Ext(name))
	if err != nil {
		err = usagef("--sources %s: %w", name, err)
	}
	return seeds, errors.Join(err, file.Close())
}

// formatOf tells the format of a list by its first line that says something:
// YAML begins with the key sources, CSV with its header, which names url.
func formatOf(r *bufio.Reader) string {
	head, _ := r.Peek(4096) // an error comes again when the list is read
	for line := range strings.Lines(strings.TrimPrefix(string(head), "\ufeff")) {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
			continue
		case strings.HasPrefix(line, "sources:"):
			return "yaml"
		case !strings.Contains(line, "://") && strings.Contains(line, "url"):
			return "csv"
		}
		return "txt"
	}
	return "txt"
}
