// Opens every page of the built book from file:// in headless Chromium, light and dark, wide and narrow, with and
// without JavaScript, and fails on: an axe-core violation, an error on the console, a request that leaves the folder
// or finds nothing, text wider than the window, a layout shift, a page heavier than its budget.
//
//   node check-book.mjs <book folder> <folder for screenshots>      CHROMIUM=/path/to/chromium

import { readFileSync, readdirSync, mkdirSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { createRequire } from "node:module";
import { join, relative, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const BUDGET = 200_000; // bytes, gzipped, of all that a page loads
const SHIFT = 0.01; // cumulative layout shift that a reader would notice

const [folder, shots] = process.argv.slice(2).map((p) => resolve(p));
if (!folder || !shots) {
  console.error("usage: node check-book.mjs <book folder> <folder for screenshots>");
  process.exit(2);
}
mkdirSync(shots, { recursive: true });
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const pages = readdirSync(folder, { recursive: true })
  .map(String)
  .filter((file) => file.endsWith(".html"))
  .sort();
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
});

let passed = 0;
const failures = [];
function verdict(ok, what) {
  if (ok) passed++;
  else failures.push(what);
}

/** The page as one kind of reader gets it; `look` asks it further questions. */
async function visit(page, { scheme = "light", width = 1280, javaScriptEnabled = true }, look) {
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
  tab.on("request", (request) => {
    const url = request.url();
    if (url.startsWith("data:")) return;
    const path = url.startsWith("file:") ? fileURLToPath(url.replace(/[?#].*/, "")) : "";
    if (path && !relative(folder, path).startsWith("..")) loaded.add(path);
    else failures.push(`${name}: a request leaves the folder: ${url}`);
  });
  tab.on("requestfailed", (request) => failures.push(`${name}: not found: ${request.url()}`));
  tab.on("console", (message) => message.type() === "error" && failures.push(`${name}: console: ${message.text()}`));
  tab.on("pageerror", (error) => failures.push(`${name}: script: ${error.message}`));
  await tab.addInitScript(() => {
    window.layoutShift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) window.layoutShift += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
  });
  await tab.goto(pathToFileURL(join(folder, page)).href, { waitUntil: "load" });
  if (javaScriptEnabled) await tab.evaluate(() => document.fonts.ready);
  await look(tab, name, loaded);
  await context.close();
}

async function noViolations(tab, name) {
  await tab.evaluate(axe);
  const { violations } = await tab.evaluate(() => window.axe.run(document, { resultTypes: ["violations"], preload: false, rules: { "target-size": { enabled: true } } }));
  for (const { id, help, nodes } of violations) {
    failures.push(`${name}: axe ${id}: ${help}\n    ${nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join("\n    ")}`);
  }
  if (violations.length === 0) passed++;
}

const widths = () => [document.documentElement.scrollWidth, document.documentElement.clientWidth];

for (const page of pages) {
  const shot = join(shots, page.replace(/[/\\]/g, "-").replace(/\.html$/, ""));
  for (const scheme of ["light", "dark"]) {
    await visit(page, { scheme }, async (tab, name, loaded) => {
      await noViolations(tab, name);
      const shift = await tab.evaluate(() => window.layoutShift);
      verdict(shift <= SHIFT, `${name}: layout shift ${shift.toFixed(3)} is above ${SHIFT}`);
      const bytes = [...loaded].map((file) => gzipSync(readFileSync(file), { level: 9 }).length).reduce((a, b) => a + b, 0);
      verdict(bytes <= BUDGET, `${name}: ${bytes} bytes gzipped is above the budget of ${BUDGET}`);
      if (scheme === "light") console.log(`${page}: ${(bytes / 1000).toFixed(1)} kB gzipped in ${loaded.size} files`);
      await tab.screenshot({ path: `${shot}-${scheme}.png`, fullPage: true });
    });
    await visit(page, { scheme, width: 390 }, async (tab, name) => {
      await noViolations(tab, name);
      const [content, window] = await tab.evaluate(widths);
      verdict(content <= window, `${name}: the page is ${content} px wide in a window of ${window} px`);
      await tab.screenshot({ path: `${shot}-${scheme}-phone.png`, fullPage: true });
    });
  }
  await visit(page, { javaScriptEnabled: false }, async (tab, name) => {
    const text = await tab.locator("main").innerText();
    verdict(text.length > 200, `${name}: <main> shows only ${text.length} characters`);
  });
}

await browser.close();
for (const failure of failures) console.log(`FAILED: ${failure}`);
console.log(`${passed} passed, ${failures.length} failed`);
process.exit(failures.length === 0 ? 0 : 1);
