// Opens every page of the built book from file:// in headless Chromium, light and dark, wide and narrow, with and
// without JavaScript, and fails on: an axe-core violation, an error on the console, a request that leaves the folder
// or finds nothing, text wider than the window, a layout shift, a page heavier than its budget, text of a figure that
// a phone shows too small.
//
//   node check-book.mjs <book folder> <folder for screenshots>      CHROMIUM=/path/to/chromium

import { readFileSync, readdirSync, mkdirSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { address, each, end, fail, launch, noViolations, paths, verdict, watch } from "./browser.mjs";

const BUDGET = 200_000; // bytes, gzipped, of all that a page loads
const SHIFT = 0.01; // cumulative layout shift that a reader would notice
const SLOWDOWN = 6; // of a page that comes in pieces: what moves while it does is seen only then
const SMALLEST = 11; // CSS pixels, of letters in a figure

const [folder, shots] = paths("check-book.mjs <book folder> <folder for screenshots>", 2);
mkdirSync(shots, { recursive: true });
const pages = readdirSync(folder, { recursive: true })
  .map(String)
  .filter((file) => file.endsWith(".html"))
  .sort();
const browser = await launch();

/** The page as one kind of reader gets it; `look` asks it further questions. */
async function visit(page, { scheme = "light", width = 1280, javaScriptEnabled = true, slowdown = 1 }, look) {
  const context = await browser.newContext({
    colorScheme: scheme,
    viewport: { width, height: 900 },
    javaScriptEnabled,
    reducedMotion: "reduce",
    bypassCSP: true, // axe is put into the page by us; the page's own policy is checked by its own requests
  });
  const tab = await context.newPage();
  const name = `${page} (${scheme}, ${width} px${javaScriptEnabled ? "" : ", no JavaScript"})`;
  const loaded = new Set();
  watch(tab, () => name);
  tab.on("request", (request) => {
    const url = request.url();
    if (url.startsWith("data:")) return;
    const path = url.startsWith("file:") ? fileURLToPath(url.replace(/[?#].*/, "")) : "";
    if (path && !relative(folder, path).startsWith("..")) loaded.add(path);
    else fail(`${name}: a request leaves the folder: ${url}`);
  });
  await tab.addInitScript(() => {
    window.layoutShift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) window.layoutShift += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
  });
  const pace = await context.newCDPSession(tab);
  await pace.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
  await tab.goto(address(folder, page), { waitUntil: "load" });
  if (javaScriptEnabled) await tab.evaluate(() => document.fonts.ready);
  await pace.send("Emulation.setCPUThrottlingRate", { rate: 1 });
  await look(tab, name, loaded);
  await context.close();
}

const TARGETS = { rules: { "target-size": { enabled: true } } };
const widths = () => [document.documentElement.scrollWidth, document.documentElement.clientWidth];

/** Of the charts that the window shows: the least size of their letters, as drawn, and raised exponents aside. */
const lettersOfCharts = () => {
  const sizes = [...document.querySelectorAll("svg.fl-chart:not(.fl-graph)")]
    .filter((chart) => chart.getClientRects().length > 0)
    .flatMap((chart) => [...chart.querySelectorAll("text")].map((text) => parseFloat(getComputedStyle(text).fontSize) * chart.getScreenCTM().a));
  return Math.min(Infinity, ...sizes);
};

async function check(page) {
  const shot = join(shots, page.replace(/[/\\]/g, "-").replace(/\.html$/, ""));
  for (const scheme of ["light", "dark"]) {
    await visit(page, { scheme, slowdown: SLOWDOWN }, async (tab, name, loaded) => {
      await noViolations(tab, name, TARGETS);
      const shift = await tab.evaluate(() => window.layoutShift);
      verdict(shift <= SHIFT, `${name}: layout shift ${shift.toFixed(3)} is above ${SHIFT}`);
      const bytes = [...loaded].map((file) => gzipSync(readFileSync(file), { level: 9 }).length).reduce((a, b) => a + b, 0);
      verdict(bytes <= BUDGET, `${name}: ${bytes} bytes gzipped is above the budget of ${BUDGET}`);
      if (scheme === "light") console.log(`${page}: ${(bytes / 1000).toFixed(1)} kB gzipped in ${loaded.size} files`);
      await tab.screenshot({ path: `${shot}-${scheme}.png`, fullPage: true });
    });
    await visit(page, { scheme, width: 390 }, async (tab, name) => {
      await noViolations(tab, name, TARGETS);
      const [content, window] = await tab.evaluate(widths);
      verdict(content <= window, `${name}: the page is ${content} px wide in a window of ${window} px`);
      const letters = await tab.evaluate(lettersOfCharts);
      verdict(letters >= SMALLEST, `${name}: letters of a chart are ${letters.toFixed(1)} px high`);
      await tab.screenshot({ path: `${shot}-${scheme}-phone.png`, fullPage: true });
    });
  }
  await visit(page, { javaScriptEnabled: false }, async (tab, name) => {
    const text = await tab.locator("main").innerText();
    verdict(text.length > 200, `${name}: <main> shows only ${text.length} characters`);
  });
}

await each(pages, check);
await browser.close();
end();
