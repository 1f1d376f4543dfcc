// Package decode turns bytes into text and says what kind of text it is.
//
// Consumes the bytes of a document and the media type that its source declares,
// and produces a Text, or a Reject:
//
//	"\xd5\xfe\xb8\xae…", "text/html; charset=utf-8"  →  text/html, gb18030, "政府…"
//	"%PDF-1.7…", "text/html"                         →  reject unsupported: application/pdf
//
// The charset is one of utf-8, gb18030 (which holds GB 2312 and GBK), big5,
// utf-16le and utf-16be, or the one that the document declares. A byte-order
// mark and declarations (media type, meta element, XML declaration) speak for a
// charset; how well the bytes decode and how much of the result is frequent
// Chinese speaks louder, so that a wrong declaration loses. The media type is
// told from the content; the declared one decides nothing but between kinds of
// text that look alike.
//
// Invariants: Body is valid UTF-8 without byte-order mark. Bytes that are no
// character, a character cut off at the end among them, are U+FFFD in Body and
// counted in Replaced, as are those that an earlier conversion left. Charset and
// MediaType are lower case without parameters.
//
// It does not unpack archives, office files or compressed bodies, does not
// parse markup (entities stay) and does not normalise characters.
//
// Pure, safe for concurrent use; time and memory are linear in the number of
// bytes, which MaxBytes bounds. Faults: empty, undecodable, unsupported,
// encrypted, too_large. With a fault, the Text still holds the MediaType found.
package decode
