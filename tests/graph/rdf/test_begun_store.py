"""A large debate is loaded into its store while it is still checked and derived."""

from __future__ import annotations

from pathlib import Path
from threading import Thread

import pytest
from pyoxigraph import RdfFormat, Store

from opendebate.errors import FaultsFound
from opendebate.rdf import begun_store, build, cache, user_cache, validate
from opendebate.rdf.begun_store import BegunStore
from opendebate.rdf.build import build as real_build


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The cache, in which every debate counts as large."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("OPENDEBATE_CACHE", str(folder))
    monkeypatch.setattr(user_cache, "LARGE", 0)
    return folder


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """For each store that is finished: that it was begun earlier."""
    finished: list[bool] = []
    finish = BegunStore.finish

    def recorded(store: BegunStore, folder: Path, others: list[object]) -> int:
        finished.append(store.is_begun)
        return finish(store, folder, others)  # type: ignore[arg-type]

    monkeypatch.setattr(BegunStore, "finish", recorded)
    return finished


def lines(store: Store) -> list[bytes]:
    return sorted((store.dump(format=RdfFormat.N_QUADS) or b"").splitlines())


def test_a_store_that_was_begun_early_is_the_same_as_one_written_at_once(
    town: Path, place: Path, begun: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    early = cache.load(town)
    assert begun == [True]
    monkeypatch.setenv("OPENDEBATE_CACHE", str(place / "other"))
    monkeypatch.setattr(begun_store, "MOST", 0)
    at_once = cache.load(town)
    assert begun == [True], "the second one was not begun"
    assert lines(early.store) == lines(at_once.store) == lines(real_build(town).store)
    assert early.facts == at_once.facts == len(at_once.store)
    assert set(early.store.named_graphs()) == set(at_once.store.named_graphs())
    assert not list(place.glob(".opendebate-*"))


def test_of_a_debate_with_faults_nothing_is_left(
    town: Path, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shape_faults = validate.validate

    def refuse(*values: object, **options: object) -> None:
        assert list(place.glob(".opendebate-*")), "the store is begun before the shapes are checked"
        raise FaultsFound(shape_faults(*values, **options))  # type: ignore[arg-type]

    monkeypatch.setattr(validate, "validate", refuse)
    with pytest.raises(FaultsFound):
        cache.load(town)
    assert not list(place.iterdir())


def test_without_threads_the_store_is_written_at_once(
    town: Path, place: Path, begun: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(Thread, "start", refuse)
    assert lines(cache.load(town).store) == lines(real_build(town).store)
    assert begun == []
    assert not list(place.glob(".opendebate-*"))


def test_where_the_drive_is_full_the_debate_answers_from_memory(
    town: Path, place: Path, begun: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Full:
        def __init__(self, folder: str) -> None:
            (Path(folder) / "CURRENT").touch()

        def bulk_extend(self, *_: object) -> None:
            pass

        def bulk_load(self, *_: object, **options: object) -> None:
            raise OSError("No space left on device")

    monkeypatch.setattr(begun_store, "Store", Full)
    opened = cache.load(town)
    assert begun == [True]
    assert opened.extracts is None, "it is no store on disk"
    assert lines(opened.store) == lines(real_build(town).store)
    assert not list(place.glob(".opendebate-*"))
    assert not list(place.glob("*/store-*"))


def test_of_files_that_change_while_they_are_read_the_last_state_is_stored(
    town: Path, place: Path, begun: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    built, debate = [], town / "debate.yaml"

    def build_and_change(*values: object) -> build.BuiltDebate:
        built.append(real_build(*values))  # type: ignore[arg-type]
        if len(built) == 1:
            debate.write_text(
                debate.read_text("utf-8").replace("title: ", "title: Again "), "utf-8"
            )
        return built[-1]

    monkeypatch.setattr(build, "build", build_and_change)
    opened = cache.load(town)
    assert len(built) == 2
    assert begun == [True]
    assert lines(opened.store) == lines(real_build(town).store)
