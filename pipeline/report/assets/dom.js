// Elements are built here and nowhere else; text enters them as text.

function h(tag, properties, ...children) {
  const e = document.createElement(tag);
  for (const [name, value] of Object.entries(properties || {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) e.addEventListener(name.slice(2), value);
    else if (name === "class") e.className = value;
    else if (name === "style") for (const [k, v] of Object.entries(value)) e.style.setProperty(k, v);
    else if (name === "value") e.value = value;
    else if (name === "checked" || name === "disabled" || name === "readOnly") e[name] = value;
    else e.setAttribute(name, value === true ? "" : String(value));
  }
  add(e, children);
  return e;
}

function add(e, children) {
  for (const c of children.flat(3)) {
    if (c === undefined || c === null || c === false) continue;
    e.append(c instanceof Node ? c : String(c));
  }
}

function fill(e, ...children) {
  e.replaceChildren();
  add(e, children);
  return e;
}

// plain shows text of a document: characters that show nothing, or that would
// turn the text around, become escapes.
const hidden = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

function plain(text) {
  return String(text).replace(hidden, (c) => "\\u" + c.charCodeAt(0).toString(16).padStart(4, "0"));
}

// link makes an address one can follow, if it is one of the web.
function link(address) {
  if (!/^https?:\/\//i.test(address)) return h("span", { class: "address" }, plain(address));
  return h("a", { class: "address", href: address, target: "_blank", rel: "noopener noreferrer" }, plain(address));
}

// colour is what a colour of the style sheet is at present.
function colour(name) {
  const probe = h("span", { style: { color: "var(" + name + ")" } });
  document.body.append(probe);
  const value = getComputedStyle(probe).color;
  probe.remove();
  return value;
}

// setting keeps a choice of the person's, where the browser allows it.
function setting(name, value) {
  try {
    if (value === undefined) return localStorage.getItem("gongkai." + name);
    localStorage.setItem("gongkai." + name, value);
  } catch { /* no storage: the choice lasts as long as the page */ }
  return null;
}
