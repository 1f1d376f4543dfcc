// Texts of the page: [Chinese, English]. A {0} takes an argument. Codes that are
// not here are shown as they are.

const texts = {
  title: ["审阅页", "Review page"],
  overview: ["概览", "Overview"],
  review: ["待核", "To review"],
  language: ["English", "中文"],
  languageHint: ["Switch to English (l)", "切换为中文 (l)"],
  theme: ["主题", "Theme"],
  themeAuto: ["自动", "Auto"],
  themeLight: ["浅色", "Light"],
  themeDark: ["深色", "Dark"],
  help: ["键盘", "Keyboard"],
  print: ["打印", "Print"],
  close: ["关闭", "Close"],

  snapshot: ["快照", "Snapshot"],
  finished: ["完成于", "finished"],
  extractor: ["提取程序", "extractor"],
  digest: ["文件摘要", "documents digest"],
  lead: ["政府信息公开工作年度报告 · 数据与待核报告", "Annual reports on government information disclosure · the data, and the reports to look at"],

  documents: ["文件", "Documents"],
  withReports: ["得出报告", "With reports"],
  rejected: ["未得出报告", "Rejected"],
  reports: ["报告", "Reports"],
  copies: ["其中副本 {0}", "{0} of them copies"],
  addresses: ["{0} 个地址，{1}", "{0} addresses, {1}"],
  toReview: ["待核报告", "To review"],
  ofReports: ["占报告的 {0}", "{0} of the reports"],
  asserted: ["数值可用", "Figures asserted"],
  ofPrinted: ["占应有数值的单元格", "of the cells that hold a figure"],
  holding: ["勾稽关系成立", "Identities that hold"],
  ofTested: ["共检验 {0} 条", "of {0} tested"],

  coverage: ["覆盖：年度与层级", "Coverage by year and level"],
  coverageNote: ["不计副本的报告数", "reports, copies left out"],
  year: ["年度", "Year"],
  level: ["层级", "Level"],
  total: ["合计", "Total"],
  statuses: ["单元格状态", "Status of cells"],
  statusNote: ["各版面中各状态所占比例", "shares, over all and by layout"],
  all: ["全部", "All"],
  rejects: ["未得出报告的原因", "Rejects by reason"],
  reasons: ["待核的原因", "Why reports are up for review"],
  reasonsNote: ["一份报告可有多个原因；点击筛选", "a report may have several; click to filter"],
  identities: ["勾稽关系", "Identities by outcome"],
  failingByYear: ["不成立的比例，按年度", "share that fails, by year"],
  trend: ["历次快照", "Trend over snapshots"],
  trendOne: ["目前只有一个快照，尚无走势。", "There is one snapshot so far, so there is no trend yet."],
  trendNone: ["快照自带的这一页不含时间与其他快照。走势与最慢的站点见：", "The page inside a snapshot holds no times and no other snapshots. For the trend and the slowest hosts:"],
  trendReview: ["待核比例", "To review"],
  trendFailed: ["不成立的勾稽关系", "Identities that fail"],
  trendLost: ["缺失或无法辨认的单元格", "Cells missing or unreadable"],
  trendRejects: ["未得出报告的文件", "Documents rejected"],
  hosts: ["最慢的站点", "Slowest hosts"],
  hostsNote: ["平均每次请求的秒数", "seconds for a request, on average"],
  hostsNone: ["没有从网上抓取的记录。", "Nothing was fetched from the web."],
  requests: ["{0} 次请求", "{0} requests"],
  provinces: ["省份", "Provinces"],
  provincesNote: ["报告数与待核比例；点击筛选", "reports and the share to review; click to filter"],
  labels: ["未识别的文字", "Labels not recognised"],
  labelsNote: ["表格附近、表中没有的文字，共 {0} 种", "{0} in all; near a table, and not of the form"],
  moreLabels: ["再列 {0} 种", "{0} more"],
  labelsNew: ["新", "new"],
  label: ["文字", "Label"],
  nearest: ["最接近的表格文字", "Nearest label of the form"],
  docs: ["文件数", "Documents"],
  none: ["无", "none"],
  unknown: ["不明", "unknown"],
  nothing: ["没有。", "None."],

  search: ["搜索机关、标题、编号、地址", "Search agency, title, id, address"],
  reason: ["原因", "Reason"],
  edition: ["版本", "Edition"],
  layout: ["版面", "Layout"],
  province: ["省份", "Province"],
  any: ["全部", "all"],
  shown: ["{0} / {1} 份", "{0} of {1}"],
  reset: ["清除筛选", "Clear filters"],
  noMatch: ["没有符合条件的报告。", "No report matches."],
  notListed: ["另有 {0} 份待核报告未列出：报告太多，每种原因各取一部分。全部见数据集 reports 表的 review 列。", "{0} more reports are under review and not listed: of each kind of trouble some were taken. All of them: column review of the table reports."],
  someFull: ["{0} 份可在此页查看，其余只列出名称。", "{0} can be opened here, the others are listed only."],
  noName: ["机关不明", "agency unknown"],
  listedOnly: ["仅列出", "listed only"],
  listedOnlyText: ["这份报告只列出名称，未收入此页。查看：", "This report is listed and not held in the page. To see it:"],
  choose: ["从左侧选择一份报告。", "Choose a report on the left."],
  clean: ["没有待核的报告。", "No report is up for review."],
  copyOf: ["副本，首选 {0}", "copy of {0}"],
  backToList: ["列表", "List"],
  previous: ["上一份", "Previous"],
  next: ["下一份", "Next"],
  form: ["表格", "Form"],
  source: ["原文", "Source"],
  checks: ["勾稽关系", "Identities"],
  yearFrom: ["依据：{0}", "from {0}"],
  published: ["{0} 发布", "published {0}"],
  loading: ["读取中……", "Reading…"],
  failed: ["此页的数据无法读取：{0}", "The page's data cannot be read: {0}"],

  value: ["数值", "Value"],
  status: ["状态", "Status"],
  raw: ["原文文字", "Raw text"],
  position: ["位置", "Position"],
  positionIs: ["表 {0}，行 {1}，格 {2}（从 0 起）", "table {0}, row {1}, cell {2}, from 0"],
  positionProse: ["正文第 {0} 段（从 0 起）", "paragraph {0} of the text, from 0"],
  nowhere: ["文件中没有", "nowhere in the document"],
  evidence: ["证据", "Evidence"],
  evidenceIs: ["所涉 {1} 条勾稽关系中 {0} 条成立", "{0} of its {1} identities hold"],
  noIdentity: ["没有勾稽关系涉及此格", "no identity bears on it"],
  chooseCell: ["选择一格，查看原文、位置与证据。方向键移动，n 到下一个有问题的格。", "Choose a cell for its raw text, position and evidence. Arrow keys move, n goes to the next cell in trouble."],
  override: ["核对结果", "Override"],
  overrideHint: ["对照原文后填写，加入 data/overrides 的 CSV", "what the source shows, as a line for a CSV in data/overrides"],
  unit: ["单位", "Unit"],
  unitKeep: ["不变", "as read"],
  who: ["核对人", "Who"],
  why: ["依据", "Why"],
  whyHint: ["原文何处、写的什么", "what the source shows, and where"],
  copy: ["复制此行", "Copy line"],
  copyHeader: ["含表头", "with header"],
  copied: ["已复制", "Copied"],
  notCopied: ["浏览器不允许复制，请手动复制所选文字", "The browser does not allow copying: the line is selected, copy it by hand"],
  valueHint: ["原文所印的数字；没有数字时填 blank（空白）或 not_applicable（/、—、无）", "the number as the source prints it; where it prints none, blank or not_applicable"],
  needValue: ["须为普通数字（至多 12 位整数、6 位小数），或 blank、not_applicable", "A plain number (12 digits and 6 decimals at most), blank or not_applicable"],
  needNoUnit: ["没有数值时不填单位", "Without a number there is no unit"],
  needWhole: ["件数不能有小数", "A count has no decimals"],
  needPositive: ["此格不能为负", "This cell cannot be negative"],
  needWho: ["请填写核对人和依据", "Who and why are needed"],
  holds: ["成立", "holds"],
  fails: ["不成立", "fails"],
  untested: ["无法检验", "cannot be tested"],
  failing: ["{0} 条不成立", "{0} fail"],
  allHold: ["可检验的 {0} 条全部成立", "all {0} that can be tested hold"],
  difference: ["差 {0}", "difference {0}"],

  sourceCut: ["较长的文字有省略。", "Long texts are shortened."],
  rowsBefore: ["前面 {0} 行未收入此页", "{0} rows before are left out"],
  rowsAfter: ["后面 {0} 行未收入此页", "{0} rows after are left out"],
  sourceNone: ["原文未收入此页：原始文件中没有这份文件。", "The source is not in the page: the raw zone does not hold the document."],
  sourcePlain: ["这份文件如今读不出同样的版面，下面是逐行的文字，无法标出位置。", "The document is not laid out as it was: this is its text line by line, and positions cannot be shown."],
  sourceDiffers: ["注意：现在的程序把 {0} 格读在别处，标出的位置可能不对。", "Mind: the program as it is now finds {0} cells elsewhere, so the places marked may be wrong."],
  orphan: ["此数字在表中没有位置", "a figure that has no place in the form"],
  outside: ["不属于此报告", "not read for this report"],

  keysTitle: ["键盘操作", "Keyboard"],
  keys: ["j k|下一份、上一份报告;↑ ↓ ← →|在表格中移动;n p|下一个、上一个有问题的格;i|下一条不成立的勾稽关系;c|复制核对行;e|填写数值;/|搜索;f|筛选;s|在表格与原文之间切换（窄屏）;o r|概览、待核;l t|语言、主题;Esc|返回", "j k|next, previous report;↑ ↓ ← →|move in the form;n p|next, previous cell in trouble;i|next identity that fails;c|copy the override line;e|edit the value;/|search;f|filters;s|form or source (narrow screens);o r|overview, review;l t|language, theme;Esc|back"],
};

const codes = {
  status: {
    missing: ["缺失", "missing", "原文缺失，勾稽关系也推不出", "the text lost it, and no identity gives it"],
    observed: ["原样读出", "observed", "按原文读出", "read where it is printed"],
    blank: ["空白", "blank", "原文为空，不等于零", "printed empty, which is not zero"],
    not_applicable: ["不适用", "not applicable", "原文为 / 或 — 或 无", "printed as a slash, a dash or 无"],
    inferred: ["推断", "inferred", "原文缺失，由勾稽关系得出", "the text lost it, the identities give it"],
    corrected: ["更正", "corrected", "识别有误，勾稽关系只容一个数", "misread, and the identities leave one answer"],
    conflict: ["矛盾", "conflict", "按原文，但勾稽关系不成立", "as printed, though an identity does not hold"],
    unreadable: ["无法辨认", "unreadable", "有内容，但得不出唯一的数", "something is there from which no single number follows"],
    verified: ["人工核对", "verified", "经人工对照原文", "a person checked it against the source"],
  },
  review: {
    identity_failed: ["勾稽关系不成立", "identity fails"],
    cells_missing: ["单元格缺失", "cells missing"],
    cells_unreadable: ["单元格无法辨认", "cells unreadable"],
    inferred_from_one_identity: ["仅凭一条勾稽关系推断", "inferred from one identity"],
    orphan_figures: ["数字无处可归", "figures without a place"],
    noisy_text_unverified: ["文字有噪声且无从验证", "noisy text, unverified"],
    totals_left_out: ["合计未填", "totals left out"],
    order_unproven: ["数值次序无法证实", "order of figures unproven"],
    columns_uncertain: ["列次不确定", "columns uncertain"],
    agency_unknown: ["机关不明", "agency unknown"],
    year_unknown: ["年度不明", "year unknown"],
    year_disagrees: ["年度互相矛盾", "years disagree"],
    division_ambiguous: ["行政区划不唯一", "division ambiguous"],
    mirror_suspected: ["疑似镜像站", "mirror suspected"],
    edition_uncertain: ["版本不确定", "edition uncertain"],
    tables_missing: ["缺表", "tables missing"],
    characters_lost: ["字符丢失", "characters lost"],
    value_out_of_range: ["数值超出范围", "value out of range"],
    fraction_in_count: ["件数带小数", "fraction in a count"],
  },
  reject: {
    not_a_report: ["不是年度报告", "not a report"],
    index_page: ["目录页", "index page"],
    attachment_only: ["报告在附件中", "attachment only"],
    no_tables: ["没有统计表", "no tables"],
    older_form: ["2018 年以前的旧表", "older form"],
    undecodable: ["无法解码", "undecodable"],
    unsupported: ["不支持的类型", "unsupported"],
    too_large: ["太大", "too large"],
    encrypted: ["有密码", "encrypted"],
    empty: ["空文件", "empty"],
    fetch_failed: ["抓取失败", "fetch failed"],
    unreadable_source: ["来源无法读取", "unreadable source"],
    login_page: ["登录页", "login page"],
    error_page: ["错误页", "error page"],
    script_shell: ["内容由脚本加载", "script shell"],
    timed_out: ["超时", "timed out"],
    bug: ["程序缺陷", "bug of our own"],
  },
  level: {
    national: ["国家", "national"],
    province: ["省级", "province"],
    prefecture: ["地级", "prefecture"],
    county: ["县级", "county"],
    township: ["乡级", "township"],
  },
  layout: {
    html: ["网页", "html"],
    tabbed: ["制表符", "tabbed"],
    piped: ["竖线", "piped"],
    cell_per_line: ["一格一行", "cell per line"],
    markdown: ["Markdown", "markdown"],
    aligned: ["空格对齐", "aligned"],
    paragraphs: ["一格一段", "paragraphs"],
    flat: ["连成一行", "flat"],
    hocr: ["hOCR", "hOCR"],
    tsv: ["tesseract 词表", "tesseract tsv"],
    docx: ["Word", "docx"],
    pdf: ["PDF", "pdf"],
  },
  outcome: {
    pass: ["成立", "hold"],
    fail: ["不成立", "fail"],
    not_assessable: ["无法检验", "not assessable"],
  },
  yearSource: {
    title: ["标题", "title"],
    period: ["统计期限", "period"],
    text: ["正文", "text"],
    url: ["地址", "address"],
  },
  agencyStatus: {
    stated: ["原文", "stated"],
    inferred: ["推断", "inferred"],
    unknown: ["不明", "unknown"],
  },
  unit: {
    item: ["件", "items"],
    CNY: ["元", "CNY"],
    CNY_10k: ["万元", "CNY 10k"],
  },
};

// A status is seen without colours too, by the marks that inspect prints.
const marks = {
  observed: "", blank: "·", not_applicable: "/", inferred: "~", corrected: "!", conflict: "✗", missing: "?", unreadable: "#", verified: "✓",
};

let language = 0;

function t(key) {
  const text = texts[key];
  const args = arguments;
  return text ? text[language].replace(/\{(\d)\}/g, (_, n) => args[Number(n) + 1]) : key;
}

// code is the name of a code; "" is unknown.
function code(kind, value) {
  if (!value) return t("unknown");
  const known = Object.hasOwn(codes[kind], value) && codes[kind][value];
  return known ? known[language] : value;
}

function meaning(status) {
  return codes.status[status] ? codes.status[status][2 + language] : "";
}

function number(n) {
  return n.toLocaleString(language ? "en-US" : "zh-CN");
}

function percent(part, whole) {
  if (!whole) return "—";
  const p = (100 * part) / whole;
  if (part > 0 && p < 0.1) return "<0.1 %";
  if (part < whole && p > 99.9) return ">99.9 %";
  return (p >= 10 ? p.toFixed(1) : p.toFixed(2)).replace(/\.?0+$/, "") + " %";
}

function size(bytes) {
  const units = ["B", "kB", "MB", "GB", "TB"];
  let i = 0;
  while (bytes >= 1000 && i < units.length - 1) { bytes /= 1000; i++; }
  return (i && bytes < 100 ? bytes.toFixed(1) : Math.round(bytes)) + " " + units[i];
}
