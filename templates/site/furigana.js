// Shows above words how they are read, where the plan says so; off until it is asked for.
"use strict";

(() => {
  const NAME = "taikou-furigana";
  const button = document.querySelector("button.furigana");
  const readings = new Map(window.taikouReadings);
  const escape = (text) => text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
  const words = new RegExp(`(${[...readings.keys()].map(escape).join("|")})`, "u");
  const shown = new Map(); // what stands in the place of each text
  let isOn = false;

  const make = (tag, text) => {
    const made = document.createElement(tag);
    made.textContent = text;
    return made;
  };
  const read = (word) => {
    const ruby = make("ruby", word);
    ruby.append(make("rp", "（"), make("rt", readings.get(word)), make("rp", "）"));
    return ruby;
  };
  const isRead = ({ parentElement }) => !parentElement.closest("svg, script, option, ruby, [lang=en]");
  const showReadings = () => {
    if (!isOn) return;
    const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) texts.push(walker.currentNode);
    for (const text of texts.filter((one) => words.test(one.data) && isRead(one))) {
      const made = document.createElement("span");
      made.append(...text.data.split(words).map((part, place) => (place % 2 ? read(part) : part)));
      text.replaceWith(made);
      shown.set(made, text);
    }
  };
  const hideReadings = () => {
    for (const [made, text] of shown) made.replaceWith(text);
    shown.clear();
  };
  const turn = (on) => {
    isOn = on;
    button.setAttribute("aria-pressed", String(on));
    if (on) showReadings();
    else hideReadings();
  };

  button.addEventListener("click", () => {
    turn(!isOn);
    try {
      localStorage.setItem(NAME, String(isOn));
    } catch {
      // It lasts as long as the page.
    }
  });
  Object.assign(taikou, { showReadings, hideReadings });
  let before = null;
  try {
    before = localStorage.getItem(NAME);
  } catch {
    // Nothing is remembered.
  }
  if (before === "true") turn(true);
})();
