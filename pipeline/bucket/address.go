package bucket

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"path"
	"strings"

	"gocloud.dev/blob"
	"gocloud.dev/blob/fileblob"
	_ "gocloud.dev/blob/gcsblob" // gs://
	_ "gocloud.dev/blob/s3blob"  // s3://
	"gocloud.dev/gcp"
)

// Check says what is wrong with an address, before anything is asked of it.
func Check(address string) error {
	_, err := parse(address)
	return err
}

// place is an address taken apart.
type place struct {
	address *url.URL
	// prefix goes before every key, "" or with a slash at the end.
	prefix string
}

func parse(address string) (place, error) {
	u, err := url.Parse(address)
	if err != nil {
		return place{}, fmt.Errorf("bucket: %w", err)
	}
	switch {
	case u.User != nil || u.Fragment != "":
		return place{}, fmt.Errorf("bucket: %s: user names and fragments are no part of an address", u.Redacted())
	case (u.Scheme == "s3" || u.Scheme == "gs") && u.Host != "":
	case u.Scheme == "file" && u.Host == "" && path.IsAbs(u.Path) && u.RawQuery == "":
		return place{address: u}, nil
	default:
		return place{}, fmt.Errorf("bucket: %q is none of s3://BUCKET/PREFIX, gs://BUCKET/PREFIX, file:///PATH", address)
	}
	p := place{address: u, prefix: strings.Trim(path.Clean("/"+u.Path), "/")}
	if p.prefix != "" {
		p.prefix += "/"
	}
	return p, nil
}

// open opens the bucket of an address.
func (p place) open(ctx context.Context) (b *blob.Bucket, err error) {
	switch p.address.Scheme {
	case "file":
		// Without the files in which the driver keeps attributes: readers of the folder
		// would take them for data.
		b, err = fileblob.OpenBucket(p.address.Path, &fileblob.Options{CreateDir: true, NoTempDir: true, Metadata: fileblob.MetadataDontWrite})
	case "gs":
		if err := googleCredentials(ctx); err != nil {
			return nil, fmt.Errorf("bucket: open %s: %w", p.address, err)
		}
		fallthrough
	default:
		b, err = blob.OpenBucket(ctx, p.bare())
	}
	if err != nil {
		return nil, fmt.Errorf("bucket: open %s: %w", p.address, err)
	}
	return b, nil
}

// bare is the address of the bucket, for its driver. The AWS library complains on
// standard error of every answer without a checksum unless told not to ask for one.
func (p place) bare() string {
	bare := *p.address
	bare.Path = ""
	const validation = "response_checksum_validation"
	if query := bare.Query(); bare.Scheme == "s3" && !query.Has(validation) {
		query.Set(validation, "when_required")
		bare.RawQuery = query.Encode()
	}
	return bare.String()
}

// googleCredentials finds out whether there are some: without, the driver goes on
// and says so on standard output.
func googleCredentials(ctx context.Context) error {
	if os.Getenv("STORAGE_EMULATOR_HOST") != "" {
		return nil
	}
	if _, err := gcp.DefaultCredentials(ctx); err != nil {
		return fmt.Errorf("credentials: %w", err)
	}
	return nil
}
