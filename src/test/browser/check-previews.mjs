// Opens the built sample book from file:// in headless Chromium and holds the previews of references to what WCAG 1.4.13
// asks: they appear on hover and on keyboard focus, can be hovered, stay, and go away with Escape; a tap follows the link;
// nothing moves, axe-core finds no violation, light and dark, and no id stands on the page twice.
//
//   node check-previews.mjs <book folder> <page> <folder for screenshots>      CHROMIUM=/path/to/chromium

import { readFileSync, mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [folder, page, shots] = process.argv.slice(2);
if (!shots) {
  console.error("usage: node check-previews.mjs <book folder> <page> <folder for screenshots>");
  process.exit(2);
}
mkdirSync(shots, { recursive: true });
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
});
const failures = [];
let passed = 0;
function verdict(ok, what) {
  if (ok) passed++;
  else failures.push(what);
}

async function open(options) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce", bypassCSP: true, ...options });
  const tab = await context.newPage();
  tab.on("console", (message) => message.type() === "error" && failures.push(`console: ${message.text()}`));
  tab.on("pageerror", (error) => failures.push(`script: ${error.message}`));
  tab.on("requestfailed", (request) => failures.push(`not found: ${request.url()}`));
  await tab.goto(pathToFileURL(join(resolve(folder), page)).href, { waitUntil: "load" });
  await tab.evaluate(() => {
    window.layoutShift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) window.layoutShift += entry.hadRecentInput ? 0 : entry.value;
    }).observe({ type: "layout-shift" });
  });
  return tab;
}

const twice = () => {
  const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
  return ids.filter((id, i) => ids.indexOf(id) < i);
};

/** Every kind of reference on the page by where it leads, the first of each target. */
async function references(tab) {
  return tab.evaluate(() => {
    const hrefs = [...document.querySelectorAll("main :is(a.reference, a.citation, a.term)")].map((link) => link.getAttribute("href"));
    return [...new Set(hrefs)];
  });
}

for (const colorScheme of ["light", "dark"]) {
  const tab = await open({ colorScheme });
  await tab.evaluate(axe);
  const card = tab.locator(".preview");
  for (const href of await references(tab)) {
    const link = tab.locator(`main :is(a.reference, a.citation, a.term)[href="${href}"]`).first();
    if (!(await link.isVisible())) continue;
    await link.scrollIntoViewIfNeeded();
    await link.hover();
    const appeared = await card.waitFor({ timeout: 5000 }).then(() => true, () => false);
    verdict(appeared, `${href}: no preview on hover (${colorScheme})`);
    if (!appeared) continue;
    verdict((await card.innerText()).trim().length > 0 || (await card.locator("svg, img").count()) > 0, `${href}: the preview is empty`);
    const box = await card.boundingBox();
    verdict(box.x >= 0 && box.x + box.width <= 1280, `${href}: the preview stands outside the window`);
    verdict((await tab.evaluate(twice)).length === 0, `${href}: ids stand twice: ${(await tab.evaluate(twice)).join(" ")}`);
    const { violations } = await tab.evaluate(() => window.axe.run(document.querySelector("main"), { resultTypes: ["violations"], preload: false }));
    for (const { id, nodes } of violations) failures.push(`${href} (${colorScheme}): axe ${id}: ${nodes[0].html.slice(0, 200)}`);
    await tab.screenshot({ path: join(shots, `${page}-${href.replace(/[^\w.-]/g, "_")}-${colorScheme}.png`) });
    await tab.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await tab.waitForTimeout(500);
    verdict(await card.isVisible(), `${href}: the preview does not stay under the pointer`);
    await tab.keyboard.press("Escape");
    verdict(!(await card.isVisible()), `${href}: Escape does not close the preview`);
    await tab.mouse.move(2, 2);
  }
  verdict((await tab.evaluate(() => window.layoutShift)) === 0, `the page moves by ${await tab.evaluate(() => window.layoutShift)}`);
  await tab.context().close();
}

const keyboard = await open({});
const [first] = await references(keyboard);
const link = keyboard.locator(`main a[href="${first}"]`).first();
await link.scrollIntoViewIfNeeded();
await keyboard.evaluate(() => getSelection().removeAllRanges());
await keyboard.keyboard.press("Tab"); // the browser knows from now on that this reader uses the keyboard
await link.focus();
verdict(await keyboard.locator(".preview").waitFor({ timeout: 5000 }).then(() => true, () => false), "no preview on focus");
verdict((await link.getAttribute("aria-describedby")) === "preview", "the link is not described by its preview");
await keyboard.keyboard.press("Escape");
verdict(!(await keyboard.locator(".preview").isVisible()), "Escape does not close the preview of a focused link");
await keyboard.context().close();

const phone = await open({ viewport: { width: 390, height: 800 }, hasTouch: true, isMobile: true });
const touched = phone.locator(`main a[href="${first}"]`).first();
await touched.scrollIntoViewIfNeeded();
await touched.tap();
await phone.waitForTimeout(800);
verdict(phone.url().endsWith(first), `a tap on ${first} leads to ${phone.url()}`);
verdict(!(await phone.locator(".preview").isVisible()), "a tap opens a preview");
await browser.close();

for (const failure of new Set(failures)) console.log(`FAILED: ${failure}`);
console.log(`${passed} passed, ${failures.length} failed`);
process.exit(failures.length === 0 ? 0 : 1);
