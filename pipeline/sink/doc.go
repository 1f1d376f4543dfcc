// Package sink writes Arrow records as partitioned Parquet.
package sink
