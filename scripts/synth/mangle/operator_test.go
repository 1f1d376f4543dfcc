package mangle

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/schema"
	"gongkai/scripts/synth/form"
	"gongkai/scripts/synth/print"
)

func rng(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 13)) }

// row is a row with one label and some figures, its table ready for an operator.
func row(label string, figures ...string) *print.Document {
	f := schema.FormOf("2019")
	d := print.NewDocument(form.Draw(rng(1), f, form.Options{}))
	cells := []print.Cell{{Text: label, Role: print.Label, RowSpan: 1, ColSpan: 1}}
	first, _ := f.Cell("applications/granted/natural_person")
	for i, text := range figures {
		index := first + schema.CellIndex(i)
		cells = append(cells, print.Cell{Text: text, Role: print.Figure, Index: index, RowSpan: 1, ColSpan: 1})
		d.Values.Cells[index].Unit = schema.UnitItem
	}
	table := &print.Table{Form: 1, Columns: len(cells), Rows: []print.Row{{Cells: cells}}}
	d.Blocks = []print.Block{{Kind: print.TableBlock, Table: table}}
	return d
}

// texts lists the rows of a document's first table.
func texts(d *print.Document) []string {
	var out []string
	for _, r := range d.Tables()[0].Rows {
		var cells []string
		for _, c := range r.Cells {
			cells = append(cells, c.Text)
		}
		out = append(out, strings.Join(cells, "|"))
	}
	return out
}

func lostCount(d *print.Document) int {
	n := 0
	for _, lost := range d.Lost {
		if lost {
			n++
		}
	}
	return n
}

func apply(t *testing.T, name string, seed uint64, d *print.Document) {
	t.Helper()
	o, ok := Find(name)
	if !ok {
		t.Fatalf("no operator %q", name)
	}
	if !o.Apply(rng(seed), d) {
		t.Fatalf("%s found nothing to damage", name)
	}
}

// TestOneWay checks operators that have a single way of damaging a row.
func TestOneWay(t *testing.T) {
	for _, c := range []struct {
		operator, label string
		figures         []string
		want            []string
		lost            int
	}{
		{"full_width_digits", "行政许可", []string{"120"}, []string{"行政许可|１２０"}, 0},
		{"nbsp_artefact", "行政许可", []string{"7"}, []string{"行政许可|? 7"}, 0},
		{"lost_row_label", "行政许可", []string{"7", "8"}, []string{"|7|8"}, 0},
		{"lost_cell", "行政许可", []string{"7"}, []string{"行政许可|"}, 1},
		{"truncated_digit", "行政许可", []string{"456"}, []string{"行政许可|45"}, 1},
		{"fused_label", "规章", []string{"0", "12", "3"}, []string{"规章0123"}, 3},
		{"blanks_to_end", "（一）予以公开", []string{"", "12", "", "3"}, []string{"（一）予以公开|12|3||"}, 4},
		{"one_value_row", "规章", []string{"0", "0", "0"}, []string{"规章|0||"}, 0},
		{"split_digits", "规章", []string{"38"}, []string{"规章|3|8"}, 1},
		{"half_width", "（七）总计", []string{"5"}, []string{"(七)总计|5"}, 0},
		{"label_variants", "行政规范性文件", []string{"5"}, []string{"规范性文件|5"}, 0},
	} {
		d := row(c.label, c.figures...)
		apply(t, c.operator, 1, d)
		if diff := cmp.Diff(c.want, texts(d)); diff != "" {
			t.Errorf("%s: %s", c.operator, diff)
		}
		if got := lostCount(d); got != c.lost {
			t.Errorf("%s: %d figures lost, want %d", c.operator, got, c.lost)
		}
	}
}

// TestAnyWay checks what holds of every damage of operators that have several ways.
func TestAnyWay(t *testing.T) {
	for seed := range uint64(50) {
		d := row("1.信访举报投诉类申请", "1234", "5")
		apply(t, "page_split_row", seed, d)
		var label string
		for i, text := range texts(d) {
			part, figures, _ := strings.Cut(text, "|")
			label += part
			if want := map[bool]string{true: "1234|5", false: "|"}[i == 0]; figures != want {
				t.Errorf("row %d holds %q, want %q", i, figures, want)
			}
		}
		if label != "1.信访举报投诉类申请" || lostCount(d) != 0 {
			t.Errorf("label %q, %d lost", label, lostCount(d))
		}

		d = row("规章", "1234", "567", "8")
		apply(t, "fused_cells", seed, d)
		if got := strings.ReplaceAll(texts(d)[0], "|", ""); got != "规章12345678" || lostCount(d) != 3 {
			t.Errorf("fused %q, %d lost", got, lostCount(d))
		}

		d = row("规章", "1234")
		apply(t, "thousands", seed, d)
		if got := texts(d)[0]; got != "规章|1,234" && got != "规章|1，234" {
			t.Errorf("thousands: %q", got)
		}

		d = row("行政强制", "1", "2", "3")
		apply(t, "shift_part", seed, d)
		if got := strings.TrimLeft(strings.TrimPrefix(texts(d)[0], "行政强制"), "|"); got != "1|2|3" || !d.Unanchored {
			t.Errorf("shifted: %q, unanchored %v", texts(d)[0], d.Unanchored)
		}

		d = row("（二）部分公开", slices.Repeat([]string{"41"}, 7)...)
		apply(t, "misread_figures", seed, d)
		changed := 0
		for _, cell := range d.Tables()[0].Rows[0].Cells[1:] {
			if cell.Text != "41" {
				changed++
			}
		}
		if changed != lostCount(d) {
			t.Errorf("%d figures misread, %d lost", changed, lostCount(d))
		}

		d = row("（二）部分公开", "41")
		apply(t, "misread_digit", seed, d)
		if got := texts(d)[0]; got == "（二）部分公开|41" || len(got) != len("（二）部分公开|41") || lostCount(d) != 1 {
			t.Errorf("misread: %q, %d lost", got, lostCount(d))
		}
	}
}

func TestTraditionalAndPinyin(t *testing.T) {
	d := row("行政复议机关", "5")
	patient := &patient{rng: rng(1), doc: d}
	if got := patient.mapRunes("行政复议机关规范性文件数量", traditionalOf, 100); got != "行政復議機關規範性文件數量" {
		t.Errorf("traditional: %q", got)
	}
	if got := strings.Map(withoutTone, "shù guān lǜ"); got != "shu guan lv" {
		t.Errorf("toneless: %q", got)
	}
	for r, want := range map[rune]string{'复': "fù", '復': "fù", '数': "shù", '額': "é"} {
		if readings[r] != want {
			t.Errorf("reading of %c is %q, want %q", r, readings[r], want)
		}
	}
}

func TestDownwardHeader(t *testing.T) {
	f := schema.FormOf("2021")
	d := print.NewDocument(form.Draw(rng(1), f, form.Options{}))
	d.Blocks = []print.Block{{Kind: print.TableBlock, Table: print.BuildTable(d, 2, print.Shape{})}}
	apply(t, "downward_header", 1, d)
	want := []string{
		"行政复议|||||行政诉讼|||||||||",
		"|||||未经复议直接起诉|||||复议后起诉||||",
		"结|结|其|尚|总|结|结|其|尚|总|结|结|其|尚|总",
		"果|果|他|未|计|果|果|他|未|计|果|果|他|未|计",
		"维|纠|结|审||维|纠|结|审||维|纠|结|审|",
		"持|正|果|结||持|正|果|结||持|正|果|结|",
		"0|0|0|0|0|0|0|0|0|0|0|0|0|0|0",
	}
	if diff := cmp.Diff(want, texts(d)); diff != "" {
		t.Error(diff)
	}
}

func TestStaleYear(t *testing.T) {
	d := row("规章", "0")
	d.Blocks = []print.Block{{Kind: print.Title, Text: "某县2022年政府信息公开工作年度报告"}, {Kind: print.Para, Text: "回顾2022年，内容较2021年充实。"}}
	apply(t, "stale_year", 1, d)
	if got := d.Blocks[1].Text; got != "回顾2021年，内容较2021年充实。" {
		t.Errorf("%q", got)
	}
}

// TestDamageCanBeNoticed: a row without identities that holds a blank is not
// shifted, split or packed: it would look like a true one.
func TestDamageCanBeNoticed(t *testing.T) {
	f := schema.FormOf("2019")
	for _, name := range []string{"blanks_to_end", "split_digits", "shift_part", "fused_cells"} {
		d := row("规章", "", "12", "34")
		first, _ := f.Cell("disclosures/rules/made")
		for i := range 3 {
			d.Tables()[0].Rows[0].Cells[1+i].Index = first + schema.CellIndex(i)
		}
		if o, _ := Find(name); o.Apply(rng(1), d) {
			t.Errorf("%s: %q", name, texts(d))
		}
	}
}

func TestDeduplicated(t *testing.T) {
	d := row("规章", "0")
	o, _ := Find("deduplicated")
	if got := o.ApplyText(d, "规章\n0\n0\n\n许可\n0\n7\n"); got != "规章\n0\n\n许可\n7\n" {
		t.Errorf("%q", got)
	}
	if lostCount(d) != len(d.Lost) {
		t.Error("a figure is not lost")
	}
}

// TestSlipsAreLeftAlone: no operator that loses a figure touches one whose
// identity the agency broke.
func TestSlipsAreLeftAlone(t *testing.T) {
	f := schema.FormOf("2021")
	for _, o := range Operators() {
		if o.Name == "confuse_figures" || o.Scope == TextOnly {
			continue // the digits still tell, or nothing does
		}
		for seed := range uint64(15) {
			r := rng(seed)
			d := print.NewDocument(form.Draw(r, f, form.Options{Profile: form.County, Broken: 100}))
			for t := range f.Tables {
				d.Blocks = append(d.Blocks, print.Block{Kind: print.TableBlock, Table: print.BuildTable(d, t, print.Shape{})})
			}
			broken := fragile(d)
			o.Apply(r, d)
			for c, lost := range d.Lost {
				if lost && broken[schema.CellIndex(c)] {
					t.Errorf("%s, seed %d: %s is lost", o.Name, seed, f.Cells[c].ID)
				}
			}
		}
	}
}

// TestVariantsAreOfOneCell: no rewritten label is the official label of another
// row or column of the same edition and block, and no confusion turns one
// label of the form into another.
func TestVariantsAreOfOneCell(t *testing.T) {
	official := map[string]bool{}
	for _, f := range schema.Forms() {
		for c := range f.Cells {
			official[f.RowOf(schema.CellIndex(c)).Label] = true
			official[f.ColumnOf(schema.CellIndex(c)).Label] = true
		}
	}
	// 其他 is printed for 其他结果 (three things are called so), and the editions name the
	// same row and column differently.
	known := map[string]bool{"其他": true, "规范性文件": true, "行政规范性文件": true, "处理决定数量": true, "本年处理决定数量": true}
	for label, all := range variants {
		if !official[label] && !strings.HasPrefix(label, "三、") {
			t.Errorf("variants of %q, which is no label", label)
		}
		for _, v := range all {
			if official[v] && !known[v] {
				t.Errorf("%q for %q is a label itself", v, label)
			}
		}
	}
	for label := range official {
		for i, r := range []rune(label) {
			for _, to := range confusions[r] {
				changed := []rune(label)
				changed[i] = to
				if official[string(changed)] {
					t.Errorf("%q becomes %q", label, string(changed))
				}
			}
		}
	}
}
