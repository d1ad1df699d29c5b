// Reads the built book from file:// as people do: clicks through from the first page to the last and back, follows the
// links of every page, tabs through a chapter, opens what is folded without JavaScript; looks whether anything moves for
// readers who want no motion, and at the contrast of every figure, by day and by night.
//
//   node check-reading.mjs <book folder>      CHROMIUM=/path/to/chromium

import { existsSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { address as at, each, end, expect, launch, paths, step, watch } from "./browser.mjs";

const [folder] = paths("check-reading.mjs <book folder>", 1);
const CHAPTER = "03-fifty-layers.html";
const STOPS = 600; // more often nobody presses Tab
const pages = readdirSync(folder).filter((file) => file.endsWith(".html")).sort();
const address = (page) => at(folder, page);
const browser = await launch();

async function open(options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce", ...options });
  const tab = await context.newPage();
  tab.setDefaultTimeout(20_000);
  watch(tab);
  return tab;
}

const name = (tab) => tab.url().replace(/[?#].*/, "").replace(/.*\//, "");

await step("next leads through all pages, previous back", async () => {
  const tab = await open();
  /** Clicks and waits for the page, whole: one that is still loading has no next. */
  const follow = async (link) => {
    const to = await link.evaluate((element) => element.href);
    await link.click();
    await tab.waitForURL(to);
  };
  await tab.goto(address("index.html"));
  await follow(tab.locator("nav.chapters a").first());
  const forth = [name(tab)];
  while (await tab.locator(".turn a[rel=next]").count()) {
    await follow(tab.locator(".turn a[rel=next]"));
    expect(!forth.includes(name(tab)), `${name(tab)} comes twice`);
    forth.push(name(tab));
  }
  const missed = pages.filter((page) => page !== "index.html" && !forth.includes(page));
  expect(missed.length === 0, `never comes to ${missed.join(", ")}`);
  for (const page of forth.slice(0, -1).reverse()) {
    await follow(tab.locator(".turn a[rel=prev]"));
    expect(name(tab) === page, `previous leads to ${name(tab)} instead of ${page}`);
  }
  await tab.goBack();
  await tab.keyboard.press("ArrowLeft");
  await tab.waitForURL(address(forth[0]));
  await tab.context().close();
});

await step("every link within the book leads to a place in it", async () => {
  const tab = await open();
  const ids = new Map();
  const links = [];
  for (const page of pages) {
    await tab.goto(address(page));
    const found = await tab.evaluate(() => ({
      ids: [...document.querySelectorAll("[id]")].map((element) => element.id),
      links: [...document.querySelectorAll("a[href]")].map((link) => link.href).filter((href) => href.startsWith("file:")),
    }));
    ids.set(page, new Set(found.ids));
    links.push(...found.links.map((link) => [page, link]));
  }
  const lost = links.filter(([, link]) => {
    const [file, hash] = link.split("#");
    const path = fileURLToPath(file);
    if (!existsSync(path)) return true;
    const target = ids.get(path.slice(folder.length + 1));
    return hash && target && !target.has(decodeURIComponent(hash));
  });
  expect(lost.length === 0, lost.slice(0, 5).map(([page, link]) => `${page}: ${link}`).join("; "));
  console.log(`  ${links.length} links on ${pages.length} pages`);
  await tab.context().close();
});

await step("contents, citations, references and notes are clicked, and one comes back", async () => {
  const tab = await open();
  for (const page of pages.filter((page) => /^\d/.test(page))) {
    for (const kind of [".contents.beside .sections a", "main a.citation", "main a.reference[href*='.html']", "main a.reference[href^='#']", ".note-ref a", "a.number[href^='#']"]) {
      await tab.goto(address(page));
      const link = tab.locator(kind).locator("visible=true").first();
      if ((await link.count()) === 0) continue;
      const href = await link.evaluate((element) => element.href);
      await link.click();
      await tab.waitForURL(href);
      const seen = await tab.evaluate(() => {
        const target = location.hash ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : document.body;
        const box = target?.getBoundingClientRect();
        return Boolean(box) && box.top < innerHeight && box.bottom > 0;
      });
      expect(seen, `${page}: ${kind} leads to ${href.replace(/.*\//, "")}, which is not in view`);
      await tab.goBack();
      expect(name(tab) === page, `${page}: back leads to ${tab.url()}`);
    }
  }
  await tab.context().close();
});

for (const page of ["index.html", CHAPTER]) {
  await step(`${page}: Tab goes through it in reading order, and every stop is seen`, async () => {
    const tab = await open();
    await tab.goto(address(page));
    await tab.evaluate(() => {
      window.stops = [];
      window.look = () => {
        const at = document.activeElement;
        const style = getComputedStyle(at);
        const boxes = [...at.getClientRects()];
        const before = window.stops.at(-1)?.element;
        const seen = boxes.some((box) => box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth);
        const ringed = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
        const inOrder = !before || Boolean(before.compareDocumentPosition(at) & Node.DOCUMENT_POSITION_FOLLOWING);
        window.stops.push({ element: at });
        return { end: at === document.body, seen, ringed, inOrder, what: `<${at.localName} class="${at.className}"> ${at.textContent.trim().slice(0, 40)}` };
      };
    });
    let stops = 0;
    for (; stops < STOPS; stops++) {
      await tab.keyboard.press("Tab");
      const { end, seen, ringed, inOrder, what } = await tab.evaluate(() => window.look());
      if (end) break;
      if (stops === 0) expect(what.includes("Skip"), `the first stop is not the skip link but ${what}`);
      expect(seen, `not in view: ${what}`);
      expect(ringed, `no ring around ${what}`);
      expect(inOrder, `comes too late: ${what}`);
    }
    console.log(`  ${stops} stops`);
    await tab.goto(address(page));
    await tab.keyboard.press("Tab");
    await tab.keyboard.press("Enter");
    await tab.keyboard.press("Tab");
    expect(await tab.evaluate(() => Boolean(document.activeElement.closest("main"))), "the skip link does not lead into the text");
    await tab.context().close();
  });
}

await step("nothing moves for readers who want no motion", async () => {
  const tab = await open();
  for (const page of ["index.html", CHAPTER]) {
    await tab.goto(address(page));
    const moving = await tab.evaluate(() => [...document.querySelectorAll("*")].filter((element) => {
      const { scrollBehavior, transitionDuration, animationName } = getComputedStyle(element);
      return scrollBehavior === "smooth" || transitionDuration.split(", ").some((time) => parseFloat(time) > 0.01) || animationName !== "none";
    }).map((element) => element.localName + "." + element.className));
    expect(moving.length === 0, `${page}: ${moving.slice(0, 5).join(", ")}`);
  }
  await tab.context().close();
});

await step("without JavaScript everything opens and can be read", async () => {
  const tab = await open({ javaScriptEnabled: false });
  for (const page of pages) {
    await tab.goto(address(page));
    for (const kind of [".solution", ".fl-data", ".admonition", ".input"]) {
      const folded = tab.locator(`main details${kind}:not([open])`).first();
      if ((await folded.count()) === 0) continue;
      const inside = folded.locator("> :not(summary)").first();
      await folded.locator("> summary").click();
      expect(await tab.locator(`main details${kind}[open]`).first().locator("> :not(summary)").first().isVisible(), `${page}: ${kind} does not open: ${inside}`);
    }
    for (const kind of ["[role=note]", ".katex", ".fl-chart", ".turn a"]) {
      const all = tab.locator(`main ${kind}`);
      if (await all.count()) expect(await all.first().isVisible(), `${page}: ${kind} is not to be seen`);
    }
    const dead = await tab.locator("button:visible").allInnerTexts();
    expect(dead.length === 0, `${page}: buttons that can do nothing: ${dead.join(", ")}`);
  }
  await tab.context().close();
});

for (const scheme of ["light", "dark"]) {
  for (const chosen of ["by the system", "by the reader"]) {
    await step(`figures have enough contrast where the scheme is ${scheme} ${chosen}`, async () => {
      const byReader = chosen === "by the reader";
      await each(pages, async (page) => {
        const tab = await open({ colorScheme: byReader === (scheme === "dark") ? "light" : "dark" });
        await tab.goto(address(page));
        if (byReader) await tab.evaluate((scheme) => (document.documentElement.dataset.scheme = scheme), scheme);
        for (const width of [1280, 390]) {
          await tab.setViewportSize({ width, height: 900 });
          const faint = await tab.evaluate(faintParts);
          expect(faint.length === 0, `${page} (${width} px): ${faint.slice(0, 4).join("; ")}`);
        }
        await tab.context().close();
      });
    });
  }
}

await browser.close();
end();

/** Text of figures below 4.5:1, lines and marks below 3:1; grids and the colours of heat maps carry nothing alone. */
function faintParts() {
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const rgb = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data.slice(0, 3)];
  };
  const luminance = (colour) => {
    const [r, g, b] = colour.map((channel) => (channel / 255 <= 0.04045 ? channel / 255 / 12.92 : ((channel / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a, b) => (Math.max(luminance(a), luminance(b)) + 0.05) / (Math.min(luminance(a), luminance(b)) + 0.05);
  const faint = [];
  for (const chart of document.querySelectorAll("svg.fl-chart")) {
    if (chart.getClientRects().length === 0) continue; // drawn for windows of another width
    const page = rgb(getComputedStyle(chart.querySelector(".b")).fill);
    const cells = [...chart.querySelectorAll("path[class^='q']")];
    const boxes = [...chart.querySelectorAll("rect.w, rect.v")];
    const check = (part, colour, behind, least) => {
      const opacity = Number(getComputedStyle(part).opacity);
      const shown = rgb(colour).map((channel, i) => Math.round(opacity * channel + (1 - opacity) * behind[i]));
      const ratio = contrast(shown, behind);
      if (ratio < least - 0.01) faint.push(`“${chart.querySelector("title").textContent}”: ${part.localName}.${part.getAttribute("class")} ${part.textContent.slice(0, 20)} has ${ratio.toFixed(2)}:1`);
    };
    for (const text of chart.querySelectorAll("text")) {
      const box = text.getBBox();
      const point = new DOMPoint(box.x + box.width / 2, box.y + box.height / 2);
      const under = cells.find((cell) => cell.isPointInFill(point)) ?? boxes.find((rect) => rect.isPointInFill(point));
      check(text, getComputedStyle(text).fill, under ? rgb(getComputedStyle(under).fill) : page, 4.5);
    }
    for (const line of chart.querySelectorAll(".l, .a, .d, .e, .v")) check(line, getComputedStyle(line).stroke, page, 3);
    for (const mark of chart.querySelectorAll("path.n, .z")) check(mark, getComputedStyle(mark).fill, page, 3);
  }
  return [...new Set(faint)];
}
