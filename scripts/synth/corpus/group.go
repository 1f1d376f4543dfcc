package corpus

import (
	"slices"

	"gongkai/scripts/synth/convert"
	"gongkai/scripts/synth/photo"
	"gongkai/scripts/synth/print"
)

// Group is a set of families and converters that are measured together.
type Group struct {
	Name string
	// About says what the documents are.
	About string
	// Members are names of families and converters, in a fixed order.
	Members []string
}

// Groups lists the groups in a fixed order. A name stands for a group before it
// stands for a family.
func Groups() []Group {
	return []Group{
		{"html", "web pages", membersOf("html")},
		{"converters", "text from converters", append(converterTexts(), converters()...)},
		{"seedlike", "whole documents with several damages of one cause", membersOf("preset")},
		{"ocr", "recognised pages with table structure", slices.Concat(
			[]string{string(print.OCRMarkdown), string(print.OCRPipes)}, membersOf("scan"), photo.WithStructure())},
		{"plain-ocr", "recognised pages as plain text", []string{photo.Plain}},
		{"rejects", "pages that hold no report, part of one, or two", membersOf("other")},
		{"text", "every plain-text layout", membersOf("text")},
	}
}

// FindGroup returns a group by its name.
func FindGroup(name string) (Group, bool) {
	all := Groups()
	i := slices.IndexFunc(all, func(g Group) bool { return g.Name == name })
	if i < 0 {
		return Group{}, false
	}
	return all[i], true
}

// Available are the members whose programs, if they need any, are installed.
func (g Group) Available() []string {
	var out []string
	for _, name := range g.Members {
		tool, converts := convert.Find(name)
		if converts && !tool.Available() || isShot(name) && photo.Lacks() != "" {
			continue
		}
		out = append(out, name)
	}
	return out
}

// membersOf lists the families of a kind.
func membersOf(kind string) []string {
	var out []string
	for i := range families {
		if families[i].group == kind {
			out = append(out, families[i].name)
		}
	}
	return out
}

// converterTexts are the layouts that imitate a converter's text, so that
// something is measured where no converter is installed.
func converterTexts() []string {
	var out []string
	for _, l := range print.Layouts() {
		if l != print.OCRMarkdown && l != print.OCRPipes {
			out = append(out, string(l))
		}
	}
	return out
}

// converters lists the names of all converters.
func converters() []string {
	var out []string
	for _, t := range convert.Tools() {
		out = append(out, t.Name)
	}
	return out
}
