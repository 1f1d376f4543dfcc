package pipeline

import (
	"context"
	"fmt"
	"path"
	"runtime"
	"runtime/debug"
	"strings"

	"gongkai/extractors"
	"gongkai/schema"
)

type extractFunc = func(context.Context, extractors.Document) extractors.Result

// guarded calls the extractor, extractors.Examine where extract is nil, and turns a panic into
// a reject with reason bug. stack is the goroutine's stack as Go prints it, "" without a panic.
// The reject's detail names the functions only: addresses and goroutine numbers
// would make two runs differ.
func guarded(
	ctx context.Context, extract extractFunc, doc extractors.Document,
) (result extractors.Result, findings []extractors.Finding, stack string) {
	defer func() {
		if v := recover(); v != nil {
			stack = fmt.Sprintf("panic: %v\n%s", v, debug.Stack())
			result = extractors.Result{Reject: schema.Rejectf(schema.Bug, "panic: %v at %s", v, callers())}
		}
	}()
	if extract != nil {
		return extract(ctx, doc), nil, ""
	}
	result, findings = extractors.Examine(ctx, doc)
	return result, findings, ""
}

// callers lists the frames from the panic to the extractor's entry, innermost
// first: package.function (file:line).
func callers() string {
	pcs := make([]uintptr, 64)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(3, pcs)])
	var names []string
	for {
		frame, more := frames.Next()
		if strings.HasSuffix(frame.Function, "pipeline.guarded") {
			break
		}
		if !strings.HasPrefix(frame.Function, "runtime.") {
			names = append(names, fmt.Sprintf("%s (%s:%d)", frame.Function, path.Base(frame.File), frame.Line))
		}
		if !more {
			break
		}
	}
	return strings.Join(names, " < ")
}
