// Package prose writes what stands around the tables of a report: the agency
// and its place, the title, the narrative sections, dates and signatures.
//
// Consumes a random source and, for distracting figures, the figures of the
// report; produces an Agency and texts:
//
//	a := prose.DrawAgency(rng)            // 南召县石门乡人民政府, township, …
//	prose.Title(rng, a, 2020)             // 南召县石门乡人民政府2020年政府信息公开工作年度报告
//	prose.Overview(rng, ctx)              // paragraphs of section 1, with figures
//
// Invariants: place names are real and their hierarchy is true; figures in the
// prose repeat the table, contradict it, or count something else; no sentence
// is a label of the form. The texts are written for this project.
//
// It does not know layouts. A random source is not shared between goroutines.
package prose
