package extracted

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"

	"github.com/fxamacker/cbor/v2"
	"github.com/klauspost/compress/zstd"

	"gongkai/extractors"
	"gongkai/schema"
)

// Key names the result of one document under one version of the extractor.
type Key [sha256.Size]byte

// KeyOf is the key of a document whose body has that sha256 (hex).
func KeyOf(version, sha256Hex, uri, mediaType string) Key {
	hash := sha256.New()
	for _, part := range []string{version, sha256Hex, uri, mediaType} {
		var size [8]byte
		binary.BigEndian.PutUint64(size[:], uint64(len(part)))
		hash.Write(size[:])
		hash.Write([]byte(part))
	}
	return Key(hash.Sum(nil))
}

// Facts is the key of what a run keeps beside the result of a key.
func (k Key) Facts() Key { return sha256.Sum256(append(k[:], "facts"...)) }

// packed is a Result as stored: forms by the name of their edition, parallel to
// Result.Reports.
type packed struct {
	Editions []string
	Result   extractors.Result
}

var (
	encoder    = must(zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest)))
	decoder    = must(zstd.NewReader(nil, zstd.WithDecoderMaxMemory(1<<30)))
	unmarshals = must(cbor.DecOptions{UTF8: cbor.UTF8DecodeInvalid}.DecMode())
)

// must is for the constant options above, which a test excludes to be wrong.
func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// Pack encodes a result. Equal results give equal bytes.
func Pack(result extractors.Result) ([]byte, error) {
	p := packed{Result: result}
	p.Result.Reports = make([]extractors.Report, len(result.Reports))
	for i, report := range result.Reports {
		form := *report.Form
		p.Editions = append(p.Editions, form.Form.Edition)
		form.Form, report.Form = nil, &form
		p.Result.Reports[i] = report
	}
	raw, err := cbor.Marshal(p)
	if err != nil {
		return nil, fmt.Errorf("extracted: pack: %w", err)
	}
	return encoder.EncodeAll(raw, nil), nil
}

// Unpack decodes a result.
func Unpack(data []byte) (extractors.Result, error) {
	raw, err := decoder.DecodeAll(data, nil)
	if err != nil {
		return extractors.Result{}, fmt.Errorf("extracted: unpack: %w: %w", ErrCorrupt, err)
	}
	var p packed
	if err := unmarshals.Unmarshal(raw, &p); err != nil {
		return extractors.Result{}, fmt.Errorf("extracted: unpack: %w: %w", ErrCorrupt, err)
	}
	if len(p.Editions) != len(p.Result.Reports) {
		return extractors.Result{}, fmt.Errorf("extracted: unpack: %w: %d reports, %d editions", ErrCorrupt, len(p.Result.Reports), len(p.Editions))
	}
	for i := range p.Result.Reports {
		form := schema.FormOf(p.Editions[i])
		report := p.Result.Reports[i].Form
		if form == nil || report == nil || len(report.Cells) != len(form.Cells) {
			return extractors.Result{}, fmt.Errorf("extracted: unpack: %w: report %d does not fit edition %q", ErrCorrupt, i, p.Editions[i])
		}
		report.Form = form
	}
	return p.Result, nil
}
