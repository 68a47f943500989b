"""Wheels of installed packages, for a browser: pure Python only, made without a network."""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

_COMPILED = {".so", ".pyd", ".dylib", ".pxd", ".pyx", ".c", ".h"}
_EXCLUDED = {"tests", "test", "__pycache__", "bin", ".."}
_OPTIONALLY_COMPILED = {"markupsafe", "wcwidth"}  # they work without their compiled parts
_DATE = (1980, 1, 1, 0, 0, 0)  # equal contents make equal wheels
_BROWSER = {
    "implementation_name": "cpython",
    "os_name": "posix",
    "platform_machine": "wasm32",
    "platform_python_implementation": "CPython",
    "platform_system": "Emscripten",
    "sys_platform": "emscripten",
    "extra": "",
}


@dataclass(frozen=True, slots=True)
class Wheel:
    """A package for a browser.

    Attributes
    ----------
    name, version : str
    path : pathlib.Path
        The file.
    imports, depends : tuple of str
        What it can be imported as, and normal names of what it needs.
    """

    name: str
    version: str
    path: Path
    imports: tuple[str, ...]
    depends: tuple[str, ...] = ()

    def entry(self) -> dict[str, Any]:
        """Return its entry in Pyodide's lock file."""
        return {
            "name": self.name,
            "version": self.version,
            "file_name": self.path.name,
            "install_dir": "site",
            "sha256": sha256(self.path),
            "package_type": "package",
            "imports": list(self.imports),
            "depends": list(self.depends),
            "unvendored_tests": False,
        }


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file, as hexadecimal digits."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def normal(name: str) -> str:
    """Return the normal form of a package's name.

    Examples
    --------
    >>> normal("ruamel.YAML")
    'ruamel-yaml'
    """
    return re.sub(r"[-_.]+", "-", name).lower()


def closure(names: Iterable[str], python: str) -> dict[str, tuple[str, ...]]:
    """Return packages and all packages that they need in a browser.

    Parameters
    ----------
    names : iterable of str
    python : str
        Version of Python in the browser: ``"3.14.2"``.

    Returns
    -------
    dict of str to tuple of str
        Normal name → normal names of what it needs directly.
    """
    dependencies: dict[str, tuple[str, ...]] = {}
    waiting = [normal(name) for name in names]
    while waiting:
        name = waiting.pop()
        if name in dependencies:
            continue
        try:
            requirements = metadata.requires(name) or []
        except metadata.PackageNotFoundError:
            dependencies[name] = ()
            continue
        dependencies[name] = tuple(dict.fromkeys(_applying(requirements, python)))
        waiting += dependencies[name]
    return dependencies


def _applying(requirements: Iterable[str], python: str) -> Iterator[str]:
    from packaging.requirements import Requirement

    environment = {
        **_BROWSER,
        "python_full_version": python,
        "python_version": python.rpartition(".")[0],
        "implementation_version": python,
    }
    for text in requirements:
        requirement = Requirement(text)
        if requirement.marker is None or requirement.marker.evaluate(environment):
            yield normal(requirement.name)


def repack(name: str, folder: Path, depends: tuple[str, ...]) -> Wheel:
    """Write a wheel of an installed package, without its compiled files and its tests."""
    distribution = metadata.distribution(name)
    files: dict[str, bytes] = {}
    for file in distribution.files or ():
        if file.suffix in _COMPILED or _EXCLUDED & set(file.parts) or "dist-info" in file.parts[0]:
            continue
        path = Path(str(file.locate()))
        if path.is_file():
            files[file.as_posix()] = path.read_bytes()
    return write_wheel(folder, normal(name), distribution.version, files, depends)


def is_pure(name: str) -> bool:
    """Return whether an installed package works without its compiled parts."""
    try:
        files = metadata.distribution(name).files or ()
    except metadata.PackageNotFoundError:
        return False
    return normal(name) in _OPTIONALLY_COMPILED or not any(
        f.suffix in {".so", ".pyd"} for f in files
    )


def write_wheel(
    folder: Path,
    name: str,
    version: str,
    files: Mapping[str, bytes],
    depends: tuple[str, ...] = (),
) -> Wheel:
    """Write a wheel of files by their paths in it."""
    safe = name.replace("-", "_")
    info = f"{safe}-{version}.dist-info"
    content = {
        **files,
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n".encode(),
        f"{info}/WHEEL": b"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    content[f"{info}/RECORD"] = "".join(
        f"{path},,\n" for path in [*content, f"{info}/RECORD"]
    ).encode()
    path = folder / f"{safe}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for inside, data in content.items():
            out.writestr(zipfile.ZipInfo(inside, _DATE), data, zipfile.ZIP_DEFLATED)
    tops = {inside.partition("/")[0].removesuffix(".py") for inside in files}
    imports = tuple(sorted(top for top in tops if top.isidentifier()))
    return Wheel(name, version, path, imports, depends)
