// The list of reports under review with its filters. Only the lines in sight are
// elements, so that twenty thousand scroll as well as twenty.

const lineHeight = 58;
const filterKeys = ["reason", "edition", "layout", "province", "year"];

const queueView = { filters: {}, search: "", found: [], top: 0, list: null };

function valuesOf(item, key) {
  switch (key) {
    case "reason": return item.r;
    case "edition": return [item.e];
    case "layout": return [item.l];
    case "province": return [item.p || "-"];
    default: return [item.y ? String(item.y) : "-"];
  }
}

function nameOf(key, value) {
  if (value === "-") return t("unknown");
  if (key === "reason") return code("review", value);
  return key === "layout" ? code("layout", value) : value;
}

function matches(item, but) {
  for (const key of filterKeys) {
    const wanted = queueView.filters[key];
    if (wanted && key !== but && !valuesOf(item, key).includes(wanted)) return false;
  }
  const search = queueView.search.trim().toLowerCase();
  return !search || [item.i, item.a, item.t, item.u, item.p].some((x) => x && x.toLowerCase().includes(search));
}

function find() {
  queueView.found = page.queue.filter((item) => matches(item));
}

// drawQueue returns the list; choose is called with an item.
function drawQueue(chosen, choose) {
  find();
  const count = h("p", { class: "count" });
  const spacer = h("div", { class: "spacer" });
  const list = h("div", { class: "lines", tabindex: 0, role: "listbox", "aria-label": t("toReview") }, spacer);
  const draw = () => {
    const first = Math.max(0, Math.floor(list.scrollTop / lineHeight) - 4);
    const last = Math.min(queueView.found.length, first + Math.ceil((list.clientHeight || 800) / lineHeight) + 8);
    spacer.style.height = Math.max(1, queueView.found.length) * lineHeight + "px";
    fill(spacer, queueView.found.slice(first, last).map((item, i) => queueLine(item, first + i, chosen.item, choose)),
      queueView.found.length ? null : h("p", { class: "nothing" }, page.queue.length ? t("noMatch") : t("clean")));
    queueView.top = list.scrollTop;
  };
  const filters = h("div", { class: "filters" });
  const update = () => {
    find();
    fill(filters, filterControls(update));
    fill(count, t("shown", number(queueView.found.length), number(page.queue.length)), " ",
      Object.values(queueView.filters).some(Boolean) || queueView.search ? h("button", { type: "button", class: "plain", onclick: () => { clearFilters(); search.value = ""; update(); } }, t("reset")) : null);
    list.scrollTop = 0;
    draw();
  };
  const search = h("input", { type: "search", class: "search", placeholder: t("search"), "aria-label": t("search"), value: queueView.search, oninput: (e) => { queueView.search = e.target.value; update(); } });
  list.addEventListener("scroll", draw, { passive: true });
  const element = h("aside", { class: "queue" }, h("div", { class: "find" }, search, filters, count), list, limits());
  queueView.list = list;
  const start = () => {
    const top = queueView.top;
    fill(filters, filterControls(update));
    fill(count, t("shown", number(queueView.found.length), number(page.queue.length)));
    update();
    list.scrollTop = top;
    draw();
    new ResizeObserver(draw).observe(list);
  };
  const show = () => {
    const at = queueView.found.indexOf(chosen.item);
    if (at >= 0 && (at * lineHeight < list.scrollTop || (at + 1) * lineHeight > list.scrollTop + list.clientHeight)) {
      list.scrollTop = Math.max(0, at * lineHeight - list.clientHeight / 3);
    }
    draw();
  };
  return { element, start, show };
}

function clearFilters() {
  queueView.filters = {};
  queueView.search = "";
}

// filterControls offers what the other filters leave, with counts.
function filterControls(update) {
  return filterKeys.map((key) => {
    const counts = new Map();
    for (const item of page.queue) {
      if (matches(item, key)) for (const v of valuesOf(item, key)) counts.set(v, (counts.get(v) || 0) + 1);
    }
    const wanted = queueView.filters[key] || "";
    if (wanted && !counts.has(wanted)) counts.set(wanted, 0);
    const order = [...counts.keys()].sort((a, b) => key === "year" || key === "edition" ? b.localeCompare(a) : counts.get(b) - counts.get(a) || a.localeCompare(b));
    return h("label", { class: wanted ? "set" : null }, h("span", {}, t(key)), h("select", {
      name: key, onchange: (e) => { queueView.filters[key] = e.target.value; update(); },
    }, h("option", { value: "" }, t("any")), order.map((v) => h("option", { value: v, selected: v === wanted }, nameOf(key, v) + " (" + number(counts.get(v)) + ")"))));
  });
}

function queueLine(item, at, chosen, choose) {
  const name = item.a ? plain(item.a) : item.t ? plain(item.t) : t("noName");
  return h("div", {
    class: "line" + (item === chosen ? " chosen" : "") + (item.c < 0 ? " listed" : ""), role: "option", "aria-selected": item === chosen ? "true" : "false",
    style: { top: at * lineHeight + "px", height: lineHeight + "px" }, "data-id": item.i, onclick: () => choose(item),
  },
    h("p", { class: "who", lang: "zh" }, h("span", { class: "agency" + (item.a ? "" : " none") }, name), h("span", { class: "year" }, item.y || "—")),
    h("p", { class: "what" }, item.r.map((r) => h("span", { class: "reason" }, code("review", r)))),
    h("p", { class: "how" }, h("span", {}, code("layout", item.l)), item.p ? h("span", { lang: "zh" }, plain(item.p)) : null,
      item.c < 0 ? h("span", { class: "only" }, t("listedOnly")) : null));
}

function limits() {
  const o = page.overview;
  const lines = [];
  if (o.in_full < page.queue.length) lines.push(t("someFull", number(o.in_full)));
  if (o.review > page.queue.length) lines.push(t("notListed", number(o.review - page.queue.length)));
  return lines.length ? h("p", { class: "limits" }, lines.join(" ")) : null;
}
