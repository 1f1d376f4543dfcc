package corpus

import (
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"

	"gongkai/scripts/synth/form"
	"gongkai/scripts/synth/mangle"
	"gongkai/scripts/synth/print"
)

// Document is a document with its gold labels.
type Document struct {
	// Name is a file name without folder; Make sets it, its caller may number it.
	Name      string
	Body      []byte
	MediaType string
	Gold      Gold
	// More holds the gold of further reports in the same document.
	More []Gold
	// Family and Operators say how the document was made; only operators that
	// found something to change are listed.
	Family    string
	Operators []string
}

// Options narrows what MakeWith draws. The zero Options leaves all to chance.
type Options struct {
	// Edition is the edition of the form; "" draws one.
	Edition string
	// Form chooses the figures; nil draws them as they are met.
	Form *form.Options
	// Found draws no report that hides its agency.
	Found bool
	// figure changes the cell of each figure that a web page prints; nil changes none.
	figure func(*print.Cell)
}

// Make draws a document of a family, damaged by operators in the given order.
func Make(rng *rand.Rand, family string, ops ...string) Document {
	return MakeWith(rng, Options{}, family, ops...)
}

// MakeWith is Make with a narrower choice of forms.
func MakeWith(rng *rand.Rand, opt Options, family string, ops ...string) Document {
	f, ok := familyOf(family)
	if !ok {
		panic(fmt.Sprintf("corpus: no family %q", family))
	}
	doc := f.make(rng, f, opt, resolve(ops))
	doc.Family, doc.MediaType = f.name, f.mediaType
	doc.Name = f.name + f.extension
	doc.Operators = doc.Gold.Operators
	doc.label()
	return doc
}

// label writes name and family into the gold.
func (d *Document) label() {
	d.Gold.File, d.Gold.Family = d.Name, d.Family
	for i := range d.More {
		d.More[i].File, d.More[i].Family, d.More[i].Report = d.Name, d.Family, i+1
	}
}

// Rename gives a document another name, also in its gold.
func (d *Document) Rename(name string) {
	d.Name = name
	d.label()
}

// Operators lists the names of all operators.
func Operators() []string {
	var names []string
	for _, o := range mangle.Operators() {
		names = append(names, o.Name)
	}
	return names
}

func resolve(names []string) []mangle.Operator {
	var ops []mangle.Operator
	for _, name := range names {
		o, ok := mangle.Find(name)
		if !ok {
			panic(fmt.Sprintf("corpus: no operator %q", name))
		}
		ops = append(ops, o)
	}
	return ops
}

// damage applies operators to a draft's document.
func (d *draft) damage(ops []mangle.Operator) {
	for _, o := range ops {
		if o.Apply(d.rng, d.doc) {
			d.operators = append(d.operators, o.Name)
		}
	}
}

// damageText applies operators to printed text.
func (d *draft) damageText(ops []mangle.Operator, text string) string {
	for _, o := range ops {
		if damaged := o.ApplyText(d.doc, text); damaged != text {
			text = damaged
			d.operators = append(d.operators, o.Name)
		}
	}
	return text
}

// makeText prints a report in the plain-text layout of its family.
func makeText(rng *rand.Rand, f *family, opt Options, ops []mangle.Operator) Document {
	layout := print.Layout(f.name)
	d := newDraft(rng, withoutSlips(opt, rng, !layout.KeepsBlanks()))
	d.damage(ops)
	if d.doc.Unanchored || !layout.KeepsBlanks() {
		d.doc.Ambiguous()
	}
	text := d.damageText(ops, print.Text(rng, d.doc, layout))
	return Document{Body: []byte(text), Gold: d.gold()}
}

// withoutSlips keeps the agency's slips out of documents that lose figures, as
// the identities would lead a careful reader to another number.
func withoutSlips(opt Options, rng *rand.Rand, lossy bool) Options {
	if !lossy {
		return opt
	}
	figures := form.RandomOptions(rng)
	if opt.Form != nil {
		figures = *opt.Form
	}
	figures.Broken, figures.Totals = 0, form.TotalsPrinted
	opt.Form = &figures
	return opt
}

// Save writes a document below a folder and its lines of gold.
func (d *Document) Save(dir string, gold io.Writer) error {
	name := filepath.Join(dir, filepath.FromSlash(d.Name))
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return fmt.Errorf("save %s: %w", d.Name, err)
	}
	if err := os.WriteFile(name, d.Body, 0o644); err != nil {
		return fmt.Errorf("save %s: %w", d.Name, err)
	}
	lines := json.NewEncoder(gold)
	lines.SetEscapeHTML(false)
	for _, g := range append([]Gold{d.Gold}, d.More...) {
		if err := lines.Encode(g); err != nil {
			return fmt.Errorf("gold of %s: %w", d.Name, err)
		}
	}
	return nil
}

// Number names a document by its place in a corpus, in the folder of its family.
func (d *Document) Number(i int) {
	d.Rename(fmt.Sprintf("%s/%06d%s", d.Family, i, path.Ext(d.Name)))
}
