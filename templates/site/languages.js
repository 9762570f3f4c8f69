// Offers the labels of a page in other languages. What shows them comes when it is asked for: in
// the header, in the address (?lang=en), or before.
"use strict";

window.taikou = (() => {
  const USUAL = "ja";
  const box = document.querySelector(".languages");
  const scripts = document.currentScript.src.replace(/[^/]*$/, "");
  const choices = new Map([...box.querySelectorAll("[data-language]")].map((one) => [one.dataset.language, one]));

  const loaded = new Map();
  const load = (name) => {
    const begin = (tell, fail) => {
      const script = document.createElement("script");
      script.src = `${scripts}${name}.js`;
      script.addEventListener("load", tell);
      script.addEventListener("error", fail);
      document.head.append(script);
    };
    if (!loaded.has(name)) loaded.set(name, new Promise(begin));
    return loaded.get(name);
  };

  // --- A label that a script says: the same as one of the page.
  const say = (message, values = {}) => {
    const made = document.createElement("span");
    made.dataset.t = "";
    made.append(
      ...message.split(/\{(\w+)\}/).map((part, place) => {
        if (place % 2 === 0) return part;
        const value = document.createElement("span");
        value.dataset.p = part;
        value.append(values[part]);
        return value;
      }),
    );
    taikou.translate?.(made);
    return made;
  };

  // --- The choice.
  let language = USUAL;
  const speak = async (chosen) => {
    language = chosen;
    if (chosen !== USUAL) {
      const needed = [`language-${chosen}`, ...(box.dataset.names === undefined ? [] : ["names"])];
      await Promise.all(needed.map(load));
      await load("translate");
    }
    if (language !== chosen) return; // another was chosen meanwhile
    for (const [name, one] of choices) {
      if (name === chosen) one.setAttribute("aria-current", "true");
      else one.removeAttribute("aria-current");
    }
    taikou.show?.(chosen, choices.get(chosen).lang);
  };
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
    speak(chosen);
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
  if (first !== USUAL) speak(first);
  return { say, load };
})();
