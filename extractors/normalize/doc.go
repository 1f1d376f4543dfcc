// Package normalize makes text comparable, character by character, and knows
// nothing of words or forms.
//
// Consumes a text as a document has it and produces the same text in one way
// of writing:
//
//	"規(guī)范性文件"    →  "规范性文件"
//	"(七)　總　計 "     →  "(七) 总 计"
//	"１，２３４件"       →  "1,234件"
//
// Text does, in one pass: full-width Latin letters, digits, signs and brackets
// become half width (Chinese punctuation 、。“”《》 stays); traditional characters
// become simplified by data/charmap; radical signs and compatibility characters
// become the characters they stand for; enclosed ordinals are written out
// (㈠ is (一), ⒈ is "1. "); pinyin in brackets after a Chinese character goes;
// control and zero-width characters go; white space of any kind and length
// becomes one space, and none is left at the ends; "? " before a lone figure,
// which was a non-breaking space once, goes, and so does one that stands alone.
//
// Invariants: Text is idempotent; its result is valid UTF-8 (a byte that is none
// becomes U+FFFD); no digit is made, lost or moved, but those of enclosed
// ordinals. Superscripts and circled digits (², ①) are notes in these documents,
// not figures, and stay as they are.
//
// It does not close the gaps that OCR leaves between characters, does not
// correct confused characters and does not read figures: those need context,
// which align, reconcile and figure have.
//
// All functions are pure and safe for concurrent use. A text that is normal
// already is returned as it is, without a copy. No faults: every string has a
// result.
package normalize
