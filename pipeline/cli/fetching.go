package cli

import (
	"time"

	"github.com/spf13/cobra"

	"gongkai/pipeline/fetch"
)

// fetching is how servers are asked, as the config file names it. Unlike in
// fetch.Options 0 means none.
type fetching struct {
	UserAgent    string        `yaml:"user_agent"`
	Connections  int           `yaml:"connections"`
	PerHost      int           `yaml:"per_host"`
	Delay        time.Duration `yaml:"delay"`
	Timeout      time.Duration `yaml:"timeout"`
	Retries      int           `yaml:"retries"`
	RetryWait    time.Duration `yaml:"retry_wait"`
	MaxWait      time.Duration `yaml:"max_wait"`
	MaxRedirects int           `yaml:"max_redirects"`
	Recheck      time.Duration `yaml:"recheck"`
	Grace        time.Duration `yaml:"grace"`
	IgnoreRobots bool          `yaml:"ignore_robots"`
	AllowPrivate bool          `yaml:"allow_private"`
}

func defaultFetching() fetching {
	return fetching{
		UserAgent: fetch.DefaultUserAgent, Connections: 16, PerHost: 1, Delay: time.Second, Timeout: time.Minute,
		Retries: 3, RetryWait: 2 * time.Second, MaxWait: time.Minute, MaxRedirects: 10, Grace: 10 * time.Second,
	}
}

// register makes the flags of what is set most.
func (f *fetching) register(cmd *cobra.Command) {
	d, flags := defaultFetching(), cmd.Flags()
	flags.StringVar(&f.UserAgent, "user-agent", d.UserAgent, "what servers are told of who asks")
	flags.IntVar(&f.Connections, "connections", d.Connections, "requests under way at once")
	flags.IntVar(&f.PerHost, "per-host", d.PerHost, "requests under way at once to one host")
	flags.DurationVar(&f.Delay, "delay", d.Delay, "pause between two requests to one host; robots.txt may ask for more")
	flags.DurationVar(&f.Timeout, "timeout", d.Timeout, "time for one attempt, from connection to last byte")
	flags.IntVar(&f.Retries, "retries", d.Retries, "repetitions of a failed attempt")
	flags.DurationVar(&f.Recheck, "recheck", 0, "ask for a document again this long after its last check at the earliest")
	flags.BoolVar(&f.IgnoreRobots, "ignore-robots", false, "ask for what robots.txt forbids; for sites of one's own")
	flags.BoolVar(&f.AllowPrivate, "allow-private", false, "connect to loopback and private addresses too")
}

func (f *fetching) check() error {
	switch {
	case f.Connections < 1 || f.Connections > 1024 || f.PerHost < 1 || f.PerHost > 64:
		return usagef("connections %d, per host %d: 1 to 1024, 1 to 64", f.Connections, f.PerHost)
	case f.Retries < 0 || f.Retries > 20 || f.MaxRedirects < 1 || f.MaxRedirects > 50:
		return usagef("retries %d, redirects %d: 0 to 20, 1 to 50", f.Retries, f.MaxRedirects)
	case f.Timeout <= 0 || f.RetryWait <= 0 || f.MaxWait <= 0 || f.Delay < 0 || f.Recheck < 0 || f.Grace < 0:
		return usagef("a time of fetching is negative, or 0 where that means nothing")
	case f.UserAgent == "":
		return usagef("the user agent is empty")
	}
	return nil
}

func (f *fetching) options() fetch.Options {
	return fetch.Options{
		UserAgent: f.UserAgent, Workers: f.Connections, PerHost: f.PerHost, Delay: orNone(f.Delay), Timeout: f.Timeout,
		Retries: orNone(f.Retries), RetryWait: f.RetryWait, MaxWait: f.MaxWait, MaxRedirects: f.MaxRedirects,
		Recheck: f.Recheck, Grace: orNone(f.Grace), IgnoreRobots: f.IgnoreRobots, AllowPrivate: f.AllowPrivate,
	}
}

// orNone says none in the words of fetch.Options, where 0 is the default.
func orNone[T int | time.Duration](v T) T {
	if v == 0 {
		return -1
	}
	return v
}
