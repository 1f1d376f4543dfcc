package agency

import "gongkai/extractors/layout"

// Status says how the agency is known.
type Status string

// The statuses of an agency.
const (
	// Stated is a name in the report's own title, signature or text.
	Stated Status = "stated"
	// Inferred is a name that only header metadata or the site give.
	Inferred Status = "inferred"
	// Unknown is a report that names nobody.
	Unknown Status = "unknown"
)

// YearSource says where the report year was read.
type YearSource string

// The sources of a report year, best first.
const (
	YearFromTitle  YearSource = "title"
	YearFromPeriod YearSource = "period"
	YearFromText   YearSource = "text"
	YearFromURL    YearSource = "url"
	YearUnknown    YearSource = ""
)

// Doubts that Identify may list.
const (
	// DoubtYear is a title and a statistical period that state different years.
	DoubtYear = "year_disagrees"
	// DoubtDivision is a name that fits several places: the division is left unknown.
	DoubtDivision = "division_ambiguous"
	// DoubtMirror is an agency of no known place on a host that is not a government's.
	DoubtMirror = "mirror_suspected"
)

// Identity is who reports, for which year, and when it was published.
type Identity struct {
	// Title is the report's title as printed, normalised; "" where it has none.
	// A title over several lines is joined without spaces.
	Title string
	// Agency is the name as the document states it, in simplified characters, its
	// title's year and words taken off: 修武县机关事务管理局. "" where unknown.
	Agency string
	Status Status
	// DivisionCode is the GB/T 2260 code, six digits; "" where unknown. For a
	// township it is the code of its county.
	DivisionCode                           string
	Province, Prefecture, County, Township string
	// AdminLevel is national, province, prefecture, county or township; "" where unknown.
	AdminLevel string
	// Year is the year reported on; 0 where unknown.
	Year       int
	YearSource YearSource
	// Published is the date of publication as YYYY-MM-DD; "" where not stated.
	Published string
	// Doubts lists what the document leaves open or contradicts (year_disagrees,
	// division_ambiguous, …), in a fixed order.
	Doubts []string
}

// Identify reads the identity of the report in rows [first, last) of a grid.
// Title and overview may stand before the range and the signature after it, as
// far as no other report begins or ends there. A range outside the grid is cut
// to it. sourceURI is the document's address or path, with slashes.
func Identify(g *layout.Grid, first, last int, sourceURI string) Identity {
	doc := read(g, first, last, sourceURI)
	title := doc.findTitle()
	sign := doc.findSignature()
	id := Identity{Title: title.text, Status: Unknown}
	id.Year, id.YearSource = doc.year(title, &id.Doubts)
	id.Agency, id.Status = doc.agency(title, sign)
	id.Published = doc.published(sign, id.Year)
	doc.resolve(&id, doc.otherNames(title, sign, id.Agency))
	return id
}
