// Package form draws true forms: the figures of one report, as an agency
// would have filled them in.
//
// Consumes an edition (schema.Form), a random source and Options, and produces
// Values: for every cell of the edition a number, a blank or a dash. Nothing
// is known here of one edition in particular: which cells are sums follows
// from Form.Identities.
//
//	v := form.Draw(rng, schema.FormOf("2021"), form.Options{Profile: form.Bureau})
//	v.At("applications/granted/total").Micros
//
// Invariants: every identity of the form holds when a cell without a number
// counts as 0, but for those listed in Values.Broken; figures are exact
// (schema.Micros); only columns for changes hold negative figures; only amount
// columns hold fractions. What is drawn is what is printed: where an agency
// prints a wrong total, the wrong total is the truth.
//
// It does not print: labels, layouts and notations are the business of package
// print.
//
// A random source is not shared between goroutines; the same source state and
// options give the same Values.
package form
