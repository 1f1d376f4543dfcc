package figure

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"gongkai/schema"
)

const one = schema.One

func num(v schema.Micros, unit, digits string) Figure {
	return Figure{Kind: Number, HasValue: true, Value: v, Unit: unit, Digits: digits}
}

func likely(v schema.Micros, unit, digits string) Figure {
	return Figure{Kind: Suspect, HasValue: true, Value: v, Unit: unit, Digits: digits}
}

func doubtful(unit, digits string) Figure { return Figure{Kind: Suspect, Unit: unit, Digits: digits} }

func withSign(f Figure) Figure {
	f.Signed = true
	return f
}

func TestParseNumbers(t *testing.T) {
	for text, want := range map[string]Figure{
		"0":              num(0, "", "0"),
		"5":              num(5*one, "", "5"),
		"10":             num(10*one, "", "10"),
		"11398889":       num(11398889*one, "", "11398889"),
		"零":              num(0, "", "0"),
		"〇":              num(0, "", "0"),
		"零件":             num(0, "item", "0"),
		"0件":             num(0, "item", "0"),
		"+5":             withSign(num(5*one, "", "5")),
		"-5":             withSign(num(-5*one, "", "5")),
		"−5":             withSign(num(-5*one, "", "5")),
		"-0":             withSign(num(0, "", "0")),
		"增4":             withSign(num(4*one, "", "4")),
		"减5":             withSign(num(-5*one, "", "5")),
		"增加5项":           withSign(num(5*one, "item", "5")),
		"减少3":            withSign(num(-3*one, "", "3")),
		"增 加 5 项":        withSign(num(5*one, "item", "5")),
		"新增2件":           withSign(num(2*one, "item", "2")),
		"负7":             withSign(num(-7*one, "", "7")),
		"↓7":             withSign(num(-7*one, "", "7")),
		"999件":           num(999*one, "item", "999"),
		"999 件":          num(999*one, "item", "999"),
		"3起":             num(3*one, "item", "3"),
		"12人次":           num(12*one, "item", "12"),
		"5(件)":           num(5*one, "item", "5"),
		"20条":            num(20*one, "item", "20"),
		"251000元":        num(251000*one, "CNY", "251000"),
		"¥500":           num(500*one, "CNY", "500"),
		"人民币500元":        num(500*one, "CNY", "500"),
		"850万元":          num(850*one, "CNY_10k", "850"),
		"¥850万元":         num(850*one, "CNY_10k", "850"),
		"850(万元)":        num(850*one, "CNY_10k", "850"),
		"1.5亿元":          num(15000*one, "CNY_10k", "15"),
		"0.12345678亿元":   num(1234_567800, "CNY_10k", "012345678"),
		"1.2万件":          num(12000*one, "item", "12"),
		"477.35":         num(477_350000, "", "47735"),
		"532934.41":      num(532934_410000, "", "53293441"),
		"0.000001":       num(1, "", "0000001"),
		"5.00":           num(5*one, "", "500"),
		"5.12345600":     num(5_123456, "", "512345600"),
		"1,234":          num(1234*one, "", "1234"),
		"1，234":          num(1234*one, "", "1234"),
		"12,345,678.9":   num(12345678_900000, "", "123456789"),
		"-1,234.5":       withSign(num(-1234_500000, "", "12345")),
		"9200000000000":  num(9200000000000*one, "", "9200000000000"),
		"-9200000000000": withSign(num(-9200000000000*one, "", "9200000000000")),
		"2021.03":        num(2021_030000, "", "202103"),
	} {
		if diff := cmp.Diff(want, Parse(text)); diff != "" {
			t.Errorf("Parse(%q) (-want +got):\n%s", text, diff)
		}
	}
}

func TestParseSuspects(t *testing.T) {
	for text, want := range map[string]Figure{
		"O":                       likely(0, "", "0"),
		"o":                       likely(0, "", "0"),
		"○":                       likely(0, "", "0"),
		"l":                       likely(one, "", "1"),
		"I":                       likely(one, "", "1"),
		"|":                       likely(one, "", "1"),
		"l2":                      likely(12*one, "", "12"),
		"1O":                      likely(10*one, "", "10"),
		"2〇":                      likely(20*one, "", "20"),
		"S1":                      likely(51*one, "", "51"),
		"3B":                      likely(38*one, "", "38"),
		"l2件":                     likely(12*one, "item", "12"),
		"-l2":                     withSign(likely(-12*one, "", "12")),
		"1 234":                   likely(1234*one, "", "1234"),
		"3 8 30":                  likely(3830*one, "", "3830"),
		"0 0 0":                   doubtful("", "000"),
		"1,23":                    likely(123*one, "", "123"),
		"12,3456":                 likely(123456*one, "", "123456"),
		"1234,567":                likely(1234567*one, "", "1234567"),
		"0,123":                   likely(123*one, "", "0123"),
		"5,":                      likely(5*one, "", "5"),
		",5":                      likely(5*one, "", "5"),
		"1.234.567":               likely(1234567*one, "", "1234567"),
		"007":                     likely(7*one, "", "007"),
		"00":                      likely(0, "", "00"),
		"0.":                      likely(0, "", "0"),
		"123.":                    likely(123*one, "", "123"),
		"1..5":                    likely(1_500000, "", "15"),
		".5":                      doubtful("", "5"),
		"1.1234567":               doubtful("", "11234567"),
		"9200000000001":           doubtful("", "9200000000001"),
		"9200000000000.000001":    doubtful("", "9200000000000000001"),
		"99999999999999999999999": doubtful("", "99999999999999999999999"),
		"2000000000亿元":            doubtful("CNY_10k", "2000000000"),
		"0/0":                     likely(0, "", "0"),
		"0 / 0":                   likely(0, "", "0"),
		"增0/减0":                   likely(0, "", "0"),
		"5/3":                     doubtful("", ""),
		"增5/减3":                   doubtful("", ""),
		"5/":                      doubtful("", ""),
		"-/0":                     doubtful("", ""),
		"减-5":                     withSign(likely(-5*one, "", "5")),
		"--5":                     withSign(likely(-5*one, "", "5")),
		"—5":                      withSign(likely(-5*one, "", "5")),
		"一5":                      withSign(likely(-5*one, "", "5")),
		"十5":                      withSign(likely(5*one, "", "5")),
		"lO":                      likely(10*one, "", "10"),
		"- 5":                     withSign(likely(-5*one, "", "5")),
		"5。":                      likely(5*one, "", "5"),
		"5件。":                     likely(5*one, "item", "5"),
		"5*":                      likely(5*one, "", "5"),
		"'5":                      likely(5*one, "", "5"),
		"5①":                      likely(5*one, "", "5"),
		"850万":                    doubtful("", "850"),
		"3.件":                     likely(3*one, "item", "3"),
	} {
		if diff := cmp.Diff(want, Parse(text)); diff != "" {
			t.Errorf("Parse(%q) (-want +got):\n%s", text, diff)
		}
	}
}

func TestParseKinds(t *testing.T) {
	for kind, texts := range map[Kind][]string{
		Blank:         {""},
		NotApplicable: {"/", "-", "--", "---", "—", "——", "— —", "―", "–", "无", "不适用", "不 适 用", "N/A", "n/a"},
		Text: {
			"行政许可", "规章", "增/减", "增减", "增", "减少", "+", "件", "元", "1.", "12.", "1、", "(一)", "(1)", "1)", "一、", "一",
			"1.属于国家秘密", "第二十条第(八)项", "第20条", "规章000", "行政许可51", "上一年项目数量(指2019年事项数)",
			"2021年", "2021-03-05", "2021/3/5", "2021/3", "2021.3.5", "2021年9月26日", "〔2021〕30号", "8:30",
			"1-5", "1~5", "3至5", "5%", "5‰", "3页", "So", "Bob", "l.", "Ii", "S", "B", "5件3件", "5(1件)", "(5)", "无数据", "?", "人民币", "。", ".", ",", "1.2.3",
			strings.Repeat("1", 65), "\xff", "5\xff", "共5件", "No.5",
		},
	} {
		for _, text := range texts {
			if got := Parse(text); got.Kind != kind {
				t.Errorf("Parse(%q) is %v, want %v", text, got.Kind, kind)
			} else if got != (Figure{Kind: kind}) {
				t.Errorf("Parse(%q) = %+v carries a value", text, got)
			}
		}
	}
}

// value draws any figure of the dataset's range.
var value = rapid.Custom(func(t *rapid.T) schema.Micros {
	limit := int64(maxWhole) * int64(one)
	if rapid.Bool().Draw(t, "whole") {
		return schema.Count(rapid.Int64Range(-maxWhole, maxWhole).Draw(t, "n"))
	}
	return schema.Micros(rapid.Int64Range(-limit, limit).Draw(t, "micros"))
})

func TestParsePrinted(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := value.Draw(t, "value")
		suffix := rapid.SampledFrom([][2]string{{"", ""}, {"件", "item"}, {" 项", "item"}, {"元", "CNY"}, {"万元", "CNY_10k"}}).Draw(t, "unit")
		text := v.String()
		if rapid.Bool().Draw(t, "grouping") {
			text = group(text)
		}
		if word := rapid.SampledFrom([]string{"", "减", "减少"}).Draw(t, "word"); v < 0 && word != "" {
			text = word + text[1:]
		}
		f := Parse(text + suffix[0])
		if f.Kind != Number || !f.HasValue || f.Value != v || f.Unit != suffix[1] {
			t.Fatalf("Parse(%q) = %+v, want %v", text+suffix[0], f, v)
		}
	})
}

// group prints thousands separators.
func group(text string) string {
	sign, rest := "", text
	if text[0] == '-' {
		sign, rest = "-", text[1:]
	}
	whole, frac, point := strings.Cut(rest, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if point {
		whole += "." + frac
	}
	return sign + whole
}

// TestParseNeverWrong damages a printed figure in ways that leave its value
// open; what comes out is no Number, unless it is a figure that someone may
// have printed so.
func TestParseNeverWrong(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		digits := rapid.StringMatching(`[1-9][0-9]{1,8}`).Draw(t, "digits")
		i := rapid.IntRange(1, len(digits)-1).Draw(t, "at")
		damage := rapid.SampledFrom([]string{" ", "O", "l", "I", "S", "B", "o", ",,", " ,", "/"}).Draw(t, "damage")
		text := digits[:i] + damage + digits[i:]
		if f := Parse(text); f.Kind == Number {
			t.Fatalf("Parse(%q) = %+v", text, f)
		}
	})
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"1,234", "减5", "850万元", "0/0", "1.5亿元", "3 8 30", "—", "5(件)", "\xff", "增 加 5 项"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := Parse(s)
		switch got.Kind {
		case Number:
			if !got.HasValue || got.Digits == "" || Parse(got.Value.String()).Value != got.Value {
				t.Errorf("Parse(%q) = %+v", s, got)
			}
		case Suspect:
			if !got.HasValue && got.Value != 0 {
				t.Errorf("Parse(%q) = %+v has a value that it denies", s, got)
			}
		default:
			if got != (Figure{Kind: got.Kind}) {
				t.Errorf("Parse(%q) = %+v carries a value", s, got)
			}
		}
		if strings.Trim(got.Digits, "0123456789") != "" {
			t.Errorf("Parse(%q): digits %q", s, got.Digits)
		}
	})
}

func BenchmarkParse(b *testing.B) {
	for name, s := range map[string]string{"figure": "1234", "label": "3.危及“三安全一稳定”", "amount": "12,345.67万元"} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Parse(s)
			}
		})
	}
}
