package sink

import (
	"encoding/hex"
	"path/filepath"
	"slices"
	"testing"

	"github.com/apache/arrow/go/v17/arrow"
	"github.com/apache/arrow/go/v17/arrow/array"
	"github.com/apache/arrow/go/v17/arrow/memory"
	"github.com/parquet-go/parquet-go"

	"gongkai/pipeline/durable"
	"gongkai/pipeline/durable/durabletest"
	"gongkai/schema"
)

// flipFS stores one bit of the nth byte of each file wrong and says nothing.
type flipFS struct {
	durable.FS
	n int64
}

type flipFile struct {
	durable.File
	at, n int64
}

func (fsys flipFS) Create(path string) (durable.File, error) {
	file, err := fsys.FS.Create(path)
	return &flipFile{File: file, n: fsys.n}, err
}

func (f *flipFile) Write(p []byte) (int, error) {
	if f.n >= f.at && f.n < f.at+int64(len(p)) {
		p = append([]byte(nil), p...)
		p[f.n-f.at] ^= 1
	}
	f.at += int64(len(p))
	return f.File.Write(p)
}

// writtenPart is a file of one column, ended and not yet named: 3 values, 1 null.
func writtenPart(t *testing.T, fsys durable.FS) (p *part, sum string) {
	t.Helper()
	table := &schema.TableSchema{Name: "t", Arrow: arrow.NewSchema([]arrow.Field{{Name: "n", Type: arrow.PrimitiveTypes.Int64, Nullable: true}}, nil)}
	l, err := newLayout(table)
	if err != nil {
		t.Fatal(err)
	}
	opt := Options{FS: fsys}.withDefaults()
	scratch := make(chan []parquet.Value, 1)
	scratch <- nil
	if p, err = newPart(filepath.Join(t.TempDir(), "part.parquet"), l, &opt, scratch); err != nil {
		t.Fatal(err)
	}
	builder := array.NewRecordBuilder(memory.NewGoAllocator(), table.Arrow)
	defer builder.Release()
	builder.Field(0).(*array.Int64Builder).AppendValues([]int64{7, 0, 9}, []bool{true, false, true})
	rec := builder.NewRecord()
	defer rec.Release()
	if err := p.write(rec); err != nil {
		t.Fatal(err)
	}
	if err := p.parquet.Close(); err != nil {
		t.Fatal(err)
	}
	if err := p.buffer.Flush(); err != nil {
		t.Fatal(err)
	}
	return p, hex.EncodeToString(p.digest.Sum(nil))
}

func discard(t *testing.T, p *part) {
	t.Helper()
	if err := p.abort(); err != nil {
		t.Fatal(err)
	}
}

// A single wrong bit anywhere in the file is noticed.
func TestReadBackNoticesAWrongBit(t *testing.T) {
	whole, _ := writtenPart(t, durabletest.NoSync)
	discard(t, whole)
	step := int64(1)
	if testing.Short() {
		step = 11
	}
	for n := int64(0); n < whole.out.Bytes(); n += step {
		p, sum := writtenPart(t, flipFS{durabletest.NoSync, n})
		if err := p.readBack(p.out.TempPath(), sum); err == nil {
			t.Fatalf("byte %d of %d is wrong and was not noticed", n, p.out.Bytes())
		}
		discard(t, p)
	}
}

// A file that holds something else than what was handed over is noticed, also
// where its bytes are those that were written.
func TestReadBackNoticesLostValues(t *testing.T) {
	for name, spoil := range map[string]func(*part){
		"nothing":      func(*part) {},
		"a row more":   func(p *part) { p.rows++ },
		"a value more": func(p *part) { p.tallies[0].values++ },
		"a null less":  func(p *part) { p.tallies[0].nulls-- },
		"column rows":  func(p *part) { p.tallies[0].rows++ },
		"other name": func(p *part) {
			other := *p.layout
			other.columns = slices.Clone(other.columns)
			other.columns[0].path = []string{"another"}
			p.layout = &other
		},
		"column lost": func(p *part) {
			other := *p.layout
			other.columns = other.columns[:len(other.columns)-1]
			p.layout, p.tallies = &other, p.tallies[:len(other.columns)]
		},
	} {
		p, sum := writtenPart(t, durable.OS)
		spoil(p)
		if err := p.readBack(p.out.TempPath(), sum); (err == nil) != (name == "nothing") {
			t.Errorf("%s: error %v", name, err)
		}
		discard(t, p)
	}
}
