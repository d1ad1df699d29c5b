"""Serves JupyterLab on a copy of the chapters until its standard input ends; prints its address first.

For src/test/browser/check-jupyterlab.mjs, which dies with its browser and must not leave a server behind.
"""

import json
import pathlib
import secrets
import shutil
import subprocess
import sys
import time

import home

QUIET = {
    "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
    # JupyterLab drops completions that take longer than a second; a busy machine may need that.
    "completer-extension/manager": {"providerTimeout": 10_000},
    # All cells are in the page after a while, so that the check can look at any of them.
    "notebook-extension/tracker": {"windowingMode": "defer"},
}


def main() -> None:
    here = home.folder()
    shutil.copytree(home.NOTEBOOKS, here / "notebooks", ignore=shutil.ignore_patterns(".*"))
    for name, settings in QUIET.items():
        file = here / "settings/@jupyterlab" / f"{name}.jupyterlab-settings"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(settings))
    token = secrets.token_hex(16)
    log = here / "lab.log"
    with log.open("w") as out:
        server = subprocess.Popen(
            [
                *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--expose-app-in-browser"),
                *("--ServerApp.ip=127.0.0.1", "--ServerApp.port=0", f"--IdentityProvider.token={token}"),
                *(f"--ServerApp.root_dir={here / 'notebooks'}", f"--LabApp.user_settings_dir={here / 'settings'}"),
                f"--LabApp.workspaces_dir={here / 'workspaces'}",
            ],
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
        )
    try:
        print(f"{address(server, here, log)}lab/tree/{{}}?token={token}", flush=True)
        sys.stdin.read()
    finally:
        server.terminate()
        server.wait(timeout=20)


def address(server: subprocess.Popen[bytes], here: pathlib.Path, log: pathlib.Path) -> str:
    """What the server says in the file that it writes for `jupyter server list`."""
    file = here / "jupyter_runtime_dir" / f"jpserver-{server.pid}.json"
    for _ in range(600):
        if server.poll() is not None:
            break
        if file.exists() and (text := file.read_text()):
            return json.loads(text)["url"]
        time.sleep(0.1)
    raise SystemExit(f"JupyterLab did not start:\n{log.read_text()}")


if __name__ == "__main__":
    main()
