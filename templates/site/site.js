// What the pages do beyond showing: filter and sort. Without it everything is still there.
"use strict";

// --- Filter: a form's fields against the data-* attributes of a table's rows.
for (const form of document.querySelectorAll("form[data-filters]")) {
  const rows = [...document.getElementById(form.dataset.filters).tBodies[0].rows];
  const status = form.querySelector("[role=status]");

  const apply = () => {
    const wanted = [...new FormData(form)].filter(([, value]) => value);
    let shown = 0;
    for (const row of rows) {
      const fits = wanted.every(([name, value]) => (row.dataset[name] ?? "").split("|").includes(value));
      row.hidden = !fits;
      shown += fits;
    }
    const told = { all: rows.length, shown };
    status.replaceChildren(wanted.length ? taikou.say("{all}項目のうち{shown}項目を表示しています。", told) : "");
    // The address leads to what is chosen: it can be sent to others.
    const query = new URLSearchParams(wanted);
    const language = new URLSearchParams(location.search).get("lang");
    if (language) query.set("lang", language);
    const chosen = query.size ? `?${query}` : location.pathname;
    if (query.size || location.search) history.replaceState(null, "", chosen + location.hash);
  };

  for (const [name, value] of new URLSearchParams(location.search)) {
    const field = form.elements.namedItem(name);
    if (field?.type === "checkbox") field.checked = value === "1";
    else if (field) field.value = value;
  }
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(apply));
  apply();
}

// --- Sortable tables: each heading becomes a button.
const SCALES = { "": 1, 百: 1e2, 千: 1e3, 万: 1e4, 億: 1e8, 兆: 1e12 };
const PARTS = /([0-9]+(?:\.[0-9]+)?)([百千]?)([万億兆]?)/gy;
// The number that a cell begins with, whatever unit follows; a date or a label such as 1-2 is none.
const number = (text) => {
  const plain = text.normalize("NFKC").replace(/,(?=[0-9])/g, "").replace(/^[▲△−‐–-](?=[0-9])/, "-");
  const sign = plain.startsWith("-") ? -1 : 1;
  PARTS.lastIndex = sign < 0 ? 1 : 0;
  let [value, end] = [null, PARTS.lastIndex];
  for (let part = PARTS.exec(plain); part; part = PARTS.exec(plain)) {
    value += Number(part[1]) * SCALES[part[2]] * SCALES[part[3]];
    end = PARTS.lastIndex;
    if (!part[2] && !part[3]) break;
  }
  return value === null || /^[-./:0-9]/.test(plain.slice(end)) ? null : sign * value;
};
const isEmpty = (text) => /^[-－—―–]?$/.test(text);
// A column of numbers is one where most cells are; there words follow the numbers, and what has
// no value stays last, whichever way the table is sorted.
const compare = (isNumeric, turn) => (a, b) => {
  if (isEmpty(a) || isEmpty(b)) return isEmpty(a) - isEmpty(b);
  const [x, y] = isNumeric ? [number(a), number(b)] : [null, null];
  if (x !== null && y !== null) return turn * (x - y);
  if (x !== null || y !== null) return x === null ? 1 : -1;
  return turn * a.localeCompare(b, "ja", { numeric: true });
};
for (const table of document.querySelectorAll("table[data-sortable]")) {
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const up = head.getAttribute("aria-sort") !== "ascending";
      for (const other of heads) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", up ? "ascending" : "descending");
      const text = (row) => row.cells[column].textContent.trim();
      const rows = [...table.tBodies[0].rows];
      const told = rows.map(text).filter((one) => !isEmpty(one));
      const isNumeric = 2 * told.filter((one) => number(one) !== null).length > told.length;
      const order = compare(isNumeric, up ? 1 : -1);
      rows.sort((a, b) => order(text(a), text(b)));
      table.tBodies[0].append(...rows);
    });
  });
}

// --- A link into an earlier year opens it.
const decode = (text) => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // an address that somebody cut
  }
};
const open = () => {
  const target = document.getElementById(decode(location.hash.slice(1)));
  if (target instanceof HTMLDetailsElement) target.open = true;
};
addEventListener("hashchange", open);
open();

// --- Pictures: what saves and embeds them comes when it is asked for.
const SHARPER = 2; // pixels of the PNG for each unit of the drawing
Object.assign(taikou, {
  inPage: (id) => document.getElementById(`${id}-title`)?.closest("svg"),
  sizeOf: ({ viewBox: { baseVal } }) => [baseVal.width, baseVal.height].map((one) => Math.ceil(one * SHARPER)),
});
for (const button of document.querySelectorAll("button[data-png], button[data-embed]")) {
  const svg = taikou.inPage(button.dataset.png);
  if (svg) button.replaceChildren(taikou.say("図（PNG、{size}）", { size: taikou.sizeOf(svg).join("×") }));
  button.addEventListener("click", async () => {
    await taikou.load("charts");
    taikou.usePicture(button);
  });
}
