// Prints the print edition to PDF in headless Chromium and looks at it: pages, fonts, size, bookmarks; asks axe-core, on
// paper and on the screen; finds what is wider than the sheet and links that lead nowhere.
//
//   node check-print.mjs <book-print.html> <file for the PDF>      CHROMIUM=/path/to/chromium

import { writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { end, fail, launch, noViolations, paths, verdict, watch } from "./browser.mjs";

const PAGES = [150, 500];
const MEGABYTES = 30;
const OWN = ["SourceSerif4", "SourceSans3", "JetBrainsMono", "KaTeX_Main", "KaTeX_Math"];
const WIDTH = 567; // of the text on A4, in CSS pixels: 150 mm

const [file, pdfFile] = paths("check-print.mjs <book-print.html> <file for the PDF>", 2);
const browser = await launch();

const context = await browser.newContext({ viewport: { width: WIDTH, height: 900 }, colorScheme: "dark", bypassCSP: true });
const tab = await context.newPage();
tab.on("request", (request) => {
  const url = request.url();
  if (url !== pathToFileURL(file).href && !url.startsWith("data:")) fail(`asks for another file: ${url.slice(0, 200)}`);
});
watch(tab);
await tab.goto(pathToFileURL(file).href, { waitUntil: "load" });
await tab.evaluate(() => document.fonts.ready);

for (const media of ["print"]) {
  await tab.emulateMedia({ media });
  await noViolations(tab, media);
}

const { dangling, doubled, closed, wide, scripts, paper } = await tab.evaluate((width) => {
  const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
  const known = new Set(ids);
  const shown = (element) => element.getClientRects().length > 0;
  return {
    dangling: [...document.querySelectorAll('a[href^="#"]')].map((link) => decodeURIComponent(link.hash.slice(1))).filter((id) => !known.has(id)),
    doubled: ids.filter((id, i) => ids.indexOf(id) < i).slice(0, 10),
    closed: document.querySelectorAll("details:not([open])").length,
    scripts: document.scripts.length,
    paper: getComputedStyle(document.body).backgroundColor,
    wide: [...document.querySelectorAll("pre, table, svg, img, .katex-html > .base, p, li")]
      .filter((element) => shown(element) && element.getBoundingClientRect().right > width + 1)
      .map((element) => `${element.closest("section")?.id} <${element.localName}> ${Math.round(element.getBoundingClientRect().right - width)} px: ${element.textContent.slice(0, 60)}`),
  };
}, WIDTH);
verdict(dangling.length === 0, `links lead nowhere: ${dangling.slice(0, 10).join(", ")}`);
verdict(doubled.length === 0, `ids stand twice: ${doubled.join(", ")}`);
verdict(closed === 0, `${closed} details are closed`);
verdict(scripts === 0, `${scripts} scripts`);
verdict(paper === "rgb(255, 255, 255)", `the paper is ${paper} where the reader's scheme is dark`);
verdict(wide.length === 0, `wider than the sheet:\n    ${wide.slice(0, 12).join("\n    ")}`);

const pdf = await tab.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true, outline: true });
writeFileSync(pdfFile, pdf);
const text = pdf.toString("latin1"); // Skia compresses streams, not dictionaries
const pages = Number(text.match(/\/Type\s*\/Pages\b[^>]*\/Count\s+(\d+)|\/Count\s+(\d+)[^>]*\/Type\s*\/Pages\b/)?.slice(1).find(Boolean) ?? 0);
const total = Math.max(pages, (text.match(/\/Type\s*\/Page\b/g) ?? []).length);
const fonts = [...new Set([...text.matchAll(/\/FontName\s*\/(?:[A-Z]{6}\+)?([\w-]+)/g)].map((match) => match[1]))].sort();
const foreign = fonts.filter((font) => !/^(SourceSerif4|SourceSans3|JetBrainsMono|KaTeX_)/.test(font));
verdict(total >= PAGES[0] && total <= PAGES[1], `${total} pages; expected ${PAGES.join(" to ")}`);
for (const family of OWN) verdict(fonts.some((font) => font.startsWith(family)), `no font ${family} in the PDF, only ${fonts.join(", ")}`);
verdict(foreign.length === 0, `letters that none of our fonts has are set in ${foreign.join(", ")}: ${(await strangers(tab)).join("; ")}`);
verdict(pdf.length < MEGABYTES * 1e6, `${(pdf.length / 1e6).toFixed(1)} MB is above ${MEGABYTES}`);
verdict(/\/Outlines\b/.test(text), "no bookmarks");
console.log(`${total} pages, ${(pdf.length / 1e6).toFixed(1)} MB, ${fonts.length} fonts: ${fonts.join(", ")}`);

await browser.close();
end();

/** The characters that are not set in a font of the page, each with a place where it stands. */
async function strangers(tab) {
  const probes = await tab.evaluate(() => {
    const found = new Map();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const parent = walker.currentNode.parentElement;
      if (parent.closest("math, style, title, desc") || !/[^\s\x20-\x7e]/.test(walker.currentNode.data)) continue;
      const { fontFamily, fontWeight, fontStyle } = getComputedStyle(parent);
      for (const character of new Set(walker.currentNode.data.replace(/[\s\x20-\x7e]/g, ""))) {
        found.set(fontFamily + fontWeight + fontStyle + character, {
          character,
          style: `font-family:${fontFamily};font-weight:${fontWeight};font-style:${fontStyle}`,
          place: `${parent.closest("section")?.id}, “${walker.currentNode.data.trim().slice(0, 40)}”`,
        });
      }
    }
    const box = document.body.appendChild(document.createElement("div"));
    box.id = "probes";
    for (const { character, style } of found.values()) {
      const span = box.appendChild(document.createElement("span"));
      span.textContent = character;
      span.style.cssText = style;
    }
    return [...found.values()];
  });
  await tab.evaluate(() => document.fonts.ready);
  const session = await tab.context().newCDPSession(tab);
  await session.send("DOM.enable");
  await session.send("CSS.enable");
  const { root } = await session.send("DOM.getDocument", { depth: 0 });
  const { nodeIds } = await session.send("DOM.querySelectorAll", { nodeId: root.nodeId, selector: "#probes span" });
  const lost = [];
  for (const [i, nodeId] of nodeIds.entries()) {
    const { fonts } = await session.send("CSS.getPlatformFontsForNode", { nodeId });
    if (fonts.some((font) => !font.isCustomFont)) lost.push(`${probes[i].character} (${probes[i].place})`);
  }
  return lost;
}
