package main

import (
	"context"
	"fmt"
	"os"
	"time"

	"gongkai/extractors"
	"gongkai/pipeline/cli"
	"gongkai/schema"
)

// The environment that makes this program gongkai.
const (
	actAs     = "DRILL_ACT_AS"    // gongkai
	nightIs   = "DRILL_NIGHT"     // the date that the clock shows
	extractor = "DRILL_EXTRACTOR" // changed, broken; or "" for the real one
)

// gongkai is the real command line with the clock and the extractor that the
// environment names.
func gongkai(args []string) int {
	now, err := time.Parse(time.DateOnly, os.Getenv(nightIs))
	if err != nil {
		fmt.Fprintln(os.Stderr, "drill:", err)
		return cli.ExitUsage
	}
	p := cli.Program{Stdout: os.Stdout, Stderr: os.Stderr, Now: func() time.Time { return now }}
	switch name := os.Getenv(extractor); name {
	case "changed":
		p.Extract, p.Version = changed, extractors.Version+"-"+name
	case "broken":
		p.Extract, p.Version = broken, extractors.Version+"-"+name
	}
	return p.Main(args)
}

// changed is an extractor after a fix: one that cuts overviews differently.
func changed(ctx context.Context, doc extractors.Document) extractors.Result {
	result := extractors.Extract(ctx, doc)
	for i := range result.Reports {
		result.Reports[i].Overview += "。"
	}
	return result
}

// broken is an extractor after a mistake: it no longer finds the reports of 2022.
func broken(ctx context.Context, doc extractors.Document) extractors.Result {
	result := extractors.Extract(ctx, doc)
	for i := range result.Reports {
		if result.Reports[i].Who.Year == 2022 {
			return extractors.Result{MediaType: result.MediaType, Reject: schema.Rejectf(schema.NotAReport, "a mistake was made")}
		}
	}
	return result
}
