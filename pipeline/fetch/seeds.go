package fetch

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// maxList bounds a list of addresses, in bytes.
const maxList = 256 << 20

// ReadSeeds reads a list of addresses: "txt", one a line, with # for comments;
// "csv", with a column url and, if wanted, follow, depth, pages and documents; or "yaml", as in
// the package documentation. Every address and pattern is checked.
func ReadSeeds(r io.Reader, format string) ([]Seed, error) {
	raw, err := io.ReadAll(io.LimitReader(r, maxList+1))
	if err == nil && len(raw) > maxList {
		err = fmt.Errorf("more than %d bytes", maxList)
	}
	if err != nil {
		return nil, fmt.Errorf("fetch: list of addresses: %w", err)
	}
	raw = bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf"))
	var seeds []Seed
	switch strings.TrimPrefix(strings.ToLower(format), ".") {
	case "txt", "":
		seeds, err = readText(raw)
	case "csv":
		seeds, err = readCSV(raw)
	case "yaml", "yml":
		seeds, err = readYAML(raw)
	default:
		err = fmt.Errorf("lists of kind %q are not read", format)
	}
	if err != nil {
		return nil, fmt.Errorf("fetch: list of addresses: %w", err)
	}
	return seeds, nil
}

// Seeds makes seeds of plain addresses.
func Seeds(addresses []string) ([]Seed, error) {
	var seeds []Seed
	for _, address := range addresses {
		if _, err := parseAddress(address); err != nil {
			return nil, fmt.Errorf("fetch: %w", err)
		}
		seeds = append(seeds, Seed{URL: address})
	}
	return seeds, nil
}

func readText(raw []byte) ([]Seed, error) {
	var seeds []Seed
	lines := bufio.NewScanner(bytes.NewReader(raw))
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(lines.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if _, err := parseAddress(line); err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		seeds = append(seeds, Seed{URL: line})
	}
	return seeds, lines.Err()
}

func readCSV(raw []byte) ([]Seed, error) {
	r := csv.NewReader(bytes.NewReader(raw))
	r.TrimLeadingSpace = true
	header, err := r.Read()
	if errors.Is(err, io.EOF) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	if !slices.Contains(header, "url") {
		return nil, fmt.Errorf("no column url among %q", header)
	}
	var seeds []Seed
	for {
		fields, err := r.Read()
		if errors.Is(err, io.EOF) {
			return seeds, nil
		}
		if err != nil {
			return nil, err
		}
		seed, err := csvSeed(header, fields)
		if err != nil {
			line, _ := r.FieldPos(0)
			return nil, fmt.Errorf("line %d: %w", line, err)
		}
		seeds = append(seeds, seed)
	}
}

// csvSeed reads a row. Columns of other names are the reader's own.
func csvSeed(header, fields []string) (Seed, error) {
	var s yamlSeed
	for i, name := range header {
		value := strings.TrimSpace(fields[i])
		var number *int
		switch name {
		case "url":
			s.URL = value
		case "follow":
			s.Follow = yamlFollow(value)
		case "depth":
			number = &s.Depth
		case "pages":
			number = &s.Pages
		case "documents":
			number = &s.Documents
		}
		if number == nil || value == "" {
			continue
		}
		n, err := strconv.Atoi(value)
		if err != nil {
			return Seed{}, fmt.Errorf("%s %q is no number", name, value)
		}
		*number = n
	}
	return s.seed()
}

// yamlList is a list as it is written.
type yamlList struct {
	Sources []yamlSeed `yaml:"sources"`
}

type yamlSeed struct {
	URL       string     `yaml:"url"`
	Follow    yamlFollow `yaml:"follow"`
	Next      string     `yaml:"next"`
	Depth     int        `yaml:"depth"`
	Pages     int        `yaml:"pages"`
	Documents int        `yaml:"documents"`
	AnySite   bool       `yaml:"any_site"`
}

// yamlFollow is a pattern; "true" is the default one, "" and "false" none.
type yamlFollow string

// UnmarshalYAML accepts a plain address for a source.
func (s *yamlSeed) UnmarshalYAML(node *yaml.Node) error {
	if node.Kind == yaml.ScalarNode {
		s.URL = node.Value
		return nil
	}
	known := []string{"url", "follow", "next", "depth", "pages", "documents", "any_site"}
	for i := 0; i+1 < len(node.Content); i += 2 {
		if name := node.Content[i]; !slices.Contains(known, name.Value) {
			return fmt.Errorf("line %d: no setting %q; there are %s", name.Line, name.Value, strings.Join(known, ", "))
		}
	}
	type plain yamlSeed
	return node.Decode((*plain)(s))
}

func readYAML(raw []byte) ([]Seed, error) {
	decoder := yaml.NewDecoder(bytes.NewReader(raw))
	decoder.KnownFields(true)
	var list yamlList
	if err := decoder.Decode(&list); err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	var seeds []Seed
	for _, s := range list.Sources {
		seed, err := s.seed()
		if err != nil {
			return nil, fmt.Errorf("source %q: %w", s.URL, err)
		}
		seeds = append(seeds, seed)
	}
	return seeds, nil
}

func (s *yamlSeed) seed() (Seed, error) {
	seed := Seed{URL: s.URL}
	if _, err := parseAddress(s.URL); err != nil {
		return seed, err
	}
	if s.Depth < 0 || s.Pages < 0 || s.Documents < 0 {
		return seed, errors.New("a bound below 0")
	}
	pattern := string(s.Follow)
	switch pattern {
	case "", "false":
		if s.Next != "" || s.Depth != 0 || s.Pages != 0 || s.Documents != 0 || s.AnySite {
			return seed, errors.New("bounds of what to follow, and follow is not set")
		}
		return seed, nil
	case "true":
		pattern = ""
	}
	follow, err := NewFollow(pattern)
	if err != nil {
		return seed, fmt.Errorf("follow: %w", err)
	}
	if s.Next != "" {
		if follow.Next, err = regexp.Compile(s.Next); err != nil {
			return seed, fmt.Errorf("next: %w", err)
		}
	}
	for _, bound := range []struct {
		to  *int
		set int
	}{{&follow.Depth, s.Depth}, {&follow.Pages, s.Pages}, {&follow.Documents, s.Documents}} {
		if bound.set != 0 {
			*bound.to = bound.set
		}
	}
	follow.AnySite = s.AnySite
	seed.Follow = follow
	return seed, nil
}

// parseAddress reads an http or https address and makes it uniform: lower-case
// scheme and host, no default port, no fragment, no user, a path.
func parseAddress(text string) (*url.URL, error) {
	u, err := url.Parse(strings.TrimSpace(text))
	if err != nil {
		return nil, fmt.Errorf("address %.200q: %w", text, errors.Unwrap(err))
	}
	return uniform(u)
}

func uniform(u *url.URL) (*url.URL, error) {
	v := *u
	v.Scheme, v.Host = strings.ToLower(v.Scheme), strings.ToLower(v.Host)
	if (v.Scheme != "http" && v.Scheme != "https") || v.Hostname() == "" {
		return nil, fmt.Errorf("address %.200q is not http or https with a host", u.Redacted())
	}
	if v.Scheme == "http" && v.Port() == "80" || v.Scheme == "https" && v.Port() == "443" {
		v.Host = strings.TrimSuffix(v.Host, ":"+v.Port())
	}
	v.User, v.Fragment, v.RawFragment = nil, "", ""
	if v.Path == "" {
		v.Path, v.RawPath = "/", ""
	}
	return &v, nil
}
