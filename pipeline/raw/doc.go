// Package raw keeps every document as it came: the raw zone of a dataset, in
// append-only Parquet segments under <dataset>/raw/ that are never rewritten.
//
// It consumes source.Items and produces them again:
//
//	zone, err := raw.Open("data/out/raw", raw.Options{})
//	err = zone.Append(item)               // a sighting: one row in the open segment
//	err = zone.Close()                    // the segment gets its name and is durable
//	for doc, err := range zone.Documents(ctx) { … }
//	doc, err := zone.Find("864908085ec3dcf1")  // one content, by its sha256
//
// A row is a sighting: at this address, at this time, these bytes or this
// failure. Equal bytes are stored once: a later sighting is a row without body.
// Segments are segment-00000001.parquet and so on, without gaps; a temporary that
// a crash left is ignored, and cleared by the next writer. index.parquet is
// derived from the segments, for opening a large zone in seconds, and made anew when it
// is missing or does not fit them; it is never the truth.
//
// What an address holds is its newest sighting with content, by fetched_at and,
// where that is equal or absent, by order of arrival. A newer content supersedes
// an older one; both stay in the zone. A failure never supersedes a content: a
// page that is gone or a server that is down takes nothing out of the dataset.
//
// An address that gives the same again holds it since the first time: FetchedAt
// stays, CheckedAt says when it was last asked, and the headers of Latest are those
// that came last. A server's "not modified" is a row of status 304 without body.
//
// Documents yields each distinct content that some address holds now, once,
// ordered by sha256, then the newest failure of each address that never gave
// content, ordered by address. So the order depends on what the zone holds and
// not on when it came, and each body is read when it is its turn. A document seen
// at several addresses has the preferred one: a government's host (.gov.cn)
// before any other, then the smaller, byte-wise.
//
// Times are UTC with microseconds, sizes are bytes, sha256 is of the body and
// checked whenever a body is read.
//
// It does not decode, does not judge, and forgets nothing; removing documents is
// not offered.
//
// Concurrency: a Zone may be shared by several goroutines. One process writes at a time, which
// the dataset's lock guarantees. Several may read. Sightings of a segment that was
// not committed are lost with the process: at most Options.RollAfter of them.
//
// Faults: none of documents; errors of the file system, and ErrCorrupt with the
// segment's name where a body is not what its sha256 says.
package raw
