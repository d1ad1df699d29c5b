// A card with what a reference leads to, while one hovers over it or has come to it with the keyboard.
(() => {
  "use strict";
  const LINKS = "a.reference, a.citation, a.term";
  const APPEAR = 250; // milliseconds
  const VANISH = 300; // long enough to reach the card with the pointer
  const others = new Map(); // the excerpts of other pages by the pages' names
  const arrived = new Map();
  let card = null;
  let shown = null; // the link whose card is open
  let timer = 0;

  (window.fiftyLayers ??= {}).previews = (page, excerpts) => arrived.get(page)(excerpts);

  /** Pages from file:// can load scripts alone, so each page's excerpts are one. */
  function excerptsOf(page) {
    if (!others.has(page)) {
      others.set(page, new Promise((resolve) => {
        arrived.set(page, resolve);
        const script = document.createElement("script");
        script.src = `assets/previews/${page}.js`;
        script.addEventListener("error", () => resolve({}));
        document.head.append(script);
      }));
    }
    return others.get(page);
  }

  /** The same rules as for other pages, in Excerpt.java. */
  function excerpt(target) {
    if (!target) return "";
    if (!/^H\d$/.test(target.tagName)) return ((target.matches(".cell") && target.querySelector(".claim")) || target).outerHTML;
    let next = target.nextElementSibling;
    while (next && !next.matches("p, h1, h2, h3, h4, h5, h6, :has(p)")) next = next.nextElementSibling;
    const paragraph = next?.matches("p") ? next : next?.querySelector("p");
    return `<p class="title">${target.innerHTML}</p>${paragraph?.outerHTML ?? ""}`;
  }

  async function contentOf(link) {
    const [file, id = ""] = link.getAttribute("href").split("#");
    return file ? (await excerptsOf(file.replace(/\.html$/, "")))[id] : excerpt(document.getElementById(id));
  }

  /** Content that stands on the page once more: with ids of its own, and nothing in it to click. */
  function fill(html) {
    card.innerHTML = html;
    for (const extra of card.querySelectorAll(".anchor, button, details, .narrow, .mentions, .notes, .note-ref")) extra.remove();
    for (const link of card.querySelectorAll("a")) link.replaceWith(...link.childNodes);
    const ids = [...card.querySelectorAll("[id]")].map((element) => element.id);
    let own = card.innerHTML;
    for (const id of ids) own = own.replaceAll(`"${id}"`, `"preview-${id}"`).replaceAll(`#${id}`, `#preview-${id}`);
    card.innerHTML = own;
    for (const box of card.querySelectorAll("[tabindex]")) box.removeAttribute("tabindex");
    const first = card.firstElementChild;
    if (first?.matches("li")) card.innerHTML = `<p>${first.innerHTML}</p>`;
    if (first?.querySelector(":scope > dt")) card.innerHTML = `<dl class="glossary">${card.innerHTML}</dl>`;
  }

  /** Below the link, or above it where there is more room; within the window. */
  function place(link) {
    const GAP = 6;
    const line = link.getClientRects()[0];
    const above = line.top - 2 * GAP;
    const below = innerHeight - line.bottom - 2 * GAP;
    card.style.maxHeight = `${Math.max(above, below)}px`;
    const up = card.offsetHeight > below && above > below;
    const left = Math.min(line.left, document.documentElement.clientWidth - card.offsetWidth - GAP);
    card.style.left = `${scrollX + Math.max(GAP, left)}px`;
    card.style.top = `${scrollY + (up ? line.top - card.offsetHeight - GAP : line.bottom + GAP)}px`;
    card.classList.toggle("cut", card.scrollHeight > card.clientHeight + 1);
  }

  async function show(link) {
    hide();
    shown = link;
    const html = await contentOf(link);
    if (shown !== link || !html) return;
    card ??= Object.assign(document.createElement("div"), { className: "preview", id: "preview" });
    card.setAttribute("role", "tooltip");
    card.style.cssText = "";
    document.querySelector("main").append(card);
    fill(html);
    place(link);
    link.setAttribute("aria-describedby", card.id);
  }

  function hide() {
    clearTimeout(timer);
    shown?.removeAttribute("aria-describedby");
    shown = null;
    card?.remove();
  }

  function after(delay, action) {
    clearTimeout(timer);
    timer = setTimeout(action, delay);
  }

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return; // a tap follows the link
    const link = event.target.closest?.(LINKS);
    if (link && link !== shown) after(APPEAR, () => show(link));
    else if (link || card?.contains(event.target)) clearTimeout(timer);
    else after(VANISH, hide);
  });
  document.addEventListener("pointerleave", () => after(VANISH, hide));
  document.addEventListener("focusin", (event) => {
    if (event.target.matches(LINKS) && event.target.matches(":focus-visible")) show(event.target);
    else hide();
  });
  document.addEventListener("focusout", hide);
  document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
  document.addEventListener("click", hide);
})();
