package extracted

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"

	"github.com/fxamacker/cbor/v2"
	"github.com/klauspost/compress/s2"

	"gongkai/extractors"
	"gongkai/extractors/reconcile"
	"gongkai/pipeline/packed"
	"gongkai/schema"
)

// Key names the result of one document under one version of the extractor: the first
// 160 bits of a sha256.
type Key [20]byte

// KeyOf is the key of a document whose body has that sha256 (hex).
func KeyOf(version, sha256Hex, uri, mediaType string) Key {
	var room [512]byte
	text := room[:0]
	for _, part := range [...]string{version, sha256Hex, uri, mediaType} {
		text = binary.BigEndian.AppendUint64(text, uint64(len(part)))
		text = append(text, part...)
	}
	sum := sha256.Sum256(text)
	return Key(sum[:])
}

// rest is what a stored Result says besides the cells and identities, which stand
// before it in a form of their own. The lists are parallel to Result.Reports, whose
// Form is nil.
type rest struct {
	_        struct{} `cbor:",toarray"`
	Editions []string
	Reasons  [][]string
	Result   extractors.Result
}

var unmarshals = must(cbor.DecOptions{UTF8: cbor.UTF8DecodeInvalid}.DecMode())

// maxUnpacked bounds what a result takes before compression.
const maxUnpacked = 1 << 30

// must is for the constant options above, which a test excludes to be wrong.
func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// Pack encodes a result. Equal results give equal bytes.
func Pack(result extractors.Result) ([]byte, error) {
	p := rest{Result: result}
	p.Result.Reports = make([]extractors.Report, len(result.Reports))
	var forms []byte
	for i, report := range result.Reports {
		p.Editions, p.Reasons = append(p.Editions, report.Form.Form.Edition), append(p.Reasons, report.Form.Reasons)
		forms = appendForm(forms, report.Form)
		report.Form = nil
		p.Result.Reports[i] = report
	}
	others, err := cbor.Marshal(p)
	if err != nil {
		return nil, fmt.Errorf("extracted: pack: %w", err)
	}
	raw := binary.AppendUvarint(nil, uint64(len(others)))
	raw = append(append(raw, others...), forms...)
	return s2.Encode(nil, raw), nil
}

// Unpack decodes a result.
func Unpack(data []byte) (extractors.Result, error) {
	raw, err := decompress(data)
	if err != nil {
		return extractors.Result{}, fmt.Errorf("extracted: unpack: %w: %w", ErrCorrupt, err)
	}
	in := &reader{Reader: packed.NewReader(raw)}
	var p rest
	if err := unmarshals.Unmarshal(in.TextBytes(), &p); err != nil {
		return extractors.Result{}, fmt.Errorf("extracted: unpack: %w: %w", ErrCorrupt, err)
	}
	if err := p.takeForms(in); err != nil {
		return extractors.Result{}, fmt.Errorf("extracted: unpack: %w: %w", ErrCorrupt, err)
	}
	return p.Result, nil
}

// decompress undoes the compression, which is S2: its files are a third larger than those of the
// fastest zstd and take a quarter of its time.
func decompress(data []byte) ([]byte, error) {
	switch n, err := s2.DecodedLen(data); {
	case err != nil:
		return nil, err //nolint:wrapcheck // the caller says of what
	case n > maxUnpacked:
		return nil, fmt.Errorf("%d bytes", n)
	}
	return s2.Decode(nil, data) //nolint:wrapcheck // the caller says of what
}

// takeForms gives each report its form.
func (p *rest) takeForms(in *reader) error {
	if len(p.Editions) != len(p.Result.Reports) || len(p.Reasons) != len(p.Editions) {
		return fmt.Errorf("%d reports, %d editions", len(p.Result.Reports), len(p.Editions))
	}
	for i := range p.Result.Reports {
		form := schema.FormOf(p.Editions[i])
		if form == nil {
			return fmt.Errorf("report %d: no edition %q", i, p.Editions[i])
		}
		p.Result.Reports[i].Form = &reconcile.Report{Form: form, Reasons: p.Reasons[i]}
		in.form(p.Result.Reports[i].Form)
	}
	return in.End()
}
