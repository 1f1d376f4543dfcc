package packed_test

import (
	"encoding/binary"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"gongkai/pipeline/packed"
)

// record is one value of each kind.
type record struct {
	Text   string
	Number uint64
	Signed int64
	Byte   byte
	Digest [4]byte
	List   []string
}

func (r *record) pack() []byte {
	b := packed.AppendText(nil, r.Text)
	b = binary.AppendVarint(binary.AppendUvarint(b, r.Number), r.Signed)
	b = append(append(b, r.Byte), r.Digest[:]...)
	b = binary.AppendUvarint(b, uint64(len(r.List)))
	for _, text := range r.List {
		b = packed.AppendText(b, text)
	}
	return b
}

func unpack(b []byte) (record, error) {
	in := packed.NewReader(b)
	r := record{Text: in.Text(), Number: in.Uint(), Signed: in.Int(), Byte: in.Byte()}
	copy(r.Digest[:], in.Bytes(len(r.Digest)))
	for range in.Length() {
		r.List = append(r.List, in.Text())
	}
	return r, in.End()
}

func draw(t *rapid.T) record {
	return record{
		Text: rapid.String().Draw(t, "text"), Number: rapid.Uint64().Draw(t, "number"), Signed: rapid.Int64().Draw(t, "signed"),
		Byte: rapid.Byte().Draw(t, "byte"), Digest: [4]byte(rapid.SliceOfN(rapid.Byte(), 4, 4).Draw(t, "digest")),
		List: append([]string(nil), rapid.SliceOfN(rapid.String(), 0, 3).Draw(t, "list")...),
	}
}

// TestRoundTrip packs values and cuts what was packed at every length, and adds to it: it
// reads as it was or not at all.
func TestRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := draw(t)
		b := want.pack()
		got, err := unpack(b)
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Fatalf("err %v (-want +got):\n%s", err, diff)
		}
		for n := range b {
			if _, err := unpack(b[:n]); !errors.Is(err, packed.ErrShort) {
				t.Errorf("cut at %d of %d: %v", n, len(b), err)
			}
		}
		if _, err := unpack(append(b, 0)); err == nil {
			t.Error("a byte more than was packed reads without a fault")
		}
	})
}

// TestFirstFault sees to it that the first fault stays and that zeros follow it.
func TestFirstFault(t *testing.T) {
	first := errors.New("no such edition")
	in := packed.NewReader([]byte{5, 6, 7})
	if in.Byte() != 5 {
		t.Error("the first byte is another")
	}
	in.Fail(first)
	if in.Byte() != 0 || in.Uint() != 0 || in.Int() != 0 || in.Length() != 0 || in.Text() != "" || len(in.Bytes(1)) != 0 {
		t.Error("something is read after a fault")
	}
	in.Fail(packed.ErrShort)
	if !errors.Is(in.Err(), first) || !errors.Is(in.End(), first) {
		t.Errorf("the first fault became %v, %v", in.Err(), in.End())
	}
}

// TestLengthBounded reads lengths that nothing of that size follows.
func TestLengthBounded(t *testing.T) {
	for _, n := range []uint64{4, 1 << 31, 1 << 63, 1<<64 - 1} {
		b := append(binary.AppendUvarint(nil, n), 1, 2, 3)
		if in := packed.NewReader(b); in.Length() != 0 || !errors.Is(in.Err(), packed.ErrShort) {
			t.Errorf("length %d: %v", n, in.Err())
		}
	}
}

func FuzzReader(f *testing.F) {
	whole := record{Text: "全年", Number: 300, Signed: -7, List: []string{"a", ""}}
	f.Add(whole.pack())
	f.Fuzz(func(t *testing.T, b []byte) {
		r, err := unpack(b)
		if err != nil {
			return
		}
		again, err := unpack(r.pack())
		if diff := cmp.Diff(r, again); diff != "" || err != nil {
			t.Errorf("err %v (-want +got):\n%s", err, diff)
		}
	})
}
