// Plots. Ranked and stacked bars are elements, so that they print and are read aloud;
// what has an axis is drawn by uPlot.

const drawn = [];

function dropCharts() {
  for (const chart of drawn.splice(0)) {
    chart.observer.disconnect();
    chart.plot.destroy();
  }
}

// bars lists counts as bars, the greatest first. Each is {name, n, note, title, onclick, tone}.
function bars(list) {
  if (!list.length) return h("p", { class: "nothing" }, t("nothing"));
  const most = Math.max(Number.MIN_VALUE, ...list.map((b) => b.n));
  return h("ul", { class: "bars" }, list.map((b) => h("li", { title: b.title || null },
    b.onclick ? h("button", { type: "button", class: "name", onclick: b.onclick }, b.name) : h("span", { class: "name" }, b.name),
    h("span", { class: "track" }, !b.n ? null : h("span", { class: "fill " + (b.tone || ""), style: { width: (100 * b.n) / most + "%" } },
      b.part ? h("span", { class: "part", style: { width: (100 * b.part) / b.n + "%" } }) : null)),
    h("span", { class: "n" }, b.text || number(b.n)))));
}

// stack is one bar cut into shares. Each part is {name, n, tone}.
function stack(parts) {
  const all = parts.reduce((sum, p) => sum + p.n, 0);
  return h("span", { class: "stack", role: "img", "aria-label": parts.filter((p) => p.n).map((p) => p.name + " " + percent(p.n, all)).join(", ") },
    parts.filter((p) => p.n).map((p) => h("span", { class: "fill " + p.tone, title: p.name + " " + number(p.n) + " · " + percent(p.n, all), style: { "flex-grow": p.n } })));
}

// plot draws a uPlot chart that follows the width of its place.
function plot(options, data, height) {
  const place = h("div", { class: "plot" });
  const start = () => {
    const width = Math.max(160, place.clientWidth);
    const chart = new uPlot({ ...options, width, height }, data, place);
    const observer = new ResizeObserver(() => {
      if (place.clientWidth && Math.abs(place.clientWidth - chart.width) > 1) chart.setSize({ width: place.clientWidth, height });
    });
    observer.observe(place);
    drawn.push({ plot: chart, observer });
  };
  return { element: place, start };
}

function axis(side, values, more) {
  const font = "11px system-ui, -apple-system, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif";
  return {
    side, values, font, stroke: colour("--ink-2"), grid: { show: side === 3, stroke: colour("--line-2"), width: 1 },
    ticks: { show: false }, gap: 4, size: side === 3 ? 44 : 26, ...more,
  };
}

// columns draws stacked columns. series is [{name, tone, data}], from the ground up.
function columns(names, series, height) {
  const sums = [];
  let below = names.map(() => 0);
  for (const s of series) {
    below = below.map((b, i) => b + s.data[i]);
    sums.push(below);
  }
  const order = series.map((_, i) => i).reverse(); // the tallest is drawn first
  const options = {
    legend: { show: false }, cursor: { show: false }, padding: [10, 8, 0, 0],
    scales: { x: { time: false, range: [-0.6, names.length - 0.4] }, y: { range: (_, low, high) => [0, Math.max(1, high * 1.04)] } },
    axes: [axis(2, (_, ticks) => ticks.map((i) => names[i] ?? ""), { splits: () => names.map((_, i) => i), grid: { show: false } }),
      axis(3, (_, ticks) => ticks.map((v) => (Number.isInteger(v) ? number(v) : "")))],
    series: [{}].concat(order.map((i) => ({
      label: series[i].name, fill: colour(series[i].tone), stroke: colour("--panel"), width: 1, points: { show: false },
      paths: uPlot.paths.bars({ size: [0.72, 56] }),
    }))),
  };
  return plot(options, [names.map((_, i) => i)].concat(order.map((i) => sums[i])), height);
}

// line draws one figure over the snapshots, with the last value told.
function line(times, values, show, tone) {
  const days = (times[times.length - 1] - times[0]) / 86400;
  const when = (s) => new Date(s * 1000).toISOString().slice(...(days < 3 ? [11, 16] : days > 500 ? [0, 7] : [5, 10]));
  const options = {
    legend: { show: false }, padding: [12, 12, 0, 0],
    cursor: { y: false, points: { size: 7 }, drag: { x: false, y: false } },
    scales: { x: { time: true }, y: { range: (_, low, high) => [0, high > 0 ? high * 1.15 : 1] } },
    axes: [axis(2, undefined, { grid: { show: false }, space: 70,
      values: (_, ticks) => ticks.map(when) }), axis(3, (_, ticks) => ticks.map(show), { size: 52, space: 28 })],
    series: [{}, { stroke: colour(tone), width: 2, fill: colour(tone + "-wash"), points: { show: true, size: 5, fill: colour(tone), stroke: colour(tone) } }],
    hooks: { setCursor: [(u) => {
      const i = u.cursor.idx;
      u.root.dataset.at = i === null || i === undefined ? "" : new Date(times[i] * 1000).toISOString().slice(0, 16).replace("T", " ") + "  " + show(values[i]);
    }] },
  };
  return plot(options, [times, values], 120);
}
