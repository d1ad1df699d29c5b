// Has mystmd, the engine of Jupyter Book 2, read the whole book, with book/myst-plugin.mjs: fails on any warning, and if
// a figure's or a solution's cells got lost on the way. Nothing is executed and nothing downloaded: of an edition for the
// web only the content is built, with an empty template in place of the theme.
//
//   node check-myst.mjs

import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { end, fail, verdict } from "./browser.mjs";

const project = fileURLToPath(new URL("../../..", import.meta.url));
const mystmd = join(dirname(createRequire(import.meta.url).resolve("mystmd/package.json")), "dist", "myst.cjs");
const copy = mkdtempSync(join(tmpdir(), "fiftylayers-myst-"));
const book = join(copy, "book");

/** All nodes of this type at or below a node of mystmd's document. */
const all = (type, node) => [...(node.type === type ? [node] : []), ...(node.children ?? []).flatMap((child) => all(type, child))];

/** What of a chapter's figures and solutions is not in mystmd's document. */
function lost(notebook, document) {
  const { cells } = JSON.parse(readFileSync(join(copy, "notebooks", notebook), "utf8"));
  const source = cells.filter((cell) => cell.cell_type === "markdown").map((cell) => [cell.source].flat().join("")).join("\n");
  const figures = cells.filter((cell) => cell.metadata.caption).length;
  const solutions = source.match(/^:::+\{solution(-start)?\}/gm)?.length ?? 0;
  const drawn = all("container", document).filter((node) => node.kind === "figure" && node.children.some((child) => child.type === "outputs"));
  const solved = all("solution", document).filter((node) => all("outputs", node).length > 0);
  verdict(drawn.length === figures, `${notebook}: ${drawn.length} of ${figures} figures have their outputs`);
  verdict(solved.length === solutions, `${notebook}: ${solved.length} of ${solutions} solutions have their code`);
}

try {
  for (const folder of ["book", "notebooks"]) cpSync(join(project, folder), join(copy, folder), { recursive: true });
  const configuration = readFileSync(join(book, "myst.yml"), "utf8");
  const offline = configuration.replace(/^  template: .*$/m, "  template: ./no-theme");
  if (offline === configuration) throw new Error("book/myst.yml names no template for the site");
  writeFileSync(join(book, "myst.yml"), offline);
  mkdirSync(join(book, "no-theme"));
  writeFileSync(join(book, "no-theme", "template.yml"), "myst: v1\ntitle: No theme\n");

  const { stdout, stderr, status } = spawnSync(process.execPath, [mystmd, "build", "--site", "--ci"], { cwd: book, encoding: "utf8" });
  // Whatever is not one of the lines of a build without troubles is a trouble.
  const calm = /^(building myst-cli session|🔌|🍡|🌎|📖|📚|\s*$)/u;
  for (const line of `${stdout}\n${stderr}`.split("\n")) if (!calm.test(line)) fail(line.replaceAll(`${copy}/`, ""));
  if (status !== 0) throw new Error(`mystmd ended with ${status}`);
  const content = join(book, "_build", "site", "content");
  const pages = readdirSync(content).map((file) => JSON.parse(readFileSync(join(content, file), "utf8")));
  for (const notebook of readdirSync(join(copy, "notebooks")).filter((file) => file.endsWith(".ipynb"))) {
    const page = pages.find(({ location }) => location.endsWith(`/${notebook}`));
    if (page) lost(notebook, page.mdast);
    else fail(`${notebook}: mystmd has made no page of it`);
  }
  console.log(`mystmd has read ${pages.length} pages`);
} catch (error) {
  fail(error.message);
} finally {
  rmSync(copy, { recursive: true });
}
end();
