"""A site of JupyterLite with the lessons: Python runs in the browser, without any other server."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path

from opendebate.errors import InputError
from opendebate.isolated import python
from opendebate_lessons.browser.pyodide import unpack_pyodide, where_from, write_pyodide
from opendebate_lessons.notebooks import folder, for_browser

# Lessons that can run in a browser, and the packages that each needs besides those on every site.
LESSONS: dict[str, tuple[str, ...]] = {"00": (), "01": (), "02": (), "03": ("numpy", "scipy")}
_JUPYTERLITE = "@jupyterlite/"
# A page fetches nothing from elsewhere, whatever a notebook or an extension asks for.
POLICY = (
    "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:; "
    "form-action 'none'; base-uri 'self'"
)


def build_site(target: Path, pyodide: Path, *, student: bool = False) -> list[str]:
    """Build a site that any web server can serve, and that fetches nothing from elsewhere.

    Parameters
    ----------
    target : pathlib.Path
        A folder that is not there yet, or empty.
    pyodide : pathlib.Path
        Pyodide, of the version that the kernel needs: a folder, or an archive of it.
    student : bool
        Whether to cut the solutions.

    Returns
    -------
    list of str
        Packages that the lessons can use and that the site does not have.

    Raises
    ------
    UsageError
        If the packages that build sites are not installed.
    InputError
        If the folder is not empty, or Pyodide is incomplete or of another version.
    """
    where_from()
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise InputError("There is something already.", where=str(target), advice="Name another.")
    with tempfile.TemporaryDirectory(prefix="opendebate-site-") as temporary:
        lite, output = Path(temporary) / "lite", Path(temporary) / "output"
        source = unpack_pyodide(pyodide, Path(temporary))
        missing = write_pyodide(source, lite / "static" / "pyodide")
        write_notebooks(lite / "files", missing, student)
        _write_settings(lite)
        _run_jupyterlite(lite, output)
        _remove_other_extensions(output)
        for page in output.rglob("*.html"):
            _add_policy(page)
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists():
            target.rmdir()
        shutil.move(output, target)
    return missing


def runnable(missing: Iterable[str]) -> tuple[str, ...]:
    """Return the numbers of the lessons that run without some packages.

    Examples
    --------
    >>> runnable(["numpy"])
    ('00', '01', '02')
    """
    unavailable = set(missing)
    return tuple(number for number, required in LESSONS.items() if not unavailable & set(required))


def write_notebooks(target: Path, missing: Iterable[str], student: bool) -> None:
    """Write the notebooks that run without some packages into a new folder."""
    target.mkdir(parents=True)
    for path in sorted(folder().glob("*.ipynb")):
        if path.name.startswith(runnable(missing)):
            text = for_browser(path.read_text("utf-8"), student=student)
            (target / path.name).write_text(text, "utf-8")


def _write_settings(lite: Path) -> None:
    settings = {
        "jupyter-lite-schema-version": 0,
        "jupyter-config-data": {
            "appName": "opendebate: lessons",
            "disabledExtensions": ["@jupyterlite/apputils-extension:service-worker-manager"],
            "litePluginSettings": {
                "@jupyterlite/pyodide-kernel-extension:kernel": {"disablePyPIFallback": True}
            },
        },
    }
    (lite / "jupyter-lite.json").write_text(json.dumps(settings, indent=1), "utf-8")


def _run_jupyterlite(lite: Path, output: Path) -> None:
    command = python("jupyterlite_core", "build", "--lite-dir", str(lite))
    command += ["--contents", str(lite / "files"), "--output-dir", str(output)]
    command += ["--no-libarchive", "--no-sourcemaps", "--apps", "lab", "--apps", "notebooks"]
    command += ["--apps", "tree"]
    completed = subprocess.run(  # noqa: S603 - our own arguments
        command, cwd=lite, check=False, capture_output=True, text=True
    )
    if completed.returncode or not (output / "index.html").is_file():
        lines = (completed.stderr or completed.stdout).strip().splitlines()
        reason = lines[-1] if lines else "it does not say why"
        raise InputError(f"JupyterLite could not build the site: {reason}.")


def _remove_other_extensions(output: Path) -> None:
    """Remove the extensions that are installed for JupyterLab here: a learner needs none."""
    for path in output.rglob("jupyter-lite.json"):
        settings = json.loads(path.read_text("utf-8"))
        config = settings.get("jupyter-config-data", {})
        if extensions := config.get("federated_extensions"):
            config["federated_extensions"] = [
                extension for extension in extensions if extension["name"].startswith(_JUPYTERLITE)
            ]
            path.write_text(json.dumps(settings, indent=1, sort_keys=True), "utf-8")
    for extension in (output / "extensions").iterdir():
        if extension.name != _JUPYTERLITE.rstrip("/"):
            shutil.rmtree(extension)


def _add_policy(page: Path) -> None:
    """Put a content security policy at the beginning of a page's head."""
    html = page.read_text("utf-8")
    meta = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    guarded, count = re.subn(r"<head[^>]*>", lambda head: head[0] + meta, html, count=1)
    if count:
        page.write_text(guarded, "utf-8")
