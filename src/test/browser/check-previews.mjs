// Opens pages of the built book from file:// in headless Chromium and holds the previews of references to what WCAG 1.4.13
// asks: they appear on hover and on keyboard focus, can be hovered, stay, and go away with Escape; a tap follows the link;
// nothing moves, axe-core finds no violation, light and dark, and no id stands on the page twice.
//
//   node check-previews.mjs <book folder> <folder for screenshots> <page> …      CHROMIUM=/path/to/chromium

import { mkdirSync } from "node:fs";
import { basename, join } from "node:path";
import { address, each, end, launch, noViolations, paths, verdict, watch } from "./browser.mjs";

const LINKS = "main :is(a.reference, a.citation, a.term)";
const AT_A_TIME = 40; // references of one opened page

const [folder, shots, ...pages] = paths("check-previews.mjs <book folder> <folder for screenshots> <page> …", 3);
mkdirSync(shots, { recursive: true });
const browser = await launch();

async function open(page, options) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce", bypassCSP: true, ...options });
  const tab = await context.newPage();
  watch(tab);
  await tab.goto(address(folder, page), { waitUntil: "load" });
  await tab.evaluate(() => document.fonts.ready);
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
const references = (tab) => tab.evaluate((links) => [...new Set([...document.querySelectorAll(links)].map((link) => link.getAttribute("href")))], LINKS);

/** Hovers over one reference as a reader with a mouse does. */
async function hover(tab, href, name) {
  const card = tab.locator(".preview");
  const link = tab.locator(`${LINKS}[href="${href}"]`).locator("visible=true").first();
  if ((await link.count()) === 0) return; // all of them lie in a solution that nobody has unfolded
  await link.scrollIntoViewIfNeeded();
  await link.hover();
  const appeared = await card.waitFor({ timeout: 5000 }).then(() => true, () => false);
  if (!verdict(appeared, `${name}: no preview on hover`)) return;
  verdict((await card.innerText()).trim().length > 0 || (await card.locator("svg, img").count()) > 0, `${name}: the preview is empty`);
  const box = await card.boundingBox();
  verdict(box.x >= 0 && box.x + box.width <= 1280, `${name}: the preview stands outside the window`);
  const doubled = await tab.evaluate(twice);
  verdict(doubled.length === 0, `${name}: ids stand twice: ${doubled.join(" ")}`);
  await noViolations(tab, name, { part: ".preview" }); // the page around it has been looked at without
  await tab.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await tab.waitForTimeout(500); // longer than it takes to vanish
  verdict(await card.isVisible(), `${name}: the preview does not stay under the pointer`);
  await tab.keyboard.press("Escape");
  verdict(!(await card.isVisible()), `${name}: Escape does not close the preview`);
  await tab.mouse.move(2, 2);
}

async function byMouse({ page, colorScheme, hrefs }) {
  const tab = await open(page, { colorScheme });
  for (const href of hrefs) await hover(tab, href, `${page}: ${href} (${colorScheme})`);
  const shift = await tab.evaluate(() => window.layoutShift);
  verdict(shift === 0, `${page} moves by ${shift}`);
  await tab.context().close();
}

/** One preview of each kind with the whole page around it, and a picture of it. */
async function inItsPage(page, colorScheme) {
  const tab = await open(page, { colorScheme });
  for (const kind of ["a.term", "a.citation", "a.reference[href^='#']", "a.reference:not([href^='#'])"]) {
    const link = tab.locator(`main ${kind}`).locator("visible=true").first();
    if ((await link.count()) === 0) continue;
    const href = await link.getAttribute("href");
    await link.scrollIntoViewIfNeeded();
    await link.hover();
    await tab.locator(".preview").waitFor({ timeout: 5000 });
    await noViolations(tab, `${page}: ${href} (${colorScheme})`);
    await tab.screenshot({ path: join(shots, `${page}-${href.replace(/[^\w.-]/g, "_")}-${colorScheme}.png`) });
    await tab.keyboard.press("Escape");
    await tab.mouse.move(2, 2);
  }
  await tab.context().close();
}

async function byKeyboard(page, href) {
  const tab = await open(page, {});
  const link = tab.locator(`main a[href="${href}"]`).locator("visible=true").first();
  await link.scrollIntoViewIfNeeded();
  await tab.evaluate(() => getSelection().removeAllRanges());
  await tab.keyboard.press("Tab"); // the browser knows from now on that this reader uses the keyboard
  await link.focus();
  verdict(await tab.locator(".preview").waitFor({ timeout: 5000 }).then(() => true, () => false), `${page}: no preview on focus`);
  verdict((await link.getAttribute("aria-describedby")) === "preview", `${page}: the link is not described by its preview`);
  await tab.keyboard.press("Escape");
  verdict(!(await tab.locator(".preview").isVisible()), `${page}: Escape does not close the preview of a focused link`);
  await tab.context().close();
}

async function byTouch(page, href) {
  const tab = await open(page, { viewport: { width: 390, height: 800 }, hasTouch: true, isMobile: true });
  const link = tab.locator(`main a[href="${href}"]`).locator("visible=true").first();
  await link.scrollIntoViewIfNeeded();
  await link.tap();
  await tab.waitForTimeout(800);
  verdict(tab.url().endsWith(href), `${page}: a tap on ${href} leads to ${tab.url()}`);
  verdict(!(await tab.locator(".preview").isVisible()), `${page}: a tap opens a preview`);
  await tab.context().close();
}

for (const page of pages.map((path) => basename(path))) {
  const tab = await open(page, {});
  const hrefs = await references(tab);
  const first = await tab.locator(LINKS).locator("visible=true").first().getAttribute("href");
  await tab.context().close();
  console.log(`${page}: ${hrefs.length} places are referred to`);
  const tasks = ["light", "dark"].flatMap((colorScheme) => [
    () => inItsPage(page, colorScheme),
    ...Array.from({ length: Math.ceil(hrefs.length / AT_A_TIME) }, (_, i) => () => byMouse({ page, colorScheme, hrefs: hrefs.slice(i * AT_A_TIME, (i + 1) * AT_A_TIME) })),
  ]);
  await each([...tasks, () => byKeyboard(page, first), () => byTouch(page, first)], (task) => task());
}
await browser.close();
end();
