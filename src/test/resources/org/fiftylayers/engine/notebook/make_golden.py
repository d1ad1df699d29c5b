"""Writes the golden notebooks beside this file with Python's own nbformat (5.11.1).

    python -m venv venv && venv/bin/pip install nbformat==5.11.1 && venv/bin/python make_golden.py

Each `name.ipynb` is what `nbformat.write` stores. `loose.json` is the same notebook as `all-cells.ipynb` in another
order and layout; reading it and writing it must give `all-cells.ipynb` again.
"""

import json
import pathlib

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output, new_raw_cell

HERE = pathlib.Path(__file__).parent
METADATA = {
    "kernelspec": {"name": "java", "display_name": "Java (Fifty Layers)", "language": "java"},
    "language_info": {"name": "java"},
}


def store(name, notebook):
    nbformat.validate(notebook)
    nbformat.write(notebook, HERE / f"{name}.ipynb")


def cell(make, cell_id, source, **more):
    made = make(source, **more)
    made["id"] = cell_id
    return made


def all_cells():
    code = cell(new_code_cell, "code", 'System.out.println("hi");\n1 + 1', execution_count=3)
    code.metadata = {"tags": ["hide-input"], "label": "fig-one", "unknown": {"deep": [1, None, True, {"z": 0, "a": 1}]}}
    code.outputs = [
        new_output("stream", name="stdout", text="hi\nthere"),
        new_output("stream", name="stderr", text="oh\n"),
        new_output(
            "display_data",
            {
                "text/plain": "figure",
                "image/svg+xml": "<svg>\n <g/>\n</svg>\n",
                "image/png": "iVBORw0KGgo=\n",
                "application/json": {"b": [1.5, 2], "a": "text\nwith lines"},
                "application/vnd.fiftylayers.claim+json": {"statement": "1/4", "measured": 0.25},
                "application/javascript": "a\nb",
            },
            metadata={"image/png": {"width": 640}},
        ),
        new_output("execute_result", {"text/plain": "2"}, execution_count=3),
        new_output("error", ename="java.lang.Exception", evalue="no", traceback=["line 1", "line 2\nline 3"]),
    ]
    markdown = cell(new_markdown_cell, "prose", "# Title\n\nFormula $a < b$ & ümlaut \u2202 😀\n")
    markdown.attachments = {"a~b/c.png": {"image/png": "aGk=\n"}, "note": {"text/plain": "two\nlines"}}
    raw = cell(new_raw_cell, "raw", "")
    return new_notebook(cells=[markdown, code, raw], metadata=METADATA)


def strange_text():
    breaks = "a\rb\r\nc\x0bd\x0ce\x1cf\x1dg\x1eh\x85i\u2028j\u2029k\n\nl"
    controls = "".join(chr(c) for c in range(32)) + '\x7f"\\/\u00a0\ufeff\U0001d11e'
    keys = {"\ue000": 1, "\U0001d11e": 2, "Z": 3, "a": 4, "": 5, "é": 6, "\n": 7}
    notebook = new_notebook(metadata={**METADATA, "keys": keys})
    notebook.cells = [
        cell(new_code_cell, "breaks", breaks),
        cell(new_code_cell, "controls", controls),
        cell(new_markdown_cell, "empty", ""),
        cell(new_markdown_cell, "only-break", "\n"),
    ]
    return notebook


def numbers():
    values = [
        0, -0.0, 0.0, 1, -1, 2**31, 2**53 + 1, 2**64, -(2**70), 0.1, 1.0, 100.0, 1.5, 1e15, 1e16, 123456789012345680.0,
        1e22, 1e23, 1e100, 1e-4, 0.00012345, 1e-5, 9.999e-5, 5e-324, 2.2250738585072014e-308, 1.7976931348623157e308,
        2.0e-3, 7.888609052210118e-31, -7.9e-31, 0.006388805348745101, 2e-10, 9007199254740993.0, 4.35, 0.3, 1 / 3,
    ]
    return new_notebook(metadata={**METADATA, "values": values, "empty": {}, "none": [], "null": None, "yes": True})


def loose(notebook):
    """The same content, as a careless editor would store it."""
    stored = json.loads((HERE / "all-cells.ipynb").read_text())

    def reverse(tree):
        if isinstance(tree, dict):
            return {key: reverse(tree[key]) for key in sorted(tree, reverse=True)}
        return [reverse(item) for item in tree] if isinstance(tree, list) else tree

    for stored_cell in stored["cells"]:
        stored_cell["source"] = "".join(stored_cell["source"])
    (HERE / "loose.json").write_text(json.dumps(reverse(stored), ensure_ascii=True, separators=(",", ":")))


store("all-cells", all_cells())
store("strange-text", strange_text())
store("numbers", numbers())
store("no-cells", new_notebook())
loose(all_cells())

old = nbformat.v4.new_notebook(cells=[cell(new_markdown_cell, "a", "x"), cell(new_code_cell, "b", "1")])
old.nbformat_minor = 4
for old_cell in old.cells:
    del old_cell["id"]
store("version-4-4", old)
