// What can be done with a picture beyond looking: save it as PNG, and take the code that shows it
// on another website.
{
  const { say } = window.taikou;
  const SHARPER = 2; // pixels of the PNG for each unit of the drawing

  // --- PNG, in the colours that a drawing names for where no style sheet replaces them.
  const NAMED = /var\(--[\w-]+, *(#[0-9a-f]+)\)/g;
  const settle = (drawn) => {
    const copy = drawn.cloneNode(true);
    for (const one of copy.querySelectorAll("text[stroke]")) one.setAttribute("paint-order", "stroke");
    copy.setAttribute("font-family", getComputedStyle(drawn).fontFamily);
    return copy;
  };
  const write = (svg) => new XMLSerializer().serializeToString(svg).replace(NAMED, "$1");
  const sizeOf = (svg) => {
    const { width, height } = svg.viewBox.baseVal;
    return [width, height].map((one) => Math.ceil(one * SHARPER));
  };
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
  const inPage = (id) => document.getElementById(`${id}-title`)?.closest("svg");

  for (const button of document.querySelectorAll("button[data-png]")) {
    const id = button.dataset.png;
    if (inPage(id)) button.replaceChildren(say("図（PNG、{size}）", { size: sizeOf(inPage(id)).join("×") }));
    button.addEventListener("click", async () => {
      const svg = inPage(id) ? settle(inPage(id)) : await load(id);
      save(await paint(svg), `${id}.png`);
    });
  }

  // --- The code. Its addresses are those of the page as it is published.
  const meta = (name) => document.querySelector(`meta[property="og:${name}"]`)?.content ?? "";
  const escape = (text) => text.replace(/[&<>"]/g, (one) => `&#${one.charCodeAt()};`);
  const canonical = document.querySelector("link[rel=canonical]")?.href;
  const page = canonical ?? (/^https?:$/.test(location.protocol) ? location.href.replace(/[?#].*/, "") : "");
  const embed = (id, title) => {
    const [address, image] = [page, new URL(`charts/${id}.svg`, page).href].map(escape);
    const alt = inPage(id)?.querySelector("desc").textContent ?? title;
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
  for (const button of document.querySelectorAll("button[data-embed]")) {
    let made;
    button.addEventListener("click", () => {
      made ??= offer(button);
      const [area, status] = made;
      area.hidden = !page;
      if (!page) {
        status.replaceChildren(
          say("ウェブサイトに載せた後のページで使えます（このページのアドレスがまだありません）。"),
        );
        return;
      }
      area.value = embed(button.dataset.embed, button.dataset.title);
      copy(area, status);
    });
  }
}
