package record_test

import (
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"gongkai/extractors"
	"gongkai/pipeline/record"
)

func TestLabelCount(t *testing.T) {
	label := func(text, nearest string, distance int) extractors.Label {
		return extractors.Label{Edition: "2021", Table: "applications", Text: text, Nearest: nearest, Distance: distance}
	}
	documents := []struct {
		id     string
		labels []extractors.Label
	}{
		{"d2", []extractors.Label{label("小计", "总计", 1), label("小计", "总计", 1)}},
		{"d1", []extractors.Label{label("小计", "合计", 1), label("备注", "", 0)}},
		{"d3", []extractors.Label{label("小计", "", 0)}},
	}
	want := []record.Label{
		{Label: label("备注", "", 0), Documents: 1, ExampleDoc: "d1"},
		{Label: label("小计", "合计", 1), Documents: 3, ExampleDoc: "d1"},
	}
	rapid.Check(t, func(rt *rapid.T) {
		shuffle := rand.New(rand.NewPCG(rapid.Uint64().Draw(rt, "seed"), 0))
		shuffle.Shuffle(len(documents), func(i, j int) { documents[i], documents[j] = documents[j], documents[i] })
		var count record.LabelCount
		for _, d := range documents {
			count.Add(d.id, d.labels)
		}
		if diff := cmp.Diff(want, count.Labels()); diff != "" {
			rt.Errorf("labels (-want +got):\n%s", diff)
		}
	})
	if got := (&record.LabelCount{}).Labels(); len(got) != 0 {
		t.Errorf("labels of nothing: %v", got)
	}
}
