package copies

import (
	"crypto/sha256"
	"encoding/binary"
	"strconv"

	"gongkai/extractors/reconcile"
	"gongkai/schema"
)

// Strength says how much equal figures prove.
type Strength uint8

// The strengths of evidence.
const (
	// Trivial figures are shared by many unrelated reports: all zero, a few ones.
	Trivial Strength = iota
	// Plain figures have at least three distinct values other than zero.
	Plain
	// Strong figures have at least strongValues distinct values other than zero, of
	// strongDigits digits together: no two agencies share them by chance.
	Strong
)

const (
	plainValues  = 3
	strongValues = 6
	strongDigits = 14
)

// Figures is a fingerprint of the figures of a report and of its edition.
type Figures struct {
	Digest   [16]byte
	Strength Strength
}

// FiguresOf takes the fingerprint of a form as read. Cells without a value and
// cells of value 0 leave no trace in it.
func FiguresOf(form *reconcile.Report) Figures {
	hash := sha256.New()
	hash.Write([]byte(form.Form.Edition))
	distinct := map[schema.Micros]bool{}
	for i := range form.Cells {
		cell := &form.Cells[i]
		if !cell.HasValue || cell.Value == 0 {
			continue
		}
		distinct[cell.Value] = true
		var pair [16]byte
		binary.BigEndian.PutUint64(pair[:8], uint64(i))
		binary.BigEndian.PutUint64(pair[8:], uint64(cell.Value))
		hash.Write(pair[:])
	}
	f := Figures{Strength: strength(distinct)}
	copy(f.Digest[:], hash.Sum(nil))
	return f
}

func strength(distinct map[schema.Micros]bool) Strength {
	digits := 0
	for v := range distinct {
		digits += len(strconv.FormatInt(int64(max(v, -v)/schema.One), 10))
	}
	switch {
	case len(distinct) >= strongValues && digits >= strongDigits:
		return Strong
	case len(distinct) >= plainValues:
		return Plain
	}
	return Trivial
}
