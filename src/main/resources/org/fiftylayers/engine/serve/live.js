// Follows the server: a page that has changed is loaded again where its reader is, a style sheet is exchanged in place,
// and what is wrong with the sources is shown. Built pages do not have it.
(() => {
  "use strict";
  const { page, style } = document.currentScript.dataset;
  const place = "live " + location.pathname;
  let source;
  let box;
  let later;

  /** Keeps what the reader sees where it is, and unfolded what is unfolded, which a browser alone would not. */
  function reload() {
    const open = [...document.querySelectorAll("details")].map((details) => details.open);
    const seen = [...document.querySelectorAll("main [id]")]
      .find((element) => element.getClientRects().length && element.getBoundingClientRect().top >= 0);
    sessionStorage.setItem(place, JSON.stringify({ open, id: seen?.id, top: seen?.getBoundingClientRect().top, y: scrollY }));
    history.scrollRestoration = "manual"; // the browser would put its own place over ours, sooner or later
    location.reload();
  }

  function restore() {
    const { open, id, top, y } = JSON.parse(sessionStorage.getItem(place) ?? "{}");
    if (!open) return;
    sessionStorage.removeItem(place);
    document.querySelectorAll("details").forEach((details, i) => (details.open = open[i] ?? details.open));
    const seen = id && document.getElementById(id);
    const scroll = () => scrollTo({ top: seen ? scrollY + seen.getBoundingClientRect().top - top : y, behavior: "instant" });
    scroll();
    document.fonts.ready.then(scroll);
    addEventListener("load", () => {
      scroll();
      history.scrollRestoration = "auto";
    });
  }

  function exchangeStyle(tag) {
    const old = document.querySelector('link[rel="stylesheet"][href^="assets/book.css"]');
    if (!old) return;
    const fresh = old.cloneNode();
    fresh.href = "assets/book.css?" + tag;
    fresh.addEventListener("load", () => old.remove());
    old.after(fresh);
  }

  /** That a build goes on is worth saying only if it takes a while. */
  function tell(state) {
    clearTimeout(later);
    if (state.building) later = setTimeout(() => draw(state), 400);
    else draw(state);
  }

  function draw({ title, problems }) {
    box?.remove();
    box = undefined;
    if (!title) return;
    box = document.createElement("aside");
    box.setAttribute("role", "status");
    box.setAttribute("aria-label", title);
    box.style.cssText =
      "position:fixed;inset:auto 1rem 1rem;z-index:99;max-height:45vh;overflow:auto;padding:.6rem 1rem;border-radius:.4rem;" +
      "font:1rem/1.4 system-ui,sans-serif;color:#fff;box-shadow:0 2px 12px #0006;background:" + (problems.length ? "#8a1c1c" : "#333");
    if (!problems.length) box.style.left = "auto";
    const head = document.createElement("strong");
    head.textContent = title;
    box.append(head);
    for (const problem of problems) {
      const text = document.createElement("pre");
      text.style.cssText = "margin:.5rem 0 0;white-space:pre-wrap;font:.85rem/1.4 ui-monospace,monospace;color:inherit;background:none;border:0;padding:0";
      text.textContent = problem;
      box.append(text);
    }
    document.body.append(box);
  }

  // A browser has six connections to a server: a page that nobody sees gives its one back.
  function follow() {
    source?.close();
    if (document.hidden) return;
    source = new EventSource("/-/events?" + new URLSearchParams({ path: location.pathname, page, style }));
    source.addEventListener("reload", reload);
    source.addEventListener("style", (event) => exchangeStyle(event.data));
    source.addEventListener("state", (event) => tell(JSON.parse(event.data)));
  }

  document.addEventListener("visibilitychange", follow);
  follow();
  if (document.readyState === "complete") restore();
  else addEventListener("load", restore);
})();
