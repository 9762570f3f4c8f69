// Saves a picture as PNG, and gives the code that shows it on another website.
"use strict";

{
  const { say, inPage, sizeOf } = taikou;

  // --- PNG, in the colours that a drawing names for where no style sheet replaces them.
  const NAMED = /var\(--[\w-]+, *(#[0-9a-f]+)\)/g;
  const settle = (drawn) => {
    const copy = drawn.cloneNode(true);
    for (const one of copy.querySelectorAll("text[stroke]")) one.setAttribute("paint-order", "stroke");
    copy.setAttribute("font-family", getComputedStyle(drawn).fontFamily);
    return copy;
  };
  const write = (svg) => new XMLSerializer().serializeToString(svg).replace(NAMED, "$1");
  // A picture that the page shows as a table lies beside it as a script: a page from a folder may
  // read nothing else.
  const load = (id) =>
    new Promise((tell, fail) => {
      const script = document.createElement("script");
      script.src = `charts/${id}.js`;
      script.addEventListener("error", fail);
      script.addEventListener("load", () => {
        const read = new DOMParser().parseFromString(window.taikouPicture, "image/svg+xml");
        tell(document.importNode(read.documentElement, true));
      });
      document.head.append(script);
    });
  const paint = async (svg) => {
    const [width, height] = sizeOf(svg);
    svg.setAttribute("width", width);
    svg.setAttribute("height", height);
    const image = new Image(width, height);
    image.src = `data:image/svg+xml,${encodeURIComponent(write(svg))}`;
    await image.decode();
    const canvas = document.createElement("canvas");
    Object.assign(canvas, { width, height });
    const context = canvas.getContext("2d");
    context.fillStyle = "#ffffff";
    context.fillRect(0, 0, width, height);
    context.drawImage(image, 0, 0);
    return new Promise((tell) => canvas.toBlob(tell, "image/png"));
  };
  const save = (blob, name) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };
  const saveAsPng = async (id) => save(await paint(inPage(id) ? settle(inPage(id)) : await load(id)), `${id}.png`);

  // --- The code. Its addresses are those of the page as it is published.
  const meta = (name) => document.querySelector(`meta[property="og:${name}"]`)?.content ?? "";
  const escape = (text) => text.replace(/[&<>"]/g, (one) => `&#${one.charCodeAt()};`);
  const canonical = document.querySelector("link[rel=canonical]")?.href;
  const page = canonical ?? (/^https?:$/.test(location.protocol) ? location.href.replace(/[?#].*/, "") : "");
  const embed = (id, title) => {
    const [address, image] = [page, new URL(`charts/${id}.svg`, page).href].map(escape);
    // What is embedded is the file, which stays Japanese.
    const told = inPage(id)?.querySelector("desc");
    const alt = told?.querySelector("[lang=en]") ? title : (told?.textContent ?? title);
    return `<figure>
<a href="${address}"><img src="${image}" alt="${escape(alt)}" loading="lazy" style="max-width:100%;height:auto"></a>
<figcaption>${escape(title)}　出典：<a href="${address}">${escape(`${meta("site_name")}「${meta("title")}」`)}</a></figcaption>
</figure>`;
  };
  const copy = async (area, status) => {
    area.focus();
    area.select();
    try {
      await navigator.clipboard.writeText(area.value);
      status.replaceChildren(say("コピーしました。"));
    } catch {
      status.replaceChildren(say("選んであるコードを、コピーしてください。"));
    }
  };
  const offer = (button) => {
    const box = document.createElement("div");
    box.className = "embed";
    const [area, status] = [document.createElement("textarea"), document.createElement("p")];
    area.readOnly = true;
    area.rows = 5;
    area.setAttribute("aria-label", say("埋め込み用のコード").textContent);
    status.setAttribute("role", "status");
    box.append(area, status);
    button.closest(".saved").after(box);
    return [area, status];
  };
  const offered = new Map();
  const giveCode = (button) => {
    if (!offered.has(button)) offered.set(button, offer(button));
    const [area, status] = offered.get(button);
    area.hidden = !page;
    if (!page) {
      status.replaceChildren(
        say("ウェブサイトに載せた後のページで使えます（このページのアドレスがまだありません）。"),
      );
      return;
    }
    area.value = embed(button.dataset.embed, button.dataset.title);
    copy(area, status);
  };
  taikou.usePicture = (button) => (button.dataset.png ? saveAsPng(button.dataset.png) : giveCode(button));
}
