// Package copies finds the reports that are copies of one another: the same
// report on several hosts, in print and mobile form, or on a mirror site.
//
// Consumes a Member for each report and produces, for each copy that is not
// the preferred one, the id of the preferred one:
//
//	a: 2023, 修武县司法局, {3, 17, 410}, http://www.xiuwu.gov.cn/…
//	b: 2023, 修武县司法局, {3, 17, 410}, http://mirror.example/…
//	→ b is a copy of a
//
// Invariants: only reports of one year and one edition with equal figures are
// copies. A figure is equal when its value is; blank, zero and lost are the
// same, as they are in the form's identities. Equal figures prove little when
// they are few and small, so three strengths of evidence are told apart:
//
//   - strong figures (many distinct values, many digits) prove it alone, also
//     where a mirror has replaced the agency's name;
//   - plain figures (three distinct values) prove it unless two different
//     agencies are named;
//   - trivial figures, all zero among them, prove it only together with one and
//     the same named agency.
//
// Two agencies of one name with different division codes are different.
//
// It does not compare text, and it does not decide between two reports of one
// agency and year whose figures differ: both are kept.
//
// Group is a pure function; its result does not depend on the order of its
// input. A Member takes some 150 bytes, so that a million reports can be
// grouped in memory.
package copies
