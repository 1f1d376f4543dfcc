package agency

import (
	"testing"

	"gongkai/data"
)

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		parseGazetteer(data.Divisions, data.Townships, data.NationalOrgans)
	}
}

func BenchmarkTownIndex(b *testing.B) {
	g := loadGazetteer()
	for b.Loop() {
		g.indexTowns()
	}
}
