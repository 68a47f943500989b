"""What is in the wheel, and that it works where only the wheel is."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement

import opendebate

ROOT = Path(__file__).parent.parent
DATA = {".ttl", ".rq", ".yaml", ".jsonld", ".json", ".html", ".css", ".js", ".md", ".toml"}
PACKAGES = {
    "opendebate": "graph",
    "opendebate_cli": "cli",
    "opendebate_lessons": "notebooks",
    "opendebate_ontology": "ontology",
}


def project() -> dict[str, object]:
    """Return what pyproject.toml says of the project."""
    found = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert isinstance(found, dict)
    return found


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (found,) = folder.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def fresh(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new environment that holds the wheel, and sees the packages it depends on."""
    folder = tmp_path_factory.mktemp("fresh")
    venv.create(folder, with_pip=True, symlinks=True)
    python = folder / "bin" / "python"
    purelib = [str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    site = subprocess.run(purelib, check=True, capture_output=True, text=True).stdout.strip()
    # The folder alone is added, and none of its .pth files: the editable project stays out.
    Path(site, "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    install = [str(python), "-m", "pip", "install", "--quiet", "--no-deps", "--no-index"]
    subprocess.run([*install, str(wheel)], check=True, capture_output=True)
    return folder


def test_the_wheel_holds_every_file_of_its_packages(wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    for package, root in PACKAGES.items():
        for path in (ROOT / root / package).rglob("*"):
            if path.suffix in DATA | {".py", ".typed"} and "__pycache__" not in path.parts:
                assert path.relative_to(ROOT / root).as_posix() in held


def test_the_wheel_holds_every_notebook_and_what_lies_beside_them(wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    inside = [path.relative_to(ROOT) for path in (ROOT / "notebooks").rglob("*.*")]
    beside = [
        path.as_posix()
        for path in inside
        if path.parts[1] != "opendebate_lessons" and not path.parts[1].startswith((".", "_"))
    ]
    assert len(beside) > 7
    assert [path for path in beside if f"opendebate_lessons/{path}" not in held] == []


def test_the_wheel_holds_nothing_but_packages_and_licences(wheel: Path) -> None:
    tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert tops - set(PACKAGES) == {f"opendebate-{opendebate.__version__}.dist-info"}


def test_both_licences_are_in_the_wheel(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    licences = [name for name in names if "/licenses/" in name]
    assert len(licences) == 2


def test_the_installed_wheel_finds_its_debate_from_another_folder(
    fresh: Path, tmp_path: Path
) -> None:
    code = "import opendebate; print(opendebate.__file__); print(opendebate.load().title)"
    found = subprocess.run(
        [fresh / "bin" / "python", "-c", code],
        cwd=tmp_path, check=True, capture_output=True, text=True,
    )  # fmt: skip
    file, title = found.stdout.splitlines()
    assert Path(file).is_relative_to(fresh)
    assert title == "The AI openness debate"


def test_every_entry_point_of_the_installed_wheel_runs(fresh: Path, tmp_path: Path) -> None:
    scripts = project()["scripts"]
    assert isinstance(scripts, dict)
    for name in scripts:
        found = subprocess.run(
            [fresh / "bin" / name, "view", "--no-open"],
            cwd=tmp_path, check=True, capture_output=True, text=True,
        )  # fmt: skip
        assert "opendebate.html" in found.stderr
        files = [file for file in tmp_path.rglob("*") if file.is_file()]
        assert len(files) == 5, "the page, and the networks that it links to"
        assert all(file.stat().st_size > 10_000 for file in files)


def test_packages_are_never_imported_by_the_name_of_their_folder() -> None:
    folders = {"graph", "cli", "notebooks", "ontology"}
    for root in (*folders, "tests"):
        for path in (ROOT / root).rglob("*.py"):
            for line in path.read_text("utf-8").splitlines():
                words = line.split()
                if words[:1] in (["import"], ["from"]):
                    assert words[1].split(".")[0] not in folders, path


def test_the_changelog_and_the_citation_tell_the_version() -> None:
    version = opendebate.__version__
    assert f"## {version}" in (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert f"version: {version}\n" in (ROOT / "CITATION.cff").read_text("utf-8")


def test_every_package_that_users_get_has_a_lower_and_an_upper_bound() -> None:
    told = project()
    extras = told["optional-dependencies"]
    assert isinstance(extras, dict)
    wanted = list(told["dependencies"])  # type: ignore[call-overload]
    for name in extras:
        if name not in {"test", "dev"}:
            wanted += extras[name]
    assert len(wanted) > 16
    for one in map(Requirement, wanted):
        if one.name == "opendebate":
            continue
        signs = {part.operator for part in one.specifier}
        assert signs == {"=="} or {">=", "<"} <= signs, one


@pytest.mark.parametrize("name", ["requirements.txt", "uv.txt"])
def test_pinned_requirements_hold_hashes_and_no_addresses(name: str) -> None:
    text = (ROOT / ".ci" / name).read_text("utf-8")
    assert "--hash=sha256:" in text
    assert "://" not in text


def test_no_lock_file_is_kept() -> None:
    assert not (ROOT / "uv.lock").exists()
