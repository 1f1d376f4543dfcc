package pipeline

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gongkai/pipeline/dataset"
)

func TestSlowestHosts(t *testing.T) {
	var h hosts
	h.answered("quick.example", 100*time.Millisecond)
	h.answered("slow.example", 3*time.Second)
	h.answered("slow.example", time.Second)
	h.answered("busy.example", 1500*time.Millisecond)
	want := []dataset.HostTime{{Host: "slow.example", Requests: 2, Seconds: 4}, {Host: "busy.example", Requests: 1, Seconds: 1.5}, {Host: "quick.example", Requests: 1, Seconds: 0.1}}
	if diff := cmp.Diff(want, h.slowest()); diff != "" {
		t.Error(diff)
	}
	for i := range 2 * mostHosts {
		h.answered(fmt.Sprintf("%d.example", i), time.Minute)
	}
	if got := h.slowest(); len(got) != mostHosts || got[0].Host != "0.example" {
		t.Errorf("%d hosts, first %v", len(got), got[0])
	}
}
