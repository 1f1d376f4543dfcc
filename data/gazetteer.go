package data

import _ "embed"

// Divisions is gazetteer/divisions.csv: provinces, prefectures, counties and
// statistical zones with codes, former names and codes, and readings.
//
//go:embed gazetteer/divisions.csv
var Divisions string

// Townships is gazetteer/townships.csv: the names of townships by county.
//
//go:embed gazetteer/townships.csv
var Townships string

// NationalOrgans is gazetteer/national.csv: agencies of the State, with those
// whose name local branches carry before their own.
//
//go:embed gazetteer/national.csv
var NationalOrgans string

// GazetteerPatch is gazetteer/patch.csv: corrections and later changes, each
// with its source. The rebuild script has applied them to Divisions.
//
//go:embed gazetteer/patch.csv
var GazetteerPatch string
