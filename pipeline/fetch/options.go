package fetch

import (
	"net"
	"net/netip"
	"regexp"
	"time"

	"gongkai/pipeline/source"
)

// The rules by which an address is passed over.
const (
	// SkipNotModified is a document that the server says is as it was kept.
	SkipNotModified source.SkipRule = "not_modified"
	// SkipChecked is a document that was checked less than Options.Recheck ago.
	SkipChecked source.SkipRule = "checked_recently"
	// SkipRedirect is an address that only leads to another.
	SkipRedirect source.SkipRule = "redirect"
	// SkipOffSite is a matching link to another site.
	SkipOffSite source.SkipRule = "off_site"
	// SkipLimit is a matching link beyond the seed's pages or documents.
	SkipLimit source.SkipRule = "over_limit"
)

// SkipRules lists the rules of this package.
var SkipRules = []source.SkipRule{SkipNotModified, SkipChecked, SkipRedirect, SkipOffSite, SkipLimit}

// Agent is the name that robots.txt may address.
const Agent = "gongkai"

// DefaultUserAgent says what asks: a browser's form, and the truth.
const DefaultUserAgent = "Mozilla/5.0 (compatible; gongkai/1; government disclosure reports)"

// Options says how servers are asked. The zero value is the default.
type Options struct {
	// UserAgent is sent with every request; "" is DefaultUserAgent.
	UserAgent string
	// Workers is the number of requests under way at once; 0 is 16.
	Workers int
	// PerHost is the number of them to one host; 0 is 1.
	PerHost int
	// Delay passes between two requests to a host; 0 is a second, negative is none.
	Delay time.Duration
	// MaxBytes bounds a document, packed and unpacked; 0 is source.DefaultMaxBytes.
	MaxBytes int64
	// Timeout bounds one attempt from its connection to the last byte; 0 is a minute.
	Timeout time.Duration
	// Retries is how often a failed attempt is repeated; 0 is 3, negative is never.
	Retries int
	// RetryWait is the pause before the first repetition, doubled for each
	// further one up to MaxWait; 0 is two seconds.
	RetryWait time.Duration
	// MaxWait bounds one pause, also one that a server asks for: a longer
	// Retry-After ends the attempts. 0 is a minute.
	MaxWait time.Duration
	// MaxRedirects bounds a chain of redirects; 0 is 10.
	MaxRedirects int
	// AllowPrivate permits loopback, private and other addresses that are not public.
	AllowPrivate bool
	// IgnoreRobots asks for what robots.txt forbids. It is for one's own sites.
	IgnoreRobots bool
	// Latest knows what is kept of an address, for conditional requests; may be nil.
	Latest func(uri string) (source.Item, bool, error)
	// Unchanged is told of every document that the server says is as it was kept,
	// and when; may be nil. Its error ends the iteration. It must allow calls from
	// several goroutines.
	Unchanged func(uri string, at time.Time) error
	// Kept reads the body that is kept of an address, for the links of a page that
	// did not change; nil follows none of them.
	Kept func(uri string) ([]byte, error)
	// Recheck is how long a document is not asked for again after a check; 0 asks always.
	Recheck time.Duration
	// Grace is how long requests under way may take after the context is
	// cancelled; 0 is ten seconds, negative cuts them off.
	Grace time.Duration
	// Skipped is told of every address passed over by a rule; may be nil. Calls
	// do not overlap.
	Skipped func(uri string, rule source.SkipRule)
	// Answered is told of every request how long its host took to answer in full or to
	// fail; may be nil. It must allow calls from several goroutines.
	Answered func(host string, took time.Duration)
	// Now is the clock of FetchedAt; nil is time.Now.
	Now func() time.Time

	// Tests name an address of the loopback that counts as public, and answer DNS.
	isPublic func(netip.Addr) bool
	resolver *net.Resolver
}

func (o Options) withDefaults() Options {
	setDefault(&o.UserAgent, DefaultUserAgent)
	setDefault(&o.Workers, 16)
	setDefault(&o.PerHost, 1)
	setDefault(&o.Delay, time.Second)
	setDefault(&o.MaxBytes, source.DefaultMaxBytes)
	setDefault(&o.Timeout, time.Minute)
	setDefault(&o.Retries, 3)
	setDefault(&o.RetryWait, 2*time.Second)
	setDefault(&o.MaxWait, time.Minute)
	setDefault(&o.MaxRedirects, 10)
	setDefault(&o.Grace, 10*time.Second)
	o.Delay, o.Retries = max(o.Delay, 0), max(o.Retries, 0)
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Latest == nil {
		o.Latest = func(string) (source.Item, bool, error) { return source.Item{}, false, nil }
	}
	if o.Unchanged == nil {
		o.Unchanged = func(string, time.Time) error { return nil }
	}
	if o.Answered == nil {
		o.Answered = func(string, time.Duration) {}
	}
	if o.Skipped == nil {
		o.Skipped = func(string, source.SkipRule) {}
	}
	return o
}

func setDefault[T comparable](field *T, value T) {
	var zero T
	if *field == zero {
		*field = value
	}
}

// Seed is an address to begin at.
type Seed struct {
	URL string
	// Follow says which links of the page to follow; nil for none: the page is
	// the document.
	Follow *Follow
}

// Follow says which links of an index page lead to documents.
type Follow struct {
	// Pattern is matched against a link's text, title and address.
	Pattern *regexp.Regexp
	// Next is matched against the text of links to further index pages.
	Next *regexp.Regexp
	// Depth is how many links deep documents are, 1 where the index page links to them.
	Depth int
	// Pages bounds the index pages of the seed, Documents the documents.
	Pages, Documents int
	// AnySite follows links to other sites too.
	AnySite bool
}

// DefaultPattern and DefaultNext match what Chinese government sites write.
const (
	DefaultPattern = `年度报告|年报`
	DefaultNext    = `^\s*(下一?页|后一?页|下页|›|»|>|>>|next)\s*[>»›]*\s*$`
)

// NewFollow returns the defaults for a pattern; "" is DefaultPattern.
func NewFollow(pattern string) (*Follow, error) {
	setDefault(&pattern, DefaultPattern)
	compiled, err := regexp.Compile(pattern)
	if err != nil {
		return nil, err
	}
	next := regexp.MustCompile("(?i)" + DefaultNext)
	return &Follow{Pattern: compiled, Next: next, Depth: 1, Pages: 50, Documents: 2000}, nil
}
