// The official form, as it is printed, with the figures as they were read.

// drawForm returns the tables and the element of each cell.
function drawForm(report, form, choose) {
  const cells = new Array(form.cells.length);
  const figure = (cell, span) => {
    cells[cell] = drawCell(report, form, cell, span, choose);
    return cells[cell];
  };
  let first = 0;
  const tables = form.tables.map((table) => {
    const starts = table.blocks.map((block) => {
      const start = first;
      first += block.rows.length * block.columns.length;
      return start;
    });
    const side = table.blocks.map((block, i) => ({ block, start: starts[i] })).filter((b) => !b.block.across);
    const across = table.blocks.map((block, i) => ({ block, start: starts[i] })).filter((b) => b.block.across);
    return h("section", { class: "table" },
      h("h3", { lang: "zh" }, table.heading),
      across.map((b) => acrossTable(b.block, b.start, figure)),
      side.length ? matrixTable(side, figure) : null);
  });
  return { element: h("div", { class: "form", lang: "zh" }, tables), cells };
}

function drawCell(report, form, cell, span, choose) {
  const status = statusOf(report, cell);
  const failing = form.bearing[cell].some((i) => report.checks[i] === "f");
  const e = h("td", {
    class: "figure s-" + status + (failing ? " failing" : ""), colspan: span > 1 ? span : null, tabindex: -1,
    "data-cell": cell, "aria-label": form.cells[cell] + ": " + (report.values[cell] || "—") + ", " + code("status", status),
    onclick: () => choose(cell), onfocus: () => choose(cell),
  }, figureText(report, form, cell, status));
  return e;
}

// figureText is the figure with the mark of its status, and its unit where it is money.
function figureText(report, form, cell, status) {
  const value = report.values[cell];
  const mark = marks[status];
  const unit = labelsOf(form, cell).amount && value ? h("span", { class: "unit" }, report.units[cell] ? code("unit", report.units[cell]) : "?") : null;
  if (!value) return h("span", { class: "mark alone" }, mark);
  return [mark ? h("span", { class: "mark" }, mark) : null, value, unit];
}

// runOf counts how many rows from i on have the label of i.
function runOf(list, i, label) {
  let n = 1;
  while (i + n < list.length && label(list[i + n]) === label(list[i])) n++;
  return n;
}

function matrixTable(blocks, figure) {
  const all = blocks.flatMap((b) => b.block.rows);
  const stub = all.some((r) => r.stub), group = all.some((r) => r.group);
  const labels = 1 + (stub ? 1 : 0) + (group ? 1 : 0);
  const figures = Math.max(...blocks.map((b) => b.block.columns.length));
  const rows = [];
  for (const { block, start } of blocks) {
    if (block.label) rows.push(h("tr", {}, h("th", { class: "block", colspan: labels + figures }, block.label)));
    rows.push(...headRows(block, labels, figures));
    block.rows.forEach((row, i) => rows.push(bodyRow(block, row, i, start, { stub, group, labels, figures }, figure)));
  }
  return h("div", { class: "scroll" }, h("table", { class: "printed matrix" + (labels > 1 ? " deep" : "") }, h("tbody", {}, rows)));
}

// spanOf says over how many columns a figure reaches in a block with fewer than the widest.
function spanOf(i, n, figures) {
  const each = Math.floor(figures / n);
  return i === n - 1 ? figures - each * (n - 1) : each;
}

function headRows(block, labels, figures) {
  const n = block.columns.length;
  const grouped = block.columns.some((c) => c.group);
  const top = [h("th", { class: "note", colspan: labels, rowspan: grouped ? 2 : null }, (block.notes || []).join(" "))], below = [];
  block.columns.forEach((column, i) => {
    const span = spanOf(i, n, figures);
    if (!column.group) {
      top.push(h("th", { class: "column", colspan: span > 1 ? span : null, rowspan: grouped ? 2 : null }, column.label));
      return;
    }
    if (i === 0 || block.columns[i - 1].group !== column.group) {
      top.push(h("th", { class: "column", colspan: runOf(block.columns, i, (c) => c.group) }, column.group));
    }
    below.push(h("th", { class: "column" }, column.label));
  });
  return grouped ? [h("tr", {}, top), h("tr", {}, below)] : [h("tr", {}, top)];
}

function bodyRow(block, row, i, start, shape, figure) {
  const cells = [];
  let from = 0;
  const tier = (present, label, name) => {
    if (!present) return;
    if (label(row)) {
      if (i === 0 || label(block.rows[i - 1]) !== label(row)) {
        cells.push(h("th", { class: name, rowspan: runOf(block.rows, i, label) }, label(row)));
      }
      from++;
    }
  };
  tier(shape.stub, (r) => r.stub, "stub");
  tier(shape.group, (r) => r.group, "group");
  cells.push(h("th", { class: "row", colspan: shape.labels - from > 1 ? shape.labels - from : null }, row.label));
  const n = block.columns.length;
  block.columns.forEach((_, c) => cells.push(figure(start + i * n + c, spanOf(c, n, shape.figures))));
  return h("tr", {}, cells);
}

function acrossTable(block, start, figure) {
  const n = block.columns.length;
  const stubs = block.rows.some((r) => r.stub);
  const top = [], middle = [], heads = [], values = [];
  block.rows.forEach((row, i) => {
    if (row.stub) {
      if (i === 0 || block.rows[i - 1].stub !== row.stub) {
        top.push(h("th", { class: "column", colspan: n * runOf(block.rows, i, (r) => r.stub) }, row.stub));
      }
      middle.push(h("th", { class: "column", colspan: n }, row.label));
    } else {
      top.push(h("th", { class: "column", colspan: n, rowspan: stubs ? 2 : null }, row.label));
    }
    block.columns.forEach((column, c) => {
      heads.push(h("th", { class: "column narrow" }, column.label));
      values.push(figure(start + i * n + c, 1));
    });
  });
  const notes = (block.notes || []).join(" ");
  return h("div", { class: "scroll" }, h("table", { class: "printed across" }, h("tbody", {},
    notes ? h("tr", {}, h("th", { class: "note", colspan: n * block.rows.length }, notes)) : null,
    h("tr", {}, top), stubs ? h("tr", {}, middle) : null, h("tr", {}, heads), h("tr", {}, values))));
}
