// Searches the book, offline and while one types. Its words come with search-index.js, page by page and place by place
// (see SearchIndex.java), and every query goes through all of them.
(() => {
  "use strict";
  const book = (globalThis.fiftyLayers ??= {});
  const MOST = 30; // results
  const PER_PAGE = 6; // at least, where they come from many pages
  const HEADING = 0;
  const CODE = 2;

  // Folding: different ways to write the same are made one, in the book's words and in the reader's.
  const GREEK = { __proto__: null, α: "alpha", β: "beta", γ: "gamma", δ: "delta", ε: "epsilon", ϵ: "epsilon", ζ: "zeta", η: "eta", θ: "theta", ι: "iota", κ: "kappa", λ: "lambda", μ: "mu", ν: "nu", ξ: "xi", ο: "omicron", π: "pi", ρ: "rho", σ: "sigma", ς: "sigma", τ: "tau", υ: "upsilon", φ: "phi", ϕ: "phi", χ: "chi", ψ: "psi", ω: "omega" };
  const SIGNS = { __proto__: null, "∂": "partial", "∇": "nabla", "∏": "prod", "∑": "sum", "∫": "int", "√": "sqrt", "∞": "infty", "ℓ": "ell" };
  // What TeX says of a formula's looks, or calls signs that are no words here.
  const MUTE = new Set("frac dfrac tfrac left right big bigl bigr bigg mathrm mathbf mathbb mathcal boldsymbol operatorname text quad qquad cdot times le ge leq geq approx sim equiv ne neq to in lvert rvert lvert vert hat bar tilde vec dot overline begin end displaystyle".split(" "));
  const TOKEN = /\\[a-zA-Z]+|\p{Script=Greek}|(?:(?!\p{Script=Greek})[\p{L}\p{M}])+|\p{N}+|[∂∇∏∑∫√∞]|′+|['’](?!\p{L})/gu;
  const folded = new Map();

  /** A token as one word, or several; `|` stands between the parts of a name such as crossEntropy. */
  function foldToken(token) {
    if (token[0] === "\\") return MUTE.has(token.slice(1)) ? "" : token.slice(1).toLowerCase().replace(/^var(?=epsilon|phi|theta)/, "");
    if (/^['’′]/.test(token)) return "prime";
    if (SIGNS[token]) return SIGNS[token];
    const plain = token.normalize("NFKD").replace(/\p{M}+/gu, "");
    const small = plain.toLowerCase();
    if (GREEK[small]) return GREEK[small];
    return plain
      .replace(/(\p{Ll})(\p{Lu})/gu, "$1|$2")
      .toLowerCase()
      .replace(/(?<=\p{L}[iy])z(?=\p{L}|$)/gu, "s") // -ize, -yze
      .replace(/(?<=behavi|col|neighb|fav)our/g, "or");
  }

  /** The words of a text, each after a space; `starts` gets where each begins here, and where it stands in the text. */
  function fold(text, starts) {
    let words = "";
    for (const { 0: token, index } of text.matchAll(TOKEN)) {
      let word = folded.get(token);
      if (word === undefined) folded.set(token, (word = foldToken(token)));
      if (word === "") continue;
      starts?.push([words.length, index, index + token.length]);
      words += " " + word;
    }
    return words;
  }

  /** What finds a term of a query: words that follow each other, the last of which may go on. */
  function pattern(words, flags = "") {
    const spelt = words.map((word) => word.split("").join(word.length > 5 ? "[ |]?" : "\\|?"));
    const open = words.at(-1).length > 1 ? "" : "(?![^ |])"; // a single letter is no beginning of a word
    return new RegExp(`[ |]${spelt.join("[ |]")}${open}`, flags);
  }

  const pages = [];
  const places = [];

  function takeIn(data) {
    for (const [address, title, entries] of data) {
      const page = { address, title, words: fold(title) };
      let section = { words: "", all: "" };
      for (const [id, kind, label, text] of entries) {
        const place = { page, id, kind, label, text, labelWords: fold(label), textWords: fold(text), order: places.length };
        if (kind === HEADING) section = { words: place.labelWords, all: "", label: label || title };
        section.all += place.labelWords + place.textWords;
        if (id === "") Object.assign(place, { label: title, labelWords: page.words });
        place.section = section;
        places.push(place);
      }
      pages.push(page);
    }
  }

  /** The terms of a query: words, or several in quotation marks. */
  function termsOf(query) {
    return [...query.matchAll(/["“”]([^"“”]*)["“”]?|[^\s"“”]+/g)]
      .map((match) => fold(match[1] ?? match[0]).replaceAll("|", "").split(" ").filter(Boolean))
      .filter((words) => words.length > 0);
  }

  function weigh(place, find) {
    const whole = (words, at) => at && !/[^ |]/.test(words[at.index + at[0].length] ?? " ");
    const label = find.exec(place.labelWords);
    let own = label ? (whole(place.labelWords, label) ? 20 : 10) / (1 + place.labelWords.length / 60) : 0;
    const text = find.exec(place.textWords);
    if (text) own += (whole(place.textWords, text) ? 4 : 2) / (1 + place.textWords.length / 4000);
    const around = find.test(place.section.words) ? 2 : find.test(place.page.words) ? 1 : 0;
    return { own, any: own + around };
  }

  /** Words of the book that differ from a longer word by one slip, or two, and so may be meant. */
  function slips(word) {
    const most = word.length > 8 ? 2 : 1;
    const known = new Set([...folded.values()].flatMap((words) => words.split("|").concat(words.replaceAll("|", ""))));
    return [...known].filter((other) => Math.abs(other.length - word.length) <= most && distance(word, other, most) <= most);
  }

  /** Letters to put in, take out, exchange, or swap with their neighbours; Damerau and Levenshtein's count. */
  function distance(a, b, most) {
    let before = [];
    let last = [...Array(b.length + 1).keys()];
    for (let i = 1; i <= a.length; i++) {
      const row = [i];
      for (let j = 1; j <= b.length; j++) {
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
      }
      if (Math.min(...row) > most) return most + 1;
      [before, last] = [last, row];
    }
    return last[b.length];
  }

  /** The places where all words occur, the best first; if need be those in whose sections they occur. */
  function gather(finds, weights, phrase, inSection) {
    const hits = [];
    for (const place of places) {
      let score = 0;
      let own = 0;
      const all = weights.every(({ row, rarity }, i) => {
        const weight = row[place.order];
        own += weight.own;
        score += weight.any * rarity;
        return weight.any || (inSection && finds[i].test(place.section.all));
      });
      if (!all || !own) continue;
      if (phrase?.test(place.labelWords)) score *= 3;
      else if (phrase?.test(place.textWords)) score *= 2;
      hits.push({ place, score: score * (place.kind === HEADING ? 1.2 : 1) });
    }
    return hits.sort((a, b) => b.score - a.score || a.place.order - b.place.order);
  }

  /** The best places for a query, best page first, and the patterns that found them. */
  function search(query) {
    const finds = [];
    const weights = [];
    for (const words of termsOf(query)) {
      let find = pattern(words);
      let row = places.map((place) => weigh(place, find));
      if (words.length === 1 && words[0].length > 4 && !row.some(({ own }) => own)) {
        const meant = slips(words[0]);
        if (meant.length) find = new RegExp(meant.map((word) => pattern([word]).source).join("|"));
        row = places.map((place) => weigh(place, find));
      }
      finds.push(find);
      weights.push({ row, rarity: Math.log(1 + places.length / (1 + row.filter(({ own }) => own).length)) });
    }
    if (finds.length === 0) return { finds, groups: [], count: 0 };
    const phrase = finds.length > 1 ? pattern(termsOf(query).flat()) : null;
    const together = gather(finds, weights, phrase, false);
    const hits = together.length > 0 ? together : gather(finds, weights, phrase, true);
    const most = Math.max(PER_PAGE, Math.floor(MOST / new Set(hits.map(({ place }) => place.page)).size));
    const groups = new Map();
    let shown = 0;
    for (const { place } of hits) {
      const group = groups.get(place.page) ?? [];
      if (group.length >= most || shown >= MOST) continue;
      shown++;
      groups.set(place.page, [...group, place]);
    }
    return { finds, groups: [...groups], count: hits.length };
  }
  Object.assign(book, { find: search });

  /** Where in a text what was found stands: `[start, end, which]`, in order. */
  function spansIn(text, finds) {
    const starts = [];
    const words = fold(text, starts);
    const spans = [];
    finds.forEach((find, which) => {
      let token = 0;
      for (const match of words.matchAll(new RegExp(find.source, "g"))) {
        while (starts[token + 1]?.[0] <= match.index) token++;
        const start = starts[token][1];
        while (starts[token + 1]?.[0] < match.index + match[0].length) token++;
        spans.push([start, starts[token][2], which]);
      }
    });
    return spans.sort((a, b) => a[0] - b[0]);
  }

  /** Where the stretch of so many characters begins that holds most of the different words. */
  function densest(spans, room) {
    let best = 0;
    let most = 0;
    spans.slice(0, 100).forEach(([start], i) => {
      const near = new Set();
      for (let k = i; k < spans.length && spans[k][1] <= start + room; k++) near.add(spans[k][2]);
      if (near.size > most) [best, most] = [start, near.size];
    });
    return best;
  }

  /** Text with what was found marked; of a longer one a part of about `room` characters. */
  function marked(text, finds, room = Infinity) {
    const spans = spansIn(text, finds);
    let from = 0;
    let to = text.length;
    if (to > room) {
      from = densest(spans, room * 0.6) - room / 3;
      from = from > 0 ? text.indexOf(" ", from) + 1 : 0;
      to = text.length > from + room ? text.lastIndexOf(" ", from + room) : text.length;
    }
    const out = [from > 0 ? "… " : ""];
    let at = from;
    for (const [start, end] of spans) {
      if (start < at || end > to) continue;
      out.push(text.slice(at, start), element("mark", {}, text.slice(start, end)));
      at = end;
    }
    return [...out, text.slice(at, to), to < text.length ? " …" : ""];
  }

  function element(tag, attributes, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children);
    return made;
  }

  const input = element("input", { type: "text", role: "combobox", "aria-label": "Search the book", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "search-results", placeholder: "Words, formulas, code", autocomplete: "off", autocapitalize: "off", spellcheck: "false", enterkeyhint: "go" });
  const close = element("button", { type: "button" }, "Close");
  const status = element("p", { role: "status" });
  const list = element("div", { role: "listbox", id: "search-results", "aria-label": "Results" });
  const dialog = element("dialog", { class: "search", "aria-label": "Search the book" }, element("div", { class: "field" }, input, close), status, list);
  let options = [];
  let chosen = -1;

  function choose(index) {
    options[chosen]?.setAttribute("aria-selected", "false");
    chosen = index;
    const option = options[chosen];
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) input.setAttribute("aria-activedescendant", option.id);
    else input.removeAttribute("aria-activedescendant");
  }

  function result({ page, id, kind, label, text, section }, finds) {
    const own = label || (kind === CODE ? "Code" : "");
    const name = element("span", { class: "name" }, ...marked(own || section.label, finds));
    if (own && kind !== HEADING) name.append(element("span", { class: "section" }, " in ", section.label));
    const excerpt = element("span", { class: kind === CODE ? "excerpt source" : "excerpt" }, ...marked(text, finds, 150));
    return element("a", { role: "option", id: `search-result-${options.length}`, "aria-selected": "false", tabindex: "-1", href: page.address + (id && `#${encodeURIComponent(id)}`) }, name, excerpt);
  }

  function show() {
    const { finds, groups, count } = search(input.value);
    options = [];
    list.replaceChildren();
    for (const [page, found] of groups) {
      const group = element("div", { role: "group", "aria-label": page.title }, element("p", { "aria-hidden": "true" }, page.title));
      for (const place of found) {
        const option = result(place, finds);
        options.push(option);
        group.append(option);
      }
      list.append(group);
    }
    const shown = options.length < count ? `, the best ${options.length} are shown` : "";
    status.textContent = finds.length === 0 ? (pages.length ? "" : "Loading …") : count === 0 ? `Nothing found for “${input.value.trim()}”.` : `${count} ${count === 1 ? "place" : "places"}${shown}`;
    input.setAttribute("aria-expanded", String(options.length > 0));
    list.scrollTop = 0;
    chosen = -1;
    choose(options.length > 0 ? 0 : -1);
  }

  input.addEventListener("input", show);
  dialog.addEventListener("keydown", (event) => {
    event.stopPropagation(); // arrow keys turn pages elsewhere
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && options.length > 0) choose((chosen + step + options.length) % options.length);
    else if (event.key === "Enter" && event.target === input) options[chosen]?.click();
    else return;
    event.preventDefault();
  });
  list.addEventListener("click", (event) => {
    if (event.target.closest("a") && !event.ctrlKey && !event.metaKey && !event.shiftKey) dialog.close();
  });
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());

  book.openSearch = () => {
    if (dialog.open) return;
    dialog.showModal();
    input.select();
  };
  book.search = (data) => {
    takeIn(data);
    show();
  };
  document.body.append(dialog);
  book.openSearch();
  show();
  document.head.append(element("script", { src: "assets/search-index.js" }));
})();
