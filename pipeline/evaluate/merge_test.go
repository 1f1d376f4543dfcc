package evaluate_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/pipeline/evaluate"
	"gongkai/pipeline/pipelinetest"
)

// TestMerge: parts of a corpus measured apart come to what the whole comes to.
func TestMerge(t *testing.T) {
	dir := publish(t, documents, pipelinetest.Extract)
	var parts [2]string
	for i, line := range strings.Split(strings.TrimSpace(labels), "\n") {
		// The lines of one document stay together; families are divided.
		part := i / 3
		if strings.Contains(line, "other/f.txt") {
			part = 1
		}
		parts[min(part, 1)] += line + "\n"
	}
	merged := evaluate.Merge(evaluated(t, dir, parts[0]), evaluated(t, dir, parts[1]))
	if diff := cmp.Diff(evaluated(t, dir, labels), merged); diff != "" {
		t.Errorf("whole (-) and merged (+):\n%s", diff)
	}
}
