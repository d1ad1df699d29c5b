// Opens the chapter on fifty layers in JupyterLab, in headless Chromium, and does what a reader does: runs all, looks at
// charts and formulas, completes, inspects, interrupts, moves the slider, answers a question. Fails on an error in an
// output and on whatever of these does not work; leaves screenshots, light and dark.
//
//   node check-jupyterlab.mjs <folder for screenshots>      PYTHON=/path/to/python   CHROMIUM=/path/to/chromium
//
// Python must have the packages of src/test/jupyter/requirements.txt; FIFTYLAYERS_JAR as there.

import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { counts, end, expect, launch, paths, step as attempt } from "./browser.mjs";

const CHAPTER = "03-fifty-layers.ipynb";
const PATIENCE = 180_000; // ms, for JupyterLab to open and for a whole chapter to run, on a busy machine
const PROMPT = 2_000; // ms, in which an endless loop must have ended
/** What is printed in red: JupyterLab shows errors as it shows the standard error stream. */
const ERROR = '.jp-OutputArea-output:is([data-mime-type="application/vnd.jupyter.stderr"], [data-mime-type="application/vnd.jupyter.error"])';

const [shots] = paths("check-jupyterlab.mjs <folder for screenshots>", 1);
mkdirSync(shots, { recursive: true });

const server = spawn(process.env.PYTHON ?? "python3", [fileURLToPath(import.meta.resolve("../jupyter/lab.py"))], {
  stdio: ["pipe", "pipe", "inherit"],
});
const ended = new Promise((done) => server.on("exit", done));
const line = await Promise.race([createInterface({ input: server.stdout })[Symbol.asyncIterator]().next(), ended]);
if (!line?.value) {
  console.error("JupyterLab did not start");
  process.exit(1);
}
const browser = await launch();
const page = await browser.newPage({ viewport: { width: 1280, height: 1000 }, colorScheme: "light" });
page.setDefaultTimeout(20_000);

/** One thing that a reader does, with a picture of how it failed. */
async function step(what, act) {
  if (counts().failed > 0 && counts().passed < 2) return; // without an open chapter that has run there is nothing to look at
  await attempt(what, act, () => page.screenshot({ path: join(shots, `lab-failed-${counts().failed}.png`) }).catch(() => {}));
}

const command = (name, args = {}) => page.evaluate(([name, args]) => window.jupyterapp.commands.execute(name, args), [name, args]);
const cells = page.locator(".jp-Notebook .jp-Cell");
const idle = (timeout) =>
  page.waitForFunction(
    () =>
      document.querySelector('.jp-Notebook-ExecutionIndicator[data-status="idle"]') &&
      ![...document.querySelectorAll(".jp-InputPrompt")].some((prompt) => prompt.textContent.includes("[*]")),
    null,
    { timeout },
  );

/** A new cell at the end, being edited, with this in it. */
async function write(source) {
  await page.keyboard.press("Escape");
  await cells.last().locator(".jp-InputPrompt").click();
  await command("notebook:insert-cell-below");
  await page.keyboard.press("Enter");
  await page.keyboard.insertText(source);
  return cells.last();
}

async function run(source) {
  const cell = await write(source);
  await page.keyboard.press("Control+Enter"); // the command would wait until the cell has run
  return cell;
}

/** A picture of one cell in both themes: charts, tables and formulas must be readable on either. */
async function portray(name, cell) {
  for (const [scheme, theme] of [["light", "JupyterLab Light"], ["dark", "JupyterLab Dark"]]) {
    await command("apputils:change-theme", { theme });
    await page.emulateMedia({ colorScheme: scheme });
    await page.waitForTimeout(300); // until the style sheet is exchanged
    await cell.screenshot({ path: join(shots, `lab-${name}-${scheme}.png`) });
  }
  await command("apputils:change-theme", { theme: "JupyterLab Light" });
  await page.emulateMedia({ colorScheme: "light" });
}

try {
  await step("the chapter opens without a question", async () => {
    await page.goto(line.value.replace("{}", CHAPTER), { timeout: PATIENCE });
    await page.locator(".jp-NotebookPanel").waitFor({ timeout: PATIENCE });
    await page.evaluate(() => window.jupyterapp.shell.currentWidget.context.ready);
    await page.evaluate(() => window.jupyterapp.shell.currentWidget.sessionContext.ready);
    await page.waitForFunction(() => window.jupyterapp.shell.currentWidget.sessionContext.session?.kernel?.status === "idle", null, { timeout: PATIENCE });
    expect((await page.locator(".jp-Dialog").count()) === 0, "a dialog is open");
    const kernel = await page.locator(".jp-KernelName").innerText();
    expect(kernel.includes("Java (Fifty Layers)"), `the kernel is "${kernel}"`);
    await page.screenshot({ path: join(shots, "lab-opened.png") });
  });

  await step("all cells run without an error", async () => {
    await command("notebook:run-all-cells");
    await idle(PATIENCE);
    const errors = await page.locator(ERROR).allInnerTexts();
    expect(errors.length === 0, errors.join("\n"));
    const empty = await page.locator(".jp-CodeCell .jp-InputPrompt").filter({ hasText: "[ ]" }).count();
    expect(empty === 0, `${empty} cells have not run`);
    await page.screenshot({ path: join(shots, "lab-ran.png") });
  });

  await step("charts are drawn", async () => {
    const sizes = await page.locator(".jp-OutputArea-output img").evaluateAll((all) => all.map((image) => [image.naturalWidth, image.naturalHeight]));
    expect(sizes.length >= 5, `only ${sizes.length} pictures`);
    expect(sizes.every(([width, height]) => width > 300 && height > 200), `sizes are ${JSON.stringify(sizes)}`);
  });

  await step("formulas are set, in prose and in derivations", async () => {
    for (const place of [".jp-MarkdownCell", ".jp-OutputArea-output"]) {
      await page.locator(`${place} mjx-container`).first().waitFor();
    }
    const errors = await page.locator("mjx-merror").allInnerTexts();
    expect(errors.length === 0, `MathJax cannot read ${errors.join(", ")}`);
  });

  await step("the slider redraws the figure", async () => {
    const cell = cells.filter({ has: page.locator(".widget-slider") }).first();
    const picture = cell.locator(".jp-OutputArea-output img");
    const before = await picture.getAttribute("src");
    await cell.locator(".noUi-handle").focus();
    await page.keyboard.press("ArrowRight");
    await page.waitForFunction((src) => {
      const now = document.querySelector(".jp-Cell:has(.widget-slider) .jp-OutputArea-output img")?.getAttribute("src");
      return now && now !== src;
    }, before);
    await portray("slider", cell);
  });

  await step("Tab completes a member of Math", () => completes("Math.s", "sqrt"));
  await step("Tab completes a member of a variable", () => completes("Matrix.zeros(2, 2).t", "transpose"));

  await step("Shift+Tab shows a signature", async () => {
    await write("Math.sqrt");
    await page.keyboard.press("Shift+Tab");
    const tip = page.locator(".jp-Tooltip");
    await tip.waitFor();
    expect(/double\s+(Math\.)?sqrt\(double/.test(await tip.innerText()), await tip.innerText());
    await page.screenshot({ path: join(shots, "lab-inspected.png") });
    await page.keyboard.press("Escape");
    await command("notebook:delete-cell");
  });

  await step("an endless loop is interrupted by I, I", async () => {
    const cell = await run("while (true) {}");
    await page.waitForTimeout(1_000);
    await page.keyboard.press("Escape");
    await page.keyboard.press("i");
    await page.keyboard.press("i");
    await cell.locator(ERROR).waitFor({ timeout: PROMPT });
    await idle(PROMPT);
    await portray("interrupted", cell);
  });

  await step("the stop button interrupts, too", async () => {
    const cell = await run("Thread.sleep(1_000_000);");
    await page.waitForTimeout(500);
    await page.locator('.jp-NotebookPanel-toolbar [data-command="notebook:interrupt-kernel"], .jp-NotebookPanel-toolbar [data-jp-item-name="interrupt"] button').first().click();
    await cell.locator(ERROR).waitFor({ timeout: PROMPT });
  });

  await step("a cell's question is answered", async () => {
    const cell = await run('System.out.print("Your name? ");\n"Good morning, " + new Scanner(System.in).nextLine()');
    const field = page.locator(".jp-Stdin-input");
    await field.waitFor();
    await field.fill("Ada");
    await field.press("Enter");
    await cell.getByText("Good morning, Ada").waitFor();
    await portray("question", cell);
  });

  await step("values look as they should", async () => {
    await portray("matrix", await shown("Matrix.gaussian(6, 8, 1, new Generator(1))"));
    await portray("array", await shown("new double[][] {{1, 0.5}, {1e-9, Math.PI}}"));
    await portray("text", await shown('List.of("one", "two")'));
  });

  await step("errors point at the cause", async () => {
    await portray("exception", await run('double half(double x) {\n    if (x < 0) throw new IllegalArgumentException("x is " + x, new ArithmeticException("root"));\n    return x / 2;\n}\nhalf(-1)'));
    await portray("mistake", await run("double y = Maths.sqrt(2)"));
  });

  await step("the chapter looks well in both themes", async () => {
    for (const name of ["histogram", "collapse", "ten-seeds", "naive-claims", "ex-tanh-derivation", "network", "imports"]) {
      const index = await page.evaluate(
        (id) => window.jupyterapp.shell.currentWidget.content.widgets.findIndex((cell) => cell.model.id === id),
        name,
      );
      if (index >= 0) await portray(`cell-${name}`, cells.nth(index));
    }
  });
} finally {
  await browser.close();
  server.stdin.end();
  await ended;
}
end();

async function completes(source, member) {
  await write(source);
  await page.keyboard.press("Tab");
  const list = page.locator(".jp-Completer:visible");
  await list.waitFor();
  const items = await list.locator(".jp-Completer-match").allInnerTexts();
  expect(items.some((item) => item.startsWith(member)), `offers ${items.join(", ")}`);
  await page.screenshot({ path: join(shots, `lab-completed-${member}.png`) });
  await page.keyboard.press("Escape");
  await command("notebook:delete-cell");
}

async function shown(source) {
  const cell = await run(source);
  await cell.locator(".jp-OutputArea-executeResult").waitFor();
  return cell;
}
