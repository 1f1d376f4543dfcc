package decode

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"gongkai/schema"
)

// MaxBytes is the size of the largest document that is read.
const MaxBytes = 32 << 20

// Text is a decoded document.
type Text struct {
	// MediaType is the media type found, without parameters: text/html, text/plain,
	// application/json, application/xml.
	MediaType string
	// Charset is the charset found: utf-8, gb18030, big5, utf-16le, utf-16be, or
	// another that the document declares.
	Charset string
	// Body is the text in UTF-8.
	Body string
	// Replaced counts the characters of Body that stand for bytes which are none (U+FFFD).
	Replaced int
}

// Decode reads body as text. declared is the media type as the source states it
// ("text/html; charset=gb2312"), or "". The error is a *schema.Reject.
func Decode(body []byte, declared string) (Text, error) {
	if len(body) > MaxBytes {
		return Text{}, schema.Rejectf(schema.TooLarge, "%d bytes, the limit is %d", len(body), MaxBytes)
	}
	if _, rest := cutBOM(body); len(bytes.Trim(rest, "\x00 \t\r\n\v\f")) == 0 {
		return Text{}, schema.Rejectf(schema.Empty, "%d bytes without content", len(body))
	}
	if mediaType := binaryType(body); mediaType != "" {
		if encrypted(body, mediaType) {
			return Text{MediaType: mediaType}, schema.Rejectf(schema.Encrypted, "%s", mediaType)
		}
		return Text{MediaType: mediaType}, schema.Rejectf(schema.Unsupported, "%s", mediaType)
	}
	text, score := decodeText(body, declared)
	if reject := unreadable(&text, score); reject != nil {
		return Text{MediaType: "application/octet-stream"}, reject
	}
	text.MediaType = textType(text.Body, declared)
	if unsupportedText[text.MediaType] {
		return Text{MediaType: text.MediaType}, schema.Rejectf(schema.Unsupported, "%s", text.MediaType)
	}
	return text, nil
}

// decodeText chooses the charset and decodes. The score is that of the choice.
func decodeText(body []byte, declared string) (Text, int) {
	bom, body := cutBOM(body)
	chosen, score := choose(body, bom, declared)
	text := Text{Charset: chosen.name, Body: chosen.decode(body)}
	text.Body = strings.TrimLeft(text.Body, "\ufeff")
	text.Replaced = strings.Count(text.Body, "\ufffd")
	return text, score
}

// unreadable rejects what is blank, and what is no text in the charset that
// fits best: text with more than a third of its characters outside ASCII lost,
// with control characters throughout, or that only looks like characters.
func unreadable(text *Text, score int) *schema.Reject {
	if strings.TrimSpace(text.Body) == "" {
		return schema.Rejectf(schema.Empty, "white space only")
	}
	runes, foreign, controls := countCharacters(text)
	switch {
	case text.Replaced > 2 && text.Replaced*3 > foreign && text.Replaced*50 > runes:
		return schema.Rejectf(schema.Undecodable, "as %s, %d of %d characters are none", text.Charset, text.Replaced, runes)
	case controls > 4 && controls*50 > runes:
		return schema.Rejectf(schema.Undecodable, "as %s, %d of %d characters are controls", text.Charset, controls, runes)
	case score < implausible:
		return schema.Rejectf(schema.Undecodable, "as %s, hardly a character is a frequent one", text.Charset)
	}
	return nil
}

// countCharacters counts all characters, those outside ASCII and the controls; the
// first two only where the last or what was lost calls for it.
func countCharacters(text *Text) (runes, foreign, controls int) {
	controls = countControls(text.Body)
	if text.Replaced <= 2 && controls <= 4 {
		return 0, 0, controls
	}
	runes = utf8.RuneCountInString(text.Body)
	for _, r := range text.Body {
		if r >= utf8.RuneSelf {
			foreign++
		}
	}
	return runes, foreign, controls
}

// isControl reports control characters that no text holds; white space, the
// cell mark and the separators of fields are not among them.
func isControl(r rune) bool {
	return r < 0x07 || r == 0x08 || r >= 0x0E && r < 0x1C || r == 0x7F
}
