package fetch

import (
	"net/netip"
	"net/url"
	"strings"
	"testing"
	"time"
)

func pageURL(t testing.TB) *url.URL {
	u, err := url.Parse("https://www.example.gov.cn/list/index.html")
	if err != nil {
		t.Fatal(err)
	}
	return u
}

func TestLinksOf(t *testing.T) {
	body := `<link rel="next" href="p2.html"><link rel=stylesheet href=x.css>
		<a href="a.html" title="全文">2023年 <span>年度&nbsp;报告</span><img alt="图"></a>
		<a href='//other.gov.cn/b'>乙</a><a name=x>no link</a><a href="#top">no</a><a href="mailto:a@b">no</a>
		<map><area href="/area" alt="区"></map><a href=unclosed>末 <a href="http://[bad/">no</a> <!-- <a href="c">no</a> -->
		<script>var s = '<a href="d">no</a>'</script><base href="http://base.gov.cn/x/"><a href="e">last`
	type got struct{ URL, Label, Text string }
	var all []got
	for _, l := range linksOf(pageURL(t), body) {
		all = append(all, got{l.url.String(), l.label, strings.Join(strings.Fields(l.text), " ")})
	}
	check(t, []got{
		{"https://www.example.gov.cn/list/p2.html", "", ""},
		{"https://www.example.gov.cn/list/a.html", "2023年 年度 报告", "2023年 年度 报告 全文 图"},
		{"https://other.gov.cn/b", "乙", "乙"},
		{"https://www.example.gov.cn/area", "", "区"},
		{"https://www.example.gov.cn/list/unclosed", "末", "末"},
		{"http://base.gov.cn/x/e", "last", "last"},
	}, all)
}

func TestNextPage(t *testing.T) {
	follow, err := NewFollow("")
	if err != nil {
		t.Fatal(err)
	}
	for label, want := range map[string]bool{
		"下一页": true, "下页": true, "后一页": true, "下一页 >": true, ">": true, "Next": true, "»": true,
		"上一页": false, "下一页是什么": false, "尾页": false, "": false,
	} {
		if got := follow.Next.MatchString(label); got != want {
			t.Errorf("%q: %t", label, got)
		}
	}
}

func TestFurtherPages(t *testing.T) {
	for body, want := range map[string][]string{
		`createPageHTML(3, 0, "index", "html");`:        {"https://www.example.gov.cn/list/index_1.html", "https://www.example.gov.cn/list/index_2.html"},
		`createPageHTML( 2,1,'default_2' ,'shtml')`:     {"https://www.example.gov.cn/list/default_2_1.shtml"},
		`createPageHTML(1, 0, "index", "html");`:        nil,
		`function createPageHTML(_nPageCount, _nIndex)`: nil,
	} {
		var got []string
		for _, l := range furtherPages(pageURL(t), body) {
			got = append(got, l.url.String())
		}
		check(t, want, got)
	}
}

func TestSiteOf(t *testing.T) {
	for host, want := range map[string]string{
		"http://www.beijing.gov.cn/": "beijing.gov.cn", "http://zwgk.beijing.gov.cn:8080/": "beijing.gov.cn",
		"http://www.gov.cn/": "www.gov.cn", "http://127.0.0.1:80/": "127.0.0.1", "http://localhost/": "localhost",
	} {
		u, err := url.Parse(host)
		if err != nil {
			t.Fatal(err)
		}
		check(t, want, siteOf(u))
	}
}

func TestIsPublic(t *testing.T) {
	for _, ip := range []string{"8.8.8.8", "202.108.1.1", "2400:3200::1", "64:ff9b::808:808", "2002:808:808::1", "::ffff:8.8.8.8"} {
		if !isPublic(netip.MustParseAddr(ip)) {
			t.Errorf("%s is refused", ip)
		}
	}
	for _, ip := range []string{
		"127.0.0.1", "127.8.8.8", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254", "100.100.100.200",
		"0.0.0.0", "255.255.255.255", "224.0.0.1", "240.0.0.1", "198.18.0.1", "192.0.2.1",
		"::", "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::7f00:1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "ff02::1",
		"64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "2002:7f00:1::", "2002:c0a8:101::1", "2001:db8::1", "2001::1",
	} {
		if isPublic(netip.MustParseAddr(ip)) {
			t.Errorf("%s is taken for public", ip)
		}
	}
}

func TestFrontierGivesEachHostItsTurn(t *testing.T) {
	f := newFrontier(1)
	at := func(text string) *task {
		u, err := parseAddress(text)
		if err != nil {
			t.Fatal(err)
		}
		return &task{url: u, uri: u.String()}
	}
	for _, text := range []string{"http://a/1", "http://a/2", "http://b/1", "http://a/1"} {
		f.add(at(text))
	}
	first, _, _ := f.next()
	second, _, _ := f.next()
	check(t, []string{"http://a/1", "http://b/1"}, []string{first.uri, second.uri})
	if third, wait, over := f.next(); third != nil || over || wait <= 0 {
		t.Errorf("while both hosts are busy: %v, %v, %t", third, wait, over)
	}
	f.finish(first, time.Hour)
	if third, wait, over := f.next(); third != nil || over || wait < 59*time.Minute {
		t.Errorf("while the host is to be left alone: %v, %v, %t", third, wait, over)
	}
	f.hosts["a"].due = time.Time{}
	third, _, _ := f.next()
	check(t, "http://a/2", third.uri)
	f.finish(second, 0)
	if _, _, over := f.next(); over {
		t.Error("over with a task under way")
	}
	f.finish(third, 0)
	if _, _, over := f.next(); !over {
		t.Error("not over with nothing left")
	}
}

// FuzzLinksOf reads any bytes as a page: every link is an address that can be asked for.
func FuzzLinksOf(f *testing.F) {
	f.Add(`<a href="x">年报</a><base href="//b"><a href='y' title=z><img alt=w>`)
	f.Add(`createPageHTML(9999, 0, "index", "html")`)
	page := pageURL(f)
	f.Fuzz(func(t *testing.T, body string) {
		for _, l := range append(linksOf(page, body), furtherPages(page, body)...) {
			if _, err := parseAddress(l.url.String()); err != nil {
				t.Fatalf("link to %q: %v", l.url, err)
			}
		}
	})
}
