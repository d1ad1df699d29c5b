// What a page gains from JavaScript; without it everything can be read. No request, no storage but the chosen scheme.
(() => {
  "use strict";
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const stored = () => {
    try { return localStorage.getItem("scheme"); } catch { return null; }
  };
  const scheme = () => root.dataset.scheme ?? (dark.matches ? "dark" : "light");
  if (stored()) root.dataset.scheme = stored(); // before anything is painted

  // The faces that are embedded in the style sheet: decoded before the text is laid out, so that nothing moves.
  for (const face of ['1em "Fifty Serif"', 'italic 1em "Fifty Serif"', '600 1em "Fifty Serif"', '1em "Fifty Sans"', '1em "Fifty Mono"', "1em KaTeX_Main", "italic 1em KaTeX_Math", "1em KaTeX_Size1", "1em KaTeX_Size2", "1em KaTeX_SansSerif"]) {
    document.fonts.load(face, face.includes("Sans") ? "Tσ" : "a("); // of a face in pieces, those that have these letters
  }

  function schemeButton() {
    const button = document.querySelector("button.scheme");
    const label = () => {
      button.textContent = scheme() === "dark" ? "Light" : "Dark";
      button.setAttribute("aria-label", `Switch to the ${scheme() === "dark" ? "light" : "dark"} scheme`);
    };
    button.addEventListener("click", () => {
      const chosen = scheme() === "dark" ? "light" : "dark";
      const follows = (chosen === "dark") === dark.matches;
      if (follows) delete root.dataset.scheme;
      else root.dataset.scheme = chosen;
      try {
        if (follows) localStorage.removeItem("scheme");
        else localStorage.setItem("scheme", chosen);
      } catch { /* a browser that stores nothing for files */ }
      label();
    });
    dark.addEventListener("change", label);
    label();
    button.hidden = false;
  }

  function copyButtons() {
    if (!navigator.clipboard) return;
    for (const box of document.querySelectorAll(".copyable")) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = "Copy";
      button.addEventListener("click", async () => {
        await navigator.clipboard.writeText(box.firstElementChild.textContent);
        button.textContent = "Copied";
        setTimeout(() => (button.textContent = "Copy"), 1500);
      });
      box.append(button);
    }
  }

  /** Wide code and formulas scroll; whoever has no mouse must be able to reach them, also when they unfold or narrow. */
  function scrollersByKeyboard() {
    const sizes = new ResizeObserver((changes) => {
      const wide = changes.map(({ target }) => target).filter((box) => box.scrollWidth > box.clientWidth);
      for (const box of wide) box.tabIndex = 0;
    });
    for (const box of document.querySelectorAll("pre, .formula, .katex-display, .table, .drawing")) sizes.observe(box);
  }

  function arrowKeys() {
    addEventListener("keydown", (event) => {
      if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.defaultPrevented) return;
      const rel = { ArrowLeft: "prev", ArrowRight: "next" }[event.key];
      const at = document.activeElement;
      const busy = at?.matches("input, textarea, select, [contenteditable]") || (at !== document.body && at?.scrollWidth > at?.clientWidth);
      const link = rel && !busy && document.querySelector(`link[rel="${rel}"]`);
      if (link) location.href = link.href;
    });
  }

  /** Marks in the contents the section that is being read. */
  function nowReading() {
    const links = new Map();
    for (const link of document.querySelectorAll(".contents.beside .sections a")) {
      const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      if (heading) links.set(heading, link);
    }
    if (links.size === 0) return;
    const mark = () => {
      let now = null;
      for (const heading of links.keys()) {
        if (heading.getBoundingClientRect().top < innerHeight / 3) now = heading;
      }
      for (const [heading, link] of links) link.classList.toggle("now", heading === now);
    };
    let waiting = false;
    addEventListener("scroll", () => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => { waiting = false; mark(); });
    }, { passive: true });
    new ResizeObserver(mark).observe(document.body); // once at the start, and when something unfolds
  }

  /** A link to something folded away opens it. */
  function openTarget() {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let at = target; at; at = at.parentElement) {
      if (at.tagName === "DETAILS") at.open = true;
    }
    if (target) target.scrollIntoView();
  }

  document.addEventListener("DOMContentLoaded", () => {
    schemeButton();
    copyButtons();
    arrowKeys();
    openTarget();
    scrollersByKeyboard();
    nowReading();
    addEventListener("hashchange", openTarget);
    addEventListener("beforeprint", () => document.querySelectorAll(".solution").forEach((box) => (box.open = true)));
  });
})();
