package diff

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"gongkai/schema"
)

// reports compares two readings of a report; nil is a report that is not there.
func (c *comparison) reports(x, y *report) error {
	base := c.base(x, y)
	for _, compare := range []func(Change, *report, *report) error{c.identities, c.cells, c.review, c.entries} {
		if err := compare(base, x, y); err != nil {
			return err
		}
	}
	return nil
}

// base is what every change of a report says.
func (c *comparison) base(x, y *report) Change {
	present, from := y, c.now
	if y == nil {
		present, from = x, c.old
	}
	a, b := cmp.Or(x, y), cmp.Or(y, x)
	return Change{
		ReportID: present.id, DocID: present.doc, SourceURI: present.uri,
		Edition: arrow(a.form.Edition, b.form.Edition), Layout: arrow(a.layout, b.layout), Extractor: arrow(a.version, b.version),
		Inspect: fmt.Sprintf("gongkai inspect %s --dataset %s", present.id, quoted(from.Dataset)), partial: x == nil || y == nil,
	}
}

// arrow is "a → b", or the one where they are the same.
func arrow(a, b string) string {
	if a == b {
		return a
	}
	return a + " → " + b
}

// quoted is a path as a shell takes it.
func quoted(path string) string {
	plain := func(r rune) bool {
		return r > 127 || strings.ContainsRune("/._-+:,@%", r) || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
	}
	if path != "" && strings.IndexFunc(path, func(r rune) bool { return !plain(r) }) < 0 {
		return path
	}
	return "'" + strings.ReplaceAll(path, "'", `'\''`) + "'"
}

// identities compares the outcomes.
func (c *comparison) identities(base Change, x, y *report) error {
	return both(x, y, func(f *schema.Form) int { return len(f.Identities) }, identityName, func(i, j int) error {
		a, b := x.identity(i), y.identity(j)
		if a == nil && b == nil || a != nil && b != nil && a.outcome == b.outcome {
			return nil
		}
		if a != nil && b != nil {
			c.result.Outcomes[a.outcome+" → "+b.outcome]++
		}
		r, at := cmp.Or(y, x), j
		if y == nil || j < 0 {
			r, at = x, i
		}
		change := base
		change.Kind, change.Old, change.New = identityKind(a, b), a.side(), b.side()
		change.Subject, change.Table = identityName(r.form, at), strings.SplitN(r.form.Identities[at].ID, ".", 2)[0]
		change.Inspect += " --explain " + string(r.form.Cells[c.culprit(r.form.Identities[at], x, y)].ID)
		return c.tell(&change)
	})
}

// culprit is the first cell of an identity that changed its value or status,
// else its first cell.
func (c *comparison) culprit(identity schema.Identity, x, y *report) schema.CellIndex {
	cells := slices.Concat(identity.LHS, identity.RHS)
	if x == nil || y == nil || x.form != y.form {
		return cells[0]
	}
	for _, i := range cells {
		a, b := x.cells[i], y.cells[i]
		if a.hasValue != b.hasValue || a.value != b.value {
			return i
		}
	}
	return cells[0]
}

func identityKind(a, b *check) Kind {
	switch {
	case a == nil:
		return IdentityAdded
	case b == nil:
		return IdentityRemoved
	case a.outcome == "pass" && b.outcome == "fail":
		return IdentityBroken
	case a.outcome == "fail" && b.outcome == "pass":
		return IdentityMended
	}
	return IdentityChanged
}

func identityName(f *schema.Form, i int) string {
	return fmt.Sprintf("%s (%s)", f.Identities[i].ID, f.Identities[i].Scope)
}

// identity is the outcome of an identity; nil where the report lacks it.
func (r *report) identity(i int) *check {
	if r == nil || i < 0 || !r.checks[i].there {
		return nil
	}
	return &r.checks[i]
}

func (k *check) side() *Side {
	if k == nil {
		return nil
	}
	s := &Side{State: k.outcome}
	if k.hasLHS && k.hasRHS {
		sign := "="
		if k.lhs != k.rhs {
			sign = "≠"
		}
		s.Text = fmt.Sprintf("%s %s %s", k.lhs, sign, k.rhs)
	}
	return s
}

// cells compares the figures.
func (c *comparison) cells(base Change, x, y *report) error {
	return both(x, y, func(f *schema.Form) int { return len(f.Cells) }, cellName, func(i, j int) error {
		a, b := x.cell(i), y.cell(j)
		if a == nil && b == nil || a != nil && b != nil && *a == *b {
			return nil
		}
		if a != nil && b != nil && a.status != b.status {
			c.result.Statuses[a.status.String()+" → "+b.status.String()]++
		}
		r, at := y, j
		if y == nil || j < 0 {
			r, at = x, i
		}
		change := base
		change.Kind, change.Old, change.New = cellKind(a, b), a.side(), b.side()
		change.Subject, change.Table = cellName(r.form, at), r.form.Tables[r.form.Cells[at].Table].ID
		if change.Kind != SourceChanged {
			change.dropText()
		}
		change.Inspect += " --explain " + change.Subject
		return c.tell(&change)
	})
}

// dropText leaves out where a figure comes from, which says nothing of how it changed.
func (c *Change) dropText() {
	for _, s := range []*Side{c.Old, c.New} {
		if s != nil {
			s.Text = ""
		}
	}
}

func cellName(f *schema.Form, i int) string { return string(f.Cells[i].ID) }

func cellKind(a, b *cell) Kind {
	switch {
	case a == nil:
		return CellAdded
	case b == nil:
		return CellRemoved
	case a.hasValue && !b.hasValue:
		return ValueLost
	case !a.hasValue && b.hasValue:
		return ValueGained
	case a.value != b.value:
		return ValueChanged
	case a.unit != b.unit:
		return UnitChanged
	case a.status != b.status:
		return StatusChanged
	}
	return SourceChanged
}

func (r *report) cell(i int) *cell {
	if r == nil || i < 0 || !r.cells[i].there {
		return nil
	}
	return &r.cells[i]
}

func (c *cell) side() *Side {
	if c == nil {
		return nil
	}
	s := &Side{State: c.status.String(), HasValue: c.hasValue, Value: c.value, Unit: c.unit, Text: c.source}
	if c.hasValue {
		s.Figure = c.value.String()
	}
	return s
}

// both visits the things of two forms by name: their positions in x's form and
// in y's, -1 where one has no such thing.
func both(x, y *report, size func(*schema.Form) int, name func(*schema.Form, int) string, visit func(i, j int) error) error {
	switch {
	case x == nil:
		return each(size(y.form), func(j int) error { return visit(-1, j) })
	case y == nil:
		return each(size(x.form), func(i int) error { return visit(i, -1) })
	case x.form == y.form:
		return each(size(x.form), func(i int) error { return visit(i, i) })
	}
	at := map[string]int{}
	for j := range size(y.form) {
		at[name(y.form, j)] = j
	}
	if err := each(size(x.form), func(i int) error {
		j, ok := at[name(x.form, i)]
		if !ok {
			j = -1
		}
		delete(at, name(x.form, i))
		return visit(i, j)
	}); err != nil {
		return err
	}
	return each(size(y.form), func(j int) error {
		if _, ok := at[name(y.form, j)]; !ok {
			return nil
		}
		return visit(-1, j)
	})
}

func each(n int, visit func(int) error) error {
	for i := range n {
		if err := visit(i); err != nil {
			return err
		}
	}
	return nil
}

// review compares whether and why a person should look.
func (c *comparison) review(change Change, x, y *report) error {
	was, is := x != nil && x.review, y != nil && y.review
	if !c.columns || x == nil || y == nil || was == is && slices.Equal(x.reasons, y.reasons) {
		return nil
	}
	switch {
	case is && !was:
		change.Kind = ReviewEntered
	case was && !is:
		change.Kind = ReviewLeft
	default:
		change.Kind = ReviewChanged
	}
	for _, reason := range y.reasons {
		if !slices.Contains(x.reasons, reason) {
			c.result.ReasonsGained[reason]++
		}
	}
	for _, reason := range x.reasons {
		if !slices.Contains(y.reasons, reason) {
			c.result.ReasonsLost[reason]++
		}
	}
	change.Old, change.New = &Side{Text: strings.Join(x.reasons, ", ")}, &Side{Text: strings.Join(y.reasons, ", ")}
	return c.tell(&change)
}

// entries tells reports that entered or left, and else the columns that differ.
func (c *comparison) entries(change Change, x, y *report) error {
	if !c.columns {
		return nil
	}
	if x == nil || y == nil {
		change.partial = false
		if change.Kind, change.New = ReportEntered, y.side(); y == nil {
			change.Kind, change.New, change.Old = ReportLeft, nil, x.side()
		}
		return c.tell(&change)
	}
	for _, column := range y.columns {
		i := slices.IndexFunc(x.columns, named(column.name))
		if i >= 0 && x.columns[i].text != column.text {
			if err := c.column(change, column.name, x.columns[i].text, column.text); err != nil {
				return err
			}
		}
	}
	return nil
}

func named(name string) func(column) bool { return func(c column) bool { return c.name == name } }

func (r *report) side() *Side {
	if r == nil {
		return nil
	}
	year := ""
	if i := slices.IndexFunc(r.columns, named("report_year")); i >= 0 {
		year = r.columns[i].text
	}
	who := []string{cmp.Or(r.agency, "unknown agency"), cmp.Or(year, "unknown year"), r.form.Edition}
	return &Side{Text: strings.Join(who, ", "), State: strings.Join(r.reasons, ", ")}
}

func (c *comparison) column(change Change, name, old, now string) error {
	c.result.Columns[name]++
	change.Kind, change.Subject, change.Table = ColumnChanged, name, schema.ReportsTable
	change.Old, change.New = &Side{Text: old}, &Side{Text: now}
	return c.tell(&change)
}

// tell counts a change, keeps it as an example where there is room, and passes it on.
func (c *comparison) tell(change *Change) error {
	c.result.count(change, c.opts.Examples)
	if c.opts.Each == nil {
		return nil
	}
	return c.opts.Each(change)
}
