"use strict";
// 入力の下書き、入力しながらの計算、日本語の変換、ファイルのドロップ。どれも、なくても画面は使えます。

const text = (tag, words, type) => {
  const made = document.createElement(tag);
  made.textContent = words;
  if (type) made.type = type;
  return made;
};
const fieldsOf = (form) => [...form.querySelectorAll("[data-saved]")];
const valueOf = (field) => field.value.replace(/\r\n/g, "\n");

// ---- 下書き：保存していない文を、このブラウザーに置く ----
const drafts = (form) => {
  const prefix = `taikou|${form.dataset.draft}|`;
  const live = form.querySelector(".live");
  const keep = (field, isSent = false) => {
    const key = prefix + field.id;
    try {
      if (valueOf(field) === field.dataset.saved) localStorage.removeItem(key);
      else localStorage.setItem(key, JSON.stringify({ text: valueOf(field), base: field.name, time: Date.now(), isSent }));
    } catch {
      if (live) live.textContent = "このブラウザーでは下書きを残せません。こまめに保存してください。";
    }
  };
  const recall = (field) => {
    try { return JSON.parse(localStorage.getItem(prefix + field.id)); } catch { return null; }
  };
  const offer = (field) => {
    const kept = recall(field);
    if (!kept) return;
    // 保存したと、この画面が言っているもの（「１２」が「12」になったものも）
    if (kept.isSent && "done" in form.dataset) return localStorage.removeItem(prefix + field.id);
    if (kept.text === field.dataset.saved) return localStorage.removeItem(prefix + field.id);
    if (kept.text === valueOf(field)) return;
    const box = text("div", "");
    box.className = "draft";
    const when = new Date(kept.time).toLocaleString("ja-JP");
    const moved = kept.base === field.name ? "" : "その後、保存されている値も変わっています。";
    const use = text("button", "使う", "button"), drop = text("button", "捨てる", "button");
    box.append(text("strong", `保存していない入力があります（${when}）。${moved}`), text("p", kept.text || "（空）"), use, drop);
    use.addEventListener("click", () => {
      field.value = kept.text;
      box.remove();
      field.focus();
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
    drop.addEventListener("click", () => {
      localStorage.removeItem(prefix + field.id);
      box.remove();
      field.focus();
    });
    field.closest(".entry").append(box);
  };
  // 戻ってきた画面に、ブラウザーが入力を戻してから比べる
  addEventListener("pageshow", () => {
    for (const old of form.querySelectorAll(".draft")) old.remove();
    fieldsOf(form).forEach(offer);
  });
  let timer = 0;
  const changed = new Set();
  const keepAll = () => { changed.forEach((field) => keep(field)); changed.clear(); };
  form.addEventListener("input", (event) => {
    if (!event.target.matches("[data-saved]")) return;
    changed.add(event.target);
    clearTimeout(timer);
    if (!event.isComposing) timer = setTimeout(keepAll, 300);
  });
  form.addEventListener("compositionend", () => { timer = setTimeout(keepAll, 300); });
  addEventListener("pagehide", keepAll);
  form.addEventListener("submit", () => {
    keepAll();
    for (const field of fieldsOf(form)) if (valueOf(field) !== field.dataset.saved) keep(field, true);
  });
};

// ---- 入力しながら計算し、工程表を描く ----
const drawAgain = (place, words) => {
  if (words) place.replaceChildren(...new DOMParser().parseFromString(words, "text/html").body.childNodes);
};
const computing = (form) => {
  let timer = 0;
  const ask = async () => {
    try {
      const told = await (await fetch(form.dataset.compute, { method: "POST", body: new FormData(form) })).json();
      for (const place of document.querySelectorAll("[data-computed]")) {
        const [kind, id] = place.dataset.computed.split(":");
        if (kind === "schedule") drawAgain(place, told.schedules?.[id]);
        else place.textContent = (kind === "kpi" ? told.kpis?.[id] : told.grade) || "";
      }
      const live = form.querySelector(".live");
      if (live && live.textContent !== (told.grade || "")) live.textContent = told.grade || "";
    } catch { /* 保存すれば計算される */ }
  };
  const later = () => { clearTimeout(timer); timer = setTimeout(ask, 400); };
  form.addEventListener("input", (event) => { if (!event.isComposing) later(); });
  form.addEventListener("compositionend", later);
};

// ---- 変換を確定する Enter では、どの画面の何も送らない ----
const isComposing = (event) => event.isComposing || event.keyCode === 229;
addEventListener("keydown", (event) => {
  if (event.key === "Enter" && isComposing(event)) event.preventDefault();
});

// ---- 保存：Ctrl+Enter で保存。止まっていれば送らない ----
const sending = (form) => {
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.ctrlKey && !isComposing(event)) form.requestSubmit();
  });
  let isAlive = false;
  form.addEventListener("submit", async (event) => {
    if (isAlive) return;
    event.preventDefault();
    const live = form.querySelector(".live");
    try {
      const answer = await fetch("/alive", { cache: "no-store" });
      if (answer.status !== 204) throw new Error("another start");
      isAlive = true;
      form.requestSubmit(event.submitter);
      isAlive = false;
    } catch {
      live.textContent = "taikou が止まっているか、起動し直されています。もう一度起動し、表示されたアドレスを別の画面で開くと、このまま保存できます。入力は下書きに残っています。";
    }
  });
};

// ---- ファイルのドロップ：選ぶ代わりに ----
const dropping = (place) => {
  const input = place.querySelector("input[type=file]");
  const told = place.querySelector(".chosen");
  const tell = () => { told.textContent = [...input.files].map((one) => one.name).join("、"); };
  input.addEventListener("change", tell);
  for (const kind of ["dragenter", "dragover"])
    place.addEventListener(kind, (event) => { event.preventDefault(); place.classList.add("over"); });
  for (const kind of ["dragleave", "drop"])
    place.addEventListener(kind, () => place.classList.remove("over"));
  place.addEventListener("drop", (event) => {
    event.preventDefault();
    input.files = event.dataTransfer.files;
    tell();
    input.focus();
  });
};

// ---- 時間のかかる作業：どこまで進んだかを示し、できたら結果を開く ----
const following = (place) => {
  const bar = place.querySelector("progress"), live = place.querySelector(".live");
  const look = async () => {
    try {
      const told = await (await fetch(place.dataset.progress, { cache: "no-store" })).json();
      if (!told.is_running) return location.reload();
      const words = `${told.step || "準備"}（${told.done + 1}／${told.total}）`;
      bar.value = told.done;
      if (live.textContent !== words) live.textContent = words;
      setTimeout(look, 500);
    } catch {
      live.textContent = "taikou が止まっています。まだ何も書き込んでいません。もう一度起動し、表示されたアドレスを開いて、一式を作り直してください。";
    }
  };
  setTimeout(look, 300);
};

for (const form of document.querySelectorAll("form[data-draft]")) { drafts(form); sending(form); }
for (const form of document.querySelectorAll("form[data-compute]")) computing(form);
for (const form of document.querySelectorAll("form[data-busy]"))
  form.addEventListener("submit", () => { form.querySelector(".live").textContent = "作っています。このまま待ってください。"; });
for (const place of document.querySelectorAll("[data-progress]")) following(place);
for (const place of document.querySelectorAll(".drop")) dropping(place);
document.getElementById("errors")?.focus();
