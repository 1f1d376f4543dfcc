package pipeline

import (
	"cmp"
	"maps"
	"slices"
	"sync"
	"time"

	"gongkai/pipeline/dataset"
)

// hosts measures how long servers take. It is used from several goroutines.
type hosts struct {
	mu  sync.Mutex
	all map[string]*dataset.HostTime
}

func (h *hosts) answered(host string, took time.Duration) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.all == nil {
		h.all = map[string]*dataset.HostTime{}
	}
	if h.all[host] == nil {
		h.all[host] = &dataset.HostTime{Host: host}
	}
	h.all[host].Requests++
	h.all[host].Seconds += took.Seconds()
}

// mostHosts is how many hosts the manifest names.
const mostHosts = 50

// slowest lists the hosts that take longest for a request, to milliseconds.
func (h *hosts) slowest() []dataset.HostTime {
	h.mu.Lock()
	defer h.mu.Unlock()
	var list []dataset.HostTime
	for _, host := range slices.Sorted(maps.Keys(h.all)) {
		list = append(list, *h.all[host])
	}
	each := func(t dataset.HostTime) float64 { return t.Seconds / float64(t.Requests) }
	slices.SortStableFunc(list, func(a, b dataset.HostTime) int { return cmp.Compare(each(b), each(a)) })
	list = list[:min(mostHosts, len(list))]
	for i := range list {
		list[i].Seconds = float64(time.Duration(list[i].Seconds*float64(time.Second)).Milliseconds()) / 1000
	}
	return list
}
