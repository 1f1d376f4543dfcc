package pipeline

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"

	"gongkai/pipeline/dataset"
	"gongkai/pipeline/overrides"
)

// verified is the figures that a person verified, and what became of them.
type verified struct {
	set *overrides.Set
	// met holds the documents of the raw zone that have some.
	met      map[string]bool
	outcomes []overrides.Outcome
}

// readVerified reads the overrides of a folder, or those that overrides.Load takes for "".
func readVerified(dir string) (v verified, err error) {
	v.met = map[string]bool{}
	if v.set, err = overrides.Load(dir); err != nil {
		return v, fmt.Errorf("pipeline: %w", err)
	}
	return v, nil
}

// digest covers what the tables say by the overrides of a document: kept results
// and published files are without those that came later.
func (v *verified) digest(contentSHA256 string) string {
	list := v.set.Of(contentSHA256)
	if len(list) == 0 {
		return ""
	}
	digest := sha256.New()
	for _, o := range list {
		write(digest, string(o.Cell), int64(o.Report))
		write(digest, o.Unit, int64(o.Value))
		write(digest, o.Status.String()+o.Seen, 0)
	}
	return hex.EncodeToString(digest.Sum(nil))
}

// meet notes a document of the raw zone.
func (v *verified) meet(contentSHA256 string) {
	if len(v.set.Of(contentSHA256)) > 0 {
		v.met[contentSHA256] = true
	}
}

// unmet is the overrides whose document is not in the raw zone.
func (v *verified) unmet() []overrides.Outcome {
	return v.set.Unmet(func(contentSHA256 string) bool { return v.met[contentSHA256] })
}

// tell keeps what became of overrides and logs those that no longer do anything.
func (r *run) tell(outcomes []overrides.Outcome) {
	r.verified.outcomes = append(r.verified.outcomes, outcomes...)
	for _, o := range outcomes {
		at := []any{"override", fmt.Sprintf("%s:%d", o.File, o.Line), "document", o.ContentSHA256, "report", o.Report, "cell", string(o.Cell)}
		switch o.Effect {
		case overrides.Applied, overrides.Confirmed:
		case overrides.Same:
			r.cfg.Log.Warn("an override no longer differs from what is read", at...)
		default:
			r.cfg.Log.Warn("an override no longer applies", append(at, "why", string(o.Effect))...)
		}
	}
}

// notes is the outcomes as the manifest has them, by document, report and cell.
func (v *verified) notes() []dataset.Override {
	var out []dataset.Override
	for _, o := range v.outcomes {
		out = append(out, dataset.Override{
			ContentSHA256: o.ContentSHA256, Report: o.Report, Cell: string(o.Cell), Value: o.ValueText(), Unit: o.Unit,
			Who: o.Who, When: o.When, Why: o.Why, Effect: string(o.Effect), Was: o.Was, Read: o.Read,
			Line: fmt.Sprintf("%s:%d", o.File, o.Line),
		})
	}
	slices.SortFunc(out, func(a, b dataset.Override) int {
		return cmp.Or(cmp.Compare(a.ContentSHA256, b.ContentSHA256), cmp.Compare(a.Report, b.Report), cmp.Compare(a.Cell, b.Cell))
	})
	return out
}

// concluded is what a summary says: the outcomes of this run, and where it did
// not come to extract, those of the snapshot that stays.
func (v *verified) concluded(manifest *dataset.Manifest) []dataset.Override {
	out := v.notes()
	for _, o := range manifest.Overrides {
		mine := func(x dataset.Override) bool {
			return x.ContentSHA256 == o.ContentSHA256 && x.Report == o.Report && x.Cell == o.Cell
		}
		if v.met[o.ContentSHA256] && !slices.ContainsFunc(out, mine) {
			out = append(out, o)
		}
	}
	return out
}
