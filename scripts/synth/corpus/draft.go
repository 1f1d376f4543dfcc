package corpus

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"gongkai/schema"
	"gongkai/scripts/synth/form"
	"gongkai/scripts/synth/print"
	"gongkai/scripts/synth/prose"
)

// draft is a report before it takes the shape of its family.
type draft struct {
	rng    *rand.Rand
	doc    *print.Document
	agency prose.Agency
	year   int
	date   prose.Date
	// title is the report's title, also where no block shows it.
	title string
	// named and dated say whether the document states its agency and its date.
	named, dated bool
	// found is Options.Found.
	found bool
	// bare is true where the title does not name the agency and the signature does.
	bare      bool
	operators []string
}

// newDraft draws a report. Options.Form and Options.Edition are drawn where nil and "".
func newDraft(rng *rand.Rand, opt Options) *draft {
	f := editionOf(rng, opt.Edition)
	figures := form.RandomOptions(rng)
	if opt.Form != nil {
		figures = *opt.Form
	}
	d := &draft{rng: rng, found: opt.Found, agency: prose.DrawAgency(rng), year: drawYear(rng, f)}
	d.date = prose.DrawDate(rng, d.year)
	d.title = prose.Title(rng, d.agency, d.year)
	d.doc = print.NewDocument(form.Draw(rng, f, figures))
	d.compose(drawShape(rng, d.doc, figures.AmountUnit))
	return d
}

func editionOf(rng *rand.Rand, edition string) *schema.Form {
	if f := schema.FormOf(edition); f != nil {
		return f
	}
	forms := schema.Forms()
	return forms[rng.IntN(len(forms))]
}

// drawYear draws a year in which the edition is in force, seldom one later.
func drawYear(rng *rand.Rand, f *schema.Form) int {
	last := f.LastYear
	if last == 0 {
		last = f.FirstYear + 3
	}
	if rng.IntN(25) == 0 {
		last++
	}
	return f.FirstYear + rng.IntN(last-f.FirstYear+1)
}

var amountNotes = map[string][]string{
	schema.UnitCNY10k: {"（单位：万元）", "（单位：万元，保留4位小数）", "（万元）", "(单位:万元)"},
	schema.UnitCNY:    {"（单位：元）", "（元）"},
	"":                {""},
}

// drawShape draws how tables are printed. A unit that the report declares
// stands in the header; drawInCell moves it now and then.
func drawShape(rng *rand.Rand, d *print.Document, unit string) print.Shape {
	notes := amountNotes[unit]
	shape := print.Shape{
		AmountNote: notes[rng.IntN(len(notes))],
		Notation:   print.Notation{Dash: []string{"/", "／", "-", "—", "--", "无"}[rng.IntN(6)]},
	}
	if strings.Contains(shape.AmountNote, "4位") {
		shape.Notation.Decimals = 4
	}
	switch n := rng.IntN(100); {
	case n < 4:
		shape.Section4 = print.Down
	case n < 7 && len(d.Values.Broken()) == 0:
		shape.Section4 = print.WithoutTotals
	}
	return shape
}

// compose writes the blocks: title, opening, sections with prose and tables, signature.
func (d *draft) compose(shape print.Shape) {
	ctx := &prose.Context{Agency: d.agency, Year: d.year, Figures: d.someFigures()}
	d.head(ctx)
	for _, section := range d.doc.Values.Form.Sections {
		d.add(print.Heading, section.Label)
		d.section(ctx, section, shape)
	}
	if d.rng.IntN(100) < 70 || d.bare {
		lines := prose.Signature(d.rng, d.agency, d.date)
		if d.named {
			d.add(print.Signature, lines[0])
		}
		d.add(print.Signature, lines[1])
		d.dated = true
	}
}

// bareTitle takes agency and year out of some titles. Three in a hundred
// documents do not name their agency anywhere; as they are found, eight in a
// hundred name it in the signature alone.
func (d *draft) bareTitle() {
	n := d.rng.IntN(100)
	d.named = d.found || n >= 3
	d.bare = d.found && n < 8
	switch {
	case d.bare && n%2 == 0:
		d.title = fmt.Sprintf("%d年政府信息公开工作年度报告", d.year)
	case d.bare || !d.named:
		d.title = "政府信息公开工作年度报告"
	}
}

// head writes the title, a line of publication and the opening.
func (d *draft) head(ctx *prose.Context) {
	d.bareTitle()
	d.add(print.Title, d.title)
	if d.rng.IntN(3) == 0 {
		line := "发布日期：" + d.date.ISO()
		if d.named && d.rng.IntN(2) == 0 {
			line += "　　来源：" + d.agency.Name
		}
		d.add(print.Para, line)
		d.dated = true
	}
	if opening := prose.Opening(d.rng, ctx); opening != "" && d.named {
		d.add(print.Para, opening)
	}
}

func (d *draft) section(ctx *prose.Context, section schema.Section, shape print.Shape) {
	tables := 0
	for t := range d.doc.Values.Form.Tables {
		if d.doc.Values.Form.Tables[t].Section == section.Number {
			d.doc.Blocks = append(d.doc.Blocks, print.Block{Kind: print.TableBlock, Table: print.BuildTable(d.doc, t, shape)})
			tables++
		}
	}
	switch {
	case tables > 0:
	case section.Code == "problems":
		d.paragraphs(prose.Problems(d.rng, ctx))
	case section.Code == "other_matters":
		d.add(print.Para, prose.Other(d.rng, ctx))
	default:
		d.add(print.Para, d.period())
		d.paragraphs(prose.Overview(d.rng, ctx))
	}
}

// period is a sentence that states the year, so that a report without a year
// in its title still has one.
func (d *draft) period() string {
	return prose.Period(d.rng, d.year)
}

func (d *draft) paragraphs(texts []string) {
	for _, text := range texts {
		d.add(print.Para, text)
	}
}

func (d *draft) add(kind print.BlockKind, text string) {
	d.doc.Blocks = append(d.doc.Blocks, print.Block{Kind: kind, Text: text})
}

// someFigures picks figures of the tables for the prose to repeat.
func (d *draft) someFigures() []string {
	var figures []string
	for range 6 {
		c := d.rng.IntN(len(d.doc.Values.Cells))
		figures = append(figures, d.doc.Values.Cells[c].Micros.String())
	}
	return figures
}
