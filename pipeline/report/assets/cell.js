// The chosen cell: what was read, where it stands, which identities bear on it, and the
// line for data/overrides.

function drawCard(report, form, chosen, go, note) {
  const cell = chosen.cell;
  if (cell < 0) return h("div", { class: "card empty" }, h("p", {}, t("chooseCell")), legend());
  return h("div", { class: "card" }, h("button", { type: "button", class: "plain shut", "aria-label": t("close"), title: t("close"), onclick: () => go(-1) }, "×"), facts(report, form, cell), equations(report, form, cell, chosen, go), overrideForm(report, form, cell, note));
}

function legend() {
  return h("ul", { class: "legend" }, Object.keys(marks).map((status) =>
    h("li", { title: meaning(status) }, h("span", { class: "swatch s-" + status }, marks[status] || "8"), code("status", status))));
}

function positionText(place) {
  if (!place) return t("nowhere");
  return place[0] < 0 ? t("positionProse", place[1]) : t("positionIs", place[0], place[1], place[2]);
}

function evidenceText(report, form, cell) {
  const bearing = form.bearing[cell].length;
  return bearing ? t("evidenceIs", report.evidence[cell], bearing) : t("noIdentity");
}

function valueText(report, form, cell) {
  const value = report.values[cell];
  if (!value) return "—";
  if (!labelsOf(form, cell).amount) return value;
  return value + " " + (report.units[cell] ? code("unit", report.units[cell]) : t("unit") + t("unknown"));
}

function facts(report, form, cell) {
  const labels = labelsOf(form, cell), status = statusOf(report, cell);
  return h("div", { class: "facts" },
    h("p", { class: "where", lang: "zh" }, labels.row.concat(labels.column).join(" › ")),
    h("p", { class: "what" }, h("span", { class: "value" }, valueText(report, form, cell)), " ",
      h("span", { class: "tag s-" + status }, marks[status], " ", code("status", status))),
    h("p", { class: "meaning" }, meaning(status)),
    h("dl", {},
      report.raw[cell] !== undefined ? [h("dt", {}, t("raw")), h("dd", {}, h("q", { class: "raw", lang: "zh" }, plain(report.raw[cell])))] : null,
      h("dt", {}, t("position")), h("dd", {}, positionText(report.places[cell])),
      h("dt", {}, t("evidence")), h("dd", {}, evidenceText(report, form, cell)),
      h("dt", {}, "cell"), h("dd", {}, h("code", {}, form.cells[cell]))));
}

function equations(report, form, cell, chosen, go) {
  const bearing = form.bearing[cell].slice().sort((a, b) => rankOf(report, a) - rankOf(report, b));
  return h("div", { class: "equations" },
    h("h4", {}, t("checks")),
    bearing.length ? bearing.map((i) => equation(report, form, i, cell, chosen, go)) : h("p", { class: "meaning" }, t("noIdentity")));
}

function rankOf(report, i) {
  return { f: 0, n: 1, p: 2 }[report.checks[i]];
}

// equation writes an identity out with its figures; each leads to its cell.
function equation(report, form, i, cell, chosen, go) {
  const identity = form.identities[i], outcome = report.checks[i], sums = report.sums[i];
  const term = (c) => h("button", {
    type: "button", class: "term s-" + statusOf(report, c) + (c === cell ? " here" : ""), title: labelText(form, c), onclick: () => go(c, i),
  }, report.values[c] || marks[statusOf(report, c)] || "0");
  const side = (list) => list.map((c, n) => [n ? " + " : "", term(c)]);
  return h("div", { class: "equation " + outcome + (chosen.identity === i ? " picked" : "") },
    h("p", { class: "rule" }, h("code", {}, identity.id + " (" + identity.scope + ")"), " ",
      h("span", { class: "outcome " + outcome }, { p: t("holds"), f: t("fails"), n: t("untested") }[outcome]),
      outcome === "f" && sums ? [" ", h("span", { class: "delta" }, sums[0], " ≠ ", sums[1], " · ", t("difference", signed(sums[2])))] : null),
    h("p", { class: "terms" }, side(identity.l), h("span", { class: "equals" }, outcome === "f" ? " ≠ " : outcome === "p" ? " = " : " ? "), side(identity.r)));
}

function labelText(form, cell) {
  const labels = labelsOf(form, cell);
  return labels.row.concat(labels.column).join(" › ");
}

// The override line. What is typed stays with its cell while the page is open.
const drafts = new Map();

function draftOf(report, form, cell) {
  const key = report.id + " " + form.cells[cell];
  const status = statusOf(report, cell);
  const read = status === "blank" || status === "not_applicable" ? status : report.values[cell];
  if (!drafts.has(key)) drafts.set(key, { value: read, unit: "", why: "" });
  return drafts.get(key);
}

function overrideForm(report, form, cell, note) {
  const draft = draftOf(report, form, cell), amount = labelsOf(form, cell).amount;
  const line = h("output", { class: "line", tabindex: 0 });
  const problem = h("p", { class: "problem", "aria-live": "polite" });
  const button = h("button", { type: "button", class: "copy primary", onclick: () => copy(false) }, t("copy"));
  const withHeader = h("button", { type: "button", class: "copy", onclick: () => copy(true) }, t("copyHeader"));
  const show = () => {
    const wrong = problemOf(draft, report, form, cell, amount);
    line.textContent = overrideLine(report, form, cell, draft);
    problem.textContent = wrong;
    button.disabled = withHeader.disabled = Boolean(wrong);
  };
  const copy = (header) => copyText((header ? overrideHeader + "\n" : "") + overrideLine(report, form, cell, draft), line, note);
  const field = (name, label, properties) => h("label", { class: "f-" + name }, h("span", {}, label), h("input", {
    autocomplete: "off", spellcheck: "false", value: name === "who" ? setting("who") || "" : draft[name], ...properties,
    oninput: (e) => {
      if (name === "who") setting("who", e.target.value), (who = e.target.value);
      else draft[name] = e.target.value;
      show();
    },
  }));
  const units = amount ? ["", "CNY", "CNY_10k"] : [];
  const form_ = h("form", { class: "override", onsubmit: (e) => { e.preventDefault(); if (!button.disabled) copy(false); } },
    h("h4", {}, t("override"), h("span", { class: "hint" }, t("overrideHint"))),
    h("div", { class: "fields" },
      field("value", t("value"), { name: "value", list: "values", title: t("valueHint") }),
      h("datalist", { id: "values" }, h("option", { value: "blank" }, code("status", "blank")), h("option", { value: "not_applicable" }, code("status", "not_applicable"))),
      amount ? h("label", { class: "f-unit" }, h("span", {}, t("unit")), h("select", { onchange: (e) => { draft.unit = e.target.value; show(); } },
        units.map((u) => h("option", { value: u, selected: u === draft.unit }, u ? code("unit", u) : t("unitKeep"))))) : null,
      field("who", t("who"), { name: "who" }),
      field("why", t("why"), { name: "why", placeholder: t("whyHint") })),
    line, h("div", { class: "actions" }, button, withHeader, problem));
  show();
  return form_;
}

let who = "";
const overrideHeader = "content_sha256,report,cell,value,unit,who,when,why";

function overrideLine(report, form, cell, draft) {
  const today = new Date();
  const day = [today.getFullYear(), String(today.getMonth() + 1).padStart(2, "0"), String(today.getDate()).padStart(2, "0")].join("-");
  return [report.sha256, report.ordinal, form.cells[cell], draft.value.trim(), draft.unit, (setting("who") || who).trim(), day, draft.why.trim()].map(csv).join(",");
}

function csv(field) {
  const text = String(field);
  return /[",\r\n]|^\s|\s$/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text;
}

// problemOf says why a line would not be accepted; the rules are those of the program.
function problemOf(draft, report, form, cell, amount) {
  const value = draft.value.trim();
  const empty = value === "blank" || value === "not_applicable";
  if (empty && draft.unit) return t("needNoUnit");
  if (!empty && !/^-?(0|[1-9][0-9]{0,11})(\.[0-9]{1,6})?$/.test(value)) return t("needValue");
  if (!amount && /\.\d*[1-9]/.test(value)) return t("needWhole");
  if (/^-.*[1-9]/.test(value) && (amount || form.bearing[cell].length)) return t("needPositive");
  if (!(setting("who") || who).trim() || !draft.why.trim()) return t("needWho");
  return "";
}

async function copyText(text, shownIn, note) {
  try {
    await navigator.clipboard.writeText(text);
    note(t("copied"));
    return;
  } catch { /* not allowed here: the older way */ }
  const area = h("textarea", { class: "offstage", value: text });
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  if (!done) getSelection().selectAllChildren(shownIn);
  note(done ? t("copied") : t("notCopied"));
}
