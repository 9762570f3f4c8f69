// Search through everything that stands on the pages. The index holds each text as it stands and
// folded; what is typed is folded here, by the tables that came with the index.
"use strict";

const { tables, words, items, records } = window.taikouIndex;
const { say } = window.taikou;

// --- Folding: the same steps as where the index is made.
const swap = (text, map) => Array.from(text, (letter) => map[letter] ?? letter).join("");
const steps = tables.marks.map(([pattern, to]) => [new RegExp(pattern, "gu"), to]);
const okurigana = new RegExp(tables.okurigana, "gu");
const fold = (text) => {
  const plain = swap(text.normalize("NFKC").toLowerCase(), tables.letters);
  return swap(steps.reduce((folded, [pattern, to]) => folded.replace(pattern, to), plain), tables.kana);
};
const loosen = (folded) => folded.replace(okurigana, "");

// --- The words of a query. The loose form meets other okurigana; one kanji alone would meet anything.
const readTerm = (word) => {
  const strict = fold(word);
  const loose = loosen(strict);
  const meant = words
    .filter(([other]) => strict.includes(fold(other)))
    .map(([other, term]) => ({ other, term, strict: strict.replace(fold(other), fold(term)) }));
  return { word, strict, loose: loose.length > 1 ? loose : "", meant };
};
// By its number an item is called by the word for its parts as well.
const callItem = (phrase) => {
  const [other, item] = items;
  const number = loosen(phrase).replace(other, "");
  return loosen(phrase).startsWith(other) && /^[0-9]/.test(number) ? item + number : phrase;
};
const readQuery = (query) => {
  const terms = query.split(/\s+/).map(readTerm).filter((term) => term.strict);
  return { terms, phrase: callItem(fold(query)) };
};

// --- Counting. A number is found whole: 15 neither in 2015 nor in 1.15.
const goesOn = (text, at, step) => /[0-9]/.test(text[at] ?? "") || (text[at] === "." && /[0-9]/.test(text[at + step] ?? ""));
const isWhole = (text, start, end) =>
  !(/[0-9]/.test(text[start]) && goesOn(text, start - 1, -1)) && !(/[0-9]/.test(text[end - 1]) && goesOn(text, end, 1));
const count = (text, word) => {
  let found = 0;
  for (let at = text.indexOf(word); word && at >= 0; at = text.indexOf(word, at + word.length)) {
    found += isWhole(text, at, at + word.length);
  }
  return found;
};

// --- How well an entry fits: its title before its text, most of a title before a part of it.
const entries = records.map(([title, folded, address, weight, passages]) => ({
  title,
  address,
  weight,
  name: fold(title.split("　")[0]),
  passages: passages.map(([id, heading, text, told]) => ({ id, heading, text, told })),
  size: passages.reduce((sum, passage) => sum + passage[3].length, 0),
  strict: { title: folded, texts: passages.map((passage) => passage[3]) },
}));
const inLoose = (entry) =>
  (entry.loose ??= { title: loosen(entry.strict.title), texts: entry.strict.texts.map(loosen) });
// The more often, and the shorter the text, the better; a title outweighs any text.
const weigh = ({ weight, size }, { title, texts }, word) => {
  const inTitle = count(title, word) ? 10 + (10 * word.length) / title.length : 0;
  const inText = texts.reduce((sum, text) => sum + count(text, word), 0);
  return inTitle + (weight * Math.log2(1 + inText)) / Math.log10(10 + size);
};
const weighTerm = (entry, { strict, loose, meant }) =>
  Math.max(
    weigh(entry, entry.strict, strict),
    ...meant.map((one) => weigh(entry, entry.strict, one.strict) / 2),
    loose ? weigh(entry, inLoose(entry), loose) / 2 : 0,
  );
// 「15」「項目15」 name an entry itself.
const isNamed = ({ name }, phrase) =>
  /[0-9]/.test(phrase) && name.endsWith(phrase) && isWhole(name, name.length - phrase.length, name.length);
const judge = (entry, { terms, phrase }) => {
  const weights = terms.map((term) => weighTerm(entry, term));
  const whole = terms.length > 1 ? weigh(entry, entry.strict, phrase) : 0;
  const named = isNamed(entry, phrase) ? 100 * entry.weight : 0;
  return {
    entry,
    missing: terms.filter((_, place) => !weights[place] && !named),
    score: named + whole + weights.reduce((sum, one) => sum + one, 0),
  };
};

// --- What comes near, where little is found: most of the pairs of letters that were typed.
const NEAR = 0.6;
const LITTLE = 3;
const pair = (phrase) => {
  const units = loosen(phrase).match(/[0-9.]+|./gsu) ?? [];
  return [...new Set(units.slice(1).map((unit, place) => units[place] + unit))];
};
const judgeNear = (entry, pairs) => {
  const { title, texts } = inLoose(entry);
  const share = (held) => pairs.filter(held).length / pairs.length;
  const inTitle = share((one) => count(title, one));
  const inAll = share((one) => count(title, one) || texts.some((text) => count(text, one)));
  return { entry, missing: [], isNear: true, share: inAll, score: inAll + inTitle + entry.weight / 100 };
};
const byScore = (a, b) => a.missing.length - b.missing.length || b.score - a.score;
const find = (query) => {
  const judged = entries.map((entry) => judge(entry, query));
  const found = judged.filter((one) => one.score > 0).sort(byScore);
  const pairs = found.length < LITTLE ? pair(query.phrase) : [];
  const others = pairs.length ? judged.filter((one) => !(one.score > 0)) : [];
  const near = others.map(({ entry }) => judgeNear(entry, pairs));
  return { found, near: near.filter((one) => one.share >= NEAR).sort(byScore) };
};

// --- Showing.
const SHOWN = 20;
const AROUND = 40;

const forms = (query) =>
  query.terms.flatMap((term) => [
    [fold, term.strict],
    ...term.meant.map((one) => [fold, one.strict]),
    [(text) => loosen(fold(text)), term.loose],
  ]).filter(([, word]) => word);

// Folding changes lengths: the end is where the letters so far fold to the word.
const measure = (letters, at, [key, word]) => {
  if (!word.startsWith(fold(letters[at]) || "\n")) return 0;
  const most = Math.min(letters.length, at + 2 * word.length + 4);
  for (let end = at + 1; end <= most; end += 1) {
    if (key(letters.slice(at, end).join("")) === word) return end - at;
  }
  return 0;
};
const markUp = (line, words) => {
  const letters = [...line];
  const lengths = letters.map((_, at) => Math.max(...words.map((word) => measure(letters, at, word))));
  const first = Math.max(0, lengths.findIndex((length) => length > 0));
  const start = Math.max(0, first - AROUND);
  const end = Math.min(letters.length, first + 2 * AROUND);
  const parts = [start > 0 ? "…" : ""];
  for (let at = start; at < end; at += lengths[at] || 1) {
    if (lengths[at]) {
      const mark = document.createElement("mark");
      mark.textContent = letters.slice(at, at + lengths[at]).join("");
      parts.push(mark);
    } else parts.push(letters[at]);
  }
  return [...parts, end < letters.length ? "…" : ""];
};

const holds = (told, { strict, loose, meant }) =>
  count(told, strict) || count(loosen(told), loose) || meant.some((one) => count(told, one.strict));
const chooseLine = (passages, terms) => {
  let [best, most] = ["", 0];
  for (const { text, told } of passages) {
    const lines = text.split("\n");
    told.split("\n").slice(1).forEach((line, place) => {
      const held = terms.filter((term) => holds(line, term)).length;
      if (held > most) [best, most] = [lines[place], held];
    });
  }
  return best;
};

const make = (tag, name, ...parts) => {
  const made = document.createElement(tag);
  if (name) made.className = name;
  made.append(...parts);
  return made;
};
const link = (address, text) => {
  const made = make("a", "", text);
  made.href = address;
  return made;
};
const tell = ({ entry, missing, isNear }, query) => {
  const line = make("li", "", link(entry.address, entry.title), isNear ? say("（近いもの）") : "");
  const passages = entry.passages.filter(({ told }) => query.terms.some((term) => holds(told, term)));
  const chosen = chooseLine(passages, query.terms);
  if (chosen) line.append(make("p", "", ...markUp(chosen, forms(query))));
  const [page] = entry.address.split("#");
  const places = passages.filter(({ id, heading }) => id && heading !== entry.title);
  const links = places.flatMap(({ id, heading }) => ["　", link(`${page}#${id}`, heading)]);
  if (links.length) line.append(make("p", "places", say("書いてあるところ："), ...links.slice(1)));
  if (missing.length) line.append(make("p", "places", say("含まない言葉：{words}", { words: missing.map(({ word }) => word).join("　") })));
  return line;
};

const explain = ({ terms }) =>
  terms.flatMap(({ meant }) => meant.map(({ other, term }) => say("「{other}」は「{term}」としても探しました。", { other, term })));
const counted = (typed, { terms }, found) => {
  const whole = found.filter(({ missing }) => !missing.length).length;
  const part = found.length - whole;
  if (!found.length) return say("「{typed}」は、どのページにもありません。", { typed });
  if (terms.length === 1) return say("「{typed}」は{whole}件見つかりました。", { typed, whole });
  if (!whole) return say("「{typed}」をすべて含むものはありません。一部を含むものが{part}件あります。", { typed, part });
  if (!part) return say("「{typed}」をすべて含むものが{whole}件あります。", { typed, whole });
  return say("「{typed}」をすべて含むものが{whole}件、一部を含むものが{part}件あります。", { typed, whole, part });
};
const summarize = (typed, query, { found, near }) => {
  const others = near.length ? say("近いものが{near}件あります。", { near: near.length }) : "";
  const advice = found.length || near.length ? "" : say("言葉を短くするか、別の言い方をお試しください。");
  return [counted(typed, query, found), others, advice, ...explain(query)];
};

const show = (typed, box) => {
  const query = readQuery(typed);
  const result = find(query);
  const rest = [...result.found, ...result.near];
  const [list, more] = [box.querySelector(".results"), box.querySelector("button")];
  const add = () => {
    const lines = rest.splice(0, SHOWN).map((one) => tell(one, query));
    list.append(...lines);
    more.hidden = !rest.length;
    more.replaceChildren(say("続きを表示する（残り{rest}件）", { rest: rest.length }));
    return lines[0];
  };
  more.addEventListener("click", () => add().querySelector("a").focus());
  add();
  box.hidden = false;
  box.querySelector("[role=status]").replaceChildren(...summarize(typed, query, result));
};

const typed = new URLSearchParams(location.search).get("q")?.trim();
if (typed) {
  document.getElementById("site-q").value = typed;
  show(typed, document.getElementById("search"));
}
