package record

import (
	"fmt"
	"hash/maphash"

	"github.com/apache/arrow/go/v17/arrow/array"
)

// column is the builder of a column with room to gather texts in: those of a report's rows
// are appended together.
type column struct {
	array.Builder
	// plain or coded is the builder of a column of texts.
	plain *array.StringBuilder
	coded *array.BinaryDictionaryBuilder

	texts   []string
	indices []int
	valid   []bool
	// known are words of the dictionary that were met lately. A builder keeps its words
	// for as long as it is used, so that an index stays what it is.
	known []word
	last  word
}

// word is a text and its index in the dictionary.
type word struct {
	text  string
	index int
}

// wordSlots is how many words are known, one for each hash; a power of two.
const wordSlots = 128

var wordSeed = maphash.MakeSeed()

func (c *column) bind(b array.Builder) {
	c.Builder = b
	c.plain, _ = b.(*array.StringBuilder)
	if c.coded, _ = b.(*array.BinaryDictionaryBuilder); c.coded != nil {
		c.known = make([]word, wordSlots)
	}
}

// addText gathers a text, null where it is not valid, for flush.
func (c *column) addText(s string, valid bool) {
	switch {
	case c.coded == nil:
		c.texts, c.valid = append(c.texts, s), append(c.valid, valid)
	case !valid:
		c.indices, c.valid = append(c.indices, 0), append(c.valid, false)
	case c.knows(s):
		c.indices, c.valid = append(c.indices, c.last.index), append(c.valid, true)
	default:
		c.learn(s)
	}
}

// knows reports whether a word was met lately, and makes it the last. A report's columns
// mostly have the word of the row before, or one of a few.
func (c *column) knows(s string) bool {
	if c.last.text != s {
		c.last = c.known[maphash.String(wordSeed, s)%wordSlots]
	}
	return s != "" && c.last.text == s
}

// learn appends a word by itself, which gives its index.
func (c *column) learn(s string) {
	c.flush()
	if err := c.coded.AppendString(s); err != nil {
		panic(fmt.Sprintf("record: dictionary of strings: %v", err)) // only an index overflow: 2^31 distinct codes
	}
	c.last = word{s, c.coded.GetValueIndex(c.coded.Len() - 1)}
	c.known[maphash.String(wordSeed, s)%wordSlots] = c.last
}

// flush appends what was gathered.
func (c *column) flush() {
	if c.coded != nil {
		c.coded.AppendIndices(c.indices, c.valid)
	} else {
		c.plain.AppendValues(c.texts, c.valid)
	}
	clear(c.texts)
	c.texts, c.indices, c.valid = c.texts[:0], c.indices[:0], c.valid[:0]
}
