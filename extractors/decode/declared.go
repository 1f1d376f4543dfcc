package decode

import (
	"mime"
	"regexp"
	"strings"

	"golang.org/x/net/html/charset"
)

// prologueBytes is how far a declaration inside the document is looked for.
const prologueBytes = 8 << 10

// inDocument matches the charset of a meta element or of an XML declaration.
var inDocument = regexp.MustCompile(`(?i)<meta[^>]*?charset\s*=\s*["']?\s*([a-z0-9_:.-]+)|<\?xml[^>]*?encoding\s*=\s*["']([a-z0-9_:.-]+)`)

// inMediaType matches the charset of a media type, well formed or not.
var inMediaType = regexp.MustCompile(`(?i)charset\s*=\s*["']?\s*([a-z0-9_:.-]+)`)

// declarations returns the names of the charsets that the source and the
// document declare, each once.
func declarations(body []byte, declared string) []string {
	var names []string
	add := func(label string) {
		name := canonical(label)
		for _, known := range names {
			if known == name {
				return
			}
		}
		if name != "" {
			names = append(names, name)
		}
	}
	if match := inMediaType.FindStringSubmatch(declared); match != nil {
		add(match[1])
	}
	for _, match := range inDocument.FindAllSubmatch(body[:min(len(body), prologueBytes)], 4) {
		add(string(match[1]) + string(match[2]))
	}
	return names
}

// canonical is the candidate's name for a label, the name of another charset,
// or "" for a label that none has.
func canonical(label string) string {
	_, name := charset.Lookup(label)
	if name == "gbk" {
		return "gb18030"
	}
	return name
}

// declaredType is the media type of a declaration, without parameters, or "".
func declaredType(declared string) string {
	mediaType, _, err := mime.ParseMediaType(declared)
	if err != nil && mediaType == "" {
		mediaType, _, _ = strings.Cut(declared, ";")
		mediaType = strings.ToLower(strings.TrimSpace(mediaType))
	}
	if strings.Count(mediaType, "/") != 1 {
		return ""
	}
	return mediaType
}
