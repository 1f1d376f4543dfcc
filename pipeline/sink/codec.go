package sink

import (
	"runtime"
	"sync"

	klauspost "github.com/klauspost/compress/zstd"
	"github.com/parquet-go/parquet-go/compress/zstd"
)

// codec is the library's zstd, which keeps twice its window of eight MiB for each encoder and one
// encoder or more for each table. Pages are smaller: those that fit into a smaller window
// are compressed by encoders that all tables share, to the same bytes.
type codec struct{ zstd.Codec }

// pageWindow bounds the pages that the shared encoders take, in bytes.
const pageWindow = 2 << 20

var pageEncoder = sync.OnceValues(func() (*klauspost.Encoder, error) {
	return klauspost.NewWriter(nil,
		klauspost.WithEncoderConcurrency(runtime.GOMAXPROCS(0)), klauspost.WithEncoderLevel(zstd.SpeedDefault),
		klauspost.WithZeroFrames(true), klauspost.WithEncoderCRC(false), klauspost.WithWindowSize(pageWindow))
})

// pageCodec compresses the pages of all tables.
var pageCodec = &codec{zstd.Codec{Level: zstd.SpeedDefault}}

// Encode implements compress.Codec.
func (c *codec) Encode(dst, src []byte) ([]byte, error) {
	if len(src) > pageWindow {
		return c.Codec.Encode(dst, src)
	}
	encoder, err := pageEncoder()
	if err != nil {
		return dst, err
	}
	return encoder.EncodeAll(src, dst[:0]), nil
}
