package data

import "embed"

// Lexicon holds what documents write instead of the form's labels:
// lexicon/aliases.csv (other wordings), lexicon/confusions.csv (characters that
// OCR takes for one another) and lexicon/ignored.csv (texts near a table that
// are no label of a figure).
//
//go:embed lexicon/*.csv
var Lexicon embed.FS
