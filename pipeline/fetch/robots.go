package fetch

import (
	"context"
	"errors"
	"net/url"
	"sync"
	"time"

	"github.com/temoto/robotstxt"

	"gongkai/schema"
)

// maxRobots bounds a robots.txt, as RFC 9309 allows.
const maxRobots = 512 << 10

// maxCrawlDelay bounds what a robots.txt may ask for between requests.
const maxCrawlDelay = 30 * time.Second

// robots knows each origin's robots.txt.
type robots struct {
	client *client
	mu     sync.Mutex
	rules  map[string]*rules
}

// rules is an origin's robots.txt, once it was asked for.
type rules struct {
	once  sync.Once
	group *robotstxt.Group
	// fault says why every address of the origin is refused.
	fault error
}

func newRobots(c *client) *robots { return &robots{client: c, rules: map[string]*rules{}} }

// check returns a reject where the address may not be asked for, and whether
// the server was asked for its rules on the way.
func (r *robots) check(ctx context.Context, u *url.URL) (asked bool, err error) {
	if r.client.opts.IgnoreRobots {
		return false, nil
	}
	rules := r.of(u)
	rules.once.Do(func() {
		asked = true
		rules.group, rules.fault = r.ask(ctx, u)
	})
	if rules.fault != nil {
		return asked, rules.fault
	}
	if !rules.group.Test(u.RequestURI()) {
		return asked, schema.Rejectf(schema.FetchFailed, "robots.txt forbids it")
	}
	return asked, nil
}

func (r *robots) of(u *url.URL) *rules {
	origin := u.Scheme + "://" + u.Host
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.rules[origin] == nil {
		r.rules[origin] = &rules{}
	}
	return r.rules[origin]
}

// delay is the pause that the origin asks for.
func (r *robots) delay(u *url.URL) time.Duration {
	rules := r.of(u)
	if rules.group == nil {
		return 0
	}
	return min(rules.group.CrawlDelay, maxCrawlDelay)
}

// ask gets the rules: none of the file where it is missing (4xx), and nothing is
// allowed where the server fails (5xx, no answer), as RFC 9309 says.
func (r *robots) ask(ctx context.Context, u *url.URL) (*robotstxt.Group, error) {
	target := &url.URL{Scheme: u.Scheme, Host: u.Host, Path: "/robots.txt"}
	for hop := 0; ; hop++ {
		a, err := r.client.get(ctx, target, nil, maxRobots)
		if ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
		var reject *schema.Reject
		switch {
		case errors.As(err, &reject) && reject.Reason == schema.TooLarge:
			return nil, schema.Rejectf(schema.FetchFailed, "robots.txt: %s", reject.Detail)
		case a == nil || a.status >= 500 || a.status == 429 || err != nil && a.status < 300:
			return nil, schema.Rejectf(schema.FetchFailed, "robots.txt: %s", detailOf(err))
		case a.status >= 300 && a.status < 400 && hop < 5:
			next, err := redirectTarget(target, a)
			if err == nil {
				target = next
				continue
			}
		}
		return parseRobots(a)
	}
}

func detailOf(err error) string {
	var reject *schema.Reject
	if errors.As(err, &reject) {
		return reject.Detail
	}
	return err.Error()
}

// parseRobots reads the rules; an answer that gives none, or a page instead of
// rules, forbids nothing.
func parseRobots(a *answer) (*robotstxt.Group, error) {
	body := a.body
	if a.status >= 300 {
		body = nil
	}
	data, err := robotstxt.FromBytes(body)
	if err != nil {
		data, err = robotstxt.FromBytes(nil)
	}
	if err != nil {
		return nil, schema.Rejectf(schema.FetchFailed, "robots.txt: %v", err)
	}
	return data.FindGroup(Agent), nil
}
