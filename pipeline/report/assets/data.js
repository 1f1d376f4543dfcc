// The data blocks of the page: gzipped JSON in base64, unpacked when asked for.

async function unpack(id) {
  const text = document.getElementById(id).textContent;
  const packed = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).json();
}

const page = { overview: null, forms: null, queue: [] };

async function load() {
  const [overview, forms, queue] = await Promise.all(["overview", "forms", "queue"].map(unpack));
  page.overview = overview;
  page.forms = forms;
  page.queue = queue;
  page.queue.forEach((item, at) => { item.at = at; });
  for (const form of Object.values(forms)) index(form);
}

// index notes for each cell where it is printed and which identities bear on it.
function index(form) {
  form.places = [];
  form.bearing = form.cells.map(() => []);
  form.tables.forEach((table, ti) => table.blocks.forEach((block, bi) => {
    block.rows.forEach((row, ri) => block.columns.forEach((column, ci) => {
      form.places.push({ table: ti, block: bi, row: ri, column: ci });
    }));
  }));
  form.identities.forEach((identity, i) => {
    for (const c of identity.l.concat(identity.r)) form.bearing[c].push(i);
  });
}

const chunks = new Map();
const mostChunks = 8;

async function reportOf(item) {
  if (item.c < 0) return null;
  let chunk = chunks.get(item.c);
  chunks.delete(item.c);
  chunk = chunk || unpack("chunk-" + item.c);
  chunks.set(item.c, chunk);
  if (chunks.size > mostChunks) chunks.delete(chunks.keys().next().value);
  return (await chunk)[item.s];
}

function statusOf(report, cell) {
  return page.overview.status_codes[report.status.charCodeAt(cell) - 97];
}

// inTrouble says whether a person should look at a cell.
function inTrouble(status) {
  return status !== "observed" && status !== "blank" && status !== "not_applicable" && status !== "verified";
}

// labelsOf is what the form prints for a cell, outermost first.
function labelsOf(form, cell) {
  const p = form.places[cell];
  const block = form.tables[p.table].blocks[p.block];
  const row = block.rows[p.row], column = block.columns[p.column];
  return {
    row: [block.label, row.stub, row.group, row.label].filter(Boolean),
    column: [column.group, column.label].filter(Boolean),
    amount: Boolean(column.amount),
  };
}
