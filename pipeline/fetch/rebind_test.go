package fetch

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"

	"golang.org/x/net/dns/dnsmessage"
)

// nameServer answers every question for an IPv4 address with the next of a list.
func nameServer(t *testing.T, answers ...[4]byte) *net.Resolver {
	t.Helper()
	conn, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	var asked atomic.Int64
	go func() {
		packet := make([]byte, 1500)
		for {
			n, from, err := conn.ReadFrom(packet)
			if err != nil {
				return
			}
			var m dnsmessage.Message
			if m.Unpack(packet[:n]) != nil || len(m.Questions) != 1 {
				continue
			}
			q := m.Questions[0]
			m.Response, m.Additionals = true, nil
			if q.Type == dnsmessage.TypeA {
				i := min(int(asked.Add(1)), len(answers)) - 1
				m.Answers = []dnsmessage.Resource{{
					Header: dnsmessage.ResourceHeader{Name: q.Name, Type: q.Type, Class: q.Class},
					Body:   &dnsmessage.AResource{A: answers[i]},
				}}
			}
			if reply, err := m.Pack(); err == nil {
				conn.WriteTo(reply, from)
			}
		}
	}()
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, "udp", conn.LocalAddr().String())
	}}
}

// A name that was public when it was asked for first, and is not the next time,
// is refused: what counts is the address that is dialled.
func TestNameThatChangesItsAddress(t *testing.T) {
	s := newSite(t)
	at, err := url.Parse(s.URL)
	if err != nil {
		t.Fatal(err)
	}
	opts := quick()
	opts.AllowPrivate = false
	opts.isPublic = func(ip netip.Addr) bool { return ip == netip.MustParseAddr("127.0.0.1") }
	opts.resolver = nameServer(t, [4]byte{127, 0, 0, 1}, [4]byte{10, 0, 0, 1})
	c := newClient(opts.withDefaults())
	defer c.close()
	target := &url.URL{Scheme: "http", Host: "rebind.example.com.:" + at.Port(), Path: "/plain.html"}
	if a, err := c.get(t.Context(), target, nil, 1000); err != nil || string(a.body) != "<p>甲</p>" {
		t.Fatalf("while the name is public: %v", err)
	}
	c.close() // so that the next request dials anew
	_, err = c.get(t.Context(), target, nil, 1000)
	if err == nil || !strings.Contains(err.Error(), ErrNotPublic.Error()) || errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("after the change: %v", err)
	}
}
