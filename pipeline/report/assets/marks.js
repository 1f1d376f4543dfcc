// Identities drawn on the form: a line along the cells that an identity relates, a dot
// at each cell of the left side, a ring at each of the right, and the difference. They
// are drawn within the cells, so that they stay where they belong at any width and on paper.

function drawMarks(report, form, cells, chosen) {
  for (const cell of cells) cell.querySelectorAll(".drawn").forEach((e) => e.remove());
  const taken = new Map(); // lines along one row or column stand beside each other
  const bearing = chosen.cell >= 0 ? form.bearing[chosen.cell] : [];
  form.identities.forEach((identity, i) => {
    const outcome = report.checks[i], bears = bearing.includes(i);
    if (outcome !== "f" && !(bears && outcome === "p") && chosen.identity !== i) return;
    const strong = chosen.identity === i || (chosen.identity < 0 && bears);
    drawIdentity(report, form, i, cells, taken, (outcome === "f" ? "fails" : "holds") + (strong ? " strong" : ""));
  });
}

function drawIdentity(report, form, i, cells, taken, name) {
  const identity = form.identities[i], all = identity.l.concat(identity.r), at = form.places[all[0]];
  const level = all.every((c) => form.places[c].row === at.row);
  const along = level ? (p) => p.column : (p) => p.row, fixed = level ? (p) => p.row : (p) => p.column;
  const ends = all.map((c) => along(form.places[c])), first = Math.min(...ends), last = Math.max(...ends);
  const key = [level, at.table, at.block, fixed(at)].join(" "), shift = taken.get(key) || 0;
  taken.set(key, shift + 1);
  form.places.forEach((p, c) => {
    if (p.table !== at.table || p.block !== at.block || fixed(p) !== fixed(at) || along(p) < first || along(p) > last) return;
    const end = (along(p) === first ? " first" : "") + (along(p) === last ? " last" : "");
    cells[c].append(h("i", { class: "drawn " + (level ? "along " : "down ") + name + end, "data-identity": i, style: { "--shift": 3 * shift + "px" } },
      identity.l.includes(c) ? h("i", { class: "dot" }) : identity.r.includes(c) ? h("i", { class: "dot ring" }) : null));
  });
  if (report.checks[i] === "f" && report.sums[i]) chip(cells[identity.r[0]], signed(report.sums[i][2]), name);
}

// chip is a small label with the difference, on the lower edge of a cell, where it
// covers no figure.
function chip(cell, text, name) {
  let place = cell.querySelector(".chips");
  if (!place) cell.append(place = h("span", { class: "drawn chips" }));
  place.append(h("b", { class: name }, text));
}

function signed(text) {
  return text.startsWith("-") ? "−" + text.slice(1) : "+" + text;
}
