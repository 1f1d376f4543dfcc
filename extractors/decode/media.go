package decode

import (
	"bytes"
	"encoding/json"
	"regexp"
	"strings"
	"unicode/utf16"
)

// magics are the first bytes of files that are not text.
var magics = []struct{ prefix, mediaType string }{
	{"%PDF-", "application/pdf"},
	{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ole},
	{"PK\x03\x04", zip}, {"PK\x05\x06", zip}, {"PK\x07\x08", zip},
	{"Rar!\x1a\x07", "application/vnd.rar"}, {"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"},
	{"\x1f\x8b\x08", "application/gzip"}, {"BZh91AY&SY", "application/x-bzip2"}, {"\xfd7zXZ\x00", "application/x-xz"},
	{"\x28\xb5\x2f\xfd", "application/zstd"},
	{"\x89PNG\r\n\x1a\n", "image/png"}, {"\xff\xd8\xff", "image/jpeg"}, {"GIF87a", "image/gif"}, {"GIF89a", "image/gif"},
	{"II*\x00", "image/tiff"}, {"MM\x00*", "image/tiff"}, {"AT&TFORM", "image/vnd.djvu"}, {"\x00\x00\x01\x00", "image/x-icon"},
	{"wOFF", "font/woff"}, {"wOF2", "font/woff2"},
	{"ID3\x03", "audio/mpeg"}, {"ID3\x04", "audio/mpeg"}, {"OggS", "application/ogg"}, {"\x00asm", "application/wasm"},
	{"\x7fELF", "application/x-executable"}, {"PAR1", "application/vnd.apache.parquet"}, {"SQLite format 3\x00", "application/vnd.sqlite3"},
	{`{\rtf`, "application/rtf"},
}

const (
	ole = "application/x-ole-storage"
	zip = "application/zip"
)

// inside tells the files that are packed into a ZIP or OLE container by a
// name that only they hold, the special ones first.
var inside = map[string][]struct{ name, mediaType string }{
	zip: {
		{"word/document.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
		{"xl/workbook", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
		{"ppt/presentation.xml", "application/vnd.openxmlformats-officedocument.presentationml.presentation"},
		{"OFD.xml", "application/ofd"},
		{"application/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.text"},
		{"application/epub+zip", "application/epub+zip"},
	},
	ole: {
		{wide("EncryptedPackage"), "application/vnd.openxmlformats-officedocument"},
		{wide("WordDocument"), "application/msword"},
		{wide("Workbook"), "application/vnd.ms-excel"},
		{wide("PowerPoint Document"), "application/vnd.ms-powerpoint"},
	},
}

// wide is a name as an OLE directory writes it.
func wide(name string) string {
	var b strings.Builder
	for _, unit := range utf16.Encode([]rune(name)) {
		b.WriteByte(byte(unit))
		b.WriteByte(byte(unit >> 8))
	}
	return b.String()
}

// binaryType is the media type of a file that is not text, or "".
func binaryType(body []byte) string {
	body = bytes.TrimLeft(body, " \t\r\n")
	for _, magic := range magics {
		if !bytes.HasPrefix(body, []byte(magic.prefix)) {
			continue
		}
		for _, part := range inside[magic.mediaType] {
			if bytes.Contains(body, []byte(part.name)) {
				return part.mediaType
			}
		}
		return magic.mediaType
	}
	switch {
	case len(body) > 12 && bytes.HasPrefix(body, []byte("RIFF")) && string(body[8:12]) == "WEBP":
		return "image/webp"
	case len(body) > 12 && string(body[4:8]) == "ftyp":
		return "video/mp4"
	case len(body) > 30 && bytes.HasPrefix(body, []byte("BM")) && bytes.Count(body[6:10], []byte{0}) == 4:
		return "image/bmp"
	case latePDF(body):
		return "application/pdf"
	}
	return ""
}

// latePDF reports a PDF that begins with rubbish, as readers of PDF allow.
func latePDF(body []byte) bool {
	i := bytes.Index(body[:min(len(body), 1024)], []byte("%PDF-"))
	return i >= 0 && bytes.IndexByte(body[:i], '<') < 0 && bytes.Contains(body[i:], []byte(" obj"))
}

// encryptDict matches the entry of a PDF's trailer that names its encryption.
var encryptDict = regexp.MustCompile(`/Encrypt\s*(<<|\d+\s+\d+\s+R)`)

// encrypted reports a password where the container says so in clear.
func encrypted(body []byte, mediaType string) bool {
	switch {
	case mediaType == "application/pdf":
		return encryptDict.Match(body)
	case bytes.HasPrefix(body, []byte("PK\x03\x04")) && len(body) > 7:
		return body[6]&1 != 0
	}
	return bytes.Contains(body, []byte(wide("EncryptedPackage")))
}

// unsupportedText lists kinds of text that hold a document in a form that no
// reader takes.
var unsupportedText = map[string]bool{"multipart/related": true}

const (
	spaceOrComment = `(?is)^(?:\s|<!--.*?-->|<\?xml[^>]*\?>)*`
	elements       = `title|script|style|link|table|tbody|thead|tr|td|div|p|span|section|article|center|font|ul|ol|li|h[1-6]|form|iframe|img|base|noscript`
)

var (
	// pageStart matches the beginning of a page.
	pageStart = regexp.MustCompile(spaceOrComment + `<(?:!doctype\s+html|html|head|body|meta)\b`)
	// pieceStart matches the beginning of a piece of one. Inline elements (b, sup)
	// are not listed: OCR markdown begins with them.
	pieceStart = regexp.MustCompile(spaceOrComment + `<(?:` + elements + `)\b`)
	// blockEnd matches the end tags that only markup has.
	blockEnd = regexp.MustCompile(`(?i)</(?:table|tr|td|div|p|html|body)\s*>`)
	// blockStart matches an element that breaks the line.
	blockStart = regexp.MustCompile(`(?i)<(?:br|p|div|table|tr|td|li|h[1-6])\b[^<>]*>`)
	// mimeStart matches a web page saved in one file.
	mimeStart = regexp.MustCompile(`(?is)^\s*(?:from:|mime-version:).*?multipart/related`)
	// jsonStart matches an object, whole or cut off, or a list of them.
	jsonStart = regexp.MustCompile(`^(?:\[\s*)?\{\s*"[^"\n]{0,100}"\s*:`)
	// ruledLine matches a row of a markdown table.
	ruledLine = regexp.MustCompile(`(?m)^[ \t]*\|.*\|[ \t\r]*$`)
)

// headBytes is how far the beginning of a text is looked at, and bodyBytes how
// far it is searched for markup.
const (
	headBytes = 16 << 10
	bodyBytes = 1 << 20
)

// textType is the media type of a text, told from what it holds.
func textType(text, declared string) string {
	head := strings.TrimLeft(text[:min(len(text), headBytes)], " \t\r\n\f\x00")
	switch {
	case head == "":
		return "text/plain"
	case mimeStart.MatchString(head):
		return "multipart/related"
	case isJSON(text, head):
		return "application/json"
	case pageStart.MatchString(head):
		return "text/html"
	case isPiece(text, head, declaredType(declared)):
		return "text/html"
	case strings.HasPrefix(head, "<?xml"):
		return "application/xml"
	}
	return "text/plain"
}

// isPiece reports markup without the frame of a page: by its first element,
// by its end tags, or by any element that breaks lines where it is declared so. Markdown may hold
// markup too; where its tables are ruled lines it is read by lines.
func isPiece(text, head, declared string) bool {
	text = text[:min(len(text), bodyBytes)]
	tagged := pieceStart.MatchString(head) || len(blockEnd.FindAllStringIndex(text, 3)) == 3 ||
		(declared == "text/html" || declared == "application/xhtml+xml") && blockStart.MatchString(text)
	return tagged && (strings.Contains(strings.ToLower(text), "<table") || len(ruledLine.FindAllStringIndex(text, 3)) < 3)
}

// isJSON reports a JSON object, array or string, and an object that was cut off.
func isJSON(text, head string) bool {
	return strings.ContainsRune(`{["`, rune(head[0])) && (jsonStart.MatchString(head) || json.Valid([]byte(text)))
}
