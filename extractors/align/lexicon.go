package align

import (
	"encoding/csv"
	"fmt"
	"io/fs"
	"slices"
	"sync"
	"unicode/utf8"

	"gongkai/data"
	"gongkai/extractors/normalize"
)

// lexicon is what data/lexicon says, read once.
type lexicon struct {
	// aliases lists other wordings by kind and normalised label.
	aliases    map[aliasKey][]string
	confusions *confusions
	// ignored maps the key of a text to the rule that ignores it.
	ignored map[string]string
	// memory remembers the texts of documents.
	memory *memory[printed]
}

type aliasKey struct{ kind, label string }

var loadLexicon = sync.OnceValue(func() *lexicon {
	l, err := readLexicon(data.Lexicon)
	if err != nil {
		panic(err) // the files are embedded; a test reads them
	}
	return l
})

func readLexicon(fsys fs.FS) (*lexicon, error) {
	l := &lexicon{aliases: map[aliasKey][]string{}, confusions: &confusions{}, ignored: map[string]string{}, memory: newMemory[printed](rememberedTexts)}
	err := readCSV(fsys, "lexicon/aliases.csv", 3, func(f []string) error {
		k := aliasKey{f[0], normalize.Text(f[1])}
		l.aliases[k] = append(l.aliases[k], normalize.Text(f[2]))
		return nil
	})
	if err != nil {
		return nil, err
	}
	err = readCSV(fsys, "lexicon/confusions.csv", 2, func(f []string) error {
		if utf8.RuneCountInString(f[0]) != 1 || utf8.RuneCountInString(f[1]) != 1 {
			return fmt.Errorf("%q for %q: not single characters", f[0], f[1])
		}
		o, _ := utf8.DecodeRuneInString(f[0])
		p, _ := utf8.DecodeRuneInString(f[1])
		l.confusions.add(o, p)
		return nil
	})
	if err != nil {
		return nil, err
	}
	err = readCSV(fsys, "lexicon/ignored.csv", 2, func(f []string) error {
		l.ignored[key(normalize.Text(f[0]))] = f[1]
		return nil
	})
	return l, err
}

// readCSV calls line for each record after the header. The first fields of a
// record must not be empty.
func readCSV(fsys fs.FS, name string, fields int, line func([]string) error) error {
	file, err := fsys.Open(name)
	if err != nil {
		return fmt.Errorf("align: lexicon: %w", err)
	}
	defer file.Close()
	records, err := csv.NewReader(file).ReadAll()
	if err != nil {
		return fmt.Errorf("align: lexicon %s: %w", name, err)
	}
	for i, record := range records {
		if i == 0 {
			continue
		}
		if len(record) < fields || slices.Contains(record[:fields], "") {
			return fmt.Errorf("align: lexicon %s, line %d: %q: not %d fields", name, i+1, record, fields)
		}
		if err := line(record); err != nil {
			return fmt.Errorf("align: lexicon %s, line %d: %w", name, i+1, err)
		}
	}
	return nil
}
