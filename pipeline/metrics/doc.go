// Package metrics tells Prometheus how a run went, by a file that its node
// exporter reads.
//
// It consumes the Summary of a run and writes the text format:
//
//	err := metrics.Write(nil, "/var/lib/node_exporter/gongkai.prom", metrics.Run{Summary: summary, Started: began})
//
//	gongkai_run_exit_code 0
//	gongkai_reports{year="2023"} 1204
//	gongkai_read_skipped{rule="not_modified"} 912
//
// Invariants: the file is replaced by one rename, so that it is never read half
// written. Every metric is a gauge of the last run; times are seconds, sizes bytes.
// A run that came to no snapshot gives no counts of one, so that they are absent
// and not zero.
//
// It does not serve HTTP and does not push.
//
// Concurrency: none. Faults: the file system's errors.
package metrics
