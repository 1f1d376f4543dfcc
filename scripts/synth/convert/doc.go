// Package convert turns web pages into text with the programs that people use
// for it: page dumpers, document converters, a PDF reader.
//
// Consumes a page in UTF-8 and produces what the program prints:
//
//	tool, _ := convert.Find("w3m")
//	if tool.Available() {
//		text, err := tool.Convert(ctx, page)
//	}
//
// Invariants: a tool runs in a folder of its own with a home of its own, is
// stopped with ctx or after its time limit, and leaves nothing behind; its
// standard error is in the error. KeepsBlanks says what the output can still tell
// about the page.
//
// It installs nothing: a tool whose programs are not on the path is not
// Available. What a tool prints depends on its version.
//
// Convert may be called from several goroutines.
package convert
