// Search is loaded when it is first asked for: by the button in the bar, by `/`, by Ctrl-K or Command-K.
(() => {
  "use strict";
  const book = (globalThis.fiftyLayers ??= {});
  let asked = false;

  function open() {
    if (book.openSearch) book.openSearch();
    else if (!asked) {
      asked = true;
      const script = document.createElement("script");
      script.src = "assets/search.js"; // opens itself
      document.head.append(script);
    }
  }

  addEventListener("keydown", (event) => {
    const command = (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k";
    const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !event.target.closest?.("input, textarea, select, [contenteditable]");
    if (!command && !slash) return;
    event.preventDefault();
    open();
  });
  addEventListener("DOMContentLoaded", () => {
    const button = document.querySelector("button.search");
    button.addEventListener("click", open);
    button.hidden = false;
  });
})();
