"""A file is written whole or not at all."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import IO

import pytest

from opendebate import files
from opendebate.errors import InputError
from opendebate.file_locks import locked_while_writing
from opendebate.files import new_folder, write_file, write_files


def left(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_text_is_written_as_utf_8_with_its_own_line_ends(tmp_path: Path) -> None:
    write_file(tmp_path / "x", "é\r\nz\n")
    assert (tmp_path / "x").read_bytes() == b"\xc3\xa9\r\nz\n"


def test_a_callable_gets_the_open_file(tmp_path: Path) -> None:
    write_file(tmp_path / "x", lambda out: out.write(b"abc"))
    assert (tmp_path / "x").read_bytes() == b"abc"


def test_the_old_file_stays_when_writing_fails_half_way(tmp_path: Path) -> None:
    def fail(out: IO[bytes]) -> None:
        out.write(b"half")
        raise OSError(28, "No space left on device")

    (tmp_path / "x").write_text("old")
    with pytest.raises(InputError, match="No space left on device") as raised:
        write_file(tmp_path / "x", fail)
    assert raised.value.advice == "What was there before is unchanged."
    assert (tmp_path / "x").read_text() == "old"
    assert left(tmp_path) == ["x"]


def test_an_interrupt_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    def interrupt(out: IO[bytes]) -> None:
        out.write(b"half")
        raise KeyboardInterrupt

    (tmp_path / "x").write_text("old")
    with pytest.raises(KeyboardInterrupt):
        write_file(tmp_path / "x", interrupt)
    assert (tmp_path / "x").read_text() == "old"
    assert left(tmp_path) == ["x"]


def test_permissions_are_kept_and_new_files_get_the_usual_ones(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("old")
    (tmp_path / "x").chmod(0o640)
    write_file(tmp_path / "x", "new")
    assert stat.S_IMODE((tmp_path / "x").stat().st_mode) == 0o640
    mask = os.umask(0o027)
    try:
        write_file(tmp_path / "y", "new")
    finally:
        os.umask(mask)
    assert stat.S_IMODE((tmp_path / "y").stat().st_mode) == 0o640


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux tells the mask")
def test_the_mask_of_the_process_is_never_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mask = os.umask(0o027)
    try:
        with monkeypatch.context() as patched:
            patched.setattr(os, "umask", lambda _: pytest.fail("another thread makes a file now"))
            write_file(tmp_path / "x", "new")
            with new_folder(tmp_path / "folder"):
                pass
    finally:
        os.umask(mask)
    assert stat.S_IMODE((tmp_path / "x").stat().st_mode) == 0o640
    assert stat.S_IMODE((tmp_path / "folder").stat().st_mode) == 0o750


def test_where_the_system_does_not_tell_the_mask_the_former_one_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "_STATUS", tmp_path / "none")
    monkeypatch.setattr(files, "_FORMER_UMASK", 0o077)
    write_file(tmp_path / "x", "new")
    assert stat.S_IMODE((tmp_path / "x").stat().st_mode) == 0o600
    mask = os.umask(0o026)
    try:
        assert files._umask_of_process() == 0o026
        assert os.umask(0o026) == 0o026, "it is as it was"
    finally:
        os.umask(mask)


def test_a_link_goes_on_pointing_at_the_file_that_is_written(tmp_path: Path) -> None:
    (tmp_path / "real").write_text("old")
    (tmp_path / "link").symlink_to("real")
    write_file(tmp_path / "link", "new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text() == "new"


def test_a_device_is_written_to_and_never_replaced() -> None:
    write_file(Path("/dev/null"), "x")
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux only")
def test_a_full_device_is_told() -> None:
    with pytest.raises(InputError, match="No space left"):
        write_file(Path("/dev/full"), "x" * 100_000)


def test_a_missing_folder_is_told_as_such(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="No such file") as raised:
        write_file(tmp_path / "no" / "x", "new")
    assert raised.value.advice == "Name a folder that is there, or make it first."


def test_a_folder_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    with pytest.raises(InputError) as raised:
        write_file(tmp_path / "x", "new")
    assert raised.value.advice == "It is a folder. Name a file in it."
    assert left(tmp_path) == ["x"]


def test_a_limit_on_the_size_of_files_leaves_the_old_one(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("old")
    script = (
        "import resource, pathlib\n"
        "from opendebate.files import write_file\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "write_file(pathlib.Path('x'), 'n' * 100_000)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert "File too large" in done.stderr
    assert (tmp_path / "x").read_text() == "old"
    assert left(tmp_path) == ["x"]


def test_what_a_killed_writer_left_behind_is_removed_and_all_else_stays(tmp_path: Path) -> None:
    dead, alive, young = (tmp_path / f".opendebate-{name}" for name in ("dead", "alive", "young"))
    dead_folder, linked = tmp_path / ".opendebate-folder", tmp_path / ".opendebate-link"
    for path in (dead, alive, young):
        path.touch()
    dead_folder.mkdir()
    (dead_folder / "half").touch()
    linked.symlink_to(tmp_path)
    for path in (dead, alive, dead_folder):
        os.utime(path, (0, 0))
    with locked_while_writing(alive):
        write_file(tmp_path / "page.html", "text")
    left = {path.name for path in tmp_path.iterdir()}
    assert left == {alive.name, young.name, linked.name, "page.html"}


def test_several_files_are_all_written_or_none(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("old a")
    (tmp_path / "c").mkdir()
    contents = {tmp_path / "a": "new a", tmp_path / "b": "new b", tmp_path / "c": "no file"}
    with pytest.raises(InputError, match="could not be written") as raised:
        write_files(contents)
    assert raised.value.advice
    assert raised.value.advice.startswith("All are as they were.")
    assert left(tmp_path) == ["a", "c"]
    assert (tmp_path / "a").read_text() == "old a"
    write_files({tmp_path / "a": "new a", tmp_path / "b": "new b"})
    assert [(tmp_path / name).read_text() for name in "ab"] == ["new a", "new b"]


def test_files_that_cannot_all_be_moved_are_put_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").write_text("old a")
    replace = Path.replace

    def fail_at_c(self: Path, target: Path) -> Path:
        if target.name == "c":
            raise KeyboardInterrupt
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", fail_at_c)
    with pytest.raises(KeyboardInterrupt):
        write_files({tmp_path / name: f"new {name}" for name in "abc"})
    assert left(tmp_path) == ["a"]
    assert (tmp_path / "a").read_text() == "old a"


def test_a_folder_that_others_fill_meanwhile_stays_theirs(tmp_path: Path) -> None:
    def fill() -> None:
        with new_folder(tmp_path / "x") as made:
            (made / "ours").write_text("ours")
            (tmp_path / "x").mkdir()
            (tmp_path / "x" / "theirs").write_text("theirs")

    with pytest.raises(InputError, match="another program wrote files into the folder") as raised:
        fill()
    assert "another folder" in str(raised.value.advice)
    assert left(tmp_path) == ["x"]
    assert left(tmp_path / "x") == ["theirs"]
