package source

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"iter"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"

	"gongkai/schema"
)

// Open makes a source of files, directories (recursive) and containers, of
// addresses of object storage, read in the order given,
// and of addresses of the web, which come last, all to Options.Web at once. A
// SOURCE that is not there is an error.
func Open(args []string, opts Options) (Source, error) {
	if opts.files == nil {
		opts.files = osFiles{}
	}
	all := joined{mustGive: opts.MustGive}
	var addresses []string
	for _, arg := range args {
		if scheme := schemeOf(arg); scheme == "http" || scheme == "https" {
			addresses = append(addresses, arg)
			continue
		}
		one, err := openOne(arg, opts)
		if err != nil {
			return nil, err
		}
		all.parts = append(all.parts, part{arg, one})
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

// openOne opens a SOURCE that is no address of the web.
func openOne(arg string, opts Options) (Source, error) {
	path := arg
	switch scheme := schemeOf(arg); scheme {
	case "":
	case "file":
		address, err := url.Parse(arg)
		if err != nil || address.Host != "" || address.RawQuery != "" {
			return nil, fmt.Errorf("source: open %s: a file address is file:///PATH", arg)
		}
		path = filepath.FromSlash(address.Path)
	case "s3", "gs":
		if opts.Bucket == nil {
			return nil, fmt.Errorf("source: open %s: object storage is not read here", arg)
		}
		return opts.Bucket(arg)
	default:
		return nil, fmt.Errorf("source: open %s: addresses of kind %q are not read", arg, scheme)
	}
	info, err := opts.files.Stat(path)
	if err != nil {
		return nil, fmt.Errorf("source: open: %w", err)
	}
	if info.IsDir() && opts.Folder != nil {
		if src, err := opts.Folder(path); src != nil || err != nil {
			return src, err
		}
	}
	return &local{path: path, opts: opts}, nil
}

var scheme = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9+.-]+://`)

// schemeOf returns the scheme of an address, lower case, or "" for a path.
func schemeOf(arg string) string {
	return strings.ToLower(strings.TrimSuffix(scheme.FindString(arg), "://"))
}

// joined is several SOURCEs one after the other.
type joined struct {
	parts    []part
	web      Source
	mustGive bool
}

// part is one SOURCE and how it was named.
type part struct {
	name string
	Source
}

func (j joined) simplest() Source {
	if len(j.parts) == 1 && j.web == nil && !j.mustGive {
		return j.parts[0].Source
	}
	return j
}

// Items implements Source.
func (j joined) Items(ctx context.Context) iter.Seq2[Item, error] {
	return func(yield func(Item, error) bool) {
		names := names{}
		var nothing []error
		for _, p := range j.parts {
			given, more := j.pass(ctx, p, names, yield)
			if !more {
				return
			}
			if j.mustGive && given.documents == 0 {
				nothing = append(nothing, given.fault(p.name))
			}
		}
		if j.web != nil {
			for item, err := range j.web.Items(ctx) {
				if !yield(item, err) || err != nil {
					return
				}
			}
		}
		if len(nothing) > 0 {
			yield(Item{}, errors.Join(nothing...))
		}
	}
}

// pass yields what one SOURCE gives; more is false when the iteration is over.
func (j joined) pass(ctx context.Context, p part, names names, yield func(Item, error) bool) (given given, more bool) {
	for item, err := range p.Items(ctx) {
		if err == nil && len(j.parts) > 1 {
			err = names.claim(item, p.name)
		}
		if err != nil {
			yield(Item{}, err)
			return given, false
		}
		given.add(item)
		if !yield(item, nil) {
			return given, false
		}
	}
	return given, true
}

// ErrNothing is wrapped by the error about a SOURCE without a document.
var ErrNothing = errors.New("no document")

// given counts what a SOURCE gave.
type given struct {
	documents, rejects int
	first              *schema.Reject
}

func (g *given) add(item Item) {
	if item.Reject == nil {
		g.documents++
		return
	}
	if g.rejects++; g.first == nil {
		g.first = item.Reject
	}
}

func (g *given) fault(name string) error {
	if g.rejects == 0 {
		return fmt.Errorf("source: %s gives %w: it is empty", name, ErrNothing)
	}
	return fmt.Errorf("source: %s gives %w: %d could not be read, the first for: %s: %s", name, ErrNothing, g.rejects, g.first.Reason, g.first.Detail)
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
