// Shows the labels of a page in another language. What is not marked as a label is the plan's own
// text, and stays. The language is chosen in the header, in the address (?lang=en), or before.
"use strict";

window.taikou = (() => {
  const USUAL = "ja";
  const messages = { [USUAL]: {} };
  const box = document.querySelector(".languages");
  const scripts = document.currentScript.src.replace(/[^/]*$/, "");
  const choices = new Map([...box.querySelectorAll("[data-language]")].map((one) => [one.dataset.language, one]));
  let language = USUAL;

  // --- One label: `data-t` holds its message where values stand in it, each in a `data-p`.
  const kept = new WeakMap(); // what stood there at first
  const keep = (key, read) => kept.get(key) ?? kept.set(key, read()).get(key);
  const isJapanese = (text) => /[^\0-\x7f]/.test(text);
  const fill = (parts, own) => {
    const values = new Map(own.filter((one) => one.dataset?.p).map((one) => [one.dataset.p, one]));
    return parts.map((part, place) => (place % 2 ? (values.get(part) ?? "") : part));
  };
  const translate = (node) => {
    const own = keep(node, () => [...node.childNodes]);
    const message = node.dataset.t || own.map((one) => one.textContent).join("");
    const told = messages[language][message];
    node.replaceChildren(...(told === undefined ? own : fill(told.split(/\{(\w+)\}/), own)));
    const tongue = choices.get(language).lang;
    if (told === undefined || tongue === USUAL) node.removeAttribute("lang");
    else node.lang = tongue;
    // What the plan says inside stays Japanese, and is to be read so.
    for (const one of own.filter((part) => part.dataset?.p && part.dataset.t === undefined)) {
      one.lang = isJapanese(one.textContent) ? USUAL : "";
      if (!one.lang) one.removeAttribute("lang");
    }
  };

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

  const show = (root) => {
    const tables = [...root.querySelectorAll("table")].map((one) => [one, keep(one, () => readHeads(one))]);
    for (const node of root.querySelectorAll("[data-t]")) translate(node);
    for (const node of root.querySelectorAll("[data-t-name]")) rename(node);
    for (const [table, before] of tables) nameCells(table, before);
    for (const region of root.querySelectorAll(".wide[aria-label]")) nameRegion(region);
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
      made.lang = choices.get(language).lang;
      made.append(told);
      const whole = document.createElement("span");
      whole.append(before, made, after);
      text.replaceWith(whole);
      named.set(whole, text);
    }
  };

  // --- A label that a script says: the same as one of the page.
  const say = (message, values = {}) => {
    const made = document.createElement("span");
    made.dataset.t = message;
    made.append(
      ...message.split(/\{(\w+)\}/).map((part, place) => {
        if (place % 2 === 0) return part;
        const value = document.createElement("span");
        value.dataset.p = part;
        value.append(values[part]);
        return value;
      }),
    );
    translate(made);
    return made;
  };

  // --- The choice.
  const title = document.title;
  const remember = (chosen) => {
    try {
      localStorage.setItem("taikou-language", chosen);
    } catch {
      // The address tells it.
    }
  };
  const recall = () => {
    try {
      return localStorage.getItem("taikou-language");
    } catch {
      return null;
    }
  };
  const speak = (chosen) => {
    language = chosen;
    for (const [name, one] of choices) {
      if (name === chosen) one.setAttribute("aria-current", "true");
      else one.removeAttribute("aria-current");
    }
    taikou.hideReadings?.();
    hideNames();
    show(document);
    showNames();
    taikou.showReadings?.();
    const heading = document.querySelector("h1")?.textContent;
    document.title = chosen === USUAL || !heading ? title : heading;
  };
  const load = (chosen) => {
    if (messages[chosen]) {
      speak(chosen);
      return;
    }
    const script = document.createElement("script");
    script.src = `${scripts}language-${chosen}.js`;
    script.addEventListener("load", () => {
      messages[chosen] = window.taikouMessages[chosen];
      speak(chosen);
    });
    document.head.append(script);
  };

  const button = box.querySelector("button");
  const list = document.getElementById(button.getAttribute("aria-controls"));
  const open = (isOpen) => {
    button.setAttribute("aria-expanded", String(isOpen));
    list.hidden = !isOpen;
  };
  const choose = (chosen) => {
    remember(chosen);
    const address = new URL(location.href);
    address.searchParams.set("lang", chosen);
    history.replaceState(null, "", address);
    load(chosen);
    open(false);
    button.focus();
  };
  button.addEventListener("click", () => open(list.hidden));
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || list.hidden) return;
    open(false);
    button.focus();
  });
  for (const [name, one] of choices) {
    one.addEventListener("click", (event) => {
      event.preventDefault();
      choose(name);
    });
  }

  const wanted = [new URLSearchParams(location.search).get("lang"), recall()];
  const first = wanted.find((one) => choices.has(one)) ?? USUAL;
  if (first !== USUAL) load(first);
  return { say };
})();
