package agency

// Status says how the agency is known.
type Status string

// The statuses of an agency.
const (
	Stated   Status = "stated"
	Inferred Status = "inferred"
	Unknown  Status = "unknown"
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

// Identity is who reports, for which year, and when it was published.
type Identity struct {
	// Title is the report's title as printed, normalised; "" where it has none.
	Title string
	// Agency is the name as the document states it, in simplified characters, its
	// title's year and words taken off: 修武县机关事务管理局. "" where unknown.
	Agency string
	Status Status
	// DivisionCode is the GB/T 2260 code, six digits; "" where unknown.
	DivisionCode                           string
	Province, Prefecture, County, Township string
	// AdminLevel is national, province, prefecture, county or township; "" where unknown.
	AdminLevel string
	// Year is the year reported on; 0 where unknown.
	Year       int
	YearSource YearSource
	// Published is the date of publication as YYYY-MM-DD; "" where not stated.
	Published string
	// Doubts lists disagreements that a person should see, as review reasons
	// (year_disagrees, agency_ambiguous, …).
	Doubts []string
}
