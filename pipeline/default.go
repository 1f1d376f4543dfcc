package pipeline

import (
	"context"

	"gongkai/extractors"
	"gongkai/schema"
)

func defaultExtract(context.Context, extractors.Document) extractors.Result {
	return extractors.Result{Reject: schema.Rejectf(schema.Unsupported, "this build has no extractor")}
}
