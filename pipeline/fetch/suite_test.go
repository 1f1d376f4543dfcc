package fetch

import (
	"cmp"
	"context"
	"iter"
	"net/url"
	"slices"

	"gongkai/pipeline/source"
)

func urlOf(server, name string) string { return server + "/?" + url.Values{"name": {name}}.Encode() }

// sorted gives a web source's items in the order of their names.
type sorted struct {
	web source.Source
}

func (s sorted) Items(ctx context.Context) iter.Seq2[source.Item, error] {
	return func(yield func(source.Item, error) bool) {
		var items []source.Item
		for item, err := range s.web.Items(ctx) {
			if err != nil {
				yield(source.Item{}, err)
				return
			}
			u, _ := url.Parse(item.URI)
			item.URI = u.Query().Get("name")
			items = append(items, item)
		}
		slices.SortFunc(items, func(a, b source.Item) int { return cmp.Compare(a.URI, b.URI) })
		for _, item := range items {
			if ctx.Err() != nil {
				yield(source.Item{}, context.Cause(ctx))
				return
			}
			if !yield(item, nil) {
				return
			}
		}
	}
}
