// Command confusions finds the characters that recognisers take for one another in
// the labels of the form, from corpora with labels.
//
//	go run ./scripts/synth --family photo_pages,photo_cells --n 60 --seed 7 --out DIR
//	go run ./scripts/confusions DIR … > candidates.csv
//
// Consumes corpora as scripts/synth writes them (gold.jsonl, docs) and prints
// observed,printed,times,photos: how often the one stood in the place of the other
// and on how many photographed pages.
//
// A row of the form is a witness where it was placed without doubt and all figures
// read in it are as printed. Its label as found is laid along
// the form's at the least number of edits; a character replaced by another between
// two that are right, or beside the end, is one observation. The shapes in which one
// recognition was printed are one photograph.
//
// A pair is a candidate where it was seen on at least --photos pages (two: what one
// page shows may be its speck) and where the character observed is in no label of the
// form: a character that is would make two labels alike (一 for 二, 予 for 不).
//
// It changes nothing: lines for data/lexicon/confusions.csv are chosen by a person.
// Exit codes: 0, 1 a failure, 2 usage.
package main
