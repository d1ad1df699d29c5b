// Opens every page below a folder in headless Chromium as students and instructors do: asks axe-core by day, by night and
// on paper, at the width of a phone and of a desk; looks for requests, for what is wider than the screen, and whether the
// page's own policy stops a script, a style and an image that somebody might get into it.
//
//   node check-feedback.mjs <folder> [folder for screenshots]      CHROMIUM=/path/to/chromium

import { mkdirSync, readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [folder, screenshots] = process.argv.slice(2).map((path) => resolve(path));
if (!folder) {
  console.error("usage: node check-feedback.mjs <folder> [folder for screenshots]");
  process.exit(2);
}
const pages = readdirSync(folder, { recursive: true }).filter((file) => file.endsWith(".html")).map((file) => join(folder, file)).sort();
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

/** A tab that must ask for nothing but its page and say nothing. */
async function open(page, options) {
  const context = await browser.newContext(options);
  const tab = await context.newPage();
  const address = pathToFileURL(page).href;
  // what the policy stops is no request that leaves, though the browser tells of it
  tab.on("requestfinished", (request) => request.url() !== address && failures.push(`${relative(folder, page)}: asks for ${request.url().slice(0, 200)}`));
  tab.on("requestfailed", (request) => request.failure()?.errorText !== "csp" && failures.push(`${relative(folder, page)}: asks for ${request.url().slice(0, 200)}`));
  tab.on("dialog", (dialog) => (failures.push(`${relative(folder, page)}: a script ran: ${dialog.message()}`), dialog.dismiss()));
  await tab.goto(address);
  return { tab, close: () => context.close() };
}

verdict(pages.length > 0, `no page below ${folder}`);
for (const [number, page] of pages.entries()) {
  const name = relative(folder, page);
  const { tab, close } = await open(page, { bypassCSP: true }); // or axe could not get in
  await tab.evaluate(axe);
  for (const width of [390, 1280]) {
    await tab.setViewportSize({ width, height: 900 });
    for (const look of ["light", "dark", "print"]) {
      await tab.emulateMedia({ media: look === "print" ? "print" : "screen", colorScheme: look === "dark" ? "dark" : "light" });
      const { violations } = await tab.evaluate(() => window.axe.run(document, { resultTypes: ["violations"], preload: false }));
      for (const { id, help, nodes } of violations) {
        failures.push(`${name}, ${width} px, ${look}: axe ${id}: ${help}\n    ${nodes.slice(0, 3).map((node) => node.html.slice(0, 200)).join("\n    ")}`);
      }
      if (violations.length === 0) passed++;
      const wide = await tab.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      verdict(wide <= 0, `${name}, ${width} px, ${look}: ${wide} px wider than the screen`);
      if (screenshots && (number < 3 || !/\bs\d\d\d\b/.test(name))) {
        mkdirSync(screenshots, { recursive: true });
        await tab.screenshot({ path: join(screenshots, `${name.replace(/[^\w.-]+/g, "-")}-${width}-${look}.png`), fullPage: true });
      }
    }
  }
  await close();
  await policy(page, name);
}

/** What gets into a page in spite of all does nothing there. */
async function policy(page, name) {
  const { tab, close } = await open(page, { viewport: { width: 390, height: 900 } });
  const met = await tab.evaluate(async () => {
    const violated = [];
    document.addEventListener("securitypolicyviolation", (event) => violated.push(event.effectiveDirective));
    const script = document.createElement("script");
    script.textContent = "window.ran = true";
    const image = document.createElement("img");
    image.src = "https://example.org/a.png";
    const style = document.createElement("style");
    style.textContent = "body { display: none }";
    const button = document.createElement("div");
    button.setAttribute("onclick", "window.ran = true");
    document.body.append(script, image, style, button);
    button.click();
    const sent = await fetch("https://example.org/").then(() => true, () => false);
    await new Promise((done) => setTimeout(done, 50));
    return { violated: [...new Set(violated)].sort(), ran: window.ran === true, hidden: getComputedStyle(document.body).display === "none", sent, styled: getComputedStyle(document.querySelector(".skip")).position === "absolute", scripts: document.querySelectorAll("script:not(body > script)").length };
  });
  verdict(!met.ran, `${name}: an inline script runs`);
  verdict(!met.hidden, `${name}: a foreign style sheet counts`);
  verdict(met.styled, `${name}: the policy stops the page's own style sheet`);
  verdict(!met.sent, `${name}: a page may fetch`);
  verdict(met.scripts === 0, `${name}: has ${met.scripts} scripts`);
  for (const directive of ["connect-src", "img-src", "script-src-attr", "script-src-elem", "style-src-elem"]) {
    verdict(met.violated.includes(directive), `${name}: the policy does not stop ${directive}, only ${met.violated.join(", ")}`);
  }
  await close();
}

/** Sorting by style alone: what the choice shows and hides. */
const orders = [];
for (const page of pages) {
  const { tab, close } = await open(page, { viewport: { width: 1280, height: 900 } });
  if ((await tab.locator(".by-hardness").count()) > 0) {
    const shown = async () => [await tab.locator(".in-order").first().isVisible(), await tab.locator(".hardest-first").first().isVisible()];
    const before = await shown();
    await tab.locator(".by-hardness").first().check();
    const after = await shown();
    orders.push(page);
    verdict(`${before}` === "true,false" && `${after}` === "false,true", `${relative(folder, page)}: the order shows ${before}, then ${after}`);
  }
  await close();
}
verdict(orders.length > 0, "no page of a class");

await browser.close();
for (const failure of failures) console.log(`FAILED: ${failure}`);
console.log(`${pages.length} pages: ${passed} passed, ${failures.length} failed`);
process.exit(failures.length === 0 ? 0 : 1);
