package fetch

import (
	"container/heap"
	"context"
	"iter"
	"net/url"
	"sync"
	"time"
)

// task is an address to ask for.
type task struct {
	url     *url.URL
	uri     string
	foundOn string
	// seed is what the address came from, depth how many links from it.
	seed  *seedState
	depth int
	// index says that the page is looked at for links to follow.
	index bool
	// hops counts the redirects that led here.
	hops int
}

// host is the queue of one host.
type host struct {
	name    string
	tasks   []*task
	running int
	due     time.Time // of the next request
	order   int       // of first mention, to break ties
	index   int       // in the heap; -1 when not in it
}

// frontier holds the addresses still to be asked for and gives each when its
// host may be asked.
type frontier struct {
	perHost int
	mu      sync.Mutex
	known   map[string]bool // addresses ever added
	hosts   map[string]*host
	ready   hostHeap // hosts with tasks and with less than perHost running
	running int
	// wake is signalled when a host may have become ready.
	wake chan struct{}
}

func newFrontier(perHost int) *frontier {
	return &frontier{perHost: perHost, known: map[string]bool{}, hosts: map[string]*host{}, wake: make(chan struct{}, 1)}
}

// add queues a task unless its address was queued before.
func (f *frontier) add(t *task) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.known[t.uri] {
		return
	}
	f.known[t.uri] = true
	h := f.hosts[t.url.Host]
	if h == nil {
		h = &host{name: t.url.Host, order: len(f.hosts), index: -1}
		f.hosts[h.name] = h
	}
	h.tasks = append(h.tasks, t)
	f.settle(h)
}

// knows reports whether an address was queued, ever.
func (f *frontier) knows(uri string) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.known[uri]
}

// settle puts a host into the heap or takes it out, as its state says.
func (f *frontier) settle(h *host) {
	ready := len(h.tasks) > 0 && h.running < f.perHost
	switch {
	case ready && h.index < 0:
		heap.Push(&f.ready, h)
	case ready:
		heap.Fix(&f.ready, h.index)
	case h.index >= 0:
		heap.Remove(&f.ready, h.index)
	}
	select {
	case f.wake <- struct{}{}:
	default:
	}
}

// finish says that a task is done and when its host may be asked again.
func (f *frontier) finish(t *task, pause time.Duration) {
	f.mu.Lock()
	defer f.mu.Unlock()
	h := f.hosts[t.url.Host]
	h.running--
	f.running--
	h.due = time.Now().Add(pause)
	f.settle(h)
}

// next takes the task of the host that is due first. wait is how long until one
// is; over says that there is none and none is under way.
func (f *frontier) next() (t *task, wait time.Duration, over bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if len(f.ready) == 0 {
		return nil, time.Hour, f.running == 0
	}
	h := f.ready[0]
	if wait := time.Until(h.due); wait > 0 {
		return nil, wait, false
	}
	t, h.tasks = h.tasks[0], h.tasks[1:]
	h.running++
	f.running++
	f.settle(h)
	return t, 0, false
}

// tasks yields each task when it is due, until all are done. Each must be finished.
func (f *frontier) tasks(ctx context.Context) iter.Seq2[*task, error] {
	return func(yield func(*task, error) bool) {
		for {
			t, wait, over := f.next()
			switch {
			case over:
				return
			case t != nil:
				if !yield(t, nil) {
					return
				}
				continue
			}
			timer := time.NewTimer(wait)
			select {
			case <-f.wake:
			case <-timer.C:
			case <-ctx.Done():
			}
			timer.Stop()
			if ctx.Err() != nil {
				yield(nil, context.Cause(ctx))
				return
			}
		}
	}
}

// hostHeap orders hosts by when they are due.
type hostHeap []*host

func (h hostHeap) Len() int { return len(h) }
func (h hostHeap) Less(i, j int) bool {
	if !h[i].due.Equal(h[j].due) {
		return h[i].due.Before(h[j].due)
	}
	return h[i].order < h[j].order
}
func (h hostHeap) Swap(i, j int) {
	h[i], h[j] = h[j], h[i]
	h[i].index, h[j].index = i, j
}

// Push implements heap.Interface.
func (h *hostHeap) Push(x any) {
	host := x.(*host)
	host.index = len(*h)
	*h = append(*h, host)
}

// Pop implements heap.Interface.
func (h *hostHeap) Pop() any {
	last := (*h)[len(*h)-1]
	*h = (*h)[:len(*h)-1]
	last.index = -1
	return last
}
