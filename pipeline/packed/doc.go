// Package packed is the encoding in which a run keeps what it reads of every document:
// numbers as varints, texts behind their length, lists behind their number.
//
// It consumes values one after the other and gives them back in the same order:
//
//	b := packed.AppendText(nil, "开封市")
//	b = binary.AppendVarint(b, -3)
//	in := packed.NewReader(b)
//	name, n := in.Text(), in.Int()
//	err := in.End()                          // nil: nothing failed, nothing is left
//
// Invariants: a Reader reads no byte twice and none past the end; a length that it gives
// is no more than the bytes that are left, so that what is made room for is bounded by what
// was read. After the first fault it gives zeros, and Err says what the fault was.
//
// It does not know what the values mean, and neither names nor versions them: the
// packages that keep them do, and check what they have to (a CRC, an edition, a status).
//
// Concurrency: a Reader belongs to one goroutine. Bytes shares the room that is read from.
//
// Faults: ErrShort; those that the caller gives to Fail.
package packed
