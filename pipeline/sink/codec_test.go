package sink

import (
	"bytes"
	"math/rand/v2"
	"testing"

	"github.com/parquet-go/parquet-go/compress/zstd"
)

// TestCodec compresses pages of all sizes, one after the other as a file does, and compares
// them with the library's codec.
func TestCodec(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	want := &zstd.Codec{Level: zstd.SpeedDefault}
	for _, size := range []int{
		0, 1, 300, 1024, 1025, 8 << 10, 70_000, 128 << 10, 128<<10 + 1, 500_000, 1 << 20, 1_300_000, pageWindow - 1, pageWindow,
		pageWindow + 1, 5 << 20, 9 << 20, 90_000, 1<<20 + 7,
	} {
		page := drawPage(rng, size)
		theirs, err := want.Encode(nil, page)
		if err != nil {
			t.Fatal(err)
		}
		ours, err := pageCodec.Encode(nil, page)
		if err != nil || !bytes.Equal(ours, theirs) {
			t.Errorf("%d bytes: %d compressed and not the %d of the library, err %v", size, len(ours), len(theirs), err)
		}
		back, err := pageCodec.Decode(nil, ours)
		if err != nil || !bytes.Equal(back, page) {
			t.Errorf("%d bytes: read back %d, err %v", size, len(back), err)
		}
	}
}

// drawPage draws bytes that repeat near and far.
func drawPage(rng *rand.Rand, size int) []byte {
	var page []byte
	for len(page) < size {
		if n := len(page); n > 0 && rng.IntN(3) > 0 {
			from := rng.IntN(n)
			page = append(page, page[from:min(n, from+rng.IntN(4000)+1)]...)
			continue
		}
		for range rng.IntN(200) {
			page = append(page, byte(rng.IntN(256)))
		}
	}
	return page[:size]
}
