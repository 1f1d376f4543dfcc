package copies

import (
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/extractors/reconcile"
	"gongkai/schema"
)

// form makes a form of the 2021 edition whose first cells hold the values given.
func form(values ...int64) *reconcile.Report {
	f := schema.FormOf("2021")
	r := &reconcile.Report{Form: f, Cells: make([]reconcile.Cell, len(f.Cells))}
	for i, v := range values {
		r.Cells[i] = reconcile.Cell{Status: schema.Observed, HasValue: true, Value: schema.Count(v)}
	}
	return r
}

func TestStrength(t *testing.T) {
	for _, tt := range []struct {
		values []int64
		want   Strength
	}{
		{nil, Trivial},
		{[]int64{0, 0, 0, 0}, Trivial},
		{[]int64{5, 5, 5, 9}, Trivial},
		{[]int64{1, 2, 3}, Plain},
		{[]int64{1, 2, 3, 4, 5, 6, 7, 8, 9}, Plain},
		{[]int64{100, 200, 300, 400, 55, 6}, Strong},
		{[]int64{100000, 200000, 300000}, Plain},
	} {
		if got := FiguresOf(form(tt.values...)).Strength; got != tt.want {
			t.Errorf("strength of %v = %d, want %d", tt.values, got, tt.want)
		}
	}
}

func TestFiguresOf(t *testing.T) {
	zero, blank := FiguresOf(form(7, 0, 9)), FiguresOf(form(7, 0, 9))
	if zero != blank {
		t.Error("equal figures differ")
	}
	lost := form(7, 0, 9)
	lost.Cells[1] = reconcile.Cell{Status: schema.Missing}
	if FiguresOf(lost) != zero {
		t.Error("a lost cell and a zero differ")
	}
	if FiguresOf(form(0, 7, 9)) == zero {
		t.Error("the same values in other cells are equal")
	}
	older := form(7, 0, 9)
	older.Form = schema.FormOf("2019")
	if FiguresOf(older) == zero {
		t.Error("two editions are equal")
	}
}

var (
	trivial = FiguresOf(form(0, 0))
	plain   = FiguresOf(form(1, 2, 3))
	strong  = FiguresOf(form(123, 456, 789, 1011, 12, 4))
)

func TestGroup(t *testing.T) {
	for _, tt := range []struct {
		name    string
		members []Member
		want    map[string]string
	}{
		{"alone", []Member{{ReportID: "a", Year: 2021, Figures: strong}}, map[string]string{}},
		{
			"strong figures on a mirror with another name",
			[]Member{
				{ReportID: "a", Year: 2021, Agency: "某某广告", Figures: strong, SourceURI: "http://mirror.example/1"},
				{ReportID: "b", Year: 2021, Agency: "甲县司法局", Figures: strong, SourceURI: "http://www.jia.gov.cn/1"},
			},
			map[string]string{"a": "b"},
		},
		{
			"another year", []Member{
				{ReportID: "a", Year: 2021, Figures: strong},
				{ReportID: "b", Year: 2022, Figures: strong},
			}, map[string]string{},
		},
		{
			"unknown year", []Member{
				{ReportID: "a", Figures: strong}, {ReportID: "b", Figures: strong},
			}, map[string]string{},
		},
		{
			"plain figures of two agencies", []Member{
				{ReportID: "a", Year: 2021, Agency: "甲局", Figures: plain},
				{ReportID: "b", Year: 2021, Agency: "乙局", Figures: plain},
				{ReportID: "c", Year: 2021, Figures: plain},
			}, map[string]string{},
		},
		{
			"plain figures of one agency and of none", []Member{
				{ReportID: "a", Year: 2021, Figures: plain},
				{ReportID: "b", Year: 2021, Agency: "乙局", Figures: plain},
				{ReportID: "c", Year: 2021, Agency: "乙局", Figures: plain},
			}, map[string]string{"b": "a", "c": "a"},
		},
		{
			"plain figures without a name", []Member{
				{ReportID: "a", Year: 2021, Figures: plain},
				{ReportID: "b", Year: 2021, Figures: plain},
			}, map[string]string{"b": "a"},
		},
		{
			"zeros without a name", []Member{
				{ReportID: "a", Year: 2021, Figures: trivial},
				{ReportID: "b", Year: 2021, Figures: trivial},
			}, map[string]string{},
		},
		{
			"zeros of one agency", []Member{
				{ReportID: "a", Year: 2021, Agency: "甲镇", Figures: trivial},
				{ReportID: "b", Year: 2021, Agency: "甲镇", Figures: trivial},
				{ReportID: "c", Year: 2021, Agency: "乙镇", Figures: trivial},
				{ReportID: "d", Year: 2021, Figures: trivial},
			}, map[string]string{"b": "a"},
		},
		{
			"one name in two counties", []Member{
				{ReportID: "a", Year: 2021, Agency: "民政局", DivisionCode: "410821", Figures: trivial},
				{ReportID: "b", Year: 2021, Agency: "民政局", DivisionCode: "510107", Figures: trivial},
				{ReportID: "c", Year: 2021, Agency: "民政局", DivisionCode: "510107", Figures: trivial},
				{ReportID: "d", Year: 2021, Agency: "民政局", Figures: trivial},
			}, map[string]string{"c": "b"},
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, Group(tt.members)); diff != "" {
				t.Errorf("Group (-want +got):\n%s", diff)
			}
		})
	}
}

func TestPreferred(t *testing.T) {
	members := []Member{
		{ReportID: "1", SourceURI: "http://gov.cn.example/x"},
		{ReportID: "2", SourceURI: "http://www.a.gov.cn/x", Lost: 3},
		{ReportID: "3", SourceURI: "https://WWW.B.GOV.CN:8443/x", Review: true},
		{ReportID: "5", SourceURI: "http://www.a.gov.cn/m/x"},
		{ReportID: "4", SourceURI: "http://www.a.gov.cn/print/x"},
	}
	want := map[string]string{"1": "4", "2": "4", "3": "4", "5": "4"}
	for i := range members {
		members[i].Year, members[i].Figures = 2023, strong
	}
	for range 20 {
		rand.Shuffle(len(members), func(i, j int) { members[i], members[j] = members[j], members[i] })
		if diff := cmp.Diff(want, Group(members)); diff != "" {
			t.Fatalf("Group (-want +got):\n%s", diff)
		}
	}
}
