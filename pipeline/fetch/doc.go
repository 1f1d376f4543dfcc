// Package fetch gets documents from the web, politely: a source.Source of
// addresses.
//
// It consumes Seeds and produces source.Items:
//
//	seeds, err := fetch.ReadSeeds(file, "yaml")
//	src := fetch.New(seeds, fetch.Options{Latest: zone.Latest, Unchanged: zone.Unchanged, Kept: zone.Body})
//	for item, err := range src.Items(ctx) { … }
//
//	sources:
//	  - url: https://www.example.gov.cn/zwgk/ndbg/index.html
//	    follow: 年度报告     # links whose text, title or address matches
//	    pages: 20           # at most so many index pages by pagination
//	  - https://www.example.gov.cn/2023/report.html
//
// Invariants: each address is asked for once in an iteration and ends as an
// Item with a Body, as an Item with a Reject, or as passed over by a rule of
// SkipRules. An Item's URI is the address that answered, without fragment; a
// redirect is followed as if it were a link, and FoundOn is the page or the
// redirect that led there. Bodies are without content coding and as they came
// otherwise. At most PerHost requests to a host are under way, and Delay passes
// between the end of one and the start of the next, or robots.txt's Crawl-delay
// where that is longer. A request that may fare better later is tried again, after
// Retry-After where the server says it. Sizes, times, redirects, retries, depth,
// pages and documents are bounded. Connections to addresses that are not public are
// refused where they are dialled, so also after a redirect or a change of DNS.
//
// It does not run scripts, log in, send cookies, go through a proxy, or read
// what is in a document but the links of a page to be followed.
//
// A document that the server says is unchanged gives no Item: Options.Unchanged
// is told, and links are followed on the page as it is kept. When the context is
// cancelled no request begins, those under way have Options.Grace to come in.
//
// Concurrency: requests run on the workers of one pool. Items come in the order
// in which they are done, which is no order. Iterating again asks again.
//
// Faults: fetch_failed, with what happened in Detail, and too_large. An error
// of the iteration is a cancelled context or a failing Options.Latest.
package fetch
