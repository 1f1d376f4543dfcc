// Command quality measures how well gongkai reads, and prints the table by which
// it is judged.
//
//	go run ./scripts/quality                               # every group, 20,000 cells each
//	go run ./scripts/quality --cells 400000 --group html   # one row in full
//	go run ./scripts/quality --format json > before.json
//	go run ./scripts/quality --compare before.json
//
// For each group of scripts/synth it draws documents as they are found, reads them
// with the program's own run command, slice by slice, and evaluates the published
// dataset against the labels. The table gives for each group the measures that
// have a target, the target, and whether it is met; below it stand the documents
// that were read worst, with the command that draws each again.
//
// A slice is a corpus of its own: documents, labels and dataset lie in a temporary
// folder and are removed after it, unless --dir keeps them. Converters that are
// not installed are left out, and named. The same seed draws the same documents;
// what a converter prints depends on its version.
//
// Exit codes: 0 every target met, 1 a target missed, 2 usage or a failure.
package main
