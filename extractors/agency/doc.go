// Package agency reads who reports, for which year, and when.
//
// Consumes a layout.Grid (its title element, header metadata and rows in
// reading order) with the range of rows that holds the report, and the
// document's address. Produces an Identity:
//
//	缙云县人力资源和社会保障局 / 2020年政府信息公开工作年度报告 / … / 2021年1月11日
//	→ Identity{Agency: 缙云县人力资源和社会保障局, Status: stated, Year: 2020, YearSource: title, Published: 2021-01-11, …}
//
// Invariants: a year is 0 or within 2008..2100; a date is "" or a date of the
// calendar as YYYY-MM-DD; the agency is "" exactly where Status is Unknown; a
// division code is six digits of GB/T 2260 and is given only where a single
// place fits the evidence.
//
// Evidence, strongest first. Year: title, statistical period, overview, address.
// Agency: title (made complete by a fuller signature), signature, sentences that
// say whose report it is, header block and metadata. Place: the agency's own name,
// the other names of the document and its site, places that the prose names as
// governing or more than once, the government's domain.
//
// The package does not judge figures, does not choose the form edition, and
// guesses nothing: pronouns (我局, 本机关) name nobody, publication dates and
// document numbers give no report year, and of two places of one name none is
// chosen without other evidence in the document.
//
// Identify is a pure function, safe for concurrent use. The gazetteer is parsed
// once, on first use, and is read-only afterwards.
//
// It returns no errors. What it cannot know is left empty, and what disagrees
// is listed in Identity.Doubts.
package agency
