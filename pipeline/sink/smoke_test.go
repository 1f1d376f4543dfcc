package sink

import (
	"fmt"
	"gongkai/pipeline/record/recordtest"
	"testing"
	"time"
)

func TestSmoke(t *testing.T) {
	rows := recordtest.Rows(1, 2000)
	st := time.Now()
	files, err := WriteAll(t.TempDir(), rows, recordtest.Rejects(1, 30), recordtest.Labels(1, 40), Options{Workers: 2})
	if err != nil {
		t.Fatal(err)
	}
	fmt.Println(time.Since(st))
	for _, f := range files {
		fmt.Println(f.Path, f.Rows, f.Bytes)
	}
}
