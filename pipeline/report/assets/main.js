// What is shown, and how one moves.

const state = { view: "overview", item: null, report: null, form: null, cell: -1, identity: -1, pane: "form" };
const parts = {}; // the elements and functions of the report on show
const systemDark = matchMedia("(prefers-color-scheme: dark)");

function themeNow() {
  return setting("theme") || "auto";
}

function applyTheme(theme) {
  document.documentElement.dataset.theme = theme === "auto" ? (systemDark.matches ? "dark" : "light") : theme;
}

function setTheme(theme) {
  setting("theme", theme);
  applyTheme(theme);
  drawBar(theme);
  if (state.view === "overview") draw();
}

function setLanguage(n) {
  language = n;
  setting("language", n ? "en" : "zh");
  document.documentElement.lang = n ? "en" : "zh-CN";
  document.title = t("title") + " · gongkai " + (page.overview ? snapshotName(page.overview) : "");
}

function drawBar(theme) {
  theme = theme || themeNow();
  const tab = (view, name, n) => h("button", { type: "button", class: state.view === view ? "tab chosen" : "tab", "aria-current": state.view === view ? "page" : null, onclick: () => show(view) },
    name, n === undefined ? null : h("span", { class: "n" }, number(n)));
  fill(document.getElementById("bar"),
    h("span", { class: "seal", "aria-hidden": "true", lang: "zh" }, "公开"),
    h("nav", {}, tab("overview", t("overview")), tab("review", t("review"), page.overview.review)),
    h("span", { class: "grow" }),
    h("select", { class: "theme", "aria-label": t("theme"), onchange: (e) => setTheme(e.target.value) },
      ["auto", "light", "dark"].map((x) => h("option", { value: x, selected: x === theme }, t("theme" + x[0].toUpperCase() + x.slice(1))))),
    h("button", { type: "button", class: "language", title: t("languageHint"), lang: language ? "zh" : "en", onclick: switchLanguage }, t("language")),
    h("button", { type: "button", class: "wide-only", onclick: () => print() }, t("print")),
    h("button", { type: "button", class: "help", "aria-label": t("help"), title: t("help"), onclick: help }, "?"));
}

function switchLanguage() {
  setLanguage(language ? 0 : 1);
  draw();
}

// note says something for a moment.
function note(text) {
  let e = document.getElementById("note");
  if (!e) document.body.append(e = h("p", { id: "note", class: "note", role: "status" }));
  e.textContent = text;
  e.classList.add("on");
  clearTimeout(note.timer);
  note.timer = setTimeout(() => e.classList.remove("on"), 2200);
}

// The address says what is shown, so that it can be kept and sent: #/review/REPORT/CELL.
function address() {
  if (state.view === "overview") return "#/";
  const cell = state.report && state.cell >= 0 ? "/" + state.form.cells[state.cell] : "";
  return "#/review" + (state.item ? "/" + state.item.i + cell : "");
}

function keepAddress() {
  const wanted = address();
  if (location.hash !== wanted && !(wanted === "#/" && !location.hash)) location.replace(wanted);
}

async function followAddress() {
  const [, view, id, ...cell] = location.hash.slice(1).split("/");
  if (view !== "review") {
    if (state.view !== "overview") show("overview");
    return;
  }
  const item = page.queue.find((x) => x.i === id);
  if (state.view !== "review") show("review", item || null);
  else if (item && item !== state.item) await open(item);
  if (cell.length && state.form) {
    const at = state.form.cells.indexOf(cell.join("/"));
    if (at >= 0 && at !== state.cell) chooseCell(at);
  }
}

function show(view, item) {
  state.view = view;
  if (view === "review" && item !== undefined) state.item = item;
  draw();
  keepAddress();
}

function draw() {
  dropCharts();
  drawBar();
  document.body.dataset.view = state.view;
  const main = document.getElementById("main");
  if (state.view === "overview") {
    const overview = drawOverview((key, value) => { clearFilters(); queueView.filters[key] = value; queueView.top = 0; state.item = null; show("review"); });
    fill(main, overview.element);
    overview.start();
    return;
  }
  parts.queue = drawQueue(state, (item) => open(item, true));
  parts.stage = h("article", { class: "stage" });
  fill(main, h("div", { class: "review" }, parts.queue.element, parts.stage));
  parts.queue.start();
  const narrow = matchMedia("(max-width: 820px)").matches;
  if (!state.item && !narrow) state.item = queueView.found.find((x) => x.c >= 0) || null;
  document.body.dataset.open = state.item ? "yes" : "no";
  if (state.item) open(state.item); else fill(parts.stage, h("p", { class: "nothing" }, page.queue.length ? t("choose") : t("clean")));
}

// open shows a report. Its data are unpacked when they are first asked for.
async function open(item) {
  const same = state.report && state.report.id === item.i;
  if (!same) { state.cell = -1; state.identity = -1; state.report = null; }
  state.item = item;
  document.body.dataset.open = "yes";
  parts.queue.show();
  let report = null;
  try {
    report = await reportOf(item);
  } catch (e) {
    fill(parts.stage, h("p", { class: "notice" }, t("failed", e)));
    return;
  }
  if (state.item !== item || state.view !== "review") return;
  state.report = report;
  state.form = report ? page.forms[report.edition] : null;
  drawReport();
  keepAddress();
}

function close() {
  state.item = null;
  state.report = null;
  document.body.dataset.open = "no";
  show("review", null);
}

function drawReport() {
  const item = state.item, report = state.report;
  if (!report) {
    fill(parts.stage, h("div", { class: "only-listed" }, h("h2", { lang: "zh" }, plain(item.a || item.t || t("noName"))), reasonTags(item.r),
      h("p", {}, t("listedOnlyText")), h("p", {}, h("code", {}, "gongkai inspect " + item.i + " --dataset DIR")), h("p", {}, link(item.u))));
    return;
  }
  const form = drawForm(report, state.form, chooseCell);
  const source = drawSource(report, state.form, chooseCell);
  Object.assign(parts, { form, source, card: h("div", { class: "card-place" }) });
  parts.formPane = h("div", { class: "pane form-pane" }, form.element, failures());
  parts.sourcePane = h("div", { class: "pane source-pane" }, source.element);
  fill(parts.stage, reportHead(),
    h("div", { class: "switch", role: "tablist" }, ["form", "source"].map((pane) => h("button", { type: "button", role: "tab", class: state.pane === pane ? "chosen" : "", onclick: () => setPane(pane) }, t(pane)))),
    h("div", { class: "pair", "data-pane": state.pane }, parts.formPane, parts.sourcePane), parts.card);
  hover(parts.formPane);
  refresh();
  if (state.cell >= 0) reveal(); else form.cells[0].tabIndex = 0;
}

function setPane(pane) {
  state.pane = pane;
  const pair = parts.stage.querySelector(".pair");
  pair.dataset.pane = pane;
  parts.stage.querySelectorAll(".switch button").forEach((b, i) => b.classList.toggle("chosen", ["form", "source"][i] === pane));
  if (state.cell >= 0) reveal();
}

function reasonTags(reasons) {
  return h("p", { class: "reasons" }, reasons.map((r) => h("span", { class: "tag reason", title: r }, code("review", r))));
}

function reportHead() {
  const r = state.report;
  const step = (n) => h("button", { type: "button", class: "step", title: t(n < 0 ? "previous" : "next"), "aria-label": t(n < 0 ? "previous" : "next"), onclick: () => move(n) }, n < 0 ? "‹" : "›");
  const where = r.where.length ? r.where.join(" ") : t("unknown");
  return h("header", { class: "report-head" },
    h("div", { class: "top" }, h("button", { type: "button", class: "back", onclick: close }, "‹ " + t("backToList")),
      h("h2", { lang: "zh" }, plain(r.agency || t("noName")), r.agency_status === "inferred" ? h("small", {}, " " + code("agencyStatus", "inferred")) : null), h("span", { class: "year" }, r.year || "—"), h("span", { class: "steps" }, step(-1), step(1))),
    h("p", { class: "title", lang: "zh" }, plain(r.title)),
    h("p", { class: "facts-line" }, [
      [where + (r.division ? " " + r.division : ""), r.level ? code("level", r.level) : null].filter(Boolean).join(" · "),
      t("edition") + " " + r.edition, t("layout") + " " + code("layout", r.layout) + " · " + r.script,
      r.year ? t("year") + " " + t("yearFrom", code("yearSource", r.year_source)) : null, r.published ? t("published", r.published) : null,
      r.duplicate_of ? t("copyOf", r.duplicate_of) : null, r.id,
    ].filter(Boolean).map((x) => h("span", {}, plain(x)))),
    h("p", { class: "facts-line" }, link(r.uri)), reasonTags(r.reasons));
}

// failures lists the identities that fail, below the form.
function failures() {
  const r = state.report, form = state.form;
  const failing = form.identities.map((_, i) => i).filter((i) => r.checks[i] === "f");
  const tested = form.identities.filter((_, i) => r.checks[i] !== "n").length;
  parts.failing = failing;
  return h("section", { class: "failures" }, h("h3", {}, t("checks"), h("span", { class: "hint" }, failing.length ? t("failing", failing.length) : t("allHold", tested))),
    failing.map((i) => equation(r, form, i, -1, { identity: -1 }, (c) => chooseCell(c, i))));
}

function chooseCell(cell, identity) {
  if (cell < 0) { leaveCell(); return; }
  if (cell === state.cell && identity === undefined) return;
  const chosen = identity === undefined ? -1 : identity;
  if (cell === state.cell && chosen === state.identity) return;
  state.cell = cell;
  state.identity = chosen;
  refresh();
  reveal();
  keepAddress();
}

function leaveCell() {
  state.cell = -1;
  state.identity = -1;
  refresh();
  keepAddress();
}

// refresh redraws what depends on the choice.
function refresh() {
  const { form, source, card } = parts;
  form.cells.forEach((e, i) => {
    e.classList.toggle("chosen", i === state.cell);
    e.tabIndex = i === state.cell || (state.cell < 0 && i === 0) ? 0 : -1;
  });
  parts.sourcePane.querySelectorAll(".chosen").forEach((e) => e.classList.remove("chosen"));
  const at = state.cell >= 0 ? source.at(state.cell) : null;
  if (at) at.classList.add("chosen");
  fill(card, drawCard(state.report, state.form, state, (c, i) => chooseCell(c, i), note));
  drawMarks(state.report, state.form, form.cells, state);
}

// reveal scrolls the panes so that the choice is in sight.
function reveal() {
  const cell = parts.form.cells[state.cell];
  scrollTo(parts.formPane, cell);
  const at = parts.source.at(state.cell);
  if (at) scrollTo(parts.sourcePane, at);
  if (document.activeElement && document.activeElement.closest(".form-pane") && document.activeElement !== cell) cell.focus({ preventScroll: true });
}

function scrollTo(pane, e) {
  if (!e || !pane.clientHeight) return;
  const box = pane.getBoundingClientRect(), at = e.getBoundingClientRect();
  if (at.top < box.top + 30 || at.bottom > box.bottom - 30) pane.scrollTop += at.top - box.top - pane.clientHeight / 2 + at.height / 2;
  const wide = e.closest(".scroll");
  if (wide) {
    const edge = wide.getBoundingClientRect();
    if (at.left < edge.left || at.right > edge.right) wide.scrollLeft += at.left - edge.left - wide.clientWidth / 2;
  }
}

// hover tells raw text, position and evidence of the cell under the pointer.
function hover(pane) {
  const tip = h("div", { class: "tip", role: "tooltip" });
  parts.stage.append(tip);
  pane.addEventListener("pointerover", (e) => {
    const at = e.target.closest("[data-cell]");
    if (!at || e.pointerType === "touch") { tip.classList.remove("on"); return; }
    const cell = Number(at.dataset.cell), r = state.report, status = statusOf(r, cell);
    fill(tip, h("b", {}, valueText(r, state.form, cell)), " ", h("span", { class: "tag s-" + status }, marks[status], " ", code("status", status)),
      r.raw[cell] !== undefined ? h("p", {}, t("raw"), " ", h("q", { lang: "zh" }, plain(cut(r.raw[cell], 120)))) : null,
      h("p", {}, positionText(r.places[cell])), h("p", {}, evidenceText(r, state.form, cell)));
    const box = at.getBoundingClientRect();
    tip.classList.add("on");
    tip.style.left = Math.max(6, Math.min(innerWidth - tip.offsetWidth - 6, box.left)) + "px";
    tip.style.top = (box.bottom + tip.offsetHeight + 8 > innerHeight ? box.top - tip.offsetHeight - 6 : box.bottom + 6) + "px";
  });
  pane.addEventListener("pointerleave", () => tip.classList.remove("on"));
  pane.addEventListener("scroll", () => tip.classList.remove("on"), { passive: true });
}

function cut(text, most) {
  return text.length > most ? text.slice(0, most) + "…" : text;
}

// move goes to the next or the previous report of the list.
function move(n) {
  const at = queueView.found.indexOf(state.item);
  const next = queueView.found[at < 0 ? 0 : at + n];
  if (next) open(next);
}

// step goes to the next or the previous cell in trouble.
function stepTrouble(n) {
  const count = state.form.cells.length;
  for (let i = 1; i <= count; i++) {
    const cell = (((state.cell < 0 && n > 0 ? -1 : state.cell) + n * i) % count + count) % count;
    if (inTrouble(statusOf(state.report, cell))) { chooseCell(cell); return; }
  }
}

function stepFailure() {
  if (!parts.failing.length) return;
  const i = parts.failing[(parts.failing.indexOf(state.identity) + 1) % parts.failing.length];
  chooseCell(state.form.identities[i].r[0], i);
}

// neighbour is the cell that stands next in a direction, by where it is printed.
function neighbour(dx, dy) {
  const cells = parts.form.cells, from = cells[state.cell].getBoundingClientRect();
  const x = from.left + from.width / 2, y = from.top + from.height / 2;
  let best = -1, least = Infinity;
  cells.forEach((e, i) => {
    if (i === state.cell) return;
    const r = e.getBoundingClientRect(), ex = r.left + r.width / 2 - x, ey = r.top + r.height / 2 - y;
    const along = dx ? ex * dx : ey * dy, aside = Math.abs(dx ? ey : ex);
    if (along < 4 || (dx && aside > 4)) return;
    const cost = along + 3 * aside;
    if (cost < least) { least = cost; best = i; }
  });
  return best;
}

function help() {
  const old = document.getElementById("help");
  if (old) { old.remove(); return; }
  const dialog = h("dialog", { id: "help", onclose: () => dialog.remove(), onclick: (e) => { if (e.target === dialog) dialog.close(); } },
    h("h2", {}, t("keysTitle")), h("dl", {}, t("keys").split(";").map((line) => {
      const [keys, what] = line.split("|");
      return [h("dt", {}, keys.split(" ").map((k) => h("kbd", {}, k))), h("dd", {}, what)];
    })), h("form", { method: "dialog" }, h("button", { class: "primary" }, t("close"))));
  document.body.append(dialog);
  dialog.showModal();
}

const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function onKey(e) {
  if (e.ctrlKey || e.metaKey || e.altKey || document.getElementById("help")) return;
  const typing = e.target instanceof Element && e.target.closest("input, select, textarea");
  if (e.key === "Escape") {
    if (typing) e.target.blur();
    else if (state.cell >= 0) leaveCell();
    else if (state.item && matchMedia("(max-width: 820px)").matches) close();
    return;
  }
  if (typing) return;
  if (arrows[e.key] && state.view === "review" && state.report && state.cell >= 0) {
    const next = neighbour(...arrows[e.key]);
    if (next >= 0) { chooseCell(next); parts.form.cells[next].focus({ preventScroll: true }); }
    e.preventDefault();
    return;
  }
  const act = actions[e.key];
  if (!act) return;
  e.preventDefault();
  act();
}

const inReport = (f) => () => { if (state.view === "review" && state.report) f(); };
const inReview = (f) => () => { if (state.view === "review") f(); };

const actions = {
  "?": help, o: () => show("overview"), r: () => show("review"), l: switchLanguage,
  t: () => setTheme({ auto: "light", light: "dark", dark: "auto" }[themeNow()]),
  j: inReview(() => move(1)), k: inReview(() => move(-1)),
  n: inReport(() => stepTrouble(1)), p: inReport(() => stepTrouble(-1)), i: inReport(stepFailure),
  s: inReport(() => setPane(state.pane === "form" ? "source" : "form")),
  c: inReport(() => { const b = parts.card.querySelector("button.copy"); if (b && !b.disabled) b.click(); else note(parts.card.querySelector(".problem")?.textContent || t("chooseCell")); }),
  e: inReport(() => parts.card.querySelector("input")?.select()),
  "/": inReview(() => document.querySelector(".search").focus()),
  f: inReview(() => document.querySelector(".filters select").focus()),
};

async function start() {
  applyTheme(themeNow());
  setLanguage(setting("language") ? Number(setting("language") === "en") : Number(!/^zh/i.test(navigator.language)));
  try {
    await load();
  } catch (e) {
    fill(document.getElementById("main"), h("p", { class: "wait" }, t("failed", e)));
    return;
  }
  setLanguage(language);
  if (location.hash.startsWith("#/review")) { state.view = "review"; state.item = page.queue.find((x) => location.hash.includes(x.i)) || null; }
  draw();
  followAddress();
  addEventListener("hashchange", followAddress);
  addEventListener("keydown", onKey);
  systemDark.addEventListener("change", () => { if (themeNow() === "auto") setTheme("auto"); });
  addEventListener("beforeprint", () => {
    document.documentElement.dataset.theme = "light";
    if (state.view === "overview") draw();
  });
  addEventListener("afterprint", () => { applyTheme(themeNow()); draw(); });
  document.body.dataset.ready = "yes";
}

start();
