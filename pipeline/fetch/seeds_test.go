package fetch

import (
	"strings"
	"testing"
)

// listed is a seed in comparable form.
type listed struct {
	URL, Pattern            string
	Depth, Pages, Documents int
	AnySite                 bool
}

func list(seeds []Seed) (out []listed) {
	for _, s := range seeds {
		l := listed{URL: s.URL}
		if f := s.Follow; f != nil {
			l.Pattern, l.Depth, l.Pages, l.Documents, l.AnySite = f.Pattern.String(), f.Depth, f.Pages, f.Documents, f.AnySite
		}
		out = append(out, l)
	}
	return out
}

func TestReadSeeds(t *testing.T) {
	for _, tc := range []struct {
		format, text string
		want         []listed
	}{
		{"txt", "\xef\xbb\xbf# reports\nhttps://a.gov.cn/1.html\r\n\n  http://b.gov.cn  \n", []listed{{URL: "https://a.gov.cn/1.html"}, {URL: "http://b.gov.cn"}}},
		{"", "", nil},
		{".CSV", "name,url,follow,pages\n甲,https://a.gov.cn/,true,3\n乙,\"https://b.gov.cn/?a=1,2\",,\n", []listed{
			{"https://a.gov.cn/", DefaultPattern, 1, 3, 2000, false}, {URL: "https://b.gov.cn/?a=1,2"}}},
		{"csv", "", nil},
		{"yaml", "sources:\n  - https://a.gov.cn/1.html\n  - url: https://a.gov.cn/list/\n    follow: true\n  - url: https://a.gov.cn/b/\n    follow: 公开年报\n    next: 更多\n    depth: 2\n    pages: 5\n    documents: 6\n    any_site: true\n", []listed{
			{URL: "https://a.gov.cn/1.html"}, {"https://a.gov.cn/list/", DefaultPattern, 1, 50, 2000, false}, {"https://a.gov.cn/b/", "公开年报", 2, 5, 6, true}}},
		{"yml", "", nil},
	} {
		seeds, err := ReadSeeds(strings.NewReader(tc.text), tc.format)
		if err != nil {
			t.Errorf("%s: %v", tc.format, err)
		}
		check(t, tc.want, list(seeds))
	}
}

func TestListsThatAreWrongSayWhere(t *testing.T) {
	for _, tc := range []struct{ format, text, names string }{
		{"txt", "https://a.gov.cn/\nftp://b.gov.cn/\n", "line 2"},
		{"txt", "https://\n", "line 1"},
		{"txt", "http://a b/\n", "line 1"},
		{"csv", "name,address\nx,https://a/\n", "no column url"},
		{"csv", "url,depth\nhttps://a.gov.cn/,two\n", "line 2"},
		{"csv", "url\nhttps://a.gov.cn/\n\"x\n", "line"},
		{"yaml", "sources:\n  - url: https://a.gov.cn/\n    folow: true\n", `"folow"`},
		{"yaml", "source:\n  - https://a.gov.cn/\n", "source"},
		{"yaml", "sources:\n  - url: https://a.gov.cn/\n    follow: (\n", "follow"},
		{"yaml", "sources:\n  - url: https://a.gov.cn/\n    follow: x\n    next: (\n", "next"},
		{"yaml", "sources:\n  - url: https://a.gov.cn/\n    pages: 3\n", "follow is not set"},
		{"yaml", "sources:\n  - url: https://a.gov.cn/\n    follow: x\n    pages: -3\n", "below 0"},
		{"docx", "", "docx"},
	} {
		if _, err := ReadSeeds(strings.NewReader(tc.text), tc.format); err == nil || !strings.Contains(err.Error(), tc.names) {
			t.Errorf("%s %q: %v, want an error that names %q", tc.format, tc.text, err, tc.names)
		}
	}
	if _, err := Seeds([]string{"https://a.gov.cn/", "/b"}); err == nil {
		t.Error("a path is taken for an address")
	}
}

func TestUniformAddresses(t *testing.T) {
	for text, want := range map[string]string{
		"HTTP://WWW.A.gov.cn:80":          "http://www.a.gov.cn/",
		"https://a.gov.cn:443/x?q=1#part": "https://a.gov.cn/x?q=1",
		"https://a.gov.cn:8443/x":         "https://a.gov.cn:8443/x",
		"https://user:secret@a.gov.cn/x":  "https://a.gov.cn/x",
		"http://a.gov.cn/年报.html?标题=甲 乙":  "http://a.gov.cn/%E5%B9%B4%E6%8A%A5.html?标题=甲 乙",
		"http://[2001:DB8::1]:80/":        "http://[2001:db8::1]/",
	} {
		u, err := parseAddress(text)
		if err != nil {
			t.Errorf("%q: %v", text, err)
		} else if u.String() != want {
			t.Errorf("%q: got %q, want %q", text, u, want)
		}
	}
}

func FuzzReadSeeds(f *testing.F) {
	f.Add("yaml", "sources:\n  - url: https://a.gov.cn/\n    follow: x\n")
	f.Add("csv", "url,follow\nhttps://a.gov.cn/,x\n")
	f.Add("txt", "https://a.gov.cn/\n")
	f.Fuzz(func(t *testing.T, format, text string) {
		seeds, err := ReadSeeds(strings.NewReader(text), format)
		for _, s := range seeds {
			if _, bad := parseAddress(s.URL); bad != nil || err != nil {
				t.Fatalf("seed %q with %v, %v", s.URL, err, bad)
			}
		}
	})
}
