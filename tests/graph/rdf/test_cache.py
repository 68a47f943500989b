"""Built debates are kept: the second load is quick, and a broken file is as good as none."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import opendebate
from opendebate.rdf import cache
from opendebate.rdf.build import Built
from opendebate.rdf.build import build as real_build

HEAVY = ("pydantic", "ruamel", "rdflib", "pyshacl", "networkx", "jinja2", "pyvis")


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv("OPENDEBATE_CACHE", str(folder))
    return folder


@pytest.fixture
def builds(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Which folders were built."""
    made: list[Path] = []

    def build(folder: Path, progress: object = None) -> Built:
        made.append(folder)
        return real_build(folder)

    monkeypatch.setattr(cache, "build", build)
    return made


def test_the_second_load_builds_nothing(town: Path, kept: Path, builds: list[Path]) -> None:
    first, second = opendebate.load(town), opendebate.load(town)
    assert builds == [town]
    assert set(first.store) == set(second.store)
    assert first.iris == second.iris
    assert len(list(kept.iterdir())) == 1


def test_the_second_load_imports_nothing_heavy(town: Path, kept: Path) -> None:
    opendebate.load(town)
    script = (
        "import sys, opendebate\n"
        f"debate = opendebate.load({str(town)!r})\n"
        "print(debate.trace('marta-oyelaran'))\n"
        f"sys.exit(str([name for name in {HEAVY} if name in sys.modules]))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONUTF8": "1"},
    )  # fmt: skip
    assert done.stderr.strip() == "[]"
    assert "Marta Oyelaran" in done.stdout


@pytest.mark.parametrize(
    "damage",
    [
        lambda raw: raw[:0],
        lambda raw: raw[: len(raw) // 2],
        lambda raw: raw[:-10],
        lambda raw: b"\n".join(raw.split(b"\n")[:-2]) + b"\n",
        lambda raw: b"\x00\xff" * len(raw),
        lambda raw: b"# https://example.org/ many\n" + raw,
        lambda raw: raw.replace(b" .\n", b" garbage\n", 1),
    ],
)
def test_a_damaged_file_is_built_anew_and_mended(
    town: Path, kept: Path, builds: list[Path], damage: Callable[[bytes], bytes]
) -> None:
    whole = set(opendebate.load(town).store)
    (file,) = kept.iterdir()
    file.write_bytes(damage(file.read_bytes()))
    assert set(opendebate.load(town).store) == whole
    opendebate.load(town)
    assert len(builds) == 2


def test_one_changed_byte_anywhere_is_found(town: Path, kept: Path, builds: list[Path]) -> None:
    whole = set(opendebate.load(town).store)
    (file,) = kept.iterdir()
    raw = file.read_bytes()
    places = [0, 5, 40, 100, *range(200, len(raw), len(raw) // 6)]
    for place in places:
        changed = bytearray(raw)
        changed[place] ^= 1
        file.write_bytes(changed)
        assert set(opendebate.load(town).store) == whole, place
        file.write_bytes(raw)
    assert len(builds) == 1 + len(places)


def test_a_link_in_the_caches_place_is_replaced_and_its_target_stays(
    town: Path, kept: Path, tmp_path: Path
) -> None:
    kept.mkdir()
    target = tmp_path / "diary.txt"
    target.write_text("mine", "utf-8")
    file = kept / f"{cache.digest(town)}.nq"
    file.symlink_to(target)
    opendebate.load(town)
    assert target.read_text("utf-8") == "mine"
    assert file.is_file()
    assert not file.is_symlink()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
@pytest.mark.parametrize("kind", ["pipe", "endless"])
def test_what_is_no_plain_file_is_not_read(town: Path, kept: Path, kind: str) -> None:
    kept.mkdir()
    file = kept / f"{cache.digest(town)}.nq"
    if kind == "pipe":
        os.mkfifo(file)
    else:
        file.symlink_to("/dev/zero")
    assert opendebate.load(town).title == "The flood maps of Averley"
    assert file.is_file()
    assert not file.is_symlink()


@pytest.mark.parametrize(
    "name", ["claims.yaml", "debate.yaml", "sources/a-letter-on-the-maps.yaml"]
)
def test_a_change_in_one_coding_file_is_seen(
    town: Path, kept: Path, builds: list[Path], name: str
) -> None:
    opendebate.load(town)
    with (town / name).open("a", encoding="utf-8") as file:
        file.write("# a comment\n")
    opendebate.load(town)
    assert len(builds) == 2


def test_a_new_source_is_seen(town: Path, kept: Path, builds: list[Path]) -> None:
    before = len(opendebate.load(town).statements())
    old = town / "sources" / "a-letter-on-the-maps.yaml"
    (town / "sources" / "again.yaml").write_text(old.read_text("utf-8"), "utf-8")
    assert len(opendebate.load(town).statements()) == before + 6


def test_a_file_in_the_place_of_the_cache_is_no_failure(
    town: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("OPENDEBATE_CACHE", str(tmp_path / "file" / "below"))
    assert opendebate.load(town).title == "The flood maps of Averley"


def test_only_the_latest_debates_are_kept_and_nothing_else_is_touched(
    town: Path, kept: Path
) -> None:
    kept.mkdir()
    (kept / "notes.nq").touch()
    for n in range(30):
        (kept / f"{n:064x}.nq").touch()
        os.utime(kept / f"{n:064x}.nq", (n, n))
    opendebate.load(town)
    names = {path.name for path in kept.iterdir()}
    assert len(names) == 21
    assert {cache.digest(town) + ".nq", f"{29:064x}.nq", "notes.nq"} <= names
    assert f"{0:064x}.nq" not in names


def test_without_a_wish_the_users_own_cache_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENDEBATE_CACHE")
    assert cache.cache_folder().name == "opendebate"
