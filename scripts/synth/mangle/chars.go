package mangle

import (
	"slices"
	"strings"
	"unicode"

	"gongkai/schema"
	"gongkai/scripts/synth/form"
	"gongkai/scripts/synth/print"
)

// rewrite applies a function to the text of every block and cell.
func (p *patient) rewrite(change func(string) string) bool {
	done := false
	apply := func(s *string) {
		if t := change(*s); t != *s {
			*s, done = t, true
		}
	}
	for i := range p.doc.Blocks {
		apply(&p.doc.Blocks[i].Text)
	}
	for _, s := range p.spots(func(s spot) bool { return s.cell().Text != "" }) {
		apply(&s.cell().Text)
	}
	return done
}

// mapRunes replaces characters by a table, each with a probability in percent.
func (p *patient) mapRunes(s string, table map[rune]string, percent int) string {
	var b strings.Builder
	for _, r := range s {
		if to, ok := table[r]; ok && p.rng.IntN(100) < percent {
			b.WriteString(to)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// confuseLabels misreads one character in about a quarter of the labels.
func confuseLabels(p *patient) bool {
	confusable := func(s spot) bool { return isLabel(s) && strings.ContainsFunc(s.cell().Text, isConfusable) }
	return p.each(25, confusable, func(s spot) {
		runes := []rune(s.cell().Text)
		for {
			i := p.rng.IntN(len(runes))
			if to := confusions[runes[i]]; to != nil {
				runes[i] = to[p.rng.IntN(len(to))]
				s.cell().Text = string(runes)
				return
			}
		}
	})
}

func isConfusable(r rune) bool { return confusions[r] != nil }

var digitLetters = map[rune]string{'0': "O", '1': "l"}

var digitLettersToo = map[rune]string{'0': "〇", '1': "I"}

// confuseFigures writes letters for digits of the same shape.
func confuseFigures(p *patient) bool {
	letters := func(s spot) bool { return isNumber(s) && strings.ContainsAny(s.cell().Text, "01") }
	return p.each(15, letters, func(s spot) {
		table := digitLetters
		if p.rng.IntN(2) == 0 {
			table = digitLettersToo
		}
		s.cell().Text = p.mapRunes(s.cell().Text, table, 100)
		p.doc.Lost[s.cell().Index] = true
	})
}

// checked reports whether at least two identities bear on a figure, none of
// them broken, so that a change of its digits shows.
func (p *patient) checked(s spot) bool {
	if !isNumber(s) || p.fragile[s.cell().Index] || !plainDigits(s.cell().Text) {
		return false
	}
	bearing := 0
	for _, i := range p.doc.Values.Form.IdentitiesOf(s.cell().Index) {
		identity := &p.doc.Values.Form.Identities[i]
		other := identity.RHS
		if slices.Contains(other, s.cell().Index) {
			other = identity.LHS
		}
		if slices.ContainsFunc(other, func(c schema.CellIndex) bool { return p.doc.Values.Cells[c].Kind == form.Number }) {
			bearing++
		}
	}
	return bearing >= 2
}

// misreadDigit replaces one digit of one figure by another.
func misreadDigit(p *patient) bool {
	s, ok := p.one(p.checked)
	if !ok {
		return false
	}
	s.cell().Text = p.otherDigit(s.cell().Text)
	p.doc.Lost[s.cell().Index] = true
	return true
}

// misreadFigures misreads labels, and figures as often or less than half as often: a
// digit becomes another, or the figure is not seen at all.
func misreadFigures(p *patient) bool {
	permille := []int{100, 250}[p.rng.IntN(2)]
	done := confuseLabels(p)
	plain := func(s spot) bool {
		return isNumber(s) && plainDigits(s.cell().Text) && !p.fragile[s.cell().Index]
	}
	for _, s := range p.spots(plain) {
		if p.rng.IntN(1000) >= permille {
			continue
		}
		p.doc.Lost[s.cell().Index], done = true, true
		if p.rng.IntN(4) == 0 {
			s.cell().Text = ""
			continue
		}
		s.cell().Text = p.otherDigit(s.cell().Text)
	}
	return done
}

// otherDigit replaces one digit by another.
func (p *patient) otherDigit(text string) string {
	digits := []byte(text)
	i := p.rng.IntN(len(digits))
	digits[i] = '0' + (digits[i]-'0'+1+byte(p.rng.IntN(9)))%10
	return string(digits)
}

// truncatedDigit loses the last digit of one figure.
func truncatedDigit(p *patient) bool {
	s, ok := p.one(func(s spot) bool { return p.checked(s) && len(s.cell().Text) > 1 })
	if !ok {
		return false
	}
	s.cell().Text = s.cell().Text[:len(s.cell().Text)-1]
	p.doc.Lost[s.cell().Index] = true
	return true
}

// traditional converts everything, or everything but some characters, or too much.
func traditional(p *patient) bool {
	percent := []int{100, 100, 85}[p.rng.IntN(3)]
	table := traditionalOf
	if p.rng.IntN(4) == 0 {
		table = overdone
	}
	return p.rewrite(func(s string) string { return p.mapRunes(s, table, percent) })
}

// pinyin writes the reading of ambiguous characters behind them in brackets,
// with tones or without.
func pinyin(p *patient) bool {
	toneless := p.rng.IntN(3) == 0
	percent := 30 + p.rng.IntN(70)
	return p.rewrite(func(s string) string {
		var b strings.Builder
		for _, r := range s {
			b.WriteRune(r)
			reading, ok := readings[r]
			if !ok || p.rng.IntN(100) >= percent {
				continue
			}
			if toneless {
				reading = strings.Map(withoutTone, reading)
			}
			for range 1 + max(0, p.rng.IntN(12)-10) {
				b.WriteString("(" + reading + ")")
			}
		}
		return b.String()
	})
}

func withoutTone(r rune) rune {
	if i := strings.IndexRune(toned, r); i >= 0 {
		return []rune(plain)[len([]rune(toned[:i]))]
	}
	return r
}

func fullWidthDigits(p *patient) bool {
	return p.each(80, isNumber, func(s spot) {
		s.cell().Text = strings.Map(func(r rune) rune {
			if r >= '0' && r <= '9' {
				return r - '0' + '０'
			}
			return r
		}, s.cell().Text)
	})
}

// thousands separates the thousands of large figures.
func thousands(p *patient) bool {
	separator := []string{",", "，"}[p.rng.IntN(2)]
	large := func(s spot) bool {
		whole, _, _ := strings.Cut(strings.TrimPrefix(s.cell().Text, "-"), ".")
		return isNumber(s) && plainDigits(whole) && len(whole) > 3
	}
	return p.each(100, large, func(s spot) {
		whole, fraction, _ := strings.Cut(s.cell().Text, ".")
		for at := len(whole) - 3; at > 0 && whole[at-1] != '-'; at -= 3 {
			whole = whole[:at] + separator + whole[at:]
		}
		if fraction != "" {
			whole += "." + fraction
		}
		s.cell().Text = whole
	})
}

var unitTexts = map[string][]string{"item": {"件", "项", "件", "宗"}, "CNY": {"元"}, "CNY_10k": {"万元"}}

// unitsInCells writes units behind the figures of one row or of a whole document.
func unitsInCells(p *patient) bool {
	percent := []int{0, 10, 100}[p.rng.IntN(3)]
	plain := func(s spot) bool {
		return isNumber(s) && unitTexts[p.doc.Values.Cells[s.cell().Index].Unit] != nil && endsWithDigit(s.cell().Text)
	}
	return p.each(percent, plain, func(s spot) {
		texts := unitTexts[p.doc.Values.Cells[s.cell().Index].Unit]
		s.cell().Text += texts[p.rng.IntN(len(texts))]
	})
}

func endsWithDigit(s string) bool { return s != "" && s[len(s)-1] >= '0' && s[len(s)-1] <= '9' }

// signs writes changes in words or with a plus.
func signs(p *patient) bool {
	up := []string{"增", "增加", "+", "增"}[p.rng.IntN(4)]
	down := map[string]string{"增": "减", "增加": "减少", "+": "-"}[up]
	unit := []string{"", "", "项"}[p.rng.IntN(3)]
	change := func(s spot) bool {
		return isNumber(s) && p.isChange(s) &&
			strings.Trim(s.cell().Text, "-0123456789") == "" && s.cell().Text != "0"
	}
	return p.each(90, change, func(s spot) {
		if number, negative := strings.CutPrefix(s.cell().Text, "-"); negative {
			s.cell().Text = down + number + unit
		} else {
			s.cell().Text = up + number + unit
		}
	})
}

func nbspArtefact(p *patient) bool {
	return p.each(40, isNumber, func(s spot) { s.cell().Text = "? " + s.cell().Text })
}

// invisible strews characters that show nothing.
func invisible(p *patient) bool {
	marks := []string{"\u00a0", "\u200b", "\ufeff", "\u3000", "\u00ad"}
	return p.each(20, func(s spot) bool { return isLabel(s) || isNumber(s) }, func(s spot) {
		mark := marks[p.rng.IntN(len(marks))]
		if p.rng.IntN(2) == 0 {
			s.cell().Text += mark
		} else {
			s.cell().Text = mark + s.cell().Text
		}
	})
}

// innerSpaces puts a space after every Han character of some labels, or after ordinals alone.
func innerSpaces(p *patient) bool {
	all := p.rng.IntN(2) == 0
	return p.each(50, func(s spot) bool { return isLabel(s) && spaced(s.cell().Text, all) != s.cell().Text }, func(s spot) {
		s.cell().Text = spaced(s.cell().Text, all)
	})
}

func spaced(s string, all bool) string {
	if !all {
		return strings.NewReplacer(".", ". ", "）", "） ").Replace(s)
	}
	var b strings.Builder
	for i, r := range s {
		if i > 0 && unicode.Is(unicode.Han, r) {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
	}
	return b.String()
}

var halfWidths = strings.NewReplacer("（", "(", "）", ")", "：", ":", "，", ",", "“", "\"", "”", "\"", "；", ";")

func halfWidth(p *patient) bool { return p.rewrite(halfWidths.Replace) }

// deduplicated keeps the first of equal lines and drops the others.
func deduplicated(d *print.Document, text string) string {
	allLost(d)
	seen := map[string]bool{}
	var kept []string
	for line := range strings.Lines(text) {
		if key := strings.TrimSpace(line); key != "" {
			if seen[key] {
				continue
			}
			seen[key] = true
		}
		kept = append(kept, line)
	}
	return strings.Join(kept, "")
}

// isChange reports whether a figure belongs to a column of changes.
func (p *patient) isChange(s spot) bool {
	return strings.Contains(p.doc.Values.Form.ColumnOf(s.cell().Index).Label, "增/减")
}
