package ocr_test

import (
	"context"
	"math/rand/v2"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"gongkai/extractors"
)

// TestDamagedWords: words lost, moved by up to two lines or columns, printed twice, or
// with other digits never give a wrong number in a report that is not flagged.
func TestDamagedWords(t *testing.T) {
	for _, tt := range survivors {
		if filepath.Ext(tt.file) != ".tsv" {
			continue
		}
		t.Run(tt.file, func(t *testing.T) {
			t.Parallel()
			doc, want := document(t, tt.file), gold(t, tt.file+".gold")
			whole := string(doc.Body)
			for seed := range uint64(12) {
				doc.Body = []byte(damage(rand.New(rand.NewPCG(seed, 0)), whole))
				for _, r := range extractors.Extract(context.Background(), doc).Reports {
					if n := wrong(&r, want); n > 0 && len(r.Review) == 0 {
						t.Errorf("seed %d: %d wrong numbers in a report that is not flagged", seed, n)
					}
				}
			}
		})
	}
}

// wrong counts the numbers of a report that are not those printed.
func wrong(r *extractors.Report, want []printed) int {
	n := 0
	for _, p := range want {
		if at, ok := r.Form.Form.Cell(p.id); ok {
			if cell := &r.Form.Cells[at]; cell.HasValue && cell.Value.String() != p.number {
				n++
			}
		}
	}
	return n
}

// damage damages one word in twelve of a word list.
func damage(rng *rand.Rand, tsv string) string {
	var b strings.Builder
	for line := range strings.Lines(tsv) {
		f := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if len(f) != 12 || f[0] != "5" || rng.IntN(12) > 0 {
			b.WriteString(line)
			continue
		}
		switch rng.IntN(5) {
		case 0: // lost
			continue
		case 1:
			shift(f, 7, rng.IntN(121)-60)
		case 2:
			shift(f, 6, rng.IntN(301)-150)
		case 3: // printed twice
			b.WriteString(line)
			shift(f, 6, rng.IntN(301)-150)
		default:
			f[11] = strings.Map(func(r rune) rune {
				if r < '0' || r > '9' {
					return r
				}
				return '0' + rune(rng.IntN(10))
			}, f[11])
		}
		b.WriteString(strings.Join(f, "\t") + "\n")
	}
	return b.String()
}

// shift moves a word along an axis.
func shift(f []string, field, by int) {
	n, _ := strconv.Atoi(f[field])
	f[field] = strconv.Itoa(max(0, n+by))
}
