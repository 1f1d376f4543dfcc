package pipeline

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"hash"
	"time"

	"gongkai/pipeline/dataset"
)

// survey counts what the raw zone holds, without reading a body, and takes a
// digest of everything that the tables depend on besides the program.
func (r *run) survey(ctx context.Context) error {
	var in dataset.Input
	digest := sha256.New()
	write(digest, "", r.cfg.FileBytes)
	r.listing = r.zone.List()
	for at := range r.listing.Len() {
		if at%1024 == 0 && ctx.Err() != nil {
			return context.Cause(ctx)
		}
		d := r.listing.Document(at)
		doc := r.describe(at, &d)
		doc.addTo(digest)
		r.verified.meet(d.SHA256)
		if d.Reject != nil {
			write(digest, string(d.Reject.Reason), doc.bytes)
			write(digest, d.Reject.Detail, 0)
		}
		in.Documents++
		in.Addresses += int64(doc.addresses)
		in.Bytes += doc.bytes
	}
	r.tell(r.verified.unmet())
	in.Digest = hex.EncodeToString(digest.Sum(nil))
	r.input = in
	return nil
}

// addTo writes what the tables say of the document as it came.
func (d *document) addTo(digest hash.Hash) {
	write(digest, d.id, int64(d.addresses))
	write(digest, d.uri, 0)
	write(digest, d.sha256, 0)
	write(digest, d.fetchedAt.UTC().Format(time.RFC3339Nano), 0)
	digest.Write(d.key[:])
	if d.verified != "" {
		write(digest, d.verified, 0)
	}
}

// write writes a text and a number so that no other pair reads the same.
func write(digest hash.Hash, text string, n int64) {
	var sizes [16]byte
	binary.BigEndian.PutUint64(sizes[:8], uint64(len(text)))
	binary.BigEndian.PutUint64(sizes[8:], uint64(n))
	digest.Write(sizes[:])
	digest.Write([]byte(text))
}

// published is the manifest of the current snapshot if it was made of this
// input by this program, so that a new one would say the same; else nil.
func (r *run) published() (*dataset.Manifest, error) {
	current, err := r.data.CurrentManifest()
	if err != nil || current == nil || r.cfg.Force {
		return nil, err
	}
	if current.Input != r.input || !current.Program.Equal(r.program) {
		return nil, nil
	}
	return current, nil
}
