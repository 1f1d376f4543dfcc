package align

import (
	"bytes"
	"encoding/csv"
	"io/fs"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"gongkai/data"
	"gongkai/schema"
)

const (
	aliasesFile    = "lexicon/aliases.csv"
	confusionsFile = "lexicon/confusions.csv"
	ignoredFile    = "lexicon/ignored.csv"
)

// wordingCase is a line of testdata/wordings.tsv: what a label met in a document is.
type wordingCase struct{ kind, text, means string }

func readWordings(t *testing.T) []wordingCase {
	t.Helper()
	raw, err := os.ReadFile("testdata/wordings.tsv")
	if err != nil {
		t.Fatal(err)
	}
	var out []wordingCase
	for i, line := range strings.Split(strings.TrimSpace(string(raw)), "\n") {
		fields := strings.Split(line, "\t")
		if len(fields) != 3 {
			t.Fatalf("line %d: %q", i+1, line)
		}
		if i > 0 {
			out = append(out, wordingCase{fields[0], fields[1], fields[2]})
		}
	}
	return out
}

// resolves reports whether a lexicon knows a text as what the case says, in every
// edition that has it.
func (w *wordingCase) resolves(lex *lexicon) bool {
	known := true
	for _, form := range schema.Forms() {
		tmpl := newTemplate(form, lex)
		observed := lex.confusions.parseLabel(normalised(w.text))
		for _, variants := range w.wordings(tmpl) {
			known = known && slices.ContainsFunc(variants, func(v label) bool {
				return v.body.text == observed.body.text || w.kind != "heading" && v.bare.text == observed.bare.text
			})
		}
	}
	return known
}

// wordings are those of each row, column or heading of an edition that the case means.
func (w *wordingCase) wordings(tmpl *template) (out [][]label) {
	switch w.kind {
	case "row":
		for i := range tmpl.items {
			it := &tmpl.items[i]
			if it.kind == valueRow && strings.HasPrefix(string(tmpl.form.Cells[it.cells[0]].ID), w.means+"/") {
				out = append(out, it.variants)
			}
		}
	case "column":
		for at, bc := range tmpl.columns {
			for c, variants := range bc.variants {
				table := &tmpl.form.Tables[at[0]]
				if table.ID+"/"+table.Blocks[at[1]].Columns[c].Code == w.means {
					out = append(out, variants)
				}
			}
		}
	case "heading":
		for number, variants := range tmpl.headings {
			if strconv.Itoa(number) == w.means {
				out = append(out, variants)
			}
		}
	}
	return out
}

// TestEveryAliasIsNeeded: every wording is known as what it is; no other is in
// the lexicon; and without its line none is.
func TestEveryAliasIsNeeded(t *testing.T) {
	t.Parallel()
	lex := loadLexicon()
	cases := readWordings(t)
	byText := map[[2]string]*wordingCase{}
	for i := range cases {
		w := &cases[i]
		byText[[2]string{w.kind, w.text}] = w
		if !w.resolves(lex) {
			t.Errorf("%s %q is not known as %s", w.kind, w.text, w.means)
		}
	}
	records := lexiconRecords(t, aliasesFile)
	for i, record := range records[1:] {
		w := byText[[2]string{record[0], record[2]}]
		if w == nil {
			t.Errorf("aliases.csv, line %d: no test meets %s %q", i+2, record[0], record[2])
			continue
		}
		if w.resolves(lexiconWithout(t, aliasesFile, i+1)) {
			t.Errorf("aliases.csv, line %d: %s %q is known without it", i+2, record[0], record[2])
		}
	}
}

// pairs are the confusions that documents have shown: observed, then printed.
const pairs = "业处 卜本 子予 夏复 妾接 排接 己已 巳已 末未 申中 入人 夫关 天关 沽法 杏查 清请 情请 诸请 牧收 杋机 抓机 恳息 广减 " +
	"惰情 隋情 束果 呆果 集结 给结 绪结 让计 汁计 订计 佗他 池他 窗密 蜜密 笫第 琐项 顶项 顷项 坝项 目自 白自 曲由 田由 茜禁 得查 选逾"

func TestEveryConfusionIsMet(t *testing.T) {
	t.Parallel()
	want := map[string]int{}
	for _, pair := range strings.Fields(pairs) {
		want[pair]++
	}
	got := map[string]int{}
	lex := loadLexicon()
	labels := everyLabel(lex)
	for _, record := range lexiconRecords(t, confusionsFile)[1:] {
		got[record[0]+record[1]]++
		observed, _ := utf8.DecodeRuneInString(record[0])
		printed, _ := utf8.DecodeRuneInString(record[1])
		if !lex.confusions.confused(observed, printed) {
			t.Errorf("%q for %q is not known", observed, printed)
		}
		if !strings.ContainsRune(labels, printed) {
			t.Errorf("%q for %q: no label has it", observed, printed)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("confusions (-want +got):\n%s", diff)
	}
}

// everyLabel runs all wordings of all editions together.
func everyLabel(lex *lexicon) string {
	var b strings.Builder
	for _, form := range schema.Forms() {
		tmpl := newTemplate(form, lex)
		for i := range tmpl.items {
			for k := range tmpl.items[i].variants {
				b.WriteString(tmpl.items[i].variants[k].body.text)
			}
		}
		for _, bc := range tmpl.columns {
			for _, variants := range bc.variants {
				for k := range variants {
					b.WriteString(variants[k].body.text)
				}
			}
		}
		for text := range tmpl.groups {
			b.WriteString(text)
		}
		for _, variants := range tmpl.headings {
			for k := range variants {
				b.WriteString(variants[k].body.text)
			}
		}
	}
	return b.String()
}

func TestEveryIgnoredTextIsMet(t *testing.T) {
	t.Parallel()
	want := map[string]string{
		"信息内容": "header_word", "申请人情况": "header_word", "法人或其他组织": "header_word", "行政诉讼": "header_word", "备注": "header_word",
		"序号": "header_word", "单位:件": "unit_note", "单位:万元": "unit_note",
		"(本列数据的勾稽关系为:第一项加第二项之和,等于第三项加第四项之和)": "header_note",
	}
	byKey := map[string]string{}
	for text, rule := range want {
		byKey[key(text)] = rule
	}
	if diff := cmp.Diff(byKey, loadLexicon().ignored); diff != "" {
		t.Errorf("ignored (-want +got):\n%s", diff)
	}
	if n := len(lexiconRecords(t, ignoredFile)) - 1; n != len(want) {
		t.Errorf("%d lines for %d texts", n, len(want))
	}
}

// TestBrokenLexiconIsAnError: a line that cannot be used is refused, with its number.
func TestBrokenLexiconIsAnError(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, file, text string }{
		{"an alias without text", aliasesFile, "kind,label,alias,note\nrow,规章,,\n"},
		{"an alias without fields", aliasesFile, "kind,label\nrow,规章\n"},
		{"more fields in one line", aliasesFile, "kind,label,alias,note\nrow,规章,章程,,x\n"},
		{"two characters", confusionsFile, "observed,printed,note\n业理,处,\n"},
		{"nothing printed", confusionsFile, "observed,printed,note\n业,,\n"},
		{"no rule", ignoredFile, "text,rule,note\n备注,,\n"},
		{"an open quote", ignoredFile, "text,rule,note\n\"备注,header_word,\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			files := lexiconFiles(t)
			files[tt.file] = &fstest.MapFile{Data: []byte(tt.text)}
			if _, err := readLexicon(files); err == nil || !strings.Contains(err.Error(), tt.file) {
				t.Errorf("error %v, want one that names %s", err, tt.file)
			}
		})
	}
	for _, missing := range []string{aliasesFile, confusionsFile, ignoredFile} {
		files := lexiconFiles(t)
		delete(files, missing)
		if _, err := readLexicon(files); err == nil {
			t.Errorf("no error without %s", missing)
		}
	}
}

func lexiconFiles(t *testing.T) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	for _, name := range []string{aliasesFile, confusionsFile, ignoredFile} {
		raw, err := fs.ReadFile(data.Lexicon, name)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = &fstest.MapFile{Data: raw}
	}
	return files
}

func lexiconRecords(t *testing.T, name string) [][]string {
	t.Helper()
	records, err := csv.NewReader(bytes.NewReader(lexiconFiles(t)[name].Data)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return records
}

// lexiconWithout is the lexicon without one record of a file, the header being 0.
func lexiconWithout(t *testing.T, name string, record int) *lexicon {
	t.Helper()
	files := lexiconFiles(t)
	records := lexiconRecords(t, name)
	var b bytes.Buffer
	if err := csv.NewWriter(&b).WriteAll(append(records[:record:record], records[record+1:]...)); err != nil {
		t.Fatal(err)
	}
	files[name] = &fstest.MapFile{Data: b.Bytes()}
	lex, err := readLexicon(files)
	if err != nil {
		t.Fatal(err)
	}
	return lex
}
