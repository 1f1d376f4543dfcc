package pool

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func numbers(n int) iter.Seq2[int, error] {
	return func(yield func(int, error) bool) {
		for i := range n {
			if !yield(i, nil) {
				return
			}
		}
	}
}

// noLeaks fails the test when it ends with more goroutines than it began with.
func noLeaks(t *testing.T) {
	before := runtime.NumGoroutine()
	t.Cleanup(func() {
		deadline := time.Now().Add(5 * time.Second)
		for runtime.NumGoroutine() > before {
			if time.Now().After(deadline) {
				buf := make([]byte, 1<<16)
				t.Fatalf("goroutines left:\n%s", buf[:runtime.Stack(buf, true)])
			}
			time.Sleep(time.Millisecond)
		}
	})
}

func TestResultsComeInInputOrder(t *testing.T) {
	noLeaks(t)
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 60).Draw(t, "inputs")
		workers := rapid.IntRange(-1, 70).Draw(t, "workers")
		failing := rapid.IntRange(1, 7).Draw(t, "failing")
		slow := rapid.SliceOfN(rapid.IntRange(0, 3), 60, 60).Draw(t, "slow")
		i := 0
		for r, err := range Map(context.Background(), workers, numbers(n), func(_ context.Context, v int) (int, error) {
			for range slow[v] * 50 {
				runtime.Gosched()
			}
			if v%failing == 0 {
				return 0, fmt.Errorf("item %d", v)
			}
			return v * v, nil
		}) {
			if i%failing == 0 {
				if err == nil || err.Error() != fmt.Sprintf("item %d", i) {
					t.Fatalf("item %d: error %v", i, err)
				}
			} else if err != nil || r != i*i {
				t.Fatalf("item %d: %d, %v", i, r, err)
			}
			i++
		}
		if i != n {
			t.Fatalf("%d results of %d inputs", i, n)
		}
	})
}

func TestWorkIsDoneInParallelAndBounded(t *testing.T) {
	noLeaks(t)
	const workers = 4
	var running, peak atomic.Int64
	all := make(chan struct{})
	f := func(_ context.Context, v int) (int, error) {
		if n := running.Add(1); n > peak.Load() {
			peak.Store(n)
			if n == workers {
				close(all)
			}
		}
		defer running.Add(-1)
		if v < workers {
			<-all // only ends when that many run at once
		}
		return v, nil
	}
	for range Map(t.Context(), workers, numbers(50), f) {
	}
	if peak.Load() != workers {
		t.Errorf("%d at once, want %d", peak.Load(), workers)
	}
}

func TestInputsTakenAreBounded(t *testing.T) {
	noLeaks(t)
	for _, tc := range []struct {
		name   string
		limits Limits[int]
		most   int64 // inputs pulled and not given back
	}{
		{"by number", Limits[int]{Workers: 2, Ahead: 5}, 6},
		{"by weight", Limits[int]{Workers: 2, Ahead: 50, Weight: func(int) int64 { return 10 }, MaxWeight: 35}, 4},
		{"heavier than the bound", Limits[int]{Workers: 2, Ahead: 50, Weight: func(int) int64 { return 100 }, MaxWeight: 35}, 2},
	} {
		t.Run(tc.name, func(t *testing.T) {
			var pulled atomic.Int64
			in := func(yield func(int, error) bool) {
				for i := range 40 {
					pulled.Add(1)
					if !yield(i, nil) {
						return
					}
				}
			}
			given, most := int64(0), int64(0)
			for range MapLimited(t.Context(), tc.limits, in, func(_ context.Context, v int) (int, error) { return v, nil }) {
				time.Sleep(time.Millisecond) // lets the pool take what it may
				most = max(most, pulled.Load()-given)
				given++
			}
			if given != 40 || most > tc.most {
				t.Errorf("%d given back, at most %d held; want 40 and at most %d", given, most, tc.most)
			}
		})
	}
}

func TestPanicIsTheErrorOfItsItem(t *testing.T) {
	noLeaks(t)
	cause := errors.New("index out of range")
	var got []string
	for r, err := range Map(t.Context(), 3, numbers(4), func(_ context.Context, v int) (string, error) {
		if v == 2 {
			panic(cause)
		}
		return fmt.Sprint(v), nil
	}) {
		if p := (*Panic)(nil); errors.As(err, &p) {
			if !errors.Is(err, cause) || !strings.Contains(string(p.Stack), "TestPanicIsTheErrorOfItsItem") {
				t.Errorf("panic %v with stack %s", p, p.Stack)
			}
			r = "panic"
		}
		got = append(got, r)
	}
	if want := []string{"0", "1", "panic", "3"}; !slices.Equal(want, got) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestGuardMakesPanicsResults(t *testing.T) {
	guarded := Guard(func(_ context.Context, v int) (string, error) {
		if v == 1 {
			panic("odd")
		}
		return "fine", nil
	}, func(v int, p *Panic) (string, error) { return fmt.Sprintf("input %d: %v", v, p), nil })
	var got []string
	for r, err := range Map(t.Context(), 2, numbers(2), guarded) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, r)
	}
	if want := []string{"fine", "input 1: panic: odd"}; !slices.Equal(want, got) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestGoexitDoesNotBlock(t *testing.T) {
	noLeaks(t)
	failed := 0
	for _, err := range Map(t.Context(), 1, numbers(9), func(_ context.Context, v int) (int, error) {
		if v == 0 {
			runtime.Goexit()
		}
		return v, nil
	}) {
		if err != nil {
			failed++
		}
	}
	if failed != 1 {
		t.Errorf("%d errors, want 1", failed)
	}
}

func TestErrorOfTheInputComesLast(t *testing.T) {
	noLeaks(t)
	broken := errors.New("disk")
	for _, tc := range []struct {
		name string
		end  func() error
	}{
		{"error", func() error { return broken }},
		{"panic", func() error { panic(broken) }},
	} {
		t.Run(tc.name, func(t *testing.T) {
			in := func(yield func(int, error) bool) {
				for i := range 9 {
					if !yield(i, nil) {
						return
					}
				}
				yield(0, tc.end())
			}
			var results int
			var last error
			for _, err := range Map(t.Context(), 3, in, func(_ context.Context, v int) (int, error) { return v, nil }) {
				if last != nil {
					t.Error("results after the input's error")
				}
				if last = err; err == nil {
					results++
				}
			}
			if results != 9 || !errors.Is(last, broken) {
				t.Errorf("%d results and then %v, want 9 and %v", results, last, broken)
			}
		})
	}
}

func TestCancelEndsWithTheCause(t *testing.T) {
	noLeaks(t)
	ctx, cancel := context.WithCancelCause(t.Context())
	cause := errors.New("interrupted by the operator")
	var last error
	n := 0
	for _, err := range Map(ctx, 3, numbers(1000), func(ctx context.Context, v int) (int, error) {
		if v == 20 {
			cancel(cause)
			<-ctx.Done()
		}
		return v, nil
	}) {
		n++
		last = err
	}
	if !errors.Is(last, cause) || n > 21 {
		t.Errorf("%d pairs, the last with %v; want at most 21 and %v", n, last, cause)
	}
}

func TestCancelledBeforeItStarts(t *testing.T) {
	noLeaks(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var errs []error
	for _, err := range Map(ctx, 3, numbers(10), func(_ context.Context, v int) (int, error) { return v, nil }) {
		errs = append(errs, err)
	}
	if len(errs) != 1 || !errors.Is(errs[0], context.Canceled) {
		t.Errorf("got %v, want one context.Canceled", errs)
	}
}

func TestConsumerThatStopsLeavesNothingBehind(t *testing.T) {
	noLeaks(t)
	for stop := range 12 {
		closed := false
		in := func(yield func(int, error) bool) {
			defer func() { closed = true }()
			for i := 0; ; i++ {
				if !yield(i, nil) {
					return
				}
			}
		}
		n := 0
		for range Map(t.Context(), 4, in, func(ctx context.Context, v int) (int, error) {
			if v > stop {
				<-ctx.Done() // would never end by itself
			}
			return v, nil
		}) {
			if n++; n > stop {
				break
			}
		}
		if !closed {
			t.Fatalf("stopped after %d: the input was not closed", n)
		}
	}
}

func TestConsumerThatPanicsLeavesNothingBehind(t *testing.T) {
	noLeaks(t)
	defer func() {
		if v := recover(); v != "consumer" {
			t.Errorf("recovered %v, want the consumer's own panic", v)
		}
	}()
	for range Map(t.Context(), 4, numbers(100), func(_ context.Context, v int) (int, error) { return v, nil }) {
		panic("consumer")
	}
}

func TestUnorderedGivesWhatIsDone(t *testing.T) {
	noLeaks(t)
	release := make(chan struct{})
	var got []int
	for v, err := range MapUnordered(t.Context(), Limits[int]{Workers: 2}, numbers(6), func(_ context.Context, v int) (int, error) {
		if v == 0 {
			<-release // the first ends last
		}
		return v, nil
	}) {
		if err != nil {
			t.Fatal(err)
		}
		if got = append(got, v); len(got) == 5 {
			close(release)
		}
	}
	if want := []int{1, 2, 3, 4, 5, 0}; !slices.Equal(want, got) {
		t.Errorf("got %d, want %d", got, want)
	}
}

func TestUnorderedKeepsTheContract(t *testing.T) {
	noLeaks(t)
	broken := errors.New("disk")
	in := func(yield func(int, error) bool) {
		for i := range 50 {
			if !yield(i, nil) {
				return
			}
		}
		yield(0, broken)
	}
	seen := map[int]bool{}
	failed := 0
	var last error
	for v, err := range MapUnordered(t.Context(), Limits[int]{Workers: 5, Ahead: 7}, in, func(_ context.Context, v int) (int, error) {
		if v%10 == 3 {
			panic("odd")
		}
		return v, nil
	}) {
		last = err
		if p := (*Panic)(nil); errors.As(err, &p) {
			failed++
		} else if err == nil {
			seen[v] = true
		}
	}
	if len(seen) != 45 || failed != 5 || !errors.Is(last, broken) {
		t.Errorf("%d results, %d panics, then %v", len(seen), failed, last)
	}
	for range MapUnordered(t.Context(), Limits[int]{Workers: 3}, numbers(1000), func(_ context.Context, v int) (int, error) { return v, nil }) {
		break
	}
}
