// Package data embeds what the program knows about the world: the form
// editions, the lexicon and the gazetteer.
//
// It holds files and nothing else; the packages that give a file its meaning
// parse it: schema reads forms, normalize and align read the lexicon, agency
// reads the gazetteer. Adding an edition or a lexicon line is a change under
// this folder alone.
package data

import "embed"

// Forms holds forms/<edition>.json, one file for each edition of the form.
//
//go:embed forms/*.json
var Forms embed.FS

// FormNotes is forms/notes.csv: what to know of cells of the forms, and whether a
// cell that two editions have is the same in both. A * stands for any part of a name.
//
//go:embed forms/notes.csv
var FormNotes []byte

// Charmap holds the character tables of charmap/, whose README names their
// sources and licences.
//
//go:embed charmap/*.txt charmap/LICENSE
var Charmap embed.FS
