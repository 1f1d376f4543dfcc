package prose

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// hanDigits are the ways in which years are written in Chinese numerals.
var hanDigits = []string{"〇一二三四五六七八九", "○一二三四五六七八九", "零一二三四五六七八九"}

// HanYear writes a year in Chinese numerals: 二〇二〇.
func HanYear(rng *rand.Rand, year int) string {
	digits := []rune(hanDigits[rng.IntN(len(hanDigits))])
	var b strings.Builder
	for _, r := range fmt.Sprint(year) {
		b.WriteRune(digits[r-'0'])
	}
	return b.String()
}

// Title writes a title with agency and year.
func Title(rng *rand.Rand, a Agency, year int) string {
	switch rng.IntN(8) {
	case 0:
		return a.Name + HanYear(rng, year) + "年政府信息公开工作年度报告"
	case 1:
		return fmt.Sprintf("%s %d 年政府信息公开工作年度报告", a.Name, year)
	case 2:
		return fmt.Sprintf("%s%d年度政府信息公开工作年度报告", a.Name, year)
	case 3:
		return fmt.Sprintf("%s关于%d年政府信息公开工作的年度报告", a.Name, year)
	case 4:
		return fmt.Sprintf("%d年%s政府信息公开工作年度报告", year, a.Name)
	case 5:
		return fmt.Sprintf("%s政府信息公开工作年度报告（%d年）", a.Name, year)
	case 6:
		return fmt.Sprintf("%s%d年政府信息公开年报", a.Name, year)
	default:
		return fmt.Sprintf("%s%d年政府信息公开工作年度报告", a.Name, year)
	}
}

// Date is a day of publication.
type Date struct{ Year, Month, Day int }

// DrawDate draws a day in the first quarter after the year reported on.
func DrawDate(rng *rand.Rand, reportYear int) Date {
	return Date{reportYear + 1, 1 + rng.IntN(3), 1 + rng.IntN(28)}
}

// ISO writes 2021-01-11.
func (d Date) ISO() string { return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day) }

// Long writes 2021年1月11日.
func (d Date) Long() string { return fmt.Sprintf("%d年%d月%d日", d.Year, d.Month, d.Day) }

// Signature writes the agency and the date below a report.
func Signature(rng *rand.Rand, a Agency, d Date) []string {
	date := d.Long()
	if rng.IntN(6) == 0 {
		date = HanYear(rng, d.Year) + "年" + hanNumber(d.Month) + "月" + hanNumber(d.Day) + "日"
	}
	return []string{a.Name, date}
}

// hanNumber writes 1 to 31 in Chinese numerals.
func hanNumber(n int) string {
	digits := []string{"", "一", "二", "三", "四", "五", "六", "七", "八", "九"}
	switch {
	case n < 10:
		return digits[n] //nolint:gosec // G602: n is below ten here
	case n < 20:
		return "十" + digits[n-10]
	default:
		return digits[n/10] + "十" + digits[n%10]
	}
}

// Period writes a sentence with the year and the period that the figures cover.
func Period(rng *rand.Rand, year int) string {
	switch rng.IntN(4) {
	case 0:
		return fmt.Sprintf("%d年，各项公开工作按年初计划推进。", year)
	case 1:
		return fmt.Sprintf("统计期限为%d年1月1日至%d年12月31日，汇总如下。", year, year)
	case 2:
		return fmt.Sprintf("%d年度的政府信息公开工作由办公室牵头，各科室配合完成。", year)
	default:
		return fmt.Sprintf("回顾%d年，公开内容较%d年更加充实。", year, year-1)
	}
}
