"""A store on disk: opened by many, replaced at once, and refused where it is damaged."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import opendebate
from article import load_article
from endpoints import oxigraph, put
from opendebate.errors import InputError
from opendebate.file_locks import lock
from opendebate.rdf import disk_store
from opendebate.rdf.disk_store import damaged_files
from opendebate.rdf.store_manifest import CURRENT

TOWN = Path(__file__).parents[2] / "data" / "flood-maps"


@pytest.fixture
def town(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TOWN, tmp_path / "town"))


def store_of(folder: Path) -> Path:
    name = json.loads((folder / CURRENT).read_text("utf-8"))["store"]
    return folder / str(name)


def test_a_debate_on_disk_answers_as_in_memory(town: Path, tmp_path: Path) -> None:
    here, there = opendebate.load(town), opendebate.load(town, store=tmp_path / "store")
    assert set(there.store) == set(here.store)
    assert str(there.trace("publish")) == str(here.trace("publish"))
    assert there.view().html() == here.view().html()


def test_facts_that_are_written_in_batches_are_complete(
    town: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = opendebate.load(town)
    for size in (1_000, len(here.store) - 1, len(here.store)):
        monkeypatch.setattr(disk_store, "_BATCH", size)
        there = opendebate.load(town, store=tmp_path / f"store-{size}")
        assert set(there.store) == set(here.store)
        assert there.fact_count == len(here.store)


def test_it_is_opened_the_next_time_and_built_again_when_the_coding_changes(
    town: Path, tmp_path: Path
) -> None:
    store = tmp_path / "store"
    first = opendebate.load(town, store=store)
    written = store_of(store)
    again = opendebate.load(town, store=store)
    assert store_of(store) == written
    assert again.title == first.title
    debate = town / "debate.yaml"
    debate.write_text(debate.read_text("utf-8").replace("title: ", "title: New "), "utf-8")
    new = opendebate.load(town, store=store)
    assert new.title == f"New {first.title}"
    assert first.title == again.title  # who reads the old one goes on
    assert store_of(store) != written


def test_without_a_folder_what_is_there_is_opened(town: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    title = opendebate.load(town, store=store).title
    shutil.rmtree(town)
    assert opendebate.load(store=store).title == title


def test_readers_cannot_write(town: Path, tmp_path: Path) -> None:
    debate = opendebate.load(town, store=tmp_path / "store")
    with pytest.raises((OSError, RuntimeError, ValueError)):
        debate.store.clear()


def test_many_processes_read_at_once(town: Path, tmp_path: Path) -> None:
    store = str(tmp_path / "store")
    opendebate.load(town, store=store)
    script = "import opendebate, sys; print(opendebate.load(store=sys.argv[1]).title)"
    readers = [
        subprocess.Popen([sys.executable, "-c", script, store], stdout=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    told = {one.communicate(timeout=60)[0].strip() for one in readers}
    assert told == {opendebate.load(town).title}


@pytest.mark.skipif(os.name != "posix", reason="permissions are those of POSIX")
def test_a_store_that_may_only_be_read_is_read(town: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    title = opendebate.load(town, store=store).title
    for path in (store_of(store), store):
        path.chmod(0o555)
    try:
        assert opendebate.load(store=store).title == title
    finally:
        for path in (store, store_of(store)):
            path.chmod(0o755)


def damage_file(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


@pytest.mark.parametrize("kind", ["cut", "gone", "empty"])
def test_a_store_copied_by_half_is_told_or_built_again(
    kind: str, town: Path, tmp_path: Path
) -> None:
    store = tmp_path / "store"
    whole = opendebate.load(town, store=store)
    names = [p.name for p in sorted(store_of(store).iterdir()) if p.name not in {"LOCK", "LOG"}]
    for name in names:
        copy = Path(shutil.copytree(store, tmp_path / f"copy-{name}"))
        path = store_of(copy) / name
        if path.stat().st_size == 0 or name.startswith(("LOG", "IDENTITY")):
            continue
        if kind == "cut":
            damage_file(path)
        elif kind == "gone":
            path.unlink()
        else:
            path.write_bytes(b"")
        script = (
            "import opendebate, sys\n"
            "try: print(opendebate.load(store=sys.argv[1]).title)\n"
            "except opendebate.errors.OpenDebateError as e: print('told', e.advice)"
        )
        done = subprocess.run([sys.executable, "-c", script, str(copy)], check=False,
                              capture_output=True, text=True)  # fmt: skip
        assert done.returncode == 0, f"{name}: {done.stderr[-300:]}"
        assert "told" in done.stdout or whole.title in done.stdout, name
        assert opendebate.load(town, store=copy).title == whole.title, name


def test_one_changed_byte_is_told_or_built_again(town: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    title = opendebate.load(town, store=store).title
    assert damaged_files(store) == []
    files = [path for path in sorted(store_of(store).glob("*.sst")) if path.stat().st_size]
    assert files
    for path in files:
        raw = path.read_bytes()
        path.write_bytes(raw[:-1] + bytes([raw[-1] ^ 1]))
        assert damaged_files(store) == [path.name]
        with pytest.raises(InputError, match=f"{path.name} was changed after it was written"):
            opendebate.load(store=store)
        path.write_bytes(raw)
    files[0].write_bytes(files[0].read_bytes()[:-1] + b"x")
    assert opendebate.load(town, store=store).title == title
    assert damaged_files(store) == []


def test_a_link_in_place_of_the_manifest_is_replaced_and_not_followed(
    town: Path, tmp_path: Path
) -> None:
    store, diary = tmp_path / "store", tmp_path / "diary.txt"
    title = opendebate.load(town, store=store).title
    diary.write_text("mine", "utf-8")
    (store / CURRENT).unlink()
    (store / CURRENT).symlink_to(diary)
    with pytest.raises(InputError, match="damaged"):
        opendebate.load(store=store)
    assert opendebate.load(town, store=store).title == title
    assert diary.read_text("utf-8") == "mine"
    assert not (store / CURRENT).is_symlink()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
@pytest.mark.parametrize("name", [CURRENT, "IDENTITY", "CURRENT"])
def test_a_pipe_in_place_of_a_file_is_told_or_built_again(
    town: Path, tmp_path: Path, name: str
) -> None:
    store = tmp_path / "store"
    title = opendebate.load(town, store=store).title
    file = store / name if name == CURRENT else store_of(store) / name
    file.unlink()
    os.mkfifo(file)
    with pytest.raises(InputError, match="damaged"):
        opendebate.load(store=store)
    assert opendebate.load(town, store=store).title == title


def test_the_folder_of_a_write_that_died_is_removed_and_one_under_way_stays(
    town: Path, tmp_path: Path
) -> None:
    store = tmp_path / "store"
    dead, alive, young = (store / f".new-{name}" for name in ("dead", "alive", "young"))
    for folder in (dead, alive, young):
        folder.mkdir(parents=True)
        (folder / "LOCK").touch()
    for folder in (dead, alive):
        os.utime(folder, (0, 0))
    writer = lock(alive)
    opendebate.load(town, store=store)
    assert sorted(path.name for path in store.glob(".new-*")) == [".new-alive", ".new-young"]
    if writer is not None:
        os.close(writer)


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        '{"base": 1}',
        '{"base":"https://a.example/","digest":"b","store":"../x","files":{}}',
        '{"base":"javascript:x","digest":"b","store":"x","files":{}}',
        '{"base":"https://a.example/","digest":"b","store":"x","files":{"a":1}}',
    ],
)
def test_a_spoilt_head_is_told_or_built_again(content: str, town: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    opendebate.load(town, store=store)
    (store / CURRENT).write_text(content, "utf-8")
    with pytest.raises(InputError, match="damaged"):
        opendebate.load(store=store)
    assert opendebate.load(town, store=store).title


def test_a_folder_that_cannot_be_written_is_told(town: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(InputError, match="could not be written"):
        opendebate.load(town, store=tmp_path / "file" / "store")


def test_old_stores_are_removed_but_for_the_one_before(town: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    debate = town / "debate.yaml"
    text = debate.read_text("utf-8")
    for n in range(4):
        debate.write_text(text.replace("title: ", f"title: {n} "), "utf-8")
        opendebate.load(town, store=store)
    assert len(list(store.glob("store-*"))) == 2
    assert not list(store.glob(".new-*"))


def test_an_endpoint_is_copied_and_the_copy_answers_without_it(tmp_path: Path) -> None:
    ours, store = load_article(), tmp_path / "copy"
    with oxigraph() as address:
        put(address, ours)
        copied = opendebate.load(f"{address}/query", store=store)
        assert str(copied.trace("wendy-hall")) == str(ours.trace("wendy-hall"))
        opendebate.load(f"{address}/query", store=store)
    again = opendebate.load(store=store)
    assert set(again.store) == set(ours.store)
    assert again.iris == ours.iris
    with pytest.raises(opendebate.errors.RemoteError):
        opendebate.load(f"{address}/query", store=store)
    assert opendebate.load(store=store).title == ours.title, "what was there is kept"
