// Package schema is the contract: the editions of the form, the statuses of a
// cell, the reasons for a reject, and the Arrow schemas of the dataset's tables.
//
// Consumes the edition files embedded in package data and produces Forms, and
// from them the tables:
//
//	schema.FormOf("2021").Cells[0].ID     → disclosures/rules/issued
//	schema.TableOf("applications").Arrow  → report_id: utf8, report_year: int32 nullable, …
//
// Invariants: the Arrow schemas are the only definition of the dataset. The
// Parquet files, the data dictionary and datapackage.json are derived from
// them. Every field says in its metadata what it means, in which unit it is and
// what null stands for. Codes are dictionary-encoded strings, counts int64,
// amounts decimal128(18,6). The panel and the long tables follow from the
// forms: an edition is a data file and no code.
//
// It reads no document and writes no Parquet.
//
// Everything returned is shared and read-only, computed once, and the same in
// every run.
//
// Faults: Forms and Tables panic where an embedded edition is broken, which the
// tests of this package exclude; ReadForms and TablesFor return the error.
package schema
