"""The chapters, run by the tools that readers and publishers of notebooks run them with."""

import html
import pathlib
import re
import time
import unittest

import nbclient
import nbconvert
import nbformat
import papermill
from jupyter_client.kernelspec import KernelSpecManager

import home

CLAIM = "application/vnd.fiftylayers.claim+json"


def setUpModule() -> None:
    home.folder()


class Chapters(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = home.folder() / self.id()
        self.folder.mkdir()

    def test_jupyter_finds_the_kernel(self) -> None:
        listed = home.run("jupyter", "kernelspec", "list").stdout
        self.assertRegex(listed, rf"(?m)^\s*{home.KERNEL}\s")
        spec = KernelSpecManager().get_kernel_spec(home.KERNEL)
        self.assertEqual(spec.language, "java")
        self.assertEqual(spec.interrupt_mode, "message")

    def test_nbclient_stores_what_the_executor_stores(self) -> None:
        """The executor's own check compares, and treats what nbclient has stored as it treats our stored outputs."""
        for chapter in sorted(home.NOTEBOOKS.glob("*.ipynb")):
            with self.subTest(chapter.name):
                notebook = nbformat.read(chapter, as_version=4)
                for cell in notebook.cells:
                    if cell.cell_type == "code":
                        cell.outputs = []
                started = time.monotonic()
                nbclient.NotebookClient(notebook, timeout=120, resources={"metadata": {"path": home.NOTEBOOKS}}).execute()
                kernel = time.monotonic() - started
                copy = self.folder / chapter.name
                nbformat.write(notebook, copy)

                started = time.monotonic()
                home.java("notebook", "check", "--no-cache", str(copy))
                print(f"{chapter.name}: {kernel:.1f} s by nbclient, {time.monotonic() - started:.1f} s by the executor")

    def test_nbconvert_makes_a_page(self) -> None:
        home.run(
            *("jupyter", "nbconvert", "--execute", "--to", "html"),
            *("--output-dir", str(self.folder), str(self.chapter("01"))),
        )
        [page] = self.folder.glob("*.html")
        text = page.read_text(encoding="utf-8")
        stored = nbformat.read(self.chapter("01"), as_version=4)
        outputs = [output for cell in stored.cells for output in cell.get("outputs", [])]
        figures = [output for output in outputs if "image/svg+xml" in output.get("data", {})]
        self.assertEqual(len(re.findall(r'<img[^>]*src="data:image/svg', text)), len(figures))

    def test_stored_outputs_can_be_read_where_nothing_runs(self) -> None:
        """As on a code host: all charts are pictures, all claims are told, all links to other files lead somewhere."""
        for chapter in sorted(home.NOTEBOOKS.glob("*.ipynb")):
            with self.subTest(chapter.name):
                notebook = nbformat.read(chapter, as_version=4)
                page, _ = nbconvert.HTMLExporter().from_notebook_node(notebook)
                bundles = [o.get("data", {}) for cell in notebook.cells for o in cell.get("outputs", [])]
                pictures = re.findall(r'<img alt="[^"]+"[^>]*\ssrc="data:image/svg', page)
                self.assertEqual(len(pictures), sum("image/svg+xml" in data for data in bundles))
                self.assertNotIn("<pre>Line chart", page)
                claims = [data[CLAIM]["statement"] for data in bundles if CLAIM in data]
                self.assertGreater(len(claims), 20)
                told = html.unescape(re.sub(r"<[^>]*>", "", page))
                self.assertEqual([claim for claim in claims if f"✓ {claim}" not in told], [])
                links = re.findall(r'href="((?!https?:|#|data:)[^"#]+)', page)
                self.assertEqual([link for link in links if not (home.NOTEBOOKS / link).is_file()], [])

    def test_papermill_runs_a_chapter(self) -> None:
        done = self.folder / "done.ipynb"
        papermill.execute_notebook(self.chapter("02"), done, progress_bar=False)
        notebook = nbformat.read(done, as_version=4)
        codes = [cell for cell in notebook.cells if cell.cell_type == "code"]
        self.assertTrue(all(cell.execution_count for cell in codes))

    def test_nbclient_tells_an_error_with_its_cell_and_line(self) -> None:
        notebook = nbformat.v4.new_notebook(
            cells=[nbformat.v4.new_code_cell("int half(int n) {\n    return 1 / n;\n}\nhalf(0)")],
            metadata=nbformat.read(self.chapter("01"), as_version=4).metadata,
        )
        with self.assertRaises(nbclient.exceptions.CellExecutionError) as caught:
            nbclient.NotebookClient(notebook, timeout=60).execute()
        self.assertEqual(caught.exception.ename, "java.lang.ArithmeticException")
        self.assertIn("/ by zero", caught.exception.evalue)
        self.assertIn("line 2", caught.exception.traceback)

    @staticmethod
    def chapter(number: str) -> pathlib.Path:
        [file] = home.NOTEBOOKS.glob(f"{number}-*.ipynb")
        return file


if __name__ == "__main__":
    unittest.main()
