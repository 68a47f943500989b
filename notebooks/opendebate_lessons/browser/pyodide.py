"""Pyodide, Python for browsers, with the packages that the lessons need."""

from __future__ import annotations

import json
import shutil
import tarfile
from collections.abc import Iterable
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import opendebate
import opendebate_ontology
from opendebate.errors import InputError, UsageError
from opendebate_lessons.browser.wheels import (
    Wheel,
    closure,
    is_pure,
    normal,
    repack,
    sha256,
    write_wheel,
)

CORE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
LOCK = "pyodide-lock.json"
_KERNEL = ("ipython", "jedi", "comm")
_REQUIRED = ("jinja2", "networkx", "platformdirs", "rdflib")
_COMPILED = ("numpy", "scipy")  # only where the folder of Pyodide has them
_ADVICE = (
    "Get it once: `npm pack pyodide@{version}`, and into the unpacked folder `pip download "
    "--no-deps --python-version 3.14 --only-binary=:all: micropip`; or, for lesson 03 too, the "
    "release pyodide-{version}.tar.bz2 from github.com/pyodide/pyodide."
)


def where_from() -> str:
    """Return where to get Pyodide, of the version that the kernel needs.

    Raises
    ------
    UsageError
        If the packages that build sites are not installed.
    """
    if find_spec("jupyterlite_core") is None or find_spec("jupyterlite_pyodide_kernel") is None:
        raise UsageError(
            "The packages that build sites are not installed.",
            advice='In the folder of your clone, run: pip install -e ".[site]"',
        )
    return _ADVICE.format(version=_version())


def _version() -> str:
    from jupyterlite_pyodide_kernel.constants import PYODIDE_VERSION

    return str(PYODIDE_VERSION)


def unpack_pyodide(pyodide: Path, temporary: Path) -> Path:
    """Return the folder with Pyodide's own files, of a folder or an archive.

    Raises
    ------
    InputError
        If the archive cannot be read, or a file is missing.
    """
    if pyodide.is_file():
        try:
            with tarfile.open(pyodide) as archive:
                archive.extractall(temporary / "archive", filter="data")
        except (tarfile.TarError, OSError) as error:
            raise InputError(
                f"The archive cannot be read: {error}.",
                where=str(pyodide),
                advice=where_from(),
            ) from error
        pyodide = temporary / "archive"
    source = next((lock.parent for lock in sorted(pyodide.rglob(LOCK))), pyodide)
    missing = [name for name in (LOCK, *CORE) if not (source / name).is_file()]
    if missing:
        raise InputError(
            f"This is not all of Pyodide: {', '.join(missing)} is not there.",
            where=str(pyodide),
            advice=where_from(),
        )
    return source


def write_pyodide(source: Path, target: Path) -> list[str]:
    """Write Pyodide with the packages that lessons need; return those that are missing."""
    info, available = _read_lock(source)
    target.mkdir(parents=True)
    for name in CORE:
        shutil.copy(source / name, target)
    packages: dict[str, Any] = {}
    for name in _complete(("micropip", *_COMPILED), available):
        copy = Path(shutil.copy(source / available[name]["file_name"], target))
        packages[name] = {**available[name], "sha256": sha256(copy)}
    dependencies = closure((*_KERNEL, *_REQUIRED), str(info["python"]))
    pure = {name for name in dependencies if name not in packages and is_pure(name)}
    for name in dependencies:
        if name in pure:
            depends = tuple(
                needed for needed in dependencies[name] if needed in pure or needed in packages
            )
            packages[name] = repack(name, target, depends).entry()
    required = tuple(name for name in (*_REQUIRED, *_COMPILED) if name in packages)
    missing = sorted(name for name in (*dependencies, *_COMPILED) if name not in packages)
    for wheel in _write_wheels(target, required):
        packages[wheel.name] = wheel.entry()
    (target / LOCK).write_text(json.dumps({"info": info, "packages": packages}, indent=1), "utf-8")
    return missing


def _read_lock(source: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what Pyodide's lock file says of itself, and the packages whose files are there."""
    try:
        version = json.loads((source / "package.json").read_text("utf-8"))["version"]
        lock: dict[str, Any] = json.loads((source / LOCK).read_text("utf-8"))
        info, packages = dict(lock["info"]), dict(lock["packages"])
        available = {
            normal(name): entry
            for name, entry in packages.items()
            if (source / entry["file_name"]).is_file()
        }
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(
            "Pyodide's lock file cannot be read, or its package.json.", where=str(source)
        ) from error
    if version != _version():
        raise InputError(
            f"This is Pyodide {version}; the kernel needs {_version()}.",
            where=str(source),
            advice=where_from(),
        )
    if "micropip" not in available:
        raise InputError(
            "The wheel of micropip is not there.", where=str(source), advice=where_from()
        )
    return info, available


def _complete(names: Iterable[str], available: dict[str, Any]) -> list[str]:
    """Return packages of Pyodide's folder with all that they need, if all of it is there."""
    complete: list[str] = []
    for name in names:
        waiting, needed = [normal(name)], list[str]()
        while waiting:
            package = waiting.pop()
            if package not in needed:
                needed.append(package)
                waiting += map(normal, available.get(package, {"depends": ()})["depends"])
        if all(package in available for package in needed):
            complete += [package for package in needed if package not in complete]
    return complete


def _write_wheels(target: Path, required: tuple[str, ...]) -> list[Wheel]:
    """Write the wheels of opendebate, and of what stands for pyoxigraph with the built debate."""
    files = {
        path.relative_to(root.parent).as_posix(): path.read_bytes()
        for root in (
            Path(opendebate.__file__).parent,
            Path(__file__).parents[1],
            Path(str(opendebate_ontology.path())),
        )
        for path in _files_in(root)
    }
    version = str(opendebate.__version__)
    shim = {**shim_files(), **_built_debate()}
    return [
        write_wheel(target, "pyoxigraph", metadata.version("pyoxigraph"), shim, ("rdflib",)),
        write_wheel(target, "opendebate", version, files, ("pyoxigraph", *required)),
    ]


def shim_files() -> dict[str, bytes]:
    """Return the files of the package that stands for pyoxigraph, under its name and version."""
    import pyoxigraph

    root = Path(__file__).with_name("pyoxigraph_shim")
    version = f'"{pyoxigraph.__version__}"'.encode()
    return {
        f"pyoxigraph/{path.relative_to(root).as_posix()}": path.read_bytes().replace(
            b'"VERSION"', version, 1
        )
        for path in _files_in(root)
    }


def _built_debate() -> dict[str, bytes]:
    """Return the lessons' debate, coded and built, as files beside what stands for pyoxigraph."""
    from opendebate.debate import BUILT_IN
    from opendebate.rdf import cache
    from opendebate.rdf.selected_debates import selected_folder
    from opendebate_lessons.checking import ARTICLE

    folder, root = selected_folder(BUILT_IN, [ARTICLE]), cache.cache_folder()
    opendebate.load(folder)
    path = root / f"{cache.digest(folder)}.nq"
    if not path.is_file():
        raise InputError(
            "There is no file with the built debate.",
            where=str(path.parent),
            advice="Name a folder for it: OPENDEBATE_CACHE.",
        )
    return {
        f"opendebate_built/{file.relative_to(root).as_posix()}": file.read_bytes()
        for file in (path, *_files_in(folder.parent))
    }


def _files_in(root: Path) -> list[Path]:
    return [
        path
        for path in sorted(root.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    ]
