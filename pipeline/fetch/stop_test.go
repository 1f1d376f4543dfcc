package fetch

import (
	"iter"
	"sync"
	"testing"
	"time"

	"gongkai/pipeline/source"
)

// A consumer that stops leaves an address that was handed out and that no worker takes
// up any more, so that its host is busy for ever. The frontier must not wait for it: a
// pool waits for the frontier. The pool is played here, because a real one leaves such an
// address only when its goroutines happen to run in that order.
func TestConsumerThatStopsLeavesNobodyWaiting(t *testing.T) {
	for _, stopAfter := range []int{1, 2} {
		c := newCrawl(t.Context(), quick().withDefaults())
		for _, url := range []string{"http://a.example/1", "http://a.example/2", "http://b.example/1", "http://b.example/2"} {
			if err := c.sow(Seed{URL: url}); err != nil {
				t.Fatal(err)
			}
		}
		ended := make(chan int, 1)
		go func() {
			items := 0
			c.deliver(t.Context(), func(source.Item, error) bool { items++; return items < stopAfter }, takesUpNone)
			ended <- items
		}()
		select {
		case items := <-ended:
			if items != stopAfter {
				t.Errorf("%d items, want %d", items, stopAfter)
			}
		case <-time.After(20 * time.Second):
			t.Fatalf("stopped after %d: the iteration does not end", stopAfter)
		}
	}
}

// takesUpNone is a pool that hands items on and finishes no task, and that ends when
// its input has ended.
func takesUpNone(tasks iter.Seq2[*task, error]) iter.Seq2[*source.Item, error] {
	return func(yield func(*source.Item, error) bool) {
		var feeder sync.WaitGroup
		defer feeder.Wait()
		out := make(chan *source.Item, 8)
		feeder.Go(func() {
			for t, err := range tasks {
				if err != nil {
					return
				}
				out <- &source.Item{URI: t.uri}
			}
		})
		for item := range out {
			if !yield(item, nil) {
				return
			}
		}
	}
}
