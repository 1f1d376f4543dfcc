package data

import "embed"

// Overrides holds overrides/*.csv: figures that a person verified against the
// source.
//
//go:embed overrides/*.csv
var Overrides embed.FS
