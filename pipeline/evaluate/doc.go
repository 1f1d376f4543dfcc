// Package evaluate measures a dataset against labels.
//
// Consumes the published tables of a dataset (reports, the long tables, rejects),
// read from their Parquet files, and gold labels, one JSON object a line; produces
// a Result, as text, Markdown or JSON, and what changed from an earlier Result:
//
//	gold, err := evaluate.ReadGold("gold.jsonl")
//	tables, err := evaluate.Read(ctx, "data/out")
//	result, err := evaluate.Evaluate(gold, tables, nil)
//	err = result.WriteText(os.Stdout)
//
//	{"file": "a.html", "expect": "report", "edition": "2021", "cells": {"applications/granted/total": {"value": 3, "unit": "item"}}}
//	dataset: 3 item, observed → right;  30 → wrong;  unreadable → unknown;  blank → a number read as blank
//
// # Joining
//
// A label belongs to the document whose source_uri is its file; else whose
// source_uri ends in "/" and the file; else of which the file ends in "/" and the
// source_uri; where one only does. A document that the
// dataset read under another address, its bytes being equal, is found through the
// aliases given. What is not found is absent: nothing of it was read. Of several
// reports in a document those pairs are formed first that agree in most cells,
// then in year, then in number.
//
// # Cells
//
// What the dataset says of a cell is given (it has a value: observed, inferred,
// corrected, verified, conflict), empty (blank, not_applicable) or unknown
// (missing, unreadable). A given value is right when it is the printed number in
// the printed unit. A null unit where the labels have one makes a given value
// neither right nor wrong; any other unit than the label's makes it wrong.
//
//	printed, not lost   given right: right. given other: wrong. empty: a number read as blank. unknown: missed.
//	printed, lost       given right: right. given other: wrong. empty, unknown: neither.
//	not printed         given: wrong. empty: right, but not counted. unknown: neither.
//	not printed, lost   given 0: neither. given other: wrong. empty, unknown: neither.
//
// Cells that the label's edition does not have, the reports of a document beyond
// the labels' and those of a document that must be rejected are not printed: each
// given value is wrong.
//
//	cells            cells that labels describe
//	due              printed and not lost, or lost and right
//	recall           right / due
//	precision        right / (right + wrong)
//	… non-zero       the same, where due and recall count printed numbers other than
//	                 zero, and precision given values other than zero
//	imaged           printed numbers other than zero of which the labels tell what became
//	                 of them on a page image (recognised)
//	recall of survivors, of printed
//	                 right among those imaged whose digits survived (legible); among all imaged
//	silent           wrong, in a report that is not up for review
//	per million      silent / cells × 10⁶
//	flagged          wrong, in a report that is up for review
//	as blank         numbers read as blank; silent as blank, those in reports not up for review
//
// # Documents and reports
//
//	perfect          documents that hold a report, of which every due cell is right, none
//	                 wrong, none read as blank, and no report is absent or too many
//	review           reports up for review / reports read that a label describes
//	review beyond broken  the same among reports whose label lists no broken identity
//	review beyond lost    the same among those of them whose document lost nothing either: no cell
//	                 is labelled lost, and the agency is not labelled unknown
//	year, agency, date  right / reports read whose label tells; null in a label must be
//	                 unknown in the dataset; not judged where the label lacks the key
//	rejects          documents expected to be rejected, and those rejected with that reason
//	confusion        expected × got: report, a reason, absent
//
// A rate without a denominator is null in JSON and – in text.
//
// # Invariants
//
// Numbers are exact counts; rates are rounded to nine decimals, those per
// million to three. Families are in
// order of their names. The same labels and tables give the same bytes.
//
// It does not read documents, and it does not judge labels, evidence, narrative
// texts or divisions.
//
// Concurrency: one goroutine. Memory: some 40 bytes for each cell of the dataset.
//
// Faults: unreadable labels (with the line), an unreadable snapshot, an earlier
// result of another format.
package evaluate
