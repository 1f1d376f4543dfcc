// Package bucket reads documents from object storage and copies published
// snapshots there.
//
// It consumes addresses:
//
//	s3://BUCKET/PREFIX?region=cn-north-1        S3 and what speaks its protocol (endpoint=, use_path_style=true)
//	gs://BUCKET/PREFIX                          Google Cloud Storage
//	file:///PATH                                a folder of this machine, for copies
//
// and produces a source.Source of what stands below one, or copies a snapshot to it:
//
//	src, err := bucket.Open("s3://corpus/2024?region=cn-north-1", source.Options{})
//	sent, err := bucket.Publish(ctx, "gs://open-data/gongkai", "data/out/snapshots/20261122T020000Z")
//
// Credentials are those of the providers' own tools: the AWS environment, profile or
// role; Google's application default credentials. They are no part of an address.
//
// Reading: a prefix is a folder, an object a file; containers, limits and rules are
// those of package source, and so are the names of documents: the path below the SOURCE.
//
// Publishing: PREFIX/snapshots/ID/… are the files of the snapshot, manifest.json last
// of them, and PREFIX/latest.json names the published snapshot, written after all of
// them. Each object sent is read back and its sha256 compared. So whoever begins at
// latest.json reads a whole snapshot, whenever the copy was interrupted; copying again
// goes on where it was. A file that the snapshot published before has too is copied within
// the store where it can do so. Nothing there is ever changed but latest.json, and
// nothing is removed.
//
// It knows of one bucket at a time, does not make buckets, and sets no permissions.
//
// Concurrency: one request after the other. Two processes may copy one dataset to one
// address; two datasets may not, which is noticed where their snapshots bear one id.
//
// Faults: ErrDamaged where an object or a local file is not what the manifest says;
// the store's errors with the address and the object.
package bucket
