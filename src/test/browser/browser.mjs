// What all checks in a browser share: how it is started, what is counted as passed or failed, what a page must never do.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { cpus } from "node:os";
import { pathToFileURL } from "node:url";
import { join, resolve } from "node:path";
import { chromium } from "playwright-core";

export const executable = process.env.CHROMIUM ?? "/usr/bin/chromium";
export const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"];
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The command line's arguments, which are paths; without the least number of them, how the script is called. */
export function paths(usage, least) {
  const given = process.argv.slice(2);
  if (given.length < least) {
    console.error(`usage: node ${usage}`);
    process.exit(2);
  }
  return given.map((path) => resolve(path));
}

export const launch = () => chromium.launch({ executablePath: executable, args: flags });

export const address = (folder, page) => pathToFileURL(join(folder, page)).href;

let passed = 0;
const failures = [];

export const fail = (what) => failures.push(what);

export function verdict(ok, what) {
  if (ok) passed++;
  else fail(what);
  return ok;
}

export function expect(ok, what) {
  if (!ok) throw new Error(what);
}

/** Something that a reader does; what it throws is a failure, and the next thing is tried. */
export async function step(what, act, failed = () => {}) {
  const started = Date.now();
  try {
    await act();
    passed++;
    console.log(`${what}: ok (${((Date.now() - started) / 1000).toFixed(1)} s)`);
  } catch (error) {
    fail(`${what}: ${error.message}`);
    await failed(error);
  }
}

export const counts = () => ({ passed, failed: failures.length });

/** Says what has failed, once each, and ends: with 1 if anything has, or if nothing was looked at. */
export function end() {
  for (const failure of new Set(failures)) console.log(`FAILED: ${failure}`);
  console.log(`${passed} passed, ${failures.length} failed`);
  process.exit(passed > 0 && failures.length === 0 ? 0 : 1);
}

/** Errors of the page's scripts, and files that it asks for in vain, are failures. */
export function watch(tab, name = () => tab.url().replace(/.*\//, "")) {
  tab.on("console", (message) => message.type() === "error" && fail(`${name()}: console: ${message.text()}`));
  tab.on("pageerror", (error) => fail(`${name()}: script: ${error.message}`));
  // a reader who goes on before an icon is there has not missed a file
  const cut = (request) => request.failure()?.errorText === "net::ERR_ABORTED";
  tab.on("requestfailed", (request) => cut(request) || fail(`${name()}: not found: ${request.url()}`));
}

/** What axe-core finds wrong with the page, or with the part that a selector names. The page must not forbid scripts. */
export async function noViolations(tab, name, { part = null, rules = {} } = {}) {
  if (!(await tab.evaluate(() => Boolean(window.axe)))) await tab.evaluate(axe);
  const { violations } = await tab.evaluate(([part, rules]) => window.axe.run(part ?? document, { resultTypes: ["violations"], preload: false, rules }), [part, rules]);
  for (const { id, help, nodes } of violations) {
    fail(`${name}: axe ${id}: ${help}\n    ${nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join("\n    ")}`);
  }
  if (violations.length === 0) passed++;
}

/** Does something with each, as many at a time as the machine has cores. */
export async function each(items, act) {
  const waiting = [...items];
  await Promise.all(cpus().map(async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await act(item);
  }));
}
