package evaluate

import (
	"encoding/json"
	"math"
	"strconv"
)

// Rate is a share, or null where nothing was to be counted.
type Rate struct {
	Defined bool
	Value   float64
}

// rate divides two counts; the value is rounded to nine digits.
func rate(part, whole int) Rate {
	if whole == 0 {
		return Rate{}
	}
	return Rate{Defined: true, Value: math.Round(float64(part)/float64(whole)*1e9) / 1e9}
}

// MarshalJSON writes a number or null.
func (r Rate) MarshalJSON() ([]byte, error) {
	if !r.Defined {
		return []byte("null"), nil
	}
	return strconv.AppendFloat(nil, r.Value, 'f', -1, 64), nil
}

// UnmarshalJSON reads a number or null.
func (r *Rate) UnmarshalJSON(b []byte) error {
	*r = Rate{}
	if string(b) == "null" {
		return nil
	}
	r.Defined = true
	return json.Unmarshal(b, &r.Value)
}

// Rates are the shares that follow from Counts.
type Rates struct {
	Recall           Rate `json:"recall"`
	RecallNonZero    Rate `json:"recall_nonzero"`
	Precision        Rate `json:"precision"`
	PrecisionNonZero Rate `json:"precision_nonzero"`
	RecallImaged     Rate `json:"recall_imaged"`
	RecallLegible    Rate `json:"recall_legible"`
	SilentPerMillion Rate `json:"silent_errors_per_million"`
	Perfect          Rate `json:"perfect_documents"`
	Review           Rate `json:"review"`
	ReviewBeyond     Rate `json:"review_beyond_broken"`
	ReviewWhole      Rate `json:"review_beyond_broken_and_lost"`
	Year             Rate `json:"year"`
	Agency           Rate `json:"agency"`
	Date             Rate `json:"date"`
	Rejects          Rate `json:"rejects"`
}

func (c *Counts) rates() Rates {
	silent := Rate{Defined: c.Cells > 0}
	if silent.Defined {
		silent.Value = math.Round(float64(c.Silent)*1e9/float64(c.Cells)) / 1e3
	}
	return Rates{
		Recall: rate(c.Right, c.Due), RecallNonZero: rate(c.RightNonZero, c.DueNonZero),
		Precision: rate(c.Right, c.Right+c.wrong()), PrecisionNonZero: rate(c.RightNonZero, c.RightNonZero+c.WrongNonZero),
		RecallImaged: rate(c.ImagedRight, c.Imaged), RecallLegible: rate(c.LegibleRight, c.Legible),
		SilentPerMillion: silent, Perfect: rate(c.Perfect, c.ReportDocuments),
		Review: rate(c.Review, c.ReportsRead), ReviewBeyond: rate(c.ReviewSound, c.Sound), ReviewWhole: rate(c.ReviewWhole, c.Whole),
		Year: rate(c.Year.Right, c.Year.Judged), Agency: rate(c.Agency.Right, c.Agency.Judged), Date: rate(c.Date.Right, c.Date.Judged),
		Rejects: rate(c.RejectsRight, c.RejectsExpected),
	}
}
