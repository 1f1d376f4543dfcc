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
	// inTitle is in the document's own title, behind the core words where it is
	// that of a report.
	inTitle where = iota
	// inLead is in the document's own title, up to the core words where it is that
	// of a report: where agencies are named.
	inLead
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

var whereNames = [places]string{"title", "lead", "line", "text", "source", "ending"}

// phrase is a line of data/lexicon/documents.csv.
type phrase struct {
	id     int
	reason schema.Reason
	where  where
	text   string
	weight int
}

// index finds phrases by their first two characters.
type index struct {
	filter  [1 << 16 / 64]uint64
	phrases map[[2]rune][]*phrase
}

// slot is where the filter holds a pair of characters.
func slot(a, b rune) uint32 { return (uint32(a)*0x9E3B + uint32(b)) & 0xFFFF }

func (x *index) add(p *phrase) {
	a, size := utf8.DecodeRuneInString(p.text)
	b, _ := utf8.DecodeRuneInString(p.text[size:])
	k := slot(a, b)
	x.filter[k/64] |= 1 << (k % 64)
	x.phrases[[2]rune{a, b}] = append(x.phrases[[2]rune{a, b}], p)
	slices.SortStableFunc(x.phrases[[2]rune{a, b}], func(a, b *phrase) int { return len(b.text) - len(a.text) })
}

// at calls found for each phrase that s starts with, the longest first. a and b
// are the first two characters of s.
func (x *index) at(s string, a, b rune, found func(*phrase)) {
	k := slot(a, b)
	if x.filter[k/64]&(1<<(k%64)) == 0 {
		return
	}
	for _, p := range x.phrases[[2]rune{a, b}] {
		if strings.HasPrefix(s, p.text) && ends(p.text, s[len(p.text):]) {
			found(p)
		}
	}
}

// scan calls found for each phrase at each place of s.
func (x *index) scan(s string, found func(*phrase)) {
	last, at := rune(0), 0
	for i, r := range s {
		if i > 0 {
			x.at(s[at:], last, r, found)
		}
		last, at = r, i
	}
}

// start calls found for the longest phrase that s starts with.
func (x *index) start(s string, found func(*phrase)) {
	a, size := utf8.DecodeRuneInString(s)
	b, _ := utf8.DecodeRuneInString(s[size:])
	done := false
	x.at(s, a, b, func(p *phrase) {
		if !done {
			found(p)
		}
		done = true
	})
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

// sourceIndex finds phrases of a page's source by their first four bytes.
type sourceIndex struct {
	filter  [1 << 16 / 64]uint64
	phrases map[uint32][]*phrase
}

// leastSource is the length in bytes of the shortest phrase of a page's source.
const leastSource = 4

func word(s string) uint32 {
	return uint32(s[0]) | uint32(s[1])<<8 | uint32(s[2])<<16 | uint32(s[3])<<24
}

func (x *sourceIndex) add(p *phrase) {
	w := word(p.text)
	k := w * 0x9E3779B1 >> 16
	x.filter[k/64] |= 1 << (k % 64)
	x.phrases[w] = append(x.phrases[w], p)
}

// scan calls found for each phrase at each place of s.
func (x *sourceIndex) scan(s string, found func(*phrase)) {
	for ; len(s) >= leastSource; s = s[1:] {
		w := word(s)
		k := w * 0x9E3779B1 >> 16
		if x.filter[k/64]&(1<<(k%64)) == 0 {
			continue
		}
		for _, p := range x.phrases[w] {
			if strings.HasPrefix(s, p.text) {
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
	defer file.Close()
	records, err := csv.NewReader(file).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("classify: %s: %w", lexiconFile, err)
	}
	l := &lexicon{source: sourceIndex{phrases: map[uint32][]*phrase{}}}
	for i := range l.index {
		l.index[i].phrases = map[[2]rune][]*phrase{}
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
	if utf8.RuneCountInString(p.text) < 2 && p.where != atEnd || len(p.text) < leastSource && p.where == inSource {
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
