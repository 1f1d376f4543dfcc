package classify

import (
	"encoding/csv"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"gongkai/data"
	"gongkai/extractors/normalize"
	"gongkai/schema"
)

// where says in which part of a document a phrase counts.
type where uint8

const (
	// inTitle is anywhere in the document's own title.
	inTitle where = iota
	// atLine is the start of a short line, or of one that begins with an ordinal.
	atLine
	// inText is anywhere in the text shown.
	inText
	// inSource is anywhere in the page's source, tags and programs included, as
	// written.
	inSource
	// atEnd is the end of a short line.
	atEnd
	places
)

var whereNames = [places]string{"title", "line", "text", "source", "ending"}

// phrase is a line of data/lexicon/documents.csv.
type phrase struct {
	id     int
	reason schema.Reason
	where  where
	text   string
	weight int
}

// index finds phrases by their first character.
type index struct {
	first   [1 << 16 / 64]uint64
	phrases map[rune][]*phrase
}

func (x *index) add(p *phrase) {
	r, _ := utf8.DecodeRuneInString(p.text)
	if r < 1<<16 {
		x.first[r/64] |= 1 << (r % 64)
	}
	x.phrases[r] = append(x.phrases[r], p)
	slices.SortStableFunc(x.phrases[r], func(a, b *phrase) int { return len(b.text) - len(a.text) })
}

// at calls found for each phrase that s starts with, the longest first.
func (x *index) at(s string, r rune, found func(*phrase)) {
	if r >= 1<<16 || x.first[r/64]&(1<<(r%64)) == 0 {
		return
	}
	for _, p := range x.phrases[r] {
		if strings.HasPrefix(s, p.text) && ends(p.text, s[len(p.text):]) {
			found(p)
		}
	}
}

// scan calls found for each phrase at each place of s.
func (x *index) scan(s string, found func(*phrase)) {
	for i, r := range s {
		x.at(s[i:], r, found)
	}
}

// ends reports whether a phrase may end before rest: not within a number or a
// word of Latin letters.
func ends(text, rest string) bool {
	if rest == "" {
		return true
	}
	a, b := text[len(text)-1], rest[0]
	return !(isDigit(a) && isDigit(b) || isLetter(a) && isLetter(b))
}

func isDigit(b byte) bool  { return b >= '0' && b <= '9' }
func isLetter(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' }

// sourceIndex finds phrases of a page's source by their first two bytes.
type sourceIndex struct {
	first   [1 << 16 / 64]uint64
	phrases map[uint16][]*phrase
}

func pair(a, b byte) uint16 { return uint16(a)<<8 | uint16(b) }

func (x *sourceIndex) add(p *phrase) {
	k := pair(p.text[0], p.text[1])
	x.first[k/64] |= 1 << (k % 64)
	x.phrases[k] = append(x.phrases[k], p)
}

// scan calls found for each phrase at each place of s.
func (x *sourceIndex) scan(s string, found func(*phrase)) {
	for i := 0; i+1 < len(s); i++ {
		k := pair(s[i], s[i+1])
		if x.first[k/64]&(1<<(k%64)) == 0 {
			continue
		}
		for _, p := range x.phrases[k] {
			if strings.HasPrefix(s[i:], p.text) {
				found(p)
			}
		}
	}
}

// lexicon holds the phrases by place.
type lexicon struct {
	index   [places]index
	source  sourceIndex
	endings []*phrase
	count   int
}

var load = sync.OnceValue(func() *lexicon {
	l, err := readLexicon(data.Lexicon)
	if err != nil {
		panic(err) // the file is embedded; a test reads it
	}
	return l
})

const lexiconFile = "lexicon/documents.csv"

func readLexicon(fsys fs.FS) (*lexicon, error) {
	file, err := fsys.Open(lexiconFile)
	if err != nil {
		return nil, fmt.Errorf("classify: %w", err)
	}
	defer file.Close() //nolint:errcheck // an embedded file, opened for reading
	records, err := csv.NewReader(file).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("classify: %s: %w", lexiconFile, err)
	}
	l := &lexicon{source: sourceIndex{phrases: map[uint16][]*phrase{}}}
	for i := range l.index {
		l.index[i].phrases = map[rune][]*phrase{}
	}
	for i, record := range records[min(1, len(records)):] {
		if err := l.add(record); err != nil {
			return nil, fmt.Errorf("classify: %s, line %d: %w", lexiconFile, i+2, err)
		}
	}
	return l, nil
}

// add reads a record: reason, where, phrase, weight, note.
func (l *lexicon) add(record []string) error {
	p := &phrase{id: l.count, reason: schema.Reason(record[0]), text: pack(normalize.Text(record[2]))}
	if !slices.ContainsFunc(schema.Reasons, func(r schema.ReasonInfo) bool { return r.Reason == p.reason }) {
		return fmt.Errorf("%q is no reason", record[0])
	}
	place := slices.Index(whereNames[:], record[1])
	if place < 0 {
		return fmt.Errorf("%q is none of %q", record[1], whereNames)
	}
	weight, err := strconv.Atoi(record[3])
	if err != nil || weight < 1 {
		return fmt.Errorf("weight %q is no positive number", record[3])
	}
	p.where, p.weight = where(place), weight
	if p.where == inSource {
		p.text = record[2]
	}
	if len(p.text) < 2 {
		return fmt.Errorf("phrase %q is too short", record[2])
	}
	l.count++
	switch p.where {
	case inSource:
		l.source.add(p)
	case atEnd:
		l.endings = append(l.endings, p)
	default:
		l.index[p.where].add(p)
	}
	return nil
}

// pack makes texts comparable: small letters, and no spaces but between Latin
// words. s is normalised.
func pack(s string) string {
	if !strings.ContainsFunc(s, func(r rune) bool { return r == ' ' || r >= 'A' && r <= 'Z' }) {
		return s
	}
	out := make([]byte, 0, len(s))
	for i := range len(s) {
		b := s[i]
		switch {
		case b == ' ' && (i == 0 || i+1 == len(s) || s[i-1] >= utf8.RuneSelf || s[i+1] >= utf8.RuneSelf):
		case b >= 'A' && b <= 'Z':
			out = append(out, b|0x20)
		default:
			out = append(out, b)
		}
	}
	return string(out)
}
