// Searches the built book from file:// with the keyboard, as a reader would, and takes along what the pages offer. Fails
// on: a result that is not where a reader expects it or leads nowhere, focus that gets lost, a query that takes longer
// than a reader notices, an axe-core violation while the search is open, a download that is missing or cannot be read.
//
//   node check-search.mjs <book folder> <folder for screenshots>      CHROMIUM=/path/to/chromium

import { existsSync, mkdirSync, readFileSync, readdirSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { join } from "node:path";
import { address, end, launch, noViolations, paths, verdict, watch } from "./browser.mjs";

const QUICK = 50; // milliseconds from a keystroke to the results' layout
const INDEX = 250_000; // bytes, gzipped

const [folder, shots] = paths("check-search.mjs <book folder> <folder for screenshots>", 2);
mkdirSync(shots, { recursive: true });
const chapters = readdirSync(folder).filter((file) => /^\d\d-.*\.html$/.test(file)).sort();
const browser = await launch();

/** What a reader looks for, and what the first three results must say. */
const EXPECTED = [
  ["\\sigma'", /σ′|sigma'/],
  ["σ′", /σ′|sigma'/],
  ["matmul", /matmul/],
  ["Losses.crossEntropy", /Losses\.crossEntropy/],
  ["He initialisation", /He|[Ii]nitialisation/],
  ["initialization", /[Ii]nitialisation/],
  ["intialisation", /[Ii]nitialisation/],
  ["π/(π−1)", /π\/\(π ?[−-] ?1\)|pi/],
  ["\\frac{\\pi}{\\pi-1}", /π\/\(π ?[−-] ?1\)|pi/],
  ['"batch norm"', /[Bb]atch ?[Nn]orm/],
  ["cross entropy", /[Cc]ross.?[Ee]ntropy/],
  ["residual", /[Rr]esidual/],
];

const VARIED = [
  ...EXPECTED.map(([query]) => query), "gradient", "vanishing gradient", "leaky relu", "softmax", "crossentropy", "χ₁", "\\chi_1", "a", "e",
  "the", "of the", "depth scale", "jacobian", "clipping by norm", "5.137654", "orthogonal", "shattered gradients", "Hochreiter", "backwrd",
  "exploding gradints", "batchnorm", "zeroGradients", "∂L/∂x", "learning rate", "weight decay", "tanh", "dying", "Figure 3", "Exercise 5.1",
  "Claim 3.12", "dropout", "LSTM", "underflow", "variance of the gradient in a deep network", "xyzzy", "computation graph", "σ_w", "constructor",
];

async function open(context) {
  const tab = await context.newPage();
  watch(tab);
  await tab.goto(address(folder, chapters.at(-1)), { waitUntil: "load" });
  return tab;
}

async function openSearch(tab, key) {
  await tab.keyboard.press(key);
  await tab.waitForSelector("dialog.search[open]");
  await tab.waitForFunction(() => globalThis.fiftyLayers.find("gradient").count > 0);
}

/** With the keyboard alone: open, type, choose, go; leave, and be where one was. */
async function byKeyboard() {
  const context = await browser.newContext({ reducedMotion: "reduce" });
  const tab = await open(context);
  const focused = () => tab.evaluate(() => document.activeElement.className || document.activeElement.tagName);

  await tab.locator("button.search").focus();
  await openSearch(tab, "/");
  verdict((await focused()) === "INPUT", `after / the focus is on ${await focused()}`);
  await tab.keyboard.type("a/b");
  verdict((await tab.inputValue("dialog.search input")) === "a/b", "a slash cannot be typed into the field");
  await tab.keyboard.press("Escape");
  verdict(!(await tab.locator("dialog.search").isVisible()), "Escape does not close the search");
  verdict((await focused()) === "search", `after Escape the focus is on ${await focused()}`);

  await openSearch(tab, "Control+k");
  await tab.keyboard.type("sigmoid");
  const selected = () => tab.evaluate(() => document.getElementById(document.querySelector("dialog.search input").getAttribute("aria-activedescendant"))?.id);
  const first = await selected();
  await tab.keyboard.press("ArrowDown");
  const second = await selected();
  await tab.keyboard.press("ArrowUp");
  verdict(first && second && first !== second && first === (await selected()), `arrows choose ${first}, ${second}, ${await selected()}`);
  verdict(tab.url().includes(chapters.at(-1)), "an arrow key in the search turns the page");
  await tab.keyboard.press("ArrowDown");
  const target = await tab.evaluate(() => document.querySelector('[role="option"][aria-selected="true"]').href);
  await Promise.all([tab.waitForURL(target), tab.keyboard.press("Enter")]);
  await tab.waitForLoadState("load");
  const inView = await tab.evaluate(() => {
    const box = document.getElementById(decodeURIComponent(location.hash.slice(1)))?.getBoundingClientRect();
    return !location.hash || (box && box.top < innerHeight && box.bottom > 0);
  });
  verdict(inView, `${target} is not in view after Enter`);
  await context.close();
}

/** Expected places come first, every result leads to something, and no query makes a reader wait. */
async function results() {
  const context = await browser.newContext();
  const tab = await open(context);
  const start = performance.now();
  await openSearch(tab, "/");
  console.log(`search: open and loaded after ${Math.round(performance.now() - start)} ms`);
  const times = await tab.evaluate((queries) => {
    const input = document.querySelector("dialog.search input");
    return queries.map((query) => {
      const start = performance.now();
      input.value = query;
      input.dispatchEvent(new Event("input"));
      input.getBoundingClientRect(); // lays the results out
      return performance.now() - start;
    });
  }, VARIED);
  const sorted = [...times].sort((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)];
  console.log(`search: ${VARIED.length} queries, the first ${times[0].toFixed(1)} ms, median ${median.toFixed(1)} ms, worst ${sorted.at(-1).toFixed(1)} ms`);
  verdict(median < QUICK, `the median query takes ${median.toFixed(1)} ms, more than ${QUICK}`);

  const ids = new Map();
  for (const [query, expected] of EXPECTED) {
    await tab.fill("dialog.search input", query);
    const found = await tab.locator('[role="option"]').evaluateAll((options) => options.map((option) => ({ href: option.getAttribute("href"), text: option.textContent, marks: option.querySelectorAll("mark").length })));
    verdict(found.length > 0 && found.slice(0, 3).every(({ text }) => expected.test(text)), `${query}: the first results are ${found.slice(0, 3).map(({ text }) => text).join(" | ")}`);
    for (const { href, marks } of found) {
      const [file, id] = href.split("#");
      if (!ids.has(file)) ids.set(file, new Set([...readFileSync(join(folder, file), "utf8").matchAll(/\sid="([^"]*)"/g)].map((match) => match[1])));
      verdict(!id || ids.get(file).has(decodeURIComponent(id)), `${query}: ${href} leads nowhere`);
      verdict(marks > 0, `${query}: nothing is marked in ${href}`);
    }
  }
  await tab.fill("dialog.search input", "xyzzy");
  verdict((await tab.locator('dialog.search [role="status"]').textContent()).startsWith("Nothing found"), "a search in vain does not say so");
  const bytes = gzipSync(readFileSync(join(folder, "assets/search-index.js")), { level: 9 }).length;
  console.log(`search: the index weighs ${(bytes / 1000).toFixed(1)} kB gzipped`);
  verdict(bytes < INDEX, `the index weighs ${bytes} bytes gzipped, more than ${INDEX}`);
  await context.close();
}

async function looks() {
  for (const colorScheme of ["light", "dark"]) {
    for (const width of [1280, 390]) {
      const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 }, reducedMotion: "reduce", bypassCSP: true });
      const tab = await open(context);
      await openSearch(tab, "/");
      await tab.fill("dialog.search input", "gradient norm");
      const name = `search (${colorScheme}, ${width} px)`;
      await noViolations(tab, name);
      const [content, window] = await tab.evaluate(() => [document.querySelector("dialog.search").scrollWidth, innerWidth]);
      verdict(content <= window, `${name}: the results are ${content} px wide in a window of ${window} px`);
      await tab.screenshot({ path: join(shots, `search-${colorScheme}${width < 500 ? "-phone" : ""}.png`) });
      await context.close();
    }
  }
  const context = await browser.newContext({ javaScriptEnabled: false });
  const tab = await open(context);
  verdict(!(await tab.locator("button.search").isVisible()), "without JavaScript there is a search that does nothing");
  await context.close();
}

/** Each chapter's notebook, with outputs and without, and the points of its charts. */
function downloads() {
  for (const chapter of chapters) {
    const html = readFileSync(join(folder, chapter), "utf8");
    const links = [...html.matchAll(/href="(downloads\/[^"]+)" download/g)].map((match) => match[1]);
    for (const link of links) verdict(existsSync(join(folder, link)), `${chapter}: there is no ${link}`);
    const [full, bare] = links.filter((link) => link.endsWith(".ipynb")).map((link) => JSON.parse(readFileSync(join(folder, link), "utf8")));
    const outputs = (notebook) => notebook?.cells.flatMap((cell) => cell.outputs ?? []).length;
    verdict(outputs(full) > 0 && outputs(bare) === 0 && full.cells.length === bare.cells.length, `${chapter}: the notebooks have ${outputs(full)} and ${outputs(bare)} outputs`);
    const charts = full.cells.flatMap((cell) => cell.outputs ?? []).filter((output) => output.data?.["text/csv"]).length;
    const tables = links.filter((link) => link.endsWith(".csv"));
    verdict(tables.length === charts, `${chapter}: ${charts} charts, but the data of ${tables.length}`);
    for (const table of tables) {
      const rows = readFileSync(join(folder, table), "utf8").trimEnd().split("\n");
      const columns = (row) => row.replace(/"(?:[^"]|"")*"/g, "").split(",").length;
      verdict(rows.length > 1 && rows.every((row) => columns(row) === columns(rows[0])), `${table}: ${rows.length} rows of unequal length`);
    }
    if (charts > 0) verdict(links.some((link) => link.endsWith("-data.zip")), `${chapter}: no zip file of its figures' data`);
  }
}

await byKeyboard();
await results();
await looks();
downloads();
await browser.close();
end();
