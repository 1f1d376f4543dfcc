package pool

import (
	"context"
	"iter"

	"golang.org/x/sync/errgroup"
	"golang.org/x/sync/semaphore"
)

// Limits bounds the work in progress.
type Limits[T any] struct {
	// Workers is the number of goroutines that run the function; below 1 is 1.
	Workers int
	// Ahead is how many inputs may be taken and not yet given back; below
	// Workers it is four times Workers.
	Ahead int
	// Weight is the memory an input holds, in bytes, and MaxWeight the bound on
	// their sum; without both there is none. An input heavier than MaxWeight is
	// let in when nothing else is. One more input is held while it waits.
	Weight    func(T) int64
	MaxWeight int64
}

// Map applies f to each input on the given number of goroutines and yields the
// results in input order.
func Map[T, R any](ctx context.Context, workers int, in iter.Seq2[T, error], f func(context.Context, T) (R, error)) iter.Seq2[R, error] {
	return MapLimited(ctx, Limits[T]{Workers: workers}, in, f)
}

// MapLimited is Map with bounds on the work in progress.
func MapLimited[T, R any](ctx context.Context, limits Limits[T], in iter.Seq2[T, error], f func(context.Context, T) (R, error)) iter.Seq2[R, error] {
	limits = limits.withDefaults()
	return func(yield func(R, error) bool) {
		newRun(ctx, limits, f, false).run(in, yield)
	}
}

// MapUnordered is MapLimited with each result as soon as it is there, for work
// that waits on others and whose order says nothing. An error of the input still
// comes last.
func MapUnordered[T, R any](ctx context.Context, limits Limits[T], in iter.Seq2[T, error], f func(context.Context, T) (R, error)) iter.Seq2[R, error] {
	limits = limits.withDefaults()
	return func(yield func(R, error) bool) {
		newRun(ctx, limits, f, true).run(in, yield)
	}
}

func (l Limits[T]) withDefaults() Limits[T] {
	l.Workers = max(l.Workers, 1)
	if l.Ahead < l.Workers {
		l.Ahead = 4 * l.Workers
	}
	return l
}

// job is an input on its way. done is closed when result and err are set.
type job[T, R any] struct {
	input  T
	weight int64
	result R
	err    error
	// last marks the error of the input, which ends the iteration.
	last bool
	done chan struct{}
}

// run is one iteration of a Map.
type run[T, R any] struct {
	ctx    context.Context
	cancel context.CancelFunc
	limits Limits[T]
	f      func(context.Context, T) (R, error)
	slots  *semaphore.Weighted // inputs taken and not given back
	weight *semaphore.Weighted // their bytes; nil without a bound
	work   chan *job[T, R]     // to the workers
	order  chan *job[T, R]     // to the consumer
	// asDone says that workers hand jobs to the consumer as they finish; else
	// the feeder does, in input order.
	asDone bool
}

func newRun[T, R any](ctx context.Context, limits Limits[T], f func(context.Context, T) (R, error), asDone bool) *run[T, R] {
	r := &run[T, R]{
		limits: limits, f: f, asDone: asDone,
		slots: semaphore.NewWeighted(int64(limits.Ahead)),
		work:  make(chan *job[T, R], limits.Ahead),
		order: make(chan *job[T, R], limits.Ahead),
	}
	r.ctx, r.cancel = context.WithCancel(ctx) //nolint:gosec // G118: run calls it when the iteration ends
	if limits.Weight != nil && limits.MaxWeight > 0 {
		r.weight = semaphore.NewWeighted(limits.MaxWeight)
	}
	return r
}

func (r *run[T, R]) run(in iter.Seq2[T, error], yield func(R, error) bool) {
	var group errgroup.Group
	// Deferred, so that a consumer that panics leaves no goroutine behind either.
	defer func() {
		r.cancel()
		_ = group.Wait() // the goroutines report through their jobs and return nil
	}()
	var workers errgroup.Group
	for range r.limits.Workers {
		workers.Go(func() error { r.workLoop(&workers); return nil })
	}
	group.Go(func() error { r.feed(in, &workers); return nil })
	r.deliver(yield)
}

// deliver yields the results in input order until the input ends or errs, the
// context is cancelled, or the consumer stops.
func (r *run[T, R]) deliver(yield func(R, error) bool) {
	var zero R
	for job := range r.order {
		select {
		case <-job.done:
		case <-r.ctx.Done():
		}
		if r.ctx.Err() != nil {
			yield(zero, context.Cause(r.ctx))
			return
		}
		if !yield(job.result, job.err) || job.last {
			return
		}
		r.release(job)
	}
	if r.ctx.Err() != nil {
		yield(zero, context.Cause(r.ctx))
	}
}

// feed takes the input, as far as the limits allow, and closes the channels
// when the workers have ended. There is always room in order: it has as many
// places as there are slots.
func (r *run[T, R]) feed(in iter.Seq2[T, error], workers *errgroup.Group) {
	defer close(r.order)
	err := r.pull(in)
	close(r.work)
	_ = workers.Wait()
	if err != nil && r.slots.Acquire(r.ctx, 1) == nil {
		last := &job[T, R]{err: err, last: true, done: make(chan struct{})}
		close(last.done)
		r.order <- last
	}
}

// pull hands on each input and returns the error that ended it. A panic of the
// input is an error too.
func (r *run[T, R]) pull(in iter.Seq2[T, error]) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = newPanic(v)
		}
	}()
	for input, err := range in {
		if err != nil {
			return err
		}
		if !r.admit(input) {
			return nil
		}
	}
	return nil
}

// admit waits for room and hands an input on; it reports false when the
// iteration is over.
func (r *run[T, R]) admit(input T) bool {
	job := &job[T, R]{input: input, done: make(chan struct{})}
	if r.slots.Acquire(r.ctx, 1) != nil {
		return false
	}
	if r.weight != nil {
		job.weight = min(max(r.limits.Weight(input), 0), r.limits.MaxWeight)
		if r.weight.Acquire(r.ctx, job.weight) != nil {
			return false
		}
	}
	if !r.asDone {
		r.order <- job
	}
	r.work <- job // has room too: as many places as slots
	return true
}

func (r *run[T, R]) release(job *job[T, R]) {
	r.slots.Release(1)
	if r.weight != nil {
		r.weight.Release(job.weight)
	}
}

// workLoop is a worker. One whose function ends its goroutine is replaced.
func (r *run[T, R]) workLoop(workers *errgroup.Group) {
	ended := false
	defer func() {
		if !ended {
			workers.Go(func() error { r.workLoop(workers); return nil })
		}
	}()
	for job := range r.work {
		if r.ctx.Err() == nil {
			r.call(job)
		}
	}
	ended = true
}

// call runs the function on one input. A panic becomes the item's error, and so
// does runtime.Goexit, which ends this worker after it has reported.
func (r *run[T, R]) call(job *job[T, R]) {
	job.err = errGoexit
	defer func() {
		close(job.done)
		if r.asDone {
			r.order <- job
		}
	}()
	job.result, job.err = recovered(func() (R, error) { return r.f(r.ctx, job.input) })
}
