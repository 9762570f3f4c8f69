// Shows the labels of a page in the chosen language. What is not marked as a label is the plan's
// own text, and stays.
"use strict";

{
  const USUAL = "ja";
  const messages = { [USUAL]: {} };
  let [language, tongue] = [USUAL, USUAL];

  // --- One label (`data-t`): its message is what it holds, with the names of its values (`data-p`).
  const kept = new WeakMap(); // what stood there at first
  const keep = (key, read) => kept.get(key) ?? kept.set(key, read()).get(key);
  const isJapanese = (text) => /[^\0-\x7f]/.test(text);
  const fill = (parts, own) => {
    const values = new Map(own.filter((one) => one.dataset?.p).map((one) => [one.dataset.p, one]));
    return parts.map((part, place) => (place % 2 ? (values.get(part) ?? "") : part));
  };
  const speakOf = (node, spoken) => {
    if (spoken) node.setAttribute("lang", spoken);
    else node.removeAttribute("lang");
  };
  const labelsIn = (root) => root.querySelectorAll("[data-t]");
  const translate = (node) => {
    const own = keep(node, () => [...node.childNodes]);
    const message = own.map((one) => (one.dataset?.p ? `{${one.dataset.p}}` : one.textContent)).join("");
    const told = messages[language][message];
    // What the message of another language left out is no longer in the page.
    for (const one of own.filter((part) => part.dataset && !part.isConnected)) {
      for (const inner of [...(one.dataset.t === undefined ? [] : [one]), ...labelsIn(one)]) translate(inner);
    }
    node.replaceChildren(...(told === undefined ? own : fill(told.split(/\{(\w+)\}/), own)));
    speakOf(node, told === undefined || tongue === USUAL ? "" : tongue);
    // What the plan says inside stays Japanese, and is to be read so.
    for (const one of own.filter((part) => part.dataset?.p && part.dataset.t === undefined)) {
      speakOf(one, isJapanese(one.textContent) ? USUAL : "");
    }
  };

  // --- A choice of a select box holds text only: it tells its message and its values itself.
  const write = ([message, values]) =>
    (messages[language][message] ?? (message || Object.keys(values).map((one) => `{${one}}`).join("")))
      .split(/\{(\w+)\}/)
      .map((part, place) => (place % 2 === 0 ? part : read(values[part])))
      .join("");
  const read = (told) => (Array.isArray(told) ? write(told) : told);

  // --- What is no text of its own: names for screen readers, and of columns on cards.
  const rename = (node) => {
    const own = keep(node, () => node.getAttribute("aria-label"));
    node.setAttribute("aria-label", messages[language][own] ?? own);
  };
  const readHeads = (table) => [...(table.tHead?.rows[0]?.cells ?? [])].map((one) => one.textContent);
  const nameCells = (table, before) => {
    const heads = readHeads(table);
    for (const cell of table.querySelectorAll("td[data-label]")) {
      const place = keep(cell, () => before.indexOf(cell.dataset.label));
      if (place >= 0) cell.dataset.label = heads[place];
    }
  };
  const nameRegion = (region) => {
    const caption = region.querySelector("caption");
    if (caption) region.setAttribute("aria-label", caption.textContent);
  };

  const showLabels = () => {
    const tables = [...document.querySelectorAll("table")].map((one) => [one, keep(one, () => readHeads(one))]);
    for (const node of labelsIn(document)) translate(node);
    for (const node of document.querySelectorAll("[data-told]")) node.textContent = read(JSON.parse(node.dataset.told));
    for (const node of document.querySelectorAll("[data-t-name]")) rename(node);
    for (const [table, before] of tables) nameCells(table, before);
    for (const region of document.querySelectorAll(".wide[aria-label]")) nameRegion(region);
  };

  // --- Names of the plan, where it says itself what they are called: a whole text, or one after
  // its number, and never a word within a sentence.
  const names = window.taikouNames ?? {};
  const named = new Map();
  const isName = ({ data, parentElement: { dataset } }) => data.trim() && dataset.t === undefined;
  const hideNames = () => {
    for (const [made, text] of named) made.replaceWith(text);
    named.clear();
  };
  const showNames = () => {
    if (language === USUAL || !window.taikouNames) return;
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) texts.push(walker.currentNode);
    for (const text of texts.filter(isName)) {
      const [, before, name, after] = /^(\s*(?:[0-9-]+　)?)(.*?)(\s*)$/su.exec(text.data);
      const told = Object.hasOwn(names, name) ? names[name][language] : undefined;
      if (!told || text.parentElement.closest("svg, script, option, mark")) continue;
      const made = document.createElement("span");
      made.lang = tongue;
      made.append(told);
      const whole = document.createElement("span");
      whole.append(before, made, after);
      text.replaceWith(whole);
      named.set(whole, text);
    }
  };

  const title = document.title;
  const show = (chosen, spoken) => {
    Object.assign(messages, window.taikouMessages);
    [language, tongue] = [chosen, spoken];
    taikou.hideReadings?.();
    hideNames();
    showLabels();
    showNames();
    taikou.showReadings?.();
    const heading = document.querySelector("h1")?.textContent;
    document.title = chosen === USUAL || !heading ? title : heading;
  };
  Object.assign(taikou, { show, translate });
}
