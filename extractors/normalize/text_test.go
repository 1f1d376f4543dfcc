package normalize

import (
	"bufio"
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"gongkai/data"
)

func TestText(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"nothing", "", ""},
		{"normal", "行政许可", "行政许可"},
		{"full-width digits", "１２３４", "1234"},
		{"full-width comma and brackets", "１，２３４（件）", "1,234(件)"},
		{"full-width letters and signs", "Ａｂ／＋－：；％", "Ab/+-:;%"},
		{"Chinese punctuation", "、。“”‘’《》〔〕【】…—", "、。“”‘’《》〔〕【】…—"},
		{"dashes", "−5﹣5–5‐5", "-5-5-5-5"},
		{"ideographic space", "总　　计", "总 计"},
		{"spaces at the ends", " \t\n规章　\u00a0", "规章"},
		{"line breaks", "（三）不予\r\n  公开", "(三)不予 公开"},
		{"only nbsp", "\u00a0", ""},
		{"byte-order mark", "\ufeff一、总体情况", "一、总体情况"},
		{"zero width", "行\u200b政\u200d许\u2060可", "行政许可"},
		{"soft hyphen, controls", "1\u00ad2\x003\x7f", "123"},
		{"cell mark", "5\a6", "5 6"},
		{"traditional", "本年製發件數", "本年制发件数"},
		{"too much", "製定全麵體係", "制定全面体系"},
		{"partly", "行政規範性文件、规章", "行政规范性文件、规章"},
		{"pinyin with tone", "據(jù)規(guī)復(fù)議數(shù)", "据规复议数"},
		{"pinyin without tone", "申(shen)請(qing)", "申请"},
		{"pinyin repeated", "人民共和(he)(he)(he)國", "人民共和国"},
		{"pinyin nested", "廳(室(shi))", "厅(室)"},
		{"pinyin in pinyin", "數(shù(shù))量", "数量"},
		{"pinyin full width", "数（ｓｈｕ）量（liàng）", "数量"},
		{"pinyin ü", "女(nǚ)律(lv)略(lüè)", "女律略"},
		{"pinyin with combining mark", "据(ju\u0300)", "据"},
		{"pinyin after space with tone", "件 (shù) 数", "件 数"},
		{"no pinyin after space", "附件 (she)", "附件 (she)"},
		{"one letter with tone", "额(é)", "额"},
		{"one letter", "金额(e)与(e)", "金额与(e)"},
		{"ordinal", "（一）（七）", "(一)(七)"},
		{"ordinal after Chinese", "第二十条第（一）项", "第二十条第(一)项"},
		{"capital letters", "报告(PDF)标准(GB)", "报告(PDF)标准(GB)"},
		{"no syllable", "报告(pdf)长度(km)", "报告(pdf)长度(km)"},
		{"pinyin over lines", "數(\nshù )量", "数量"},
		{"two words", "来函(by mail)", "来函(by mail)"},
		{"after Latin", "x(shu)", "x(shu)"},
		{"at the start", "(shu)数", "(shu)数"},
		{"open bracket", "数(shu", "数(shu"},
		{"enclosed ordinals", "㈠⑶⒉其他", "(一)(3)2. 其他"},
		{"notes stay", "5①6²", "5①6²"},
		{"radical signs", "人⺠政府⼀⻚⾒", "人民政府一页见"},
		{"compatibility ideograph", "\uf967予", "不予"},
		{"nbsp artefact", "? 0", "0"},
		{"nbsp artefact repeated", "? ? 减5", "减5"},
		{"nbsp artefact, unit", "? 1,234.5万元", "1,234.5万元"},
		{"question stays", "? 几件", "? 几件"},
		{"question alone", "?", "?"},
		{"nbsp artefact alone", "? ", ""},
		{"nbsp artefact alone, repeated", " ? ? ", ""},
		{"questions", "?? ", "??"},
		{"question at the end", "0 ?", "0 ?"},
		{"place name", "乾县乾乾净净", "乾县干干净净"},
		{"reply", "答覆瞭解瞭望", "答复了解瞭望"},
		{"reply with pinyin", "答(dá)覆(fù)瞭(liǎo)解", "答复了解"},
		{"reply as compatibility ideograph", "答\ufab7", "答复"},
		{"invalid bytes", "a\xffb", "a\ufffdb"},
		{"outside the plane", "勣𠮷", "𪟝𠮷"},
		{"supplement variation selector", "葛\U000E0100", "葛"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, Text(c.in)); diff != "" {
				t.Errorf("Text(%q) (-want +got):\n%s", c.in, diff)
			}
		})
	}
}

// TestTable reads the table by itself and compares each line with Text.
func TestTable(t *testing.T) {
	lines := bufio.NewScanner(bytes.NewReader(read(t, "TSCharacters.txt")))
	n := 0
	for lines.Scan() {
		fields := strings.Fields(lines.Text())
		if len(fields) < 2 || strings.HasPrefix(fields[0], "#") {
			continue
		}
		n++
		want := fields[1]
		if want == "苧" { // itself traditional for 苎
			want = "苎"
		}
		if got := Text(fields[0]); got != want {
			t.Errorf("Text(%s) = %s, the table says %s", fields[0], got, want)
		}
	}
	if n < 4100 {
		t.Errorf("only %d lines in the table", n)
	}
}

// TestWords holds each line of words.txt against Text.
func TestWords(t *testing.T) {
	for line := range strings.Lines(string(read(t, "words.txt"))) {
		from, to, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if ok && Text("在"+from+"的") != "在"+to+"的" {
			t.Errorf("Text(%s) = %s, want %s", from, Text(from), to)
		}
	}
}

func read(t *testing.T, name string) []byte {
	t.Helper()
	raw, err := data.Charmap.ReadFile("charmap/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// anyText draws text from the characters that Text treats specially.
var anyText = rapid.Custom(func(t *rapid.T) string {
	piece := rapid.SampledFrom([]string{
		" ", "　", "\n", "(", "（", ")", "）", "shù", "shu", "e", "數", "额", "数", "? ", "?", "5", "０", ",", "-", "−",
		"⒈", "㈠", "\u200b", "\x01", "\xe4", "乾", "县", "答", "覆", "⾒", "勣", "\u0300", "u", "\ufeff", "PDF", "增", "件",
	})
	return strings.Join(rapid.SliceOfN(piece, 0, 12).Draw(t, "pieces"), "")
})

func TestTextProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { properties(t, anyText.Draw(t, "text")) })
	rapid.Check(t, func(t *rapid.T) { properties(t, rapid.String().Draw(t, "text")) })
}

func properties(t interface{ Fatalf(string, ...any) }, s string) {
	once := Text(s)
	if !utf8.ValidString(once) {
		t.Fatalf("Text(%q) = %q is not UTF-8", s, once)
	}
	if twice := Text(once); twice != once {
		t.Fatalf("Text(%q) = %q, and again %q", s, once, twice)
	}
	if strings.Contains(once, "  ") || strings.TrimSpace(once) != once {
		t.Fatalf("Text(%q) = %q has white space left", s, once)
	}
}

func FuzzText(f *testing.F) {
	f.Add("據(jù)１，２３４　件 ? 0")
	f.Fuzz(func(t *testing.T, s string) { properties(t, s) })
}

func TestTextReturnsNormalTextAsIs(t *testing.T) {
	for _, s := range []string{"", "0", "1234", "行政许可", "(一)予以公开", "第二十条第(八)项", "本年增/减", " 12 ", "a b"} {
		if n := testing.AllocsPerRun(100, func() { Text(s) }); n != 0 {
			t.Errorf("Text(%q) allocates %v times", s, n)
		}
	}
}

func BenchmarkText(b *testing.B) {
	for name, s := range map[string]string{
		"figure":      "1234",
		"label":       "3.危及“三安全一稳定”",
		"fullwidth":   "（三）不予公开　１",
		"traditional": "規(guī)范性文件本年製發件數(shù)",
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(s)))
			for b.Loop() {
				Text(s)
			}
		})
	}
}
