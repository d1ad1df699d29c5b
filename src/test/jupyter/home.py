"""A Jupyter of its own for the checks: every folder that Jupyter writes to is temporary, and our kernel is in it."""

import atexit
import functools
import os
import pathlib
import shutil
import subprocess
import tempfile

REPOSITORY = pathlib.Path(__file__).resolve().parents[3]
JAR = pathlib.Path(os.environ.get("FIFTYLAYERS_JAR", REPOSITORY / "target/fiftylayers.jar")).resolve()
NOTEBOOKS = REPOSITORY / "notebooks"
KERNEL = "fiftylayers"


@functools.cache
def folder() -> pathlib.Path:
    """The temporary folder, with the kernel installed in it as a reader would install it."""
    home = pathlib.Path(tempfile.mkdtemp(prefix="jupyter-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    for variable in ("JUPYTER_DATA_DIR", "JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR"):
        os.environ[variable] = str(home / variable.lower())
        (home / variable.lower()).mkdir()
    os.environ["JUPYTER_PATH"] = str(home / "share/jupyter")
    java("kernel", "install", "--prefix", str(home))
    return home


def java(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs our command line; fails with what it said."""
    return run("java", "-jar", str(JAR), *arguments)


def run(*command: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    if done.returncode != 0:
        raise AssertionError(f"{' '.join(command)}\nended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return done
