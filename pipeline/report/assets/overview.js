// The overview: what came in, what became of it, and how it changes.

const levels = ["national", "province", "prefecture", "county", "township", ""];
const stackTones = ["observed", "blank", "inferred", "corrected", "conflict", "missing"];

function drawOverview(filterBy) {
  const o = page.overview;
  const charts = [];
  const element = h("div", { class: "overview" },
    heading(o), tiles(o),
    h("div", { class: "panels" },
      coveragePanel(o, charts), statusPanel(o),
      panel("reasons", "third", t("reasonsNote"), bars(o.review_by_reason.map((c) => ({ name: code("review", c.k), title: c.k, n: c.n, tone: "review", onclick: () => filterBy("reason", c.k) })))),
      panel("rejects", "third", percent(o.rejects, o.documents), bars(o.rejects_by_reason.map((c) => ({ name: code("reject", c.k), title: c.k, n: c.n, tone: "reject" })))),
      identityPanel(o, charts),
      trendPanel(o, charts),
      hostsPanel(o),
      provincePanel(o, filterBy), labelPanel(o)));
  return { element, start: () => charts.forEach((c) => c.start()) };
}

function panel(key, span, note, ...content) {
  return h("section", { class: "panel " + span, id: "panel-" + key }, h("h2", {}, t(key), note ? h("span", { class: "note" }, note) : null), content);
}

function heading(o) {
  const id = snapshotName(o);
  return h("header", { class: "heading" },
    h("h1", {}, h("span", { lang: "zh" }, "公开"), " gongkai"),
    h("p", { class: "lead" }, t("lead")),
    h("p", { class: "meta" },
      id ? [t("snapshot"), " ", h("b", {}, id), " · "] : null,
      o.snapshot ? [t("finished"), " ", h("b", {}, o.snapshot.finished.replace("T", " ").replace("Z", " UTC")), " · "] : null,
      t("extractor"), " ", h("b", {}, o.extractor), " · ", t("digest"), " ", h("b", { title: o.digest }, o.digest.slice(0, 12))));
}

// snapshotName is the snapshot's id; the page inside a snapshot is named by its folder.
function snapshotName(o) {
  if (o.snapshot) return o.snapshot.id;
  const folder = /\/snapshots\/(\d{8}T\d{6}Z(?:-\d+)?)\//.exec(location.pathname);
  return folder ? folder[1] : "";
}

function tile(name, value, note, tone) {
  return h("div", { class: "tile " + (tone || "") }, h("dt", {}, name), h("dd", {}, value), h("p", {}, note));
}

function tiles(o) {
  const of = Object.fromEntries(o.statuses.map((c) => [c.k, c.n]));
  const asserted = of.observed + of.inferred + of.corrected + of.verified;
  const holding = asserted + of.conflict + of.missing + of.unreadable;
  const out = Object.fromEntries(o.outcomes.map((c) => [c.k, c.n]));
  return h("dl", { class: "tiles" },
    tile(t("documents"), number(o.documents), t("addresses", number(o.addresses), size(o.bytes))),
    tile(t("withReports"), number(o.with_reports), percent(o.with_reports, o.documents)),
    tile(t("rejected"), number(o.rejects), percent(o.rejects, o.documents)),
    tile(t("reports"), number(o.reports), t("copies", number(o.copies))),
    tile(t("toReview"), number(o.review), t("ofReports", percent(o.review, o.reports)), "warn"),
    tile(t("asserted"), percent(asserted, holding), t("ofPrinted")),
    tile(t("holding"), percent(out.pass, out.pass + out.fail), t("ofTested", number(out.pass + out.fail))));
}

function coveragePanel(o, charts) {
  const years = [...new Set(o.coverage.map((c) => c.y))].sort((a, b) => (a || 9999) - (b || 9999));
  const of = new Map(o.coverage.map((c) => [c.y + " " + c.v, c.n]));
  const present = levels.filter((v) => o.coverage.some((c) => c.v === v));
  const at = (y, v) => of.get(y + " " + v) || 0;
  const names = years.map((y) => y ? String(y) : t("unknown"));
  const chart = columns(years.map((y) => y ? String(y) : "?"), present.map((v) => ({ name: code("level", v), tone: "--level-" + (v || "unknown"), data: years.map((y) => at(y, v)) })), 190);
  charts.push(chart);
  const most = Math.max(1, ...o.coverage.map((c) => c.n));
  const sum = (list) => list.reduce((a, b) => a + b, 0);
  return panel("coverage", "wide", t("coverageNote"), chart.element,
    h("div", { class: "scroll" }, h("table", { class: "matrix-counts" },
      h("thead", {}, h("tr", {}, h("th", {}, t("level")), names.map((n) => h("th", {}, n)), h("th", {}, t("total")))),
      h("tbody", {}, present.map((v) => h("tr", {},
        h("th", {}, h("span", { class: "key", style: { background: "var(--level-" + (v || "unknown") + ")" } }), code("level", v)),
        years.map((y) => h("td", { style: { "--heat": Math.round(28 * Math.sqrt(at(y, v) / most)) + "%" } }, at(y, v) ? number(at(y, v)) : "·")),
        h("td", { class: "sum" }, number(sum(years.map((y) => at(y, v)))))))),
      h("tfoot", {}, h("tr", {}, h("th", {}, t("total")), years.map((y) => h("td", {}, number(sum(present.map((v) => at(y, v)))))),
        h("td", { class: "sum" }, number(sum(o.coverage.map((c) => c.n)))))))));
}

function statusPanel(o) {
  const of = Object.fromEntries(o.statuses.map((c) => [c.k, c.n]));
  const every = [of.observed, of.blank + of.not_applicable + of.verified + of.unreadable, of.inferred, of.corrected, of.conflict, of.missing];
  const row = (name, cells, n) => h("li", {}, h("span", { class: "name" }, name), stack(cells.map((v, i) => ({ name: stackName(i), n: v, tone: "tone-" + stackTones[i] }))), h("span", { class: "n" }, n));
  const all = o.statuses.reduce((a, c) => a + c.n, 0);
  return panel("statuses", "narrow", t("statusNote"),
    h("ul", { class: "bars stacks" }, row(t("all"), every, ""), o.layouts.map((l) => row(code("layout", l.l), l.c, number(l.n)))),
    h("ul", { class: "shares" }, o.statuses.filter((c) => c.n).sort((a, b) => b.n - a.n).map((c) => h("li", { title: meaning(c.k) },
      h("span", { class: "swatch s-" + c.k }, marks[c.k] || "8"), h("span", { class: "name" }, code("status", c.k)),
      h("span", { class: "n" }, number(c.n)), h("span", { class: "share" }, percent(c.n, all))))));
}

function stackName(i) {
  if (i === 1) return ["blank", "not_applicable", "unreadable"].map((s) => code("status", s)).join(language ? ", " : "、");
  return code("status", stackTones[i]);
}

function identityPanel(o, charts) {
  const years = o.years.slice().sort((a, b) => (a.y || 9999) - (b.y || 9999));
  const out = Object.fromEntries(o.outcomes.map((c) => [c.k, c.n]));
  const tones = { pass: "good", fail: "bad", not_assessable: "idle" };
  return panel("identities", "third", t("ofTested", number(out.pass + out.fail)),
    h("div", { class: "one-stack" }, stack(o.outcomes.map((c) => ({ name: code("outcome", c.k), n: c.n, tone: tones[c.k] })))),
    h("ul", { class: "shares" }, o.outcomes.map((c) => h("li", {}, h("span", { class: "swatch " + tones[c.k] }), h("span", { class: "name" }, code("outcome", c.k)),
      h("span", { class: "n" }, number(c.n)), h("span", { class: "share" }, percent(c.n, out.pass + out.fail + out.not_assessable))))),
    h("h3", {}, t("failingByYear")),
    bars(years.filter((y) => y.run).map((y) => ({ name: y.y ? String(y.y) : t("unknown"), n: y.failed / y.run, text: percent(y.failed, y.run), tone: "bad", title: number(y.failed) + " / " + number(y.run) }))));
}

function trendPanel(o, charts) {
  if (!o.snapshot) return panel("trend", "full", "", h("p", { class: "nothing" }, t("trendNone")), h("p", {}, h("code", {}, "gongkai report --dataset DIR --out FILE.html")));
  if (o.history.length < 2) return panel("trend", "full", "", h("p", { class: "nothing" }, t("trendOne")));
  const times = o.history.map((s) => Date.parse(s.at) / 1000);
  const one = (key, value, show, tone) => {
    const values = o.history.map(value);
    const chart = line(times, values, show, tone);
    charts.push(chart);
    const last = values[values.length - 1], before = values[values.length - 2];
    const change = last - before;
    return h("figure", {}, h("figcaption", {}, h("span", { class: "of" }, t(key)), h("b", {}, show(last)),
      change ? h("span", { class: "change" }, (change > 0 ? "▲ " : "▼ ") + show(Math.abs(change))) : null), chart.element);
  };
  const whole = (v) => number(Math.round(v)), share = (v) => percent(v, 1);
  return panel("trend", "full", o.history[0].id + " – " + o.history[o.history.length - 1].id, h("div", { class: "multiples" },
    one("reports", (s) => s.reports, whole, "--tone-accent"),
    one("trendRejects", (s) => s.rejects, whole, "--tone-reject"),
    one("trendReview", (s) => s.review / Math.max(1, s.reports), share, "--tone-review"),
    one("trendFailed", (s) => s.failed / Math.max(1, s.run), share, "--tone-bad"),
    one("trendLost", (s) => s.lost / Math.max(1, s.cells), share, "--tone-missing")));
}

function hostsPanel(o) {
  if (!o.snapshot) return null;
  if (!o.hosts.length) return panel("hosts", "quarter", "", h("p", { class: "nothing" }, t("hostsNone")));
  return panel("hosts", "half", t("hostsNote"),
    bars(o.hosts.map((x) => ({ name: x.h, n: x.s, text: x.s.toFixed(x.s < 10 ? 2 : 1) + " s", title: t("requests", number(x.n)), tone: "reject" }))));
}

function provincePanel(o, filterBy) {
  return panel("provinces", o.hosts.length ? "half" : o.snapshot ? "rest" : "full", t("provincesNote"), h("div", { class: "two" }, bars(o.provinces.map((p) => ({
    name: p.p || t("unknown"), n: p.n, part: p.r, text: number(p.n) + " · " + percent(p.r, p.n), tone: "plain", onclick: () => filterBy("province", p.p || "-"),
  })))));
}

const fewLabels = 16;

function labelPanel(o) {
  if (!o.labels.length) return panel("labels", "full", "", h("p", { class: "nothing" }, t("nothing")));
  return panel("labels", "full", t("labelsNote", number(o.labels_total)), h("div", { class: "scroll" }, h("table", { class: "labels" },
    h("thead", {}, h("tr", {}, [t("label"), t("nearest"), t("form"), t("docs")].map((x) => h("th", {}, x)))),
    h("tbody", {}, o.labels.map((l, i) => h("tr", { class: i >= fewLabels ? "more" : null },
      h("td", { lang: "zh" }, l.new ? h("span", { class: "tag new" }, t("labelsNew")) : null, plain(l.l)),
      h("td", { lang: "zh", class: "near" }, l.near ? plain(l.near) + " (" + (l.d || 0) + ")" : ""),
      h("td", {}, h("code", {}, l.t + " " + l.e)), h("td", { class: "n" }, number(l.n))))))),
    o.labels.length > fewLabels ? h("button", { type: "button", class: "plain", onclick: (e) => { e.target.previousSibling.classList.add("every"); e.target.remove(); } }, t("moreLabels", o.labels.length - fewLabels)) : null);
}
