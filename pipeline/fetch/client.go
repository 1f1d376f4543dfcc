package fetch

import (
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"syscall"
	"time"

	"github.com/hashicorp/go-retryablehttp"

	"gongkai/pipeline/source"
	"gongkai/schema"
)

// client asks servers, again where that may help. It holds no cookies.
type client struct {
	opts Options
	http *http.Client
	// stopping is closed when no pause is worth waiting for; cause says why.
	stopping <-chan struct{}
	cause    func() error
}

func newClient(opts Options) *client {
	dialer := &net.Dialer{Timeout: min(10*time.Second, opts.Timeout), Resolver: opts.resolver}
	if !opts.AllowPrivate {
		dialer.Control = func(network, address string, conn syscall.RawConn) error {
			if peer, err := netip.ParseAddrPort(address); err == nil && opts.isPublic != nil && opts.isPublic(peer.Addr()) {
				return nil
			}
			return refuseNotPublic(network, address, conn)
		}
	}
	transport := &http.Transport{
		DialContext: dialer.DialContext, ForceAttemptHTTP2: true,
		// Coding is undone here, within the limits; a proxy would hide the address dialled.
		DisableCompression: true, Proxy: nil,
		MaxConnsPerHost: opts.PerHost, MaxIdleConnsPerHost: opts.PerHost, MaxIdleConns: 4 * opts.Workers,
		IdleConnTimeout: 30 * time.Second, TLSHandshakeTimeout: min(15*time.Second, opts.Timeout),
		ResponseHeaderTimeout: opts.Timeout, MaxResponseHeaderBytes: 1 << 20,
	}
	return &client{opts: opts, http: &http.Client{
		Transport:     transport,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

func (c *client) close() { c.http.CloseIdleConnections() }

// answer is what a server said in the end.
type answer struct {
	status int
	header http.Header
	// body is without content coding; nil unless the status is 2xx.
	body []byte
}

// get asks for an address until an answer that repeating would not better, or
// until the attempts are used up. An error is a *schema.Reject or the context's.
func (c *client) get(ctx context.Context, u *url.URL, conditions http.Header, limit int64) (*answer, error) {
	for attempt := 0; ; attempt++ {
		began := c.opts.Now()
		a, err := c.attempt(ctx, u, conditions, limit)
		c.opts.Answered(u.Hostname(), c.opts.Now().Sub(began))
		if ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
		var reject *schema.Reject
		if errors.As(err, &reject) || !worthRepeating(ctx, a, err) {
			return a, rejected(a, err)
		}
		wait := c.wait(attempt, a)
		if attempt >= c.opts.Retries || wait > c.opts.MaxWait {
			return a, rejected(a, err)
		}
		if err := c.pause(ctx, wait); err != nil {
			return nil, err
		}
	}
}

// wait is the pause before a repetition: what the server asks for, or twice the last.
func (c *client) wait(attempt int, a *answer) time.Duration {
	var response *http.Response
	if a != nil {
		response = &http.Response{StatusCode: a.status, Header: a.header}
	}
	return retryablehttp.DefaultBackoff(c.opts.RetryWait, c.opts.MaxWait, attempt, response)
}

func worthRepeating(ctx context.Context, a *answer, err error) bool {
	var dns *net.DNSError
	if errors.Is(err, ErrNotPublic) || errors.As(err, &dns) && dns.IsNotFound {
		return false
	}
	var response *http.Response
	if err == nil {
		response = &http.Response{StatusCode: a.status, Header: a.header}
	}
	repeat, _ := retryablehttp.DefaultRetryPolicy(ctx, response, err)
	return repeat
}

// rejected makes a reject of an error, and of a status that is none of 2xx and 3xx.
func rejected(a *answer, err error) error {
	var reject *schema.Reject
	switch {
	case errors.As(err, &reject):
		return reject
	case err != nil:
		return schema.Rejectf(schema.FetchFailed, "%s", describe(err))
	case a.status < 200 || a.status >= 400:
		return schema.Rejectf(schema.FetchFailed, "status %d", a.status)
	}
	return nil
}

// describe is an error's text without addresses that change from run to run.
func describe(err error) string {
	var (
		network *net.OpError
		timeout net.Error
		dns     *net.DNSError
		// Its text names the time of day.
		certificate x509.CertificateInvalidError
	)
	switch {
	case errors.As(err, &dns) && dns.IsNotFound:
		return "no such host"
	case errors.Is(err, ErrNotPublic):
		return ErrNotPublic.Error()
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &timeout) && timeout.Timeout():
		return "timed out"
	case errors.As(err, &certificate):
		return fmt.Sprintf("certificate is not valid: reason %d of crypto/x509", certificate.Reason)
	case errors.As(err, &network):
		return network.Op + ": " + network.Err.Error()
	}
	var address *url.Error
	if errors.As(err, &address) {
		return address.Err.Error()
	}
	return err.Error()
}

// attempt asks once. An answer may come with an error: that its body was not
// read to the end.
func (c *client) attempt(ctx context.Context, u *url.URL, conditions http.Header, limit int64) (*answer, error) {
	ctx, cancel := context.WithTimeout(ctx, c.opts.Timeout)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), http.NoBody)
	if err != nil {
		return nil, schema.Rejectf(schema.FetchFailed, "%v", err)
	}
	for name, values := range conditions {
		request.Header[name] = values
	}
	request.Header.Set("User-Agent", c.opts.UserAgent)
	request.Header.Set("Accept", "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.8")
	request.Header.Set("Accept-Language", "zh-CN,zh;q=0.9,en;q=0.3")
	request.Header.Set("Accept-Encoding", "gzip, br")
	response, err := c.http.Do(request)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	a := &answer{status: response.StatusCode, header: response.Header}
	if a.status < 200 || a.status >= 300 {
		// Read so that the connection can be used again; what matters was said.
		_, _ = io.CopyN(io.Discard, response.Body, 64<<10)
		return a, nil
	}
	a.body, err = readBody(response, limit)
	return a, err
}

// readBody reads a body within the limit, packed and unpacked.
func readBody(response *http.Response, limit int64) ([]byte, error) {
	if response.ContentLength > limit {
		return nil, schema.Rejectf(schema.TooLarge, "announces %d bytes, the limit is %d", response.ContentLength, limit)
	}
	body, err := io.ReadAll(io.LimitReader(response.Body, limit+1))
	if int64(len(body)) > limit {
		return nil, schema.Rejectf(schema.TooLarge, "more than the limit of %d bytes", limit)
	}
	if err != nil {
		return nil, fmt.Errorf("body: %w", err)
	}
	coding := strings.Join(response.Header.Values("Content-Encoding"), ",")
	decoded, err := source.DecodeContent(body, coding, limit)
	if errors.Is(err, source.ErrNotCoded) {
		return body, nil // said to be packed, and is not
	}
	return decoded, err
}

// pause waits unless the iteration is to end.
func (c *client) pause(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return context.Cause(ctx)
	case <-c.stopping:
		return c.cause()
	case <-timer.C:
		return nil
	}
}

// sleep waits, or ends with the context's cause.
func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return context.Cause(ctx)
	case <-timer.C:
		return nil
	}
}
