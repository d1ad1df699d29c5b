// Edits a copy of the book while it is served and a browser shows it, as an author would. Fails on: a page that does not
// follow, or follows and loses the reader's place; a style sheet for which the page is loaded again; a problem that the
// page does not show; an end that takes longer than a second, or leaves a process behind.
//
//   node check-serve.mjs <command that runs fiftylayers, such as java -jar target/fiftylayers.jar>

import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { counts, end, fail, launch, verdict as check } from "./browser.mjs";

const command = process.argv.slice(2).map((part) => (part.endsWith(".jar") ? resolve(part) : part));
if (!command.length) {
  console.error("usage: node check-serve.mjs java -jar target/fiftylayers.jar");
  process.exit(2);
}
const SOON = 30_000; // milliseconds: also on a busy machine

const root = mkdtempSync(join(tmpdir(), "serve-"));
for (const folder of ["book", "notebooks"]) cpSync(folder, join(root, folder), { recursive: true });
const edit = (file, change) => {
  const path = join(root, file);
  const before = readFileSync(path, "utf8");
  const after = change(before);
  if (after === before) throw new Error(`${file}: nothing to edit`);
  writeFileSync(path, after);
  return () => writeFileSync(path, before);
};

const [program, ...given] = command;
const server = spawn(program, [...given, "book", "serve", "--no-run", "--port", "0", "--root", root]);
let said = "";
server.stdout.on("data", (data) => (said += data));
server.stderr.on("data", (data) => (said += data));
const ended = new Promise((done) => server.on("exit", done));
const says = async (pattern) => {
  for (const end = Date.now() + 4 * SOON; Date.now() < end; await new Promise((next) => setTimeout(next, 50))) {
    const found = said.match(pattern);
    if (found) return found;
  }
  throw new Error(`the server did not say ${pattern}, but:\n${said}`);
};

const browser = await launch();
try {
  const address = (await says(/Book: (\S+)/))[1];
  await says(/built in/);
  const page = await browser.newPage();
  page.setDefaultTimeout(SOON);
  const complaints = [];
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  const heard = page.waitForRequest(/-\/events/);
  await page.goto(address + "03-fifty-layers.html");
  await heard;
  await page.evaluate(() => {
    for (const folded of document.querySelectorAll("details")) folded.open = true;
    scrollTo({ top: document.documentElement.scrollHeight / 2, behavior: "instant" });
  });
  const seen = await page.evaluate(() => [...document.querySelectorAll("main [id]")].find((element) => element.getBoundingClientRect().top > 200).id);
  const place = () => page.evaluate((id) => document.getElementById(id).getBoundingClientRect().top, seen);
  const before = await place();

  edit("notebooks/03-fifty-layers.ipynb", (text) => text.replace('"# ', '"# Newly: '));
  await page.waitForFunction(() => document.querySelector("h1")?.textContent.includes("Newly: "));
  await page.waitForLoadState("load");
  await page.waitForTimeout(300);
  check(await page.evaluate(() => [...document.querySelectorAll("details")].every((folded) => folded.open)), "what was unfolded folds again");
  const after = await place();
  check(Math.abs(after - before) < 50, `what the reader saw at ${before} px is at ${after} px`);

  await page.evaluate(() => (window.same = true));
  edit("book/theme/styles/2-text.css", (text) => text + "\nh1 { color: rgb(1, 2, 3); }\n");
  await page.waitForFunction(() => getComputedStyle(document.querySelector("h1")).color === "rgb(1, 2, 3)");
  edit("book/myst.yml", (text) => text + "\n  nonsense: [\n");
  const told = page.locator("aside[role=status]");
  await told.waitFor();
  check((await told.textContent()).includes("book/myst.yml"), "the page does not say where the problem is");
  edit("book/myst.yml", (text) => text.replace("\n  nonsense: [\n", ""));
  await told.waitFor({ state: "detached" });
  check(await page.evaluate(() => window.same), "the page was loaded again for a style sheet or a problem");
  check(complaints.length === 0, "the browser complains: " + complaints.join("; "));

  const start = Date.now();
  server.kill("SIGINT");
  await ended;
  console.log(`ended after ${Date.now() - start} ms`);
  check(Date.now() - start < 1000 || process.env.BUSY, "it does not end within a second");
} catch (error) {
  fail(String(error));
} finally {
  await browser.close();
  server.kill("SIGKILL");
  rmSync(root, { recursive: true, force: true });
}
if (counts().failed > 0) console.log(said);
end();
