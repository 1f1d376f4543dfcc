package normalize

import "testing"

func TestNumeral(t *testing.T) {
	for _, c := range []struct {
		in   string
		want int
		ok   bool
	}{
		{"二〇二〇", 2020, true}, {"二○二一", 2021, true}, {"二零二二", 2022, true}, {"二O一九", 2019, true},
		{"二o二三", 2023, true}, {"2O2〇", 2020, true}, {"２０２１", 2021, true}, {"二0二四", 2024, true},
		{"二Ｏ二０", 2020, true}, {"贰零贰壹", 2021, true}, {"零", 0, true}, {"十", 10, true}, {"十二", 12, true},
		{"三十一", 31, true}, {"二十", 20, true}, {"二千零二十", 2020, true}, {"一百零五", 105, true},
		{"", 0, false}, {"O", 0, false}, {"○○", 0, false}, {"二百五", 0, false}, {"十二三", 0, false}, {"二〇二〇年", 0, false},
		{"二 〇", 0, false}, {"一二三四五六七八九〇", 0, false}, {"十百", 0, false}, {"十十", 0, false}, {"-1", 0, false},
	} {
		if got, ok := Numeral(c.in); got != c.want || ok != c.ok {
			t.Errorf("Numeral(%q) = %d, %v, want %d, %v", c.in, got, ok, c.want, c.ok)
		}
	}
}

func TestScript(t *testing.T) {
	for in, want := range map[string]string{
		"":             Hans,
		"2020":         Hans,
		"政府信息公开工作年度报告": Hans,
		"政府信息公開工作年度報告": Hant,
		"行政規範性文件与规章制度": Hans, // 規範 against 与规
		"本年製發件數规":      Hant,
		"后里干面系":        Hans, // used by both scripts
		"著作乾坤":         Hans,
	} {
		if got := Script(in); got != want {
			t.Errorf("Script(%q) = %s, want %s", in, got, want)
		}
	}
}
