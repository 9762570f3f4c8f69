// What the pages do beyond showing: filter, sort, search. Without it everything is still there.
"use strict";

const words = (text) => text.normalize("NFKC").toLowerCase();

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
    status.textContent = wanted.length ? `${rows.length}項目のうち${shown}項目を表示しています。` : "";
    // The address leads to what is chosen: it can be sent to others.
    const chosen = wanted.length ? `?${new URLSearchParams(wanted)}` : location.pathname;
    if (wanted.length || location.search) history.replaceState(null, "", chosen + location.hash);
  };

  for (const [name, value] of new URLSearchParams(location.search)) {
    const field = form.elements.namedItem(name);
    if (field?.type === "checkbox") field.checked = value === "1";
    else if (field) field.value = value;
  }
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(apply));
  form.hidden = false;
  apply();
}

// --- Sortable tables: each heading becomes a button.
const number = (text) => {
  const found = text.replace(/,/g, "").match(/^[▲-]?\d+(\.\d+)?/);
  return found ? Number(found[0].replace("▲", "-")) : null;
};
// What has no value stays last, whichever way the table is sorted.
const compare = (a, b, turn) => {
  const none = (text) => text === "" || text === "－";
  if (none(a) || none(b)) return none(a) - none(b);
  const [x, y] = [number(a), number(b)];
  if (x !== null && y !== null) return turn * (x - y);
  if (x !== null || y !== null) return x === null ? 1 : -1;
  return turn * a.localeCompare(b, "ja");
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
      rows.sort((a, b) => compare(text(a), text(b), up ? 1 : -1));
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

// --- Search: every text that holds all the words. Japanese has no spaces to cut words at, so
// texts are looked through as they are.
const SHOWN = 100;
const AROUND = 40;

const mark = (text, terms) => {
  // Folding can change lengths; where it does, the whole text is shown unmarked.
  const folded = words(text);
  const first = Math.min(...terms.map((term) => folded.indexOf(term)).filter((at) => at >= 0));
  if (folded.length !== text.length || !Number.isFinite(first)) return [text.slice(0, 2 * AROUND)];
  const start = Math.max(0, first - AROUND);
  const end = Math.min(text.length, first + 2 * AROUND);
  const parts = [start > 0 ? "…" : ""];
  for (let at = start; at < end; ) {
    const term = terms.find((one) => folded.startsWith(one, at));
    if (term) {
      const found = document.createElement("mark");
      found.textContent = text.slice(at, at + term.length);
      parts.push(found);
      at += term.length;
    } else {
      parts.push(text[at]);
      at += 1;
    }
  }
  return [...parts, end < text.length ? "…" : ""];
};

const show = (index, query, box) => {
  const terms = words(query).split(/\s+/).filter(Boolean);
  const title = (entry) => index.pages[entry[0]][0];
  const hits = index.entries.filter((entry) => {
    const text = words(`${title(entry)} ${entry[3]}`);
    return terms.every((term) => text.includes(term)) && terms.some((term) => words(entry[3]).includes(term));
  });
  box.querySelector("[role=status]").textContent = hits.length
    ? `「${query}」を含む文が${hits.length}件あります。${hits.length > SHOWN ? `初めの${SHOWN}件を示します。` : ""}`
    : `「${query}」を含む文はありません。言葉を短くするか、別の言い方をお試しください。`;
  box.querySelector(".results").replaceChildren(
    ...hits.slice(0, SHOWN).map((entry) => {
      const [item, year, field, text] = entry;
      const line = document.createElement("li");
      const link = document.createElement("a");
      link.href = `${index.pages[item][1]}#y${year}`;
      link.textContent = `${item}　${title(entry)}（${year}年度　${field}）`;
      const excerpt = document.createElement("p");
      excerpt.append(...mark(text, terms));
      line.append(link, excerpt);
      return line;
    }),
  );
  box.hidden = false;
};

const box = document.getElementById("search");
const query = new URLSearchParams(location.search).get("q")?.trim();
if (box && query) {
  document.getElementById("site-q").value = query;
  const script = document.createElement("script");
  script.src = "assets/search-index.js";
  script.addEventListener("load", () => show(window.taikouIndex, query, box));
  document.head.append(script);
}
