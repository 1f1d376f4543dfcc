package fetch

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"net/http"
	"net/url"
	"sync"
	"time"

	"gongkai/extractors/decode"
	"gongkai/pipeline/pool"
	"gongkai/pipeline/source"
	"gongkai/schema"
)

// Source is a source.Source of what seeds lead to.
type Source struct {
	seeds []Seed
	opts  Options
}

// New makes a source of seeds, whose addresses ReadSeeds or Seeds has checked.
func New(seeds []Seed, opts Options) *Source { return &Source{seeds: seeds, opts: opts.withDefaults()} }

// Items implements source.Source, except that the order is that in which
// servers answer.
func (s *Source) Items(ctx context.Context) iter.Seq2[source.Item, error] {
	return func(yield func(source.Item, error) bool) {
		c := newCrawl(ctx, s.opts)
		defer c.client.close()
		lasting, cancel := graceful(ctx, s.opts.Grace)
		defer cancel()
		for _, seed := range s.seeds {
			if err := c.sow(seed); err != nil {
				yield(source.Item{}, err)
				return
			}
		}
		limits := pool.Limits[*task]{Workers: s.opts.Workers, Ahead: s.opts.Workers}
		work := pool.Guard(c.work, func(t *task, p *pool.Panic) (*source.Item, error) {
			return &source.Item{URI: t.uri, FoundOn: t.foundOn, Reject: schema.Rejectf(schema.Bug, "fetch: %v\n%s", p, p.Stack)}, nil
		})
		c.deliver(ctx, yield, func(tasks iter.Seq2[*task, error]) iter.Seq2[*source.Item, error] {
			return pool.MapUnordered(lasting, limits, tasks, work)
		})
	}
}

// deliver yields the items that do makes of the frontier's tasks, and last the
// context's error. A task that no worker takes up any more is never finished: the
// frontier must not wait for it once nobody wants items.
func (c *crawl) deliver(
	ctx context.Context, yield func(source.Item, error) bool, do func(iter.Seq2[*task, error]) iter.Seq2[*source.Item, error],
) {
	wanted, stop := context.WithCancel(ctx)
	defer stop()
	for item, err := range do(c.frontier.tasks(wanted)) {
		if err != nil && ctx.Err() != nil {
			continue // others are still to come in; the context's error comes last
		}
		if err != nil {
			stop()
			yield(source.Item{}, err)
			return
		}
		if item != nil && !yield(*item, nil) {
			stop() // before do is told, which waits for the frontier
			return
		}
	}
	if ctx.Err() != nil {
		yield(source.Item{}, context.Cause(ctx))
	}
}

// graceful is a context that outlives the cancellation of another by a while, so
// that what is under way comes in.
func graceful(ctx context.Context, grace time.Duration) (lasting context.Context, cancel func()) {
	lasting, end := context.WithCancelCause(context.WithoutCancel(ctx))
	stop := context.AfterFunc(ctx, func() {
		_ = sleep(lasting, grace) // ends early with the iteration, which is as good
		end(context.Cause(ctx))
	})
	return lasting, func() { stop(); end(nil) }
}

// crawl is one iteration.
type crawl struct {
	opts     Options
	client   *client
	robots   *robots
	frontier *frontier
	// mu guards the seeds' counts and redirects, and orders the calls of Skipped.
	mu sync.Mutex
	// redirects holds where each address that redirects leads to.
	redirects map[string]string
}

// seedState is what is left of a seed's bounds.
type seedState struct {
	follow           *Follow
	site             string
	pages, documents int
}

func newCrawl(ctx context.Context, opts Options) *crawl {
	client := newClient(opts)
	client.stopping = ctx.Done()
	client.cause = func() error { return context.Cause(ctx) }
	return &crawl{opts: opts, client: client, robots: newRobots(client), frontier: newFrontier(opts.PerHost), redirects: map[string]string{}}
}

func (c *crawl) sow(seed Seed) error {
	u, err := parseAddress(seed.URL)
	if err != nil {
		return fmt.Errorf("fetch: %w", err)
	}
	state := &seedState{follow: seed.Follow, site: siteOf(u)}
	if seed.Follow != nil {
		state.pages, state.documents = seed.Follow.Pages-1, seed.Follow.Documents
	}
	c.frontier.add(&task{url: u, uri: u.String(), seed: state, index: seed.Follow != nil})
	return nil
}

func (c *crawl) skip(uri string, rule source.SkipRule) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.opts.Skipped(uri, rule)
}

// work asks for one address: its item, nil where a rule passed over it, or an
// error that ends the run.
func (c *crawl) work(ctx context.Context, t *task) (*source.Item, error) {
	defer func() { c.frontier.finish(t, max(c.opts.Delay, c.robots.delay(t.url))) }()
	item, err := c.fetch(ctx, t)
	var reject *schema.Reject
	if errors.As(err, &reject) {
		item.Body, item.Reject = nil, reject
		return item, nil
	}
	return item, err
}

// fetch asks for one address. The item is set also with an error that is a
// *schema.Reject, as far as it is known.
func (c *crawl) fetch(ctx context.Context, t *task) (*source.Item, error) {
	item := &source.Item{URI: t.uri, FoundOn: t.foundOn, FetchedAt: c.opts.Now().UTC()}
	asked, err := c.robots.check(ctx, t.url)
	if err == nil && asked {
		err = c.client.pause(ctx, max(c.opts.Delay, c.robots.delay(t.url)))
	}
	if err != nil {
		return item, err
	}
	conditions, recent, err := c.conditions(t)
	if err != nil {
		return item, err
	}
	if recent {
		c.skip(t.uri, SkipChecked)
		return nil, c.followKept(t)
	}
	a, err := c.client.get(ctx, t.url, conditions, c.opts.MaxBytes)
	item.FetchedAt = c.opts.Now().UTC()
	if a != nil {
		item.Status, item.Header, item.MediaType = a.status, a.header, a.header.Get("Content-Type")
	}
	switch {
	case err != nil:
		return item, err
	case a.status == http.StatusNotModified && conditions != nil:
		c.skip(t.uri, SkipNotModified)
		if err := c.opts.Unchanged(t.uri, item.FetchedAt); err != nil {
			return nil, err
		}
		return nil, c.followKept(t)
	case a.status >= 300:
		return c.redirect(t, a, item)
	}
	item.Body, item.Bytes = a.body, int64(len(a.body))
	c.follow(t, item)
	return item, nil
}

// conditions are the headers by which a server may say that nothing changed;
// recent says that it need not be asked yet. An index page is asked for whole: its
// links are what it is for.
func (c *crawl) conditions(t *task) (conditions http.Header, recent bool, err error) {
	if t.index {
		return nil, false, nil
	}
	kept, ok, err := c.opts.Latest(t.uri)
	if err != nil || !ok {
		return nil, false, err
	}
	if c.opts.Recheck > 0 && c.opts.Now().Before(kept.CheckedAt.Add(c.opts.Recheck)) {
		return nil, true, nil
	}
	conditions = http.Header{}
	if tag := kept.Header.Get("Etag"); tag != "" {
		conditions.Set("If-None-Match", tag)
	}
	if date := kept.Header.Get("Last-Modified"); date != "" {
		conditions.Set("If-Modified-Since", date)
	}
	if len(conditions) == 0 {
		return nil, false, nil
	}
	return conditions, false, nil
}

// redirect queues where an address leads to. An address that leads nowhere new
// is a reject when it leads back to itself.
func (c *crawl) redirect(t *task, a *answer, item *source.Item) (*source.Item, error) {
	target, err := redirectTarget(t.url, a)
	if err != nil {
		return item, err
	}
	switch {
	case c.closesLoop(t.uri, target.String()):
		return item, schema.Rejectf(schema.FetchFailed, "redirects in a loop")
	case t.hops >= c.opts.MaxRedirects:
		return item, schema.Rejectf(schema.FetchFailed, "more than %d redirects", c.opts.MaxRedirects)
	}
	next := *t
	next.url, next.uri, next.foundOn, next.hops = target, target.String(), t.uri, t.hops+1
	c.frontier.add(&next)
	c.skip(t.uri, SkipRedirect)
	return nil, nil
}

// closesLoop notes a redirect and reports whether those known now lead from it
// back to it.
func (c *crawl) closesLoop(from, to string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.redirects[from] = to
	for range len(c.redirects) {
		if to == from {
			return true
		}
		to = c.redirects[to]
	}
	return false
}

func redirectTarget(from *url.URL, a *answer) (*url.URL, error) {
	location := a.header.Get("Location")
	if location == "" {
		return nil, schema.Rejectf(schema.FetchFailed, "status %d without a location", a.status)
	}
	target, err := from.Parse(location)
	if err == nil {
		target, err = uniform(target)
	}
	if err != nil {
		return nil, schema.Rejectf(schema.FetchFailed, "redirects to %.200q", location)
	}
	return target, nil
}

// followKept queues the links of a page that is as it was kept.
func (c *crawl) followKept(t *task) error {
	if t.seed.follow == nil || c.opts.Kept == nil {
		return nil
	}
	kept, ok, err := c.opts.Latest(t.uri)
	if err != nil || !ok {
		return err
	}
	if kept.Body, err = c.opts.Kept(t.uri); err != nil {
		return err
	}
	c.follow(t, &kept)
	return nil
}

// follow queues the links of a page that its seed says to follow.
func (c *crawl) follow(t *task, item *source.Item) {
	if t.seed.follow == nil {
		return
	}
	text, err := decode.Decode(item.Body, item.MediaType)
	if err != nil {
		return // no text, so no links: the document's own fault, which extraction names
	}
	links := linksOf(t.url, text.Body)
	if t.index {
		links = append(links, furtherPages(t.url, text.Body)...)
	}
	for i := range links {
		c.followLink(t, &links[i])
	}
}

// followLink queues a link when it leads to a further page of the index, to a
// document, or from a document to a file attached to it.
func (c *crawl) followLink(t *task, l *link) {
	follow := t.seed.follow
	to := &task{url: l.url, uri: l.url.String(), foundOn: t.uri, seed: t.seed}
	switch {
	case t.index && (l.next || follow.Next.MatchString(l.label)):
		to.depth, to.index = t.depth, true
	case t.index && l.matches(follow.Pattern):
		to.depth = t.depth + 1
		to.index = to.depth < follow.Depth
	case !t.index && t.depth <= follow.Depth && isAttachment(l.url):
		to.depth = follow.Depth + 1
	default:
		return
	}
	if c.frontier.knows(to.uri) {
		return
	}
	if !follow.AnySite && siteOf(l.url) != t.seed.site {
		c.skip(to.uri, SkipOffSite)
		return
	}
	if !c.within(t.seed, to.index) {
		c.skip(to.uri, SkipLimit)
		return
	}
	c.frontier.add(to)
}

// within takes one from what is left of a seed's pages or documents.
func (c *crawl) within(seed *seedState, index bool) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	left := &seed.documents
	if index {
		left = &seed.pages
	}
	if *left <= 0 {
		return false
	}
	*left--
	return true
}
