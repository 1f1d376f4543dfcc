package cli

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"gongkai/pipeline"
)

// The bar of a stage is gone when the next begins, a line of the log has a line
// of its own, and nothing is drawn once the bar is done.
func TestProgress(t *testing.T) {
	var out bytes.Buffer
	p := &progress{w: &out}
	p.show(pipeline.StageRead, 1, 0)
	p.show(pipeline.StageExtract, 1, 4)
	if _, err := p.Write([]byte("a line\n")); err != nil {
		t.Fatal(err)
	}
	time.Sleep(120 * time.Millisecond) // the bar is drawn every 100 ms at most
	p.show(pipeline.StageExtract, 3, 4)
	p.done()
	text := out.String()
	for _, want := range []string{"read", "extract  25%", "\ra line\n", "extract  75%"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in %q", want, text)
		}
	}
	if after := text[strings.Index(text, "extract"):]; strings.Contains(after, "read") {
		t.Errorf("the first stage is drawn after it ended: %q", after)
	}
	time.Sleep(250 * time.Millisecond)
	if out.String() != text {
		t.Errorf("drawn after the end: %q", out.String()[len(text):])
	}
}
