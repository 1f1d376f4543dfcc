package decode

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
	"pgregory.net/rapid"

	"gongkai/schema"
)

// page is a page as a small site serves it; prose of our own.
const page = "<html><head><meta charset=\"%s\"><title>青石镇人民政府2021年度政府信息公开工作年度报告</title></head>\n<body>" +
	"<p>本镇全年主动公开各类信息，其中规章三件，行政规范性文件五件。</p>\n<table><tr><td>行政许可</td><td>12</td></tr></table></body></html>"

func pageDeclaring(name string) string { return strings.Replace(page, "%s", name, 1) }

// encoders are the charsets to print with, by our names.
var encoders = map[string]encoding.Encoding{
	"utf-8":    unicode.UTF8,
	"gb18030":  simplifiedchinese.GB18030,
	"gbk":      simplifiedchinese.GBK,
	"big5":     traditionalchinese.Big5,
	"utf-16le": unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM),
	"utf-16be": unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM),
}

func encode(t interface{ Fatalf(string, ...any) }, name, text string) []byte {
	out, err := encoders[name].NewEncoder().Bytes([]byte(text))
	if err != nil {
		t.Fatalf("encode %s: %v", name, err)
	}
	return out
}

func TestDecodeCharsets(t *testing.T) {
	traditional := strings.NewReplacer("镇", "鎮", "报", "報", "开", "開", "规", "規", "类", "類", "动", "動", "处", "處", "许", "許", "体", "體",
		"其", "其", "范", "範").Replace(pageDeclaring("big5"))
	for _, c := range []struct{ name, bom, charset, text, declared, want string }{
		{"utf-8, no declaration", "", "utf-8", pageDeclaring(""), "", "utf-8"},
		{"utf-8, right", "", "utf-8", pageDeclaring("utf-8"), "text/html; charset=utf-8", "utf-8"},
		{"utf-8, declared gbk everywhere", "", "utf-8", pageDeclaring("gbk"), "text/html; charset=GBK", "utf-8"},
		{"utf-8 with mark", "\xef\xbb\xbf", "utf-8", pageDeclaring("gb2312"), "", "utf-8"},
		{"gbk, only in meta", "", "gbk", pageDeclaring("gb2312"), "text/html", "gb18030"},
		{"gbk, declared utf-8 everywhere", "", "gbk", pageDeclaring("utf-8"), "text/html; charset=utf-8", "gb18030"},
		{"gbk, declared iso-8859-1", "", "gbk", pageDeclaring(""), "text/html;charset=ISO-8859-1", "gb18030"},
		{"gbk after a mark of utf-8", "\xef\xbb\xbf", "gbk", pageDeclaring("utf-8"), "", "gb18030"},
		{"gb18030 declared gb2312", "", "gb18030", pageDeclaring("gb2312") + "㐂𠮷镕", "", "gb18030"},
		{"gb18030 with mark", "\x84\x31\x95\x33", "gb18030", pageDeclaring(""), "", "gb18030"},
		{"utf-16le with mark", "\xff\xfe", "utf-16le", pageDeclaring(""), "", "utf-16le"},
		{"utf-16be with mark", "\xfe\xff", "utf-16be", pageDeclaring(""), "text/html; charset=utf-8", "utf-16be"},
		{"utf-16le without mark", "", "utf-16le", pageDeclaring("utf-8"), "", "utf-16le"},
		{"utf-16be without mark", "", "utf-16be", pageDeclaring("gbk"), "text/html; charset=gbk", "utf-16be"},
		{"utf-16le, digits only", "", "utf-16le", "1\t2\t3\n4\t5\t6\n", "", "utf-16le"},
		{"big5, declared", "", "big5", traditional, "", "big5"},
		{"big5, declared gbk", "", "big5", strings.Replace(traditional, "big5", "gbk", 1), "text/html; charset=gbk", "big5"},
		{"ascii declared gbk", "", "utf-8", "<p>1 2 3</p>", "text/html; charset=gbk", "utf-8"},
		{"gbk, one word", "", "gbk", "规章\t5", "", "gb18030"},
		{"utf-8, one word", "", "utf-8", "规章\t5", "text/plain; charset=gbk", "utf-8"},
		{"gbk that is valid utf-8", "", "gbk", "一、一、", "", "gb18030"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := Decode(append([]byte(c.bom), encode(t, c.charset, c.text)...), c.declared)
			if err != nil {
				t.Fatal(err)
			}
			want := Text{MediaType: got.MediaType, Charset: c.want, Body: c.text}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestDecodeDeclaredOtherCharset(t *testing.T) {
	body := []byte("<p>Relat\xf3rio anual, informa\xe7\xe3o p\xfablica, se\xe7\xe3o</p>")
	got, err := Decode(body, "text/html; charset=windows-1252")
	if err != nil {
		t.Fatal(err)
	}
	if got.Charset != "windows-1252" || !strings.Contains(got.Body, "informação pública") {
		t.Errorf("got %+v", got)
	}
}

func TestDecodeDamaged(t *testing.T) {
	text := pageDeclaring("")
	for _, c := range []struct {
		name, charset string
		damage        func([]byte) []byte
		replaced      int
	}{
		{"cut in a character, utf-8", "utf-8", func(b []byte) []byte { return b[:bytes.Index(b, []byte("件。"))+1] }, 1},
		{"cut in a character, gbk", "gbk", func(b []byte) []byte { return b[:len(encode(t, "gbk", text[:strings.Index(text, "件。")]))+1] }, 1},
		{"cut in a character, utf-16", "utf-16le", func(b []byte) []byte { return b[:len(b)-1] }, 1},
		{"one bad byte, utf-8", "utf-8", func(b []byte) []byte { return append(b, "\xff。"...) }, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := Decode(c.damage(encode(t, c.charset, text)), "")
			if err != nil {
				t.Fatal(err)
			}
			if got.Replaced != c.replaced || !strings.HasPrefix(got.Body, text[:strings.Index(text, "件。")]) {
				t.Errorf("replaced %d, want %d; body %q", got.Replaced, c.replaced, got.Body)
			}
		})
	}
}

func TestMediaType(t *testing.T) {
	for _, c := range []struct{ name, body, declared, want string }{
		{"page", pageDeclaring(""), "", "text/html"},
		{"page declared plain", pageDeclaring(""), "text/plain", "text/html"},
		{"page after a comment", "\n<!-- 页头 -->\n<!DOCTYPE html>\n<html>", "", "text/html"},
		{"xhtml", "<?xml version=\"1.0\"?>\n<html xmlns='x'>", "application/xml", "text/html"},
		{"piece of a page", "<div>规章</div>", "", "text/html"},
		{"piece in mid text", "规章<td>1</td><td>2</td><td>3</td>", "", "text/html"},
		{"declared, with a line break", "规章<br />1", "text/html", "text/html"},
		{"declared, with bold only", "规章<b>1</b>", "text/html", "text/plain"},
		{"declared, without", "规章 1", "text/html", "text/plain"},
		{"tabs", "规章\t1\t2", "", "text/plain"},
		{"angle bracket", "<规章> 1", "", "text/plain"},
		{"OCR markdown", "# 报告\n| <b>规章</b> | 1<sup>2</sup> |\n|---|---|\n", "", "text/plain"},
		{"markdown after a picture", "<div><img src='a'></div>\n\n| a | b |\n|---|---|\n| 1 | 2 |\n", "", "text/plain"},
		{"markdown with a table in markup", "# 报告\n<table><tr><td>1</td></tr></table>\n", "", "text/html"},
		{"json", `{"content": "<table><tr><td>1</td></tr></table>"}`, "text/html", "application/json"},
		{"json cut off", `{"content": "<table><tr><td>1</td>`, "", "application/json"},
		{"json list", `[1, 2]`, "", "application/json"},
		{"no json", `[2021] 5号`, "application/json", "text/plain"},
		{"xml", `<?xml version="1.0" encoding="UTF-8"?><rss></rss>`, "", "application/xml"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := Decode([]byte(c.body), c.declared)
			if err != nil {
				t.Fatal(err)
			}
			if got.MediaType != c.want {
				t.Errorf("got %s, want %s", got.MediaType, c.want)
			}
		})
	}
}

func TestRejects(t *testing.T) {
	random := randomBytes(1, 4000)
	for _, c := range []struct {
		name      string
		body      string
		reason    schema.Reason
		mediaType string
	}{
		{"nothing", "", schema.Empty, ""},
		{"white space", " \r\n\t", schema.Empty, ""},
		{"mark only", "\xef\xbb\xbf", schema.Empty, ""},
		{"nul only", "\x00\x00", schema.Empty, ""},
		{"full-width space only", "\u3000\u3000", schema.Empty, "application/octet-stream"},
		{"too large", strings.Repeat(" ", MaxBytes+1), schema.TooLarge, ""},
		{"random bytes", string(random), schema.Undecodable, "application/octet-stream"},
		{"bytes that no charset has", strings.Repeat("\xff", 1000), schema.Undecodable, "application/octet-stream"},
		{"controls", strings.Repeat("ab\x01\x02", 50), schema.Undecodable, "application/octet-stream"},
		{"pdf", "%PDF-1.7\n1 0 obj\n", schema.Unsupported, "application/pdf"},
		{"pdf after rubbish", "\x00\x01rubbish\n%PDF-1.4\n1 0 obj\n", schema.Unsupported, "application/pdf"},
		{"pdf with password", "%PDF-1.7\ntrailer << /Encrypt 5 0 R >>", schema.Encrypted, "application/pdf"},
		{"doc", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + wide("WordDocument"), schema.Unsupported, "application/msword"},
		{"xls", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + wide("Workbook"), schema.Unsupported, "application/vnd.ms-excel"},
		{"docx with password", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + wide("EncryptedPackage"), schema.Encrypted, "application/vnd.openxmlformats-officedocument"},
		{"docx", "PK\x03\x04\x14\x00\x06\x00…word/document.xml", schema.Unsupported, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
		{"zip", "PK\x03\x04\x14\x00\x00\x00…a.txt", schema.Unsupported, "application/zip"},
		{"zip with password", "PK\x03\x04\x14\x00\x01\x00…a.txt", schema.Encrypted, "application/zip"},
		{"png", "\x89PNG\r\n\x1a\n\x00\x00", schema.Unsupported, "image/png"},
		{"jpeg", "\xff\xd8\xff\xe0\x00\x10JFIF", schema.Unsupported, "image/jpeg"},
		{"rtf", `{\rtf1\ansi`, schema.Unsupported, "application/rtf"},
		{"gzip", "\x1f\x8b\x08\x00\x00", schema.Unsupported, "application/gzip"},
		{"saved page", "From: <Saved by browser>\nMIME-Version: 1.0\nContent-Type: multipart/related;\n", schema.Unsupported, "multipart/related"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := Decode([]byte(c.body), "text/html")
			var reject *schema.Reject
			if !errors.As(err, &reject) {
				t.Fatalf("got %+v, error %v", got, err)
			}
			if reject.Reason != c.reason || got.MediaType != c.mediaType {
				t.Errorf("got %v, media type %q, want %s, %q", reject, got.MediaType, c.reason, c.mediaType)
			}
		})
	}
}

func randomBytes(seed byte, n int) []byte {
	random := make([]byte, n)
	source := rand.NewChaCha8([32]byte{seed})
	for i := range random {
		random[i] = byte(source.Uint64())
	}
	return random
}

func TestRandomBytesAreUndecodable(t *testing.T) {
	for seed := range byte(100) {
		for _, n := range []int{300, 1000, 30000} {
			got, err := Decode(randomBytes(seed, n), "text/html; charset=gbk")
			var reject *schema.Reject
			if !errors.As(err, &reject) || reject.Reason != schema.Undecodable {
				t.Errorf("seed %d, %d bytes: read as %s, replaced %d, error %v", seed, n, got.Charset, got.Replaced, err)
			}
		}
	}
}

// TestOtherScripts reads what is text, though not Chinese.
func TestOtherScripts(t *testing.T) {
	for _, text := range []string{
		"བོད་རང་སྐྱོང་ལྗོངས་མི་དམངས་སྲིད་གཞུང་", "ئۇيغۇر ئاپتونوم رايونى", "ᠥᠪᠦᠷ ᠮᠣᠩᠭᠤᠯ", "연변조선족자치주 인민정부", "Отчёт о работе",
	} {
		if got, err := Decode([]byte(text), "text/plain; charset=gbk"); err != nil || got.Body != text {
			t.Errorf("%s: %q, %v", text, got.Body, err)
		}
	}
}

// clauses are prose of our own, in characters that every charset here has.
var clauses = []string{
	"本年度共收到申请", "全年主动公开文件", "行政许可", "行政处罚 12", "规章\t3\t0\t8\n", "其他", "第一，加强组织工作。", "增5", "现行有效件数",
	"<td>0</td>", "上年结转政府信息公开申请数量", "（一）予以公开", "850万元", "我市各部门", "2021年1月", "\r\n",
}

func TestDecodeAnyDeclaration(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(clauses), 1, 20).Draw(t, "text"), "")
		if len(text)-utf8.RuneCountInString(text) < 2*8 {
			return // fewer than eight Chinese characters prove nothing
		}
		name := rapid.SampledFrom([]string{"utf-8", "gbk", "gb18030", "utf-16le", "utf-16be"}).Draw(t, "charset")
		declared := rapid.SampledFrom([]string{"", "utf-8", "gb2312", "big5", "utf-16", "iso-8859-1", "nonsense", "utf-16be"}).Draw(t, "declared")
		body := encode(t, name, text)
		got, err := Decode(body, "text/html; charset="+declared)
		if err != nil {
			t.Fatal(err)
		}
		if got.Body != text || got.Replaced != 0 {
			t.Fatalf("%s declared %q: read as %s: %q, want %q", name, declared, got.Charset, got.Body, text)
		}
	})
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte(pageDeclaring("gbk")), "text/html; charset=gbk")
	f.Add(encode(f, "gbk", pageDeclaring("utf-8")), "")
	f.Add(encode(f, "utf-16le", "规章\t5"), "text/plain; charset=utf-16")
	f.Add([]byte("%PDF-1.4"), "application/pdf")
	f.Add([]byte("PK\x03\x04"), "")
	f.Add([]byte("\xff\xfe\x00"), ";;charset=")
	f.Fuzz(func(t *testing.T, body []byte, declared string) {
		got, err := Decode(body, declared)
		if err != nil {
			var reject *schema.Reject
			if !errors.As(err, &reject) {
				t.Fatalf("error %v is no reject", err)
			}
			return
		}
		if !utf8.ValidString(got.Body) || got.Replaced != strings.Count(got.Body, "\ufffd") || len(got.Body) > 4*len(body) {
			t.Errorf("got %+v", got)
		}
		if got.MediaType == "" || got.Charset == "" || strings.HasPrefix(got.Body, "\ufeff") {
			t.Errorf("got %+v", got)
		}
	})
}

// TestSeeds reads the real documents where they are at hand.
func TestSeeds(t *testing.T) {
	names, err := filepath.Glob("../../../shared/seeds/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, charset := range []string{"utf-8", "gb18030", "utf-16le"} {
			got, err := Decode(encode(t, charset, string(raw)), "text/html; charset=iso-8859-1")
			if err != nil || got.Body != string(raw) || got.Charset != charset || got.MediaType != "text/plain" {
				t.Errorf("%s in %s: %s, %s, %v", filepath.Base(name), charset, got.Charset, got.MediaType, err)
			}
		}
	}
}

func BenchmarkDecode(b *testing.B) {
	text := strings.Repeat(pageDeclaring("gbk"), 150)
	for _, name := range []string{"utf-8", "gb18030", "utf-16le"} {
		body := encode(b, name, text)
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(body)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Decode(body, "text/html; charset=gbk"); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
