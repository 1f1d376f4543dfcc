package pool

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
)

// Panic is the error of a function that panicked: a bug of ours.
type Panic struct {
	Value any
	// Stack is the stack of the goroutine at the panic, as debug.Stack prints it.
	Stack []byte
}

// Error names the panic's value, without the stack.
func (p *Panic) Error() string { return fmt.Sprintf("panic: %v", p.Value) }

// Unwrap returns the panic's value where it is an error.
func (p *Panic) Unwrap() error {
	err, _ := p.Value.(error)
	return err
}

var errGoexit = errors.New("pool: function ended its goroutine")

func newPanic(v any) *Panic { return &Panic{Value: v, Stack: debug.Stack()} }

func recovered[R any](f func() (R, error)) (result R, err error) {
	defer func() {
		if v := recover(); v != nil {
			var zero R
			result, err = zero, newPanic(v)
		}
	}()
	return f()
}

// Guard makes a function whose panics are results: onPanic says what an input
// that made f panic gives, so that it can be recorded with its input.
func Guard[T, R any](f func(context.Context, T) (R, error), onPanic func(T, *Panic) (R, error)) func(context.Context, T) (R, error) {
	return func(ctx context.Context, input T) (R, error) {
		result, err := recovered(func() (R, error) { return f(ctx, input) })
		if p, ok := err.(*Panic); ok { //nolint:errorlint // recovered gives it bare; a wrapped one is f's own error
			return onPanic(input, p)
		}
		return result, err
	}
}
