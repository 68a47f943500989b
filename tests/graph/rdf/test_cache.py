"""Built debates are kept: the second load is quick, and a broken file is as good as none."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import TypeVar

import pytest

import opendebate
from opendebate.coding import selected_sources
from opendebate.errors import InputError
from opendebate.rdf import build, cache
from opendebate.rdf import user_cache as kept_debates
from opendebate.rdf.build_inputs import read_unchanged
from opendebate.rdf.fingerprints import are_untouched, stat_marks

T = TypeVar("T")
HEAVY = ("pydantic", "ruamel", "rdflib", "pyshacl", "networkx", "jinja2", "pyvis")


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv("OPENDEBATE_CACHE", str(folder))
    return folder


@pytest.fixture(params=["a file", "a store"])
def form(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both forms in which debates are kept: as small ones are, and as large ones are."""
    if request.param == "a store":
        monkeypatch.setattr(kept_debates, "LARGE", 0)
    return str(request.param)


def files_of(entry: Path) -> list[Path]:
    """Return the files of a kept debate that must be as they were written."""
    if entry.is_file():
        return [entry]
    stores = [path for path in sorted(entry.glob("store-*/*")) if path.suffix in {".sst", ".log"}]
    manifest = next(entry.glob("store-*/MANIFEST-*"))
    return [path for path in (*stores, manifest, entry / "current.json") if path.stat().st_size]


def entries(kept: Path) -> list[Path]:
    """Return the debates that are kept, without the notes of what they were made from."""
    return [path for path in kept.iterdir() if path.suffix != ".made-from"]


def test_the_second_load_builds_nothing(
    town: Path, kept: Path, builds: list[Path], form: str
) -> None:
    first, second = opendebate.load(town), opendebate.load(town)
    assert builds == [town]
    assert set(first.store) == set(second.store)
    assert first.iris == second.iris
    (entry,) = entries(kept)
    assert entry.is_dir() == (form == "a store")


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
    (file,) = entries(kept)
    file.write_bytes(damage(file.read_bytes()))
    assert set(opendebate.load(town).store) == whole
    opendebate.load(town)
    assert len(builds) == 2


@pytest.mark.usefixtures("form")
def test_one_changed_byte_anywhere_is_found(town: Path, kept: Path, builds: list[Path]) -> None:
    whole = set(opendebate.load(town).store)
    (entry,) = entries(kept)
    changes = 0
    for file in files_of(entry):
        raw = file.read_bytes()
        for place in {len(raw) // 3, len(raw) - 2}:
            spoilt = bytearray(raw)
            spoilt[place] ^= 1
            copy = Path(shutil.copytree(kept, kept.with_name(f"{changes}"), dirs_exist_ok=True))
            (copy / file.relative_to(kept)).write_bytes(spoilt)
            with pytest.MonkeyPatch.context() as patch:
                patch.setenv("OPENDEBATE_CACHE", str(copy))
                assert set(opendebate.load(town).store) == whole, (file.name, place)
                assert set(opendebate.load(town).store) == whole, (file.name, place)
            changes += 1
    assert len(builds) == 1 + changes


@pytest.mark.usefixtures("form")
@pytest.mark.parametrize("harm", ["cut", "gone", "empty"])
def test_a_damaged_entry_is_built_anew_and_mended(
    town: Path, kept: Path, builds: list[Path], harm: str
) -> None:
    whole = set(opendebate.load(town).store)
    for n, path in enumerate(files_of(entries(kept)[0])):
        copy = Path(shutil.copytree(kept, kept.with_name(f"copy-{n}")))
        spoilt = copy / path.relative_to(kept)
        if harm == "gone":
            spoilt.unlink()
        else:
            raw = spoilt.read_bytes()
            spoilt.write_bytes(raw[: len(raw) // 2] if harm == "cut" else b"")
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("OPENDEBATE_CACHE", str(copy))
            before = len(builds)
            assert set(opendebate.load(town).store) == whole, path.name
            assert set(opendebate.load(town).store) == whole, path.name
            assert len(builds) == before + 1, path.name


def test_a_file_changed_without_a_trace_in_its_times_is_found_by_the_tick(
    town: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Marks of files count only where the clock had ticked before the list was written."""
    monkeypatch.setattr(kept_debates, "LARGE", 0)
    opendebate.load(town)
    (entry,) = entries(kept)
    listed, place = entry / "current.json", next(entry.glob("store-*"))
    marks = stat_marks(place)
    assert are_untouched(place, marks, listed)
    os.utime(listed, ns=(max(mark[-1] for mark in marks.values()),) * 2)
    assert not are_untouched(place, marks, listed)
    assert not are_untouched(place, None, listed)


def answers(debate: opendebate.Debate) -> list[object]:
    """Return what a debate says, in ways that go over all of it."""
    return [
        sorted(map(str, debate.store)),
        [one.to_dict() for one in debate.statements()],
        str(debate.trace("publish")),
        sorted(map(str, debate.network("actors").edges(data=True))),
        debate.view("debate").html(),
    ]


@pytest.mark.usefixtures("form")
def test_a_warm_answer_equals_a_cold_one_after_any_change(town: Path, kept: Path) -> None:
    letter = town / "sources" / "a-letter-on-the-maps.yaml"
    text, claims = letter.read_text("utf-8"), (town / "claims.yaml").read_text("utf-8")
    steps: list[Callable[[], object]] = [
        lambda: None,
        lambda: (town / "sources" / "again.yaml").write_text(text, "utf-8"),
        lambda: letter.write_text(text.replace("affirms", "denies", 1), "utf-8"),
        lambda: letter.write_text(text, "utf-8"),  # as it was at first
        (town / "sources" / "again.yaml").unlink,
        lambda: (town / "claims.yaml").write_text(claims.replace(" the ", " The ", 1), "utf-8"),
    ]
    for n, step in enumerate(steps):
        step()
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("OPENDEBATE_CACHE", str(kept.with_name(f"fresh-{n}")))
            cold = answers(opendebate.load(town))
        opendebate.load(town)
        assert answers(opendebate.load(town)) == cold, n


@pytest.mark.usefixtures("kept")
def test_two_processes_that_build_at_once_both_answer_and_leave_a_sound_entry(
    town: Path, form: str
) -> None:
    script = (
        "import sys; from opendebate.rdf import user_cache\n"
        "if sys.argv[2] == 'a store': user_cache.LARGE = 0\n"
        "import opendebate\n"
        "print(sorted(map(str, opendebate.load(sys.argv[1]).store)))"
    )
    command = [sys.executable, "-c", script, str(town), form]
    both = [
        subprocess.Popen(command, stdout=subprocess.PIPE, text=True, stderr=subprocess.PIPE)
        for _ in range(2)
    ]
    said = [one.communicate(timeout=120) for one in both]
    assert [one.returncode for one in both] == [0, 0], said
    assert said[0][0] == said[1][0]
    found = kept_debates.read_cached(cache.cache_folder(), cache.digest(town))
    assert found is not None
    assert f"{sorted(map(str, found[0]))}\n" == said[0][0]


@pytest.mark.usefixtures("form")
def test_a_writer_that_died_leaves_nothing_that_is_read(
    town: Path, kept: Path, builds: list[Path]
) -> None:
    entry = kept / cache.digest(town)
    half = entry / ".new-half"
    half.mkdir(parents=True)
    (half / "000010.sst").write_bytes(b"half")
    title = opendebate.load(town).title
    assert opendebate.load(town).title == title
    assert len(builds) == 1


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


def edit_before(read: Callable[..., T], path: Path) -> Callable[..., T]:
    """Return a reader just before whose first call somebody else changes a file."""
    edits = iter([path.read_text("utf-8").replace("Maps", "Charts")])

    def edit_then_read(*arguments: object) -> T:
        for text in edits:
            path.write_text(text, "utf-8")
        return read(*arguments)

    return edit_then_read


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize(
    ("module", "name", "only"),
    [(build, "build", []), (selected_sources, "selected_files", ["a-letter-on-the-maps"])],
)
def test_a_file_changed_while_it_is_read_is_cached_under_its_new_digest(
    town: Path, monkeypatch: pytest.MonkeyPatch, module: ModuleType, name: str, only: list[str]
) -> None:
    path = town / "debate.yaml"
    before = path.read_text("utf-8")
    path.write_text(before.replace("title: ", "title: Maps, ", 1), "utf-8")
    monkeypatch.setattr(module, name, edit_before(getattr(module, name), path))
    changed = opendebate.load(town, only=only).citation.title
    assert changed.startswith("Charts, ")
    path.write_text(path.read_text("utf-8").replace("Charts", "Maps"), "utf-8")
    assert opendebate.load(town, only=only).citation.title == changed.replace("Charts", "Maps")


def test_files_that_change_each_time_they_are_read_are_refused(town: Path) -> None:
    path = town / "claims.yaml"
    with pytest.raises(InputError, match="changed each time"):
        read_unchanged(town, lambda: path.write_text(f"{path.read_text('utf-8')}# more\n", "utf-8"))


def test_a_new_source_is_seen(town: Path, kept: Path, builds: list[Path]) -> None:
    before = len(opendebate.load(town).statements())
    old = town / "sources" / "a-letter-on-the-maps.yaml"
    (town / "sources" / "again.yaml").write_text(old.read_text("utf-8"), "utf-8")
    assert len(opendebate.load(town).statements()) == before + 6


def test_a_file_in_the_place_of_the_cache_is_no_failure(
    town: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("OPENDEBATE_CACHE", str(tmp_path / "file" / "below"))
    assert form
    assert opendebate.load(town).title == "The flood maps of Averley"


def test_only_the_latest_debates_are_kept_and_nothing_else_is_touched(
    town: Path, kept: Path, form: str
) -> None:
    kept.mkdir()
    (kept / "notes.nq").touch()
    for n in range(30):
        (kept / f"{n:064x}.nq").touch()
        os.utime(kept / f"{n:064x}.nq", (n, n))
    opendebate.load(town)
    names = {path.name for path in entries(kept)}
    assert len(names) == 21
    entry = cache.digest(town) + ("" if form == "a store" else ".nq")
    assert {entry, f"{29:064x}.nq", "notes.nq"} <= names
    assert f"{0:064x}.nq" not in names


def test_a_debate_that_was_just_read_outlives_those_that_nobody_reads(
    town: Path, kept: Path, form: str
) -> None:
    opendebate.load(town)
    read = kept / (cache.digest(town) + ("" if form == "a store" else ".nq"))
    os.utime(read, (1, 1))
    for n in range(30):
        (kept / f"{n:064x}.nq").touch()
        os.utime(kept / f"{n:064x}.nq", (n + 100, n + 100))
    opendebate.load(town)
    path = town / "debate.yaml"
    path.write_text(f"{path.read_text('utf-8')}# more\n", "utf-8")
    opendebate.load(town)
    assert read.exists()
    assert len(entries(kept)) == 20


def test_without_a_wish_the_users_own_cache_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENDEBATE_CACHE")
    assert cache.cache_folder().name == "opendebate"
