"""A site of JupyterLite with the lessons: Python runs in the browser, from this site alone."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterable
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import opendebate
import opendebate_ontology
from opendebate.errors import InputError, UsageError
from opendebate.isolated import python
from opendebate_lessons.browser.wheels import (
    Wheel,
    closure,
    digest,
    is_pure,
    normal,
    repack,
    write_wheel,
)
from opendebate_lessons.notebooks import folder, for_browser

# Lessons that can run in a browser, and the packages that each needs besides those on every site.
LESSONS: dict[str, tuple[str, ...]] = {"00": (), "01": (), "02": (), "03": ("numpy", "scipy")}
CORE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
LOCK = "pyodide-lock.json"
_KERNEL = ("ipython", "jedi", "comm")
_NEEDED = ("jinja2", "networkx", "platformdirs", "rdflib")
_OWN = "@jupyterlite/"
_COMPILED = ("numpy", "scipy")  # taken where the folder of Pyodide has them
# Nothing is fetched from elsewhere, whatever a notebook or an extension would like.
POLICY = (
    "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:; "
    "form-action 'none'; base-uri 'self'"
)
_ADVICE = (
    "Get it once: `npm pack pyodide@{version}`, and into the unpacked folder `pip download "
    "--no-deps --python-version 3.14 --only-binary=:all: micropip`; or, for lesson 03 too, the "
    "release pyodide-{version}.tar.bz2 from github.com/pyodide/pyodide."
)


def build_site(target: Path, pyodide: Path, *, student: bool = False) -> list[str]:
    """Build a site that any web server can serve, and that fetches nothing from elsewhere.

    Parameters
    ----------
    target : pathlib.Path
        A folder that is not there yet, or empty.
    pyodide : pathlib.Path
        Pyodide, of the version that the kernel is made for: a folder, or an archive of it.
    student : bool
        Whether solutions are cut.

    Returns
    -------
    list of str
        Packages that the lessons can use and that the site does not have.

    Raises
    ------
    UsageError
        If what builds sites is not installed.
    InputError
        If the folder is taken, or Pyodide is not whole or of another version.
    """
    where_from()
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise InputError("There is something already.", where=str(target), advice="Name another.")
    with tempfile.TemporaryDirectory(prefix="opendebate-site-") as place:
        lite, built = Path(place) / "lite", Path(place) / "built"
        missing = _write_pyodide(_opened(pyodide, Path(place)), lite / "static" / "pyodide")
        _write_notebooks(lite / "files", missing, student)
        _write_settings(lite)
        _build(lite, built)
        _keep_own_extensions(built)
        for page in built.rglob("*.html"):
            _guard(page)
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists():
            target.rmdir()
        shutil.move(built, target)
    return missing


def where_from() -> str:
    """Return where Pyodide comes from, of the version that the kernel is made for.

    Raises
    ------
    UsageError
        If what builds sites is not installed.
    """
    if find_spec("jupyterlite_core") is None or find_spec("jupyterlite_pyodide_kernel") is None:
        raise UsageError(
            "What builds sites is not installed.",
            advice='In the folder of your clone, run: pip install -e ".[site]"',
        )
    return _ADVICE.format(version=_version())


def _version() -> str:
    from jupyterlite_pyodide_kernel.constants import PYODIDE_VERSION

    return str(PYODIDE_VERSION)


def _opened(pyodide: Path, place: Path) -> Path:
    """Return the folder in which Pyodide's own files are."""
    if pyodide.is_file():
        try:
            with tarfile.open(pyodide) as archive:
                archive.extractall(place / "archive", filter="data")
        except (tarfile.TarError, OSError) as error:
            raise InputError(
                f"The archive cannot be read: {error}.",
                where=str(pyodide),
                advice=where_from(),
            ) from error
        pyodide = place / "archive"
    found = next((one.parent for one in sorted(pyodide.rglob(LOCK))), None)
    missing = [name for name in CORE if found is None or not (found / name).is_file()]
    if found is None or missing:
        raise InputError(
            f"Here is no whole Pyodide: {', '.join(missing)} is not there.",
            where=str(pyodide),
            advice=where_from(),
        )
    return found


def _write_pyodide(source: Path, target: Path) -> list[str]:
    """Write Pyodide with the packages that lessons need; return which are not to be had."""
    info, held = _lock_of(source)
    target.mkdir(parents=True)
    for name in CORE:
        shutil.copy(source / name, target)
    packages: dict[str, Any] = {}
    for name in _held_closure(("micropip", *_COMPILED), held):
        copied = Path(shutil.copy(source / held[name]["file_name"], target))
        packages[name] = {**held[name], "sha256": digest(copied)}
    there = closure((*_KERNEL, *_NEEDED), str(info["python"]))
    pure = {name for name in there if name not in packages and is_pure(name)}
    for name, needs in there.items():
        if name in pure:
            depends = tuple(one for one in needs if one in pure or one in packages)
            packages[name] = repack(name, target, depends).entry()
    needs = tuple(one for one in (*_NEEDED, *_COMPILED) if one in packages)
    missing = sorted(name for name in (*there, *_COMPILED) if name not in packages)
    for made in _ours(target, needs):
        packages[made.name] = made.entry()
    (target / LOCK).write_text(json.dumps({"info": info, "packages": packages}, indent=1), "utf-8")
    return missing


def _lock_of(source: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what Pyodide's lock file says of itself, and the packages whose files are there."""
    try:
        told = json.loads((source / "package.json").read_text("utf-8"))["version"]
        whole: dict[str, Any] = json.loads((source / LOCK).read_text("utf-8"))
        info, known = dict(whole["info"]), dict(whole["packages"])
        held = {
            normal(name): entry
            for name, entry in known.items()
            if (source / entry["file_name"]).is_file()
        }
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(
            "Pyodide's lock file cannot be read, or its package.json.", where=str(source)
        ) from error
    if told != _version():
        raise InputError(
            f"This is Pyodide {told}; the kernel is made for {_version()}.",
            where=str(source),
            advice=where_from(),
        )
    if "micropip" not in held:
        raise InputError(
            "The wheel of micropip is not there.", where=str(source), advice=where_from()
        )
    return info, held


def _held_closure(names: Iterable[str], held: dict[str, Any]) -> list[str]:
    """Return packages of Pyodide's folder and all that they need, if all of it is there."""
    found: list[str] = []
    for name in names:
        waiting, seen = [normal(name)], list[str]()
        while waiting:
            one = waiting.pop()
            if one not in seen:
                seen.append(one)
                waiting += map(normal, held[one]["depends"] if one in held else ())
        if all(one in held for one in seen):
            found += [one for one in seen if one not in found]
    return found


def _ours(target: Path, needs: tuple[str, ...]) -> list[Wheel]:
    """Write the wheels of opendebate, and of what stands for pyoxigraph with the built debate."""
    import pyoxigraph

    from opendebate.debate import BUILT_IN
    from opendebate.rdf import cache

    opendebate.load()
    kept = cache.cache_folder() / f"{cache.digest(BUILT_IN)}.nq"
    if not kept.is_file():
        raise InputError(
            "The built debate could not be kept.",
            where=str(kept.parent),
            advice="Name a folder for it: OPENDEBATE_CACHE.",
        )
    shim = Path(__file__).with_name("pyoxigraph_shim.py").read_text("utf-8")
    there = metadata.version("pyoxigraph")
    assert there == pyoxigraph.__version__
    store = {
        "pyoxigraph.py": shim.replace('"VERSION"', f'"{there}"', 1).encode(),
        f"opendebate_built/{kept.name}": kept.read_bytes(),
    }
    roots = [
        Path(opendebate.__file__).parent,
        Path(__file__).parents[1],
        Path(str(opendebate_ontology.path())),
    ]
    files = {
        path.relative_to(root.parent).as_posix(): path.read_bytes()
        for root in roots
        for path in sorted(root.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    }
    release = str(opendebate.__version__)
    return [
        write_wheel(target, "pyoxigraph", there, store, ("rdflib",)),
        write_wheel(target, "opendebate", release, files, ("pyoxigraph", *needs)),
    ]


def runnable(missing: Iterable[str]) -> tuple[str, ...]:
    """Return the numbers of the lessons that run without some packages.

    Examples
    --------
    >>> runnable(["numpy"])
    ('00', '01', '02')
    """
    gone = set(missing)
    return tuple(number for number, needs in LESSONS.items() if not gone & set(needs))


def _write_notebooks(target: Path, missing: Iterable[str], student: bool) -> None:
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


def _build(lite: Path, built: Path) -> None:
    command = python("jupyterlite_core", "build", "--lite-dir", str(lite))
    command += ["--contents", str(lite / "files"), "--output-dir", str(built)]
    command += ["--no-libarchive", "--no-sourcemaps", "--apps", "lab", "--apps", "notebooks"]
    command += ["--apps", "tree"]
    done = subprocess.run(  # noqa: S603 - our own arguments
        command, cwd=lite, check=False, capture_output=True, text=True
    )
    if done.returncode or not (built / "index.html").is_file():
        said = (done.stderr or done.stdout).strip().splitlines()
        raise InputError(
            f"The site could not be built: {said[-1] if said else 'nothing was said'}."
        )


def _keep_own_extensions(built: Path) -> None:
    """Leave out what else is installed for JupyterLab here: a learner's browser needs none."""
    for path in built.rglob("jupyter-lite.json"):
        told = json.loads(path.read_text("utf-8"))
        config = told.get("jupyter-config-data", {})
        held = config.get("federated_extensions")
        if held:
            own = [one for one in held if one["name"].startswith(_OWN)]
            config["federated_extensions"] = own
            path.write_text(json.dumps(told, indent=1, sort_keys=True), "utf-8")
    for folder_ in (built / "extensions").iterdir():
        if folder_.name != _OWN.rstrip("/"):
            shutil.rmtree(folder_)


def _guard(page: Path) -> None:
    """Put a content security policy into a page, before anything else in it."""
    html = page.read_text("utf-8")
    meta = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    made, count = re.subn(r"<head[^>]*>", lambda found: found[0] + meta, html, count=1)
    if count:
        page.write_text(made, "utf-8")
