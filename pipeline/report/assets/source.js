// The source as it was laid out, in which a position names a cell.

function drawSource(report, form, choose) {
  const source = report.source;
  const at = new Map(); // "table row cell" → element
  const cellsAt = new Map(); // the same → cells of the form
  report.places.forEach((place, cell) => {
    if (!place) return;
    const key = place.join(" ");
    cellsAt.set(key, (cellsAt.get(key) || []).concat(cell));
  });
  const orphans = new Set((source.orphans || []).map((p) => p.join(" ")));
  const labels = new Set(source.labels || []);
  const make = (tag, row, cell) => {
    const key = [row.t, row.i, cell.n].join(" ");
    const own = source.kind === "grid" ? cellsAt.get(key) || [] : [];
    const status = own.length ? statusOf(report, own[0]) : "";
    const orphan = orphans.has(key);
    const e = h(tag, {
      class: [own.length ? "hit s-" + status : "", orphan ? "orphan" : "", labels.has(cell.x.trim()) ? "unknown" : ""].filter(Boolean).join(" ") || null,
      colspan: cell.w, rowspan: cell.h, title: orphan ? t("orphan") : null,
      onclick: own.length ? () => choose(own[0]) : null,
    }, plain(cell.x));
    at.set(key, e);
    return e;
  };
  const parts = [];
  for (let i = 0; i < source.rows.length;) {
    let n = 1;
    while (i + n < source.rows.length && source.rows[i + n].t === source.rows[i].t) n++;
    const run = source.rows.slice(i, i + n);
    parts.push(source.rows[i].t < 0 ? prose(run, make) : sourceTable(run, make));
    i += n;
  }
  return {
    element: h("div", { class: "text " + source.kind, lang: "zh" }, notices(source), parts, source.after ? h("p", { class: "left-out" }, t("rowsAfter", number(source.after))) : null),
    at: (cell) => report.places[cell] && source.kind === "grid" ? at.get(report.places[cell].join(" ")) : null,
  };
}

function notices(source) {
  return [
    source.kind === "none" ? h("p", { class: "notice" }, t("sourceNone")) : null,
    source.kind === "plain" ? h("p", { class: "notice" }, t("sourcePlain")) : null,
    source.differs ? h("p", { class: "notice" }, t("sourceDiffers", number(source.differs))) : null,
    source.cut ? h("p", { class: "left-out" }, t("sourceCut")) : null,
    source.before ? h("p", { class: "left-out" }, t("rowsBefore", number(source.before))) : null,
  ];
}

function prose(rows, make) {
  return rows.map((row) => h("p", { class: row.o ? "outside" : null, title: row.o ? t("outside") : null }, row.c.map((cell) => [make("span", row, cell), " "])));
}

function sourceTable(rows, make) {
  return h("div", { class: "scroll" }, h("table", {}, h("tbody", {}, rows.map((row) => h("tr", { class: row.o ? "outside" : null },
    h("th", { class: "at" }, row.i), row.c.map((cell) => make("td", row, cell)))))));
}
