"""Writing coding files: never over what somebody else has written, by whichever command."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from opendebate.coding.file_writer import ChangedOnDisk, write_coding
from opendebate.coding.scaffold import start_source
from opendebate.file_locks import lock_while


def test_a_file_that_changed_or_came_meanwhile_is_not_written_over(tmp_path: Path) -> None:
    first, second = tmp_path / "a.yaml", tmp_path / "sources" / "b.yaml"
    write_coding(tmp_path, {first: "a: 1\n", second: "b: 1\n"}, {})
    for former in ({}, {first: "a: 0\n", second: "b: 1\n"}, {first: "a: 1\n", second: None}):
        with pytest.raises(ChangedOnDisk) as refused:
            write_coding(tmp_path, {first: "a: 2\n", second: "b: 2\n"}, former)
        assert set(refused.value.on_disk) <= {"a", "sources/b"}
        assert "b: 2" in first.read_text() + refused.value.meant.get("sources/b", "b: 2")
        assert (first.read_text(), second.read_text()) == ("a: 1\n", "b: 1\n")
    write_coding(tmp_path, {first: None, second: "b: 2\n"}, {first: "a: 1\n", second: "b: 1\n"})
    assert not first.exists()
    with pytest.raises(ChangedOnDisk):
        write_coding(tmp_path, {first: "a: 3\n"}, {first: "a: 1\n"})


def test_a_source_that_somebody_else_begins_meanwhile_is_not_written_over(
    town: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = town / "sources" / "third.yaml"
    real = Path.exists

    def exists(self: Path) -> bool:
        there = real(self)
        if self == path and not there:
            path.write_text("source: {}\n", "utf-8")  # just after the first look
        return there

    monkeypatch.setattr(Path, "exists", exists)
    with pytest.raises(ChangedOnDisk):
        start_source(town, "third")
    assert path.read_text("utf-8") == "source: {}\n"


def test_who_writes_waits_for_who_writes_already(tmp_path: Path) -> None:
    pytest.importorskip("fcntl")
    path = tmp_path / "a.yaml"
    writer = threading.Thread(target=write_coding, args=(tmp_path, {path: "a: 1\n"}, {}))
    with lock_while(tmp_path):
        writer.start()
        assert not path.exists()
    writer.join()
    assert path.read_text() == "a: 1\n"


def test_a_drive_without_locks_is_written_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fcntl = pytest.importorskip("fcntl")

    def no_locks(*_: object) -> None:
        raise OSError(37, "No locks available")

    monkeypatch.setattr(fcntl, "flock", no_locks)
    write_coding(tmp_path, {tmp_path / "a.yaml": "a: 1\n"}, {})
    assert (tmp_path / "a.yaml").read_text() == "a: 1\n"
