package sink

import (
	"github.com/apache/arrow/go/v17/arrow"
	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/encoding"

	"gongkai/schema"
)

// Data pages are version 1 and values are PLAIN or RLE_DICTIONARY: the subset
// that every reader has. Version 2 pages and the delta encodings are unreadable
// for Spark before 3.3 and for the vectorised readers of Iceberg and Comet,
// which is more than their saving is worth here: figures are small numbers that
// repeat, so the dictionary packs them as well.
const (
	createdBy      = "gongkai"
	createdVersion = "1"

	// pageBytes, before compression, or maxPageRows end a page, so that the page
	// index can skip rows; maxGroupRows ends a row group.
	// maxChunkRows and pageBytes bound what is handed over between two looks at
	// the page's size.
	pageBytes    = 1 << 20
	maxPageRows  = 20_000
	maxGroupRows = 1 << 20
	maxChunkRows = 8192
	writeBytes   = 1 << 20
	// maxBoundBytes cuts the bounds of strings in the page index.
	maxBoundBytes = 128
)

// encodingOf is the encoding of a column: dictionary for codes and for what
// repeats, plain for the rest.
func encodingOf(field arrow.Field, leaf arrow.DataType) encoding.Encoding {
	repeats := schema.Meta(field, schema.MetaEncoding) == schema.EncodingDictionary
	if leaf.ID() == arrow.BOOL {
		return &parquet.Plain
	}
	if repeats || leaf.ID() == arrow.DICTIONARY {
		return &parquet.RLEDictionary
	}
	return &parquet.Plain
}
