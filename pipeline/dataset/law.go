package dataset

import (
	"fmt"
	"strings"
)

// Law names a law of a snapshot.
type Law string

// The laws of a snapshot.
const (
	// LawFiles: the folder holds exactly the files of the manifest, with their sizes and sha256.
	LawFiles Law = "files"
	// LawSchema: every file's schema is the contract's.
	LawSchema Law = "schema"
	// LawRows: every file has the rows that the manifest says, and every table has a file.
	LawRows Law = "rows"
	// LawPartition: a file's report_year is the year in its path.
	LawPartition Law = "partition"
	// LawKeys: ids are unique, and every row's report_id is a report's.
	LawKeys Law = "keys"
	// LawForm: every report has each cell and each identity of its edition once.
	LawForm Law = "form"
	// LawValues: a cell has a value exactly where its status carries one.
	LawValues Law = "values"
	// LawConservation: documents in = documents with reports + rejects, and the
	// manifest's counts are those of the files.
	LawConservation Law = "conservation"
)

// Breach is one finding against a law.
type Breach struct {
	Law Law
	// File is below the snapshot; "" where no single file is at fault.
	File   string
	Detail string
}

// String is one line for a person.
func (b Breach) String() string {
	if b.File == "" {
		return fmt.Sprintf("%s: %s", b.Law, b.Detail)
	}
	return fmt.Sprintf("%s: %s: %s", b.Law, b.File, b.Detail)
}

// LawError says which laws a snapshot breaks.
type LawError struct {
	Dir string
	// Broken lists the first breaches, Total counts all.
	Broken []Breach
	Total  int
}

// Error lists the first breaches.
func (e *LawError) Error() string {
	var lines []string
	for _, b := range e.Broken {
		lines = append(lines, b.String())
	}
	if more := e.Total - len(e.Broken); more > 0 {
		lines = append(lines, fmt.Sprintf("and %d more", more))
	}
	return fmt.Sprintf("dataset: verify %s: %d breaches: %s", e.Dir, e.Total, strings.Join(lines, "; "))
}

// maxBreaches is how many breaches are kept for listing.
const maxBreaches = 20

// breaches collects findings.
type breaches struct {
	list  []Breach
	total int
}

func (b *breaches) add(law Law, file, format string, args ...any) {
	b.total++
	if len(b.list) < maxBreaches {
		b.list = append(b.list, Breach{Law: law, File: file, Detail: fmt.Sprintf(format, args...)})
	}
}
