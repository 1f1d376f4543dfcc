package agency

// published returns the date of publication: the signature's, else the header
// metadata's, else the one in the header block, else the date of writing. A
// date before the December of the report year is a slip of the pen or another
// document's: it counts only where no source has a better one and it lies in
// the report year or later.
func (d *document) published(sign signature, year int) string {
	candidates := make([]string, 0, 8)
	add := func(texts ...string) {
		for _, t := range texts {
			if date, ok := findDate(t); ok {
				candidates = append(candidates, date.iso)
			}
		}
	}
	if sign.date != "" {
		candidates = append(candidates, sign.date)
	}
	add(d.meta("PubDate", "PublishDate", "publishtime", "article:published_time", "pubtime")...)
	add(d.values(publishLabels)...)
	for _, l := range d.head {
		if date, ok := isDateLine(l.text); ok && len(l.text) < 60 {
			candidates = append(candidates, date.iso)
		}
	}
	add(d.values(writtenLabels)...)
	add(d.meta("createDate", "maketime")...)
	fallback := ""
	for _, c := range candidates {
		if year == 0 || c >= yearText(year)+"-12-01" {
			return c
		}
		if fallback == "" && c >= yearText(year) {
			fallback = c
		}
	}
	return fallback
}
