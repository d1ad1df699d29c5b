// Teaches mystmd what this book adds to its MyST, and joins what mystmd joins within one cell only.
//
// mystmd reads a notebook cell by cell. A solution that runs over several cells is therefore never closed for it, and
// the outputs below a captioned cell count as a part of the caption's legend. Both are put right here, on the document
// that mystmd hands over after its own transformations, and the warnings that are no longer true are taken back. A
// solution without an end is still an error.

import { readFileSync } from "node:fs";

/** A page that our own renderer fills: for mystmd, which cannot, a sentence says where to look. */
const generated = (name, what) => ({
  name,
  run: () => [{ type: "paragraph", children: [{ type: "text", value: `${what} is made with the HTML edition of this book.` }] }],
});

const isGate = (node, which) => node?.gate === which;
const withdraw = (file, text) => {
  file.messages.splice(0, Infinity, ...file.messages.filter((message) => !message.reason.includes(text)));
};

const CLAIM = "application/vnd.fiftylayers.claim+json";

/** Gives each claim the label that our own renderer gives it: the cell's, or cell-<id>, with -2 for the cell's second. */
const labelledClaims = () => (tree, file) => {
  if (!file.path?.endsWith(".ipynb")) return;
  const cells = JSON.parse(readFileSync(file.path, "utf8")).cells.filter((cell) => cell.cell_type === "code");
  for (const block of tree.children.filter(({ kind }) => kind === "notebook-code")) {
    const { id, metadata, outputs } = cells.shift();
    const claims = outputs.filter((output) => output.data?.[CLAIM]);
    if (claims.length === 0 || metadata.caption) continue;
    for (const name of ["label", "identifier", "html_id"]) delete block[name];
    const anchors = claims.map((_, k) => {
      const label = (metadata.label ?? `cell-${id}`) + (k === 0 ? "" : `-${k + 1}`);
      return { type: "container", kind: "claim", enumerated: true, label, identifier: label.toLowerCase(), html_id: label, children: [] };
    });
    block.children.splice(-1, 0, ...anchors);
  }
};

/** Puts all blocks from the one whose last node opens a gate to the one whose first node closes it into that node. */
const gatesAcrossCells = () => (tree, file) => {
  let open = null;
  const blocks = [];
  withdraw(file, "Gated node is not closed");
  const unclosed = (gate) => {
    file.message(`The ${gate.type} is not closed: a cell with :::{${gate.type}-end} is missing`, gate).fatal = true;
  };
  for (const block of tree.children) {
    const [first, ...rest] = block.children ?? [];
    const last = block.children?.at(-1);
    if (isGate(last, "start")) {
      if (open) unclosed(open);
      open = last;
      blocks.push(block);
    } else if (open && isGate(first, "end") && first.type === open.type) {
      delete open.gate;
      open = null;
      if (rest.length > 0) blocks.push({ ...block, children: rest });
    } else if (open) {
      open.children.push(...(block.kind === "notebook-code" ? [block] : block.children));
    } else {
      blocks.push(block);
    }
  }
  if (open) unclosed(open);
  tree.children = blocks;
};

/** Folds solutions, as our own renderer does. */
const foldedSolutions = (options, { selectAll }) => (tree) => {
  for (const solution of selectAll("solution", tree)) solution.class ??= "dropdown";
};

/** Takes a cell's outputs out of the legend below its caption, to where mystmd keeps those of its own figures. */
const outputsInFigures = (options, { selectAll }) => (tree, file) => {
  for (const figure of selectAll("container", tree)) {
    const legend = figure.children.find((child) => child.type === "legend");
    if (!legend?.children.some((child) => child.type === "outputs")) continue;
    const outputs = legend.children.filter((child) => child.type === "outputs");
    legend.children = legend.children.filter((child) => child.type !== "outputs");
    figure.children = [...outputs, ...figure.children].filter((child) => child !== legend || legend.children.length > 0);
  }
  withdraw(file, "unexpected figure content of type output");
};

export default {
  name: "Fifty Layers",
  directives: [
    generated("list-of-figures", "The list of figures"),
    generated("index-of-claims", "The index of claims"),
  ],
  transforms: [
    { name: "labelled-claims", stage: "document", plugin: labelledClaims },
    { name: "gates-across-cells", stage: "document", plugin: gatesAcrossCells },
    { name: "folded-solutions", stage: "document", plugin: foldedSolutions },
    { name: "outputs-in-figures", stage: "document", plugin: outputsInFigures },
  ],
};
