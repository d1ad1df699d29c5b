"""Real nbgrader opens, releases, validates and grades what is ours, and what it makes is what NbgraderTest judges."""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

import home

EXAMPLE = home.REPOSITORY / "src/test/resources/org/fiftylayers/engine/assignment/nbgrader"
RIGHT = {
    "relu": "double relu(double z) { return Math.max(0, z); }",
    "slope": "double slope(double z) { double s = 1 / (1 + Math.exp(-z)); return s * (1 - s); }",
}
WRONG = RIGHT | {"relu": "double relu(double z) { return z - 1; }"}


def setUpModule() -> None:
    home.folder()


class Nbgrader(unittest.TestCase):
    def setUp(self) -> None:
        self.course = pathlib.Path(tempfile.mkdtemp(prefix="course-"))
        self.addCleanup(shutil.rmtree, self.course, ignore_errors=True)

    def test_it_releases_an_assignment_in_its_own_conventions_as_the_stored_copy_has_it(self) -> None:
        shutil.copytree(EXAMPLE / "source", self.course / "source")
        self.assert_no_complaint(self.nbgrader("generate_assignment", "ps1"))
        released = self.course / "release/ps1/activations.ipynb"
        stored = EXAMPLE / "release/ps1/activations.ipynb"
        self.assertEqual(json.loads(released.read_text("utf-8")), json.loads(stored.read_text("utf-8")))

    def test_it_releases_our_problem_sets_with_the_cells_and_roles_that_we_release(self) -> None:
        for master in sorted((home.NOTEBOOKS / "assignments").glob("*/*.ipynb")):
            with self.subTest(master.name):
                name = master.parent.name
                target = self.course / "source" / name / master.name
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(master, target)
                (self.course / "students.csv").write_text("ada\n")
                self.assert_no_complaint(self.nbgrader("generate_assignment", name))
                theirs = self.cells(self.course / "release" / name / master.name)
                shutil.rmtree(self.course / "release")
                home.java("assignment", "release", name, "--course", str(self.course), "--students",
                          str(self.course / "students.csv"))
                [ours] = self.course.glob(f"release/**/{master.name}")
                self.assertEqual(*self.roles(self.cells(ours), theirs, self.cells(master)))

    def test_it_validates_what_we_release(self) -> None:
        release = self.release()
        self.hand_in(release, "ada", RIGHT | {"why": "Because."})
        self.assertIn("Success!", self.validate("ada"))
        self.hand_in(release, "bob", WRONG)
        self.assertIn("assert relu(1.5) == 1.5;", self.validate("bob"))
        self.hand_in(release, "eve", RIGHT | {"relu-test": "assert true;"})
        self.assertIn("THE CONTENTS OF 1 TEST CELL(S) HAVE CHANGED", self.validate("eve"))

    def test_it_grades_submissions_of_what_we_release(self) -> None:
        release = self.release()
        self.hand_in(release, "ada", RIGHT | {"why": "Because."})
        self.hand_in(release, "bob", WRONG)
        self.nbgrader("generate_assignment", "ps1", "--force")
        self.nbgrader("autograde", "ps1")
        task = {"cell-a1b2c3d4e5f6": None}  # for a person
        self.assertEqual(self.scores("ada"), task | {"relu-test": 2, "slope-test": 2.5, "cell-0b6d94c1e7f2": None})
        self.assertEqual(self.scores("bob"), task | {"relu-test": 0, "slope-test": 2.5, "cell-0b6d94c1e7f2": 0})

    def release(self) -> dict:
        """Our release of the example; nbgrader runs hidden tests with their marks, so that these must be comments."""
        shutil.copytree(EXAMPLE / "source", self.course / "source")
        master = self.course / "source/ps1/activations.ipynb"
        master.write_text(master.read_text("utf-8").replace("###", "//"), "utf-8")
        home.java("assignment", "release", "ps1", "--course", str(self.course))
        return json.loads((self.course / "release/ps1/activations.ipynb").read_text("utf-8"))

    def hand_in(self, release: dict, student: str, answers: dict[str, str]) -> None:
        notebook = json.loads(json.dumps(release))
        for cell in notebook["cells"]:
            cell["source"] = answers.get(cell["id"], cell["source"])
        file = self.course / "submitted" / student / "ps1/activations.ipynb"
        file.parent.mkdir(parents=True)
        file.write_text(json.dumps(notebook), "utf-8")

    def validate(self, student: str) -> str:
        done = self.run_nbgrader("validate", str(self.course / "submitted" / student / "ps1/activations.ipynb"))
        return " ".join((done.stdout + done.stderr).split())

    def scores(self, student: str) -> dict[str, float | None]:
        from nbgrader.api import Gradebook

        with Gradebook(f"sqlite:///{self.course}/gradebook.db") as gradebook:
            notebook = gradebook.find_submission_notebook("activations", "ps1", student)
            return {grade.name: grade.auto_score for grade in notebook.grades}

    def nbgrader(self, *arguments: str) -> str:
        done = self.run_nbgrader(*arguments, f"--course-dir={self.course}")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return done.stderr

    def run_nbgrader(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        # nbgrader calls `alembic` by its name
        path = os.pathsep.join((str(pathlib.Path(sys.executable).parent), os.environ["PATH"]))
        return subprocess.run(
            [sys.executable, "-m", "nbgrader", *arguments],
            cwd=self.course, env=os.environ | {"PATH": path}, capture_output=True, text=True, encoding="utf-8",
        )

    def assert_no_complaint(self, log: str) -> None:
        complaints = [line for line in log.splitlines() if "WARNING" in line or "ERROR" in line]
        self.assertEqual([line for line in complaints if "nbgrader_config.py" not in line], [])

    @staticmethod
    def cells(file: pathlib.Path) -> list[dict]:
        return json.loads(file.read_text("utf-8"))["cells"]

    @staticmethod
    def roles(ours: list[dict], theirs: list[dict], master: list[dict]) -> tuple[list[tuple], list[tuple]]:
        """
        All that nbgrader knows of each cell; the checksum where the text is the instructor's. It is not where students
        write code, since our stub throws and nbgrader's does not, and where we have drawn a student's value.
        """
        sides = []
        for cells in (ours, theirs):
            roles = []
            for cell, original in zip(cells, master, strict=True):
                role = dict(cell["metadata"].get("nbgrader", {}))
                drawn = "Variant." in "".join(original["source"])
                if drawn or (role.get("solution") and cell["cell_type"] == "code"):
                    del role["checksum"]
                roles.append((cell["id"], cell["cell_type"], cell["metadata"].get("deletable"),
                              cell["metadata"].get("editable"), role))
            sides.append(roles)
        return sides[0], sides[1]


if __name__ == "__main__":
    unittest.main()
