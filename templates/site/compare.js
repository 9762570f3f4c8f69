// Compare two years and two items: what is not chosen is hidden, and how things changed is told.
"use strict";
{
  const form = document.querySelector("form[data-compare]");
  const status = form.querySelector("[role=status]");
  const tables = ["compare-years", "compare-items"].map((id) => document.getElementById(id));
  const items = [...tables[1].tBodies[0].rows];
  const { say } = window.taikou;
  // Whatever the language: a year, and next to nothing beside it.
  const yearOf = (head) => /^\D{0,3}([0-9]{4})\D{0,3}$/.exec(head.textContent)?.[1];
  const numberOf = (row) => String(Number(/item-([0-9]+)/.exec(row.querySelector("a").getAttribute("href"))[1]));
  const years = [...tables[0].tHead.rows[0].cells].map(yearOf).filter(Boolean);

  const fill = (name, options) => {
    for (const [value, text] of options) {
      const option = new Option("", value);
      option.append(text);
      form.elements.namedItem(name).append(option);
    }
  };
  for (const name of ["from", "to"]) fill(name, years.map((year) => [year, say("{year}年度", { year })]));
  for (const name of ["a", "b"]) {
    fill(name, items.map((row) => [numberOf(row), row.cells[0].textContent]));
  }

  const tellChange = (told) => {
    const [, change, unit] = /^(.*?)(ポイント|項目)?$/.exec(told);
    if (unit === "ポイント") return say("{change}ポイント", { change });
    return unit ? say("{change}項目", { change }) : say(told);
  };
  // The column of the changes is there only while two years are chosen.
  const tellChanges = (table, [from, to]) => {
    for (const cell of table.querySelectorAll(".change")) cell.remove();
    if (!from || !to) return;
    const head = document.createElement("th");
    Object.assign(head, { scope: "col", className: "short change" });
    head.append(say("{from}年度から{to}年度への変化", { from, to }));
    table.tHead.rows[0].append(head);
    for (const row of [...table.tBodies].flatMap((body) => [...body.rows])) {
      const cell = row.insertCell();
      cell.className = "short change";
      cell.dataset.label = head.textContent;
      cell.append(tellChange(row.dataset[`from${from}to${to}`] ?? "－"));
    }
  };
  const showYears = (table, chosen) => {
    [...table.tHead.rows[0].cells].forEach((head, column) => {
      const year = yearOf(head);
      const isHidden = Boolean(year) && chosen.length > 0 && !chosen.includes(year);
      for (const row of table.rows) row.cells[column].hidden = isHidden;
    });
  };
  const tellChosen = ([from, to], count) => {
    if (from && count) return say("{from}年度と{to}年度の、{count}項目を並べています。", { from, to, count });
    if (from) return say("{from}年度と{to}年度を並べています。", { from, to });
    return count ? say("{count}項目を並べています。", { count }) : say("選んだものを並べています。");
  };
  const apply = () => {
    const wanted = [...new FormData(form)].filter(([, value]) => value);
    const pick = (...names) => wanted.filter(([name]) => names.includes(name)).map(([, value]) => value);
    const chosen = [...new Set(pick("from", "to"))].sort();
    const pair = chosen.length === 2 ? chosen : [];
    for (const table of tables) {
      tellChanges(table, pair);
      showYears(table, chosen);
    }
    const numbers = pick("a", "b");
    let shown = 0;
    for (const row of items) {
      row.hidden = numbers.length > 0 && !numbers.includes(numberOf(row));
      shown += !row.hidden;
    }
    status.replaceChildren(...(wanted.length ? [tellChosen(pair, numbers.length && shown)] : []));
    // The address leads to what is chosen: it can be sent to others.
    const address = wanted.length ? `?${new URLSearchParams(wanted)}` : location.pathname;
    if (wanted.length || location.search) history.replaceState(null, "", address + location.hash);
  };

  for (const [name, value] of new URLSearchParams(location.search)) {
    const field = form.elements.namedItem(name);
    if (field) field.value = value;
  }
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(apply));
  apply();
}
