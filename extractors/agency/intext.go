package agency

import "strings"

// agencyInText reads a name from the sentences that say whose report it is.
func (d *document) agencyInText() string {
	read := 0
	for _, l := range d.body {
		if read >= reporterRows || otherSection(l.text) {
			return ""
		}
		if !isSentence(l.text) {
			continue
		}
		read++
		name := reporterIn(l.text)
		if name == "" || isGovernment(name) && d.speaksAsBureau() {
			continue
		}
		return name
	}
	return ""
}

// isGovernment reports whether a name is that of a place or of its government.
func isGovernment(name string) bool {
	return strings.HasSuffix(name, "人民政府") || isPlaceName(name)
}

// speaksAsBureau reports whether the overview speaks of itself as an agency
// below a government: what it says of a government is then about another.
func (d *document) speaksAsBureau() bool {
	for _, l := range d.body[:min(len(d.body), overviewRows)] {
		for _, we := range []string{"我局", "本局", "我委", "本委", "我办", "我中心", "本中心", "我厅", "我院", "我站", "我大队", "我校"} {
			if strings.Contains(l.text, we) {
				return true
			}
		}
	}
	return false
}

// reporterIn reads the clauses of a paragraph: 修武县财政局编制本报告, 现将修武县财政局
// 2020年度政府信息公开工作报告如下, 本报告由修武县财政局编制, 2020年,修武县财政局认真贯彻….
func reporterIn(s string) string {
	s = withoutAsides(s)
	if name := announced(s); name != "" {
		return name
	}
	clauses := strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(",。;:!?", r) })
	for _, c := range clauses {
		c = withoutQuotes(c)
		if name := reporterInClause(c); name != "" {
			return name
		}
	}
	return ""
}

// announced reads the agency of a quoted title that the text announces:
// 现公布《武义县水务局2020年政府信息公开工作年度报告》.
func announced(s string) string {
	before, quoted, ok := strings.Cut(s, "《")
	for ; ok; before, quoted, ok = strings.Cut(quoted, "《") {
		inner, _, closed := strings.Cut(quoted, "》")
		if !closed || !endsAnnouncing(before) {
			continue
		}
		if t, ok := parseTitle(pack(inner)); ok && isOrgan(t.agency) && placeStarts(t.agency) {
			return t.agency
		}
	}
	return ""
}

func endsAnnouncing(s string) bool {
	for _, verb := range []string{"公布", "编制", "发布", "公开", "制定", "制作", "撰写", "编写", "形成", "了"} {
		if strings.HasSuffix(s, verb) {
			return true
		}
	}
	return false
}

// withoutQuotes drops the titles of other documents.
func withoutQuotes(s string) string {
	for {
		open := strings.Index(s, "《")
		if open < 0 {
			return strings.ReplaceAll(s, "》", "")
		}
		end := strings.Index(s[open:], "》")
		if end < 0 {
			return s[:open]
		}
		s = s[:open] + s[open+end+len("》"):]
	}
}

func reporterInClause(c string) string {
	if before, after, ok := cutVerb(c, "编制", "撰写", "编写", "制作", "发布", "公布"); ok {
		i := strings.LastIndex(before, "由")
		if i >= 0 {
			before = before[i+len("由"):]
		}
		if name := cleanName(before); (i >= 0 || after == "" || strings.Contains(after, "报")) && isOrgan(name) && placeStarts(name) {
			return name
		}
	}
	for _, lead := range []string{"现将", "公布", "编制", "发布", "现就", "公开", "制定了", "制作了"} {
		if _, after, ok := strings.Cut(c, lead); ok && hasCore(after) {
			if name := agencyOfCore(after); name != "" {
				return name
			}
		}
	}
	_, rest := takeYears(c)
	if name := subject(strings.TrimSpace(rest)); name != "" {
		return name
	}
	return contact(c)
}

// contact reads the agency that answers questions about the report: 请与武义县水务局
// 办公室联系, 可拨打电话联系武义县水务局办公室. The office that takes the calls is left out.
func contact(c string) string {
	before, after, ok := strings.Cut(c, "联系")
	if !ok {
		return ""
	}
	if i := strings.LastIndex(before, "与"); i >= 0 {
		name, _ := withoutOffice(before[i+len("与"):])
		return reporterNamed(name)
	}
	name, ok := withoutOffice(strings.TrimPrefix(after, "我们"))
	if !ok || isGovernment(name) && !isTownGovernment(name) {
		return "" // no office, or that of a government
	}
	return reporterNamed(name)
}

// offices are those that take the calls.
var offices = []string{
	"政务公开工作领导小组办公室", "政务公开领导小组办公室", "政府信息与政务公开办公室", "政府信息公开办公室", "政务公开办公室", "信息公开办公室", "政务公开办",
	"办公室", "综合科", "综合股",
}

// withoutOffice takes the office that takes the calls off an agency's name, but for that of
// a government above the townships, which reports itself; ok is false where there is none.
func withoutOffice(name string) (rest string, ok bool) {
	for _, office := range offices {
		if rest, ok = strings.CutSuffix(name, office); ok {
			if strings.HasSuffix(rest, "人民政府") && !isTownGovernment(rest) {
				break
			}
			return rest, true
		}
	}
	return name, false
}

// isTownGovernment reports whether a name is that of a township's government.
func isTownGovernment(name string) bool {
	for _, level := range []string{"镇人民政府", "乡人民政府"} {
		if strings.HasSuffix(name, level) {
			return true
		}
	}
	return false
}

// reporterNamed is an agency's name that may stand by itself; "" for another text.
func reporterNamed(name string) string {
	if name = cleanName(name); isOrgan(name) && placeStarts(name) {
		return name
	}
	return ""
}

// withoutAsides drops brackets that abbreviate a name: (以下简称“县水务局”,下同).
func withoutAsides(s string) string {
	for {
		open := strings.Index(s, "(以下")
		if k := strings.Index(s, "(下称"); open < 0 || k >= 0 && k < open {
			open = k
		}
		if open < 0 {
			return s
		}
		end := strings.Index(s[open:], ")")
		if end < 0 {
			return s
		}
		s = s[:open] + s[open+end+1:]
	}
}

func cutVerb(s string, verbs ...string) (before, after string, ok bool) {
	for _, v := range verbs {
		if before, after, ok = strings.Cut(s, v); ok {
			return before, after, true
		}
	}
	return "", "", false
}

func agencyOfCore(s string) string {
	before, _, ok := cutCore(s)
	if !ok {
		return ""
	}
	if name := agencyBefore(before); isOrgan(name) && placeStarts(name) {
		return name
	}
	return ""
}

// subjectVerbs are the words that follow the subject of an overview's sentences.
var subjectVerbs = []string{
	"认真", "深入", "严格", "坚持", "按照", "全面", "高度", "紧紧", "积极", "始终", "切实", "在", "以", "根据", "围绕", "不断", "持续", "扎实", "进一步",
	"共", "主动", "政府信息公开", "信息公开", "政务公开", "贯彻", "坚决", "紧扣", "依法", "结合", "着力", "大力", "加强", "现", "通过",
}

// subject reads the agency at the start of a clause: 武义县水务局认真贯彻落实…,
// 柳城畲族镇严格按照….
func subject(c string) string {
	g := loadGazetteer()
	known := g.startsPlace(c) || strings.HasPrefix(c, "国家")
	if !known && !mayStartTown(c) {
		return ""
	}
	for _, verb := range subjectVerbs {
		i := strings.Index(c, verb)
		if i <= 0 {
			continue
		}
		name := c[:i]
		if known && (isOrgan(name) || isPlaceName(name)) {
			return name
		}
		if _, listed := townIndex()[name]; listed && !isPronoun(name) {
			return name
		}
	}
	return ""
}

// mayStartTown reports whether the level of a township stands where one that
// starts a text would have it.
func mayStartTown(s string) bool {
	n := 0
	for _, r := range s {
		if n++; n > 8 {
			return false
		}
		if n > 1 && (r == '镇' || r == '乡' || r == '街') {
			return true
		}
	}
	return false
}
