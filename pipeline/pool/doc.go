// Package pool runs a function over a stream on several goroutines and gives the
// results in the order of the input. It is the only package of the pipeline that
// starts worker goroutines.
//
// It consumes an iterator and a function and produces an iterator:
//
//	for result, err := range pool.Map(ctx, 8, src.Items(ctx), extract) { … }
//
// Invariants: results come in input order for any number of workers, one for
// each input; MapUnordered alone gives them as they are done. Inputs taken and not yet given back are bounded in number and, by
// Limits.Weight, in bytes; the bound holds until the consumer asks for the next
// result.
//
// It does not retry, does not drop and does not log.
//
// Concurrency: the input is pulled on one goroutine of the pool; the function
// runs on up to Workers goroutines; results are yielded on the consumer's. When
// the iteration ends, for whatever reason, every goroutine has ended: stopping
// early waits for the calls in progress and for the input's next item.
//
// Faults: an error of the function is the error of its item, and the iteration
// goes on. A panic in the function becomes a *Panic in the same place; Guard
// turns it into a result. An error of the input, or a cancelled context, as
// context.Cause(ctx), comes last and ends the iteration.
package pool
