// Package figure reads the text of one cell as a figure, or says that it is none.
//
// Consumes the text of a cell after normalize.Text and produces a Figure:
//
//	"1,234"    Number 1234
//	"减5"      Number -5
//	"850万元"   Number 850, unit CNY_10k
//	""         Blank
//	"——"       NotApplicable
//	"l2"       Suspect, 12 is likely
//	"3.其他"    Text
//
// A Number is what the agency printed and cannot be read in another way; a
// Suspect is printed as a figure but was mangled on its way, so that the digits
// alone do not prove the value: characters that OCR confuses with digits (O, l,
// S), gaps between digits, separators out of place, leading zeros, two figures
// in one cell, more digits than the dataset holds. Only the identities of the
// form can turn a Suspect into a value; nothing else may assert it.
//
// Invariants: Value is exact, in millionths, never rounded: a figure with a
// seventh fractional digit is Suspect. Unit is item, CNY or CNY_10k where the
// cell prints a unit, else "". 亿元 becomes CNY_10k, the point moved by four
// places, and 万件 becomes item likewise. Parse(v.String()) is Number v for every
// value of the dataset's range (±9.2e12).
//
// It does not know the column: that a count has no fraction, that 477.35 stands
// under 采购总金额(万元), is for align and reconcile. Dates, ranges, percentages,
// ordinals (1. (一) 1、), numerals in Chinese characters other than zero, and labels
// that hold digits are Text. 2021.03 is a Number, as an amount may be.
//
// Pure and safe for concurrent use. No faults: every text has a reading.
package figure
