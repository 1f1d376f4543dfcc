// Command drill rehearses the nightly operation against a web site of its own
// on the loopback, and kills runs at random moments.
//
//	go run ./scripts/drill                    three nights, a changed extractor, a refusal, a rollback
//	go run ./scripts/drill --kills 200        200 runs killed while they fetch, extract and publish
//
// It serves synthetic documents with ETags and runs the real program on them,
// itself started again as gongkai: with a fixed clock, so that two runs can be
// compared byte for byte, and, where a step says so, with another extractor.
// Every step says what it expects and what it found.
//
// Exit codes: 0 all steps held, 1 one did not: its output is printed.
package main
