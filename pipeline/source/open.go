package source

import (
	"context"
	"crypto/sha256"
	"fmt"
	"iter"
	"regexp"
	"strings"
)

// Open makes a source of files, directories (recursive) and containers, read in
// the order given, and of addresses, which come last, all to Options.Web at once. A
// SOURCE that is not there is an error.
func Open(args []string, opts Options) (Source, error) {
	if opts.files == nil {
		opts.files = osFiles{}
	}
	var all joined
	var addresses []string
	for _, arg := range args {
		if scheme := schemeOf(arg); scheme == "http" || scheme == "https" {
			addresses = append(addresses, arg)
			continue
		} else if scheme != "" {
			return nil, fmt.Errorf("source: open %s: addresses of kind %q are not read", arg, scheme)
		}
		if _, err := opts.files.Stat(arg); err != nil {
			return nil, fmt.Errorf("source: open: %w", err)
		}
		all.locals = append(all.locals, &local{path: arg, opts: opts})
	}
	if len(addresses) > 0 {
		if opts.Web == nil {
			return nil, fmt.Errorf("source: open %s: addresses are not read here", addresses[0])
		}
		web, err := opts.Web(addresses)
		if err != nil {
			return nil, fmt.Errorf("source: open %d addresses: %w", len(addresses), err)
		}
		all.web = web
	}
	return all.simplest(), nil
}

var scheme = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9+.-]+://`)

// schemeOf returns the scheme of an address, lower case, or "" for a path.
func schemeOf(arg string) string {
	return strings.ToLower(strings.TrimSuffix(scheme.FindString(arg), "://"))
}

// joined is several SOURCEs one after the other.
type joined struct {
	locals []*local
	web    Source
}

func (j joined) simplest() Source {
	if len(j.locals) == 1 && j.web == nil {
		return j.locals[0]
	}
	return j
}

// Items implements Source.
func (j joined) Items(ctx context.Context) iter.Seq2[Item, error] {
	return func(yield func(Item, error) bool) {
		names := names{}
		for _, l := range j.locals {
			for item, err := range l.Items(ctx) {
				if err == nil && len(j.locals) > 1 {
					err = names.claim(item, l.path)
				}
				if err != nil {
					yield(Item{}, err)
					return
				}
				if !yield(item, nil) {
					return
				}
			}
		}
		if j.web == nil {
			return
		}
		for item, err := range j.web.Items(ctx) {
			if !yield(item, err) || err != nil {
				return
			}
		}
	}
}

// names remembers which SOURCE gave which name, so that a document of one
// SOURCE is not taken for a newer version of another's.
type names map[[16]byte]claim

type claim struct {
	path string
	body [16]byte
}

func (n names) claim(item Item, path string) error {
	key, body := digest([]byte(item.URI)), digest(item.Body)
	first, taken := n[key]
	if taken && first.path != path && first.body != body {
		return fmt.Errorf("source: %s and %s both hold a document named %q, and they differ: give their common parent as the SOURCE",
			first.path, path, item.URI)
	}
	if !taken {
		n[key] = claim{path, body}
	}
	return nil
}

func digest(b []byte) [16]byte {
	sum := sha256.Sum256(b)
	return [16]byte(sum[:16])
}
