// Identities drawn on the form: a line along the cells that an identity relates, a dot
// at each cell of the left side, a ring at each of the right, and the difference.

function drawMarks(layer, report, form, cells, chosen) {
  layer.replaceChildren();
  const origin = layer.getBoundingClientRect();
  const taken = new Map(); // lines along one row or column stand beside each other
  const picked = chosen.identity;
  form.identities.forEach((identity, i) => {
    const fails = report.checks[i] === "f";
    const bears = chosen.cell >= 0 && form.bearing[chosen.cell].includes(i) && report.checks[i] === "p";
    if (!fails && !bears && picked !== i) return;
    const strong = picked === i || (picked < 0 && form.bearing[Math.max(0, chosen.cell)].includes(i) && chosen.cell >= 0);
    layer.append(drawIdentity(report, form, i, cells, origin, taken, (fails ? "fails" : "holds") + (strong ? " strong" : "")));
  });
}

function drawIdentity(report, form, i, cells, origin, taken, name) {
  const identity = form.identities[i];
  const box = (c) => {
    const r = cells[c].getBoundingClientRect();
    return { left: r.left - origin.left, right: r.right - origin.left, top: r.top - origin.top, bottom: r.bottom - origin.top };
  };
  const left = identity.l.map(box), right = identity.r.map(box), all = left.concat(right);
  const level = all.every((b) => Math.abs(b.top - all[0].top) < 2);
  const key = (level ? "r" : "c") + Math.round(level ? all[0].bottom : all[0].right);
  const shift = 3 * (taken.get(key) || 0);
  taken.set(key, (taken.get(key) || 0) + 1);
  const g = svg("g", { class: name });
  const at = level
    ? (b) => ({ x: (b.left + b.right) / 2, y: b.bottom - 3 - shift })
    : (b) => ({ x: b.right - 3 - shift, y: (b.top + b.bottom) / 2 });
  const points = all.map(at);
  const xs = points.map((p) => p.x), ys = points.map((p) => p.y);
  g.append(svg("line", { x1: Math.min(...xs), x2: Math.max(...xs), y1: Math.min(...ys), y2: Math.max(...ys) }));
  left.map(at).forEach((p) => g.append(svg("circle", { cx: p.x, cy: p.y, r: 2.2, class: "left" })));
  right.map(at).forEach((p) => g.append(svg("circle", { cx: p.x, cy: p.y, r: 3.2, class: "right" })));
  const sums = report.sums[i];
  if (report.checks[i] === "f" && sums) g.append(chip(right[0], signed(sums[2]), taken));
  return g;
}

// chip is a small label with the difference, on the lower edge of the cell of the
// right side, where it covers no figure.
function chip(box, text, taken) {
  const key = "chip" + Math.round(box.left) + " " + Math.round(box.top);
  const width = 6 + 5.8 * text.length, before = taken.get(key) || 0;
  taken.set(key, before + width + 1);
  const x = box.left + before - 2, y = box.bottom - 7;
  return svg("g", { class: "chip" },
    svg("rect", { x, y, width, height: 12, rx: 2.5 }),
    svg("text", { x: x + width / 2, y: y + 9.3, "text-anchor": "middle" }, text));
}

function signed(text) {
  return text.startsWith("-") ? "−" + text.slice(1) : "+" + text;
}
