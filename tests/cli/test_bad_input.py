"""Bad input is survived: a message with its place and advice, an exit code, never a traceback."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from edits import change
from opendebate_cli.main import cli

ARTICLE = "sources/a-town-and-its-maps"
COMMAND = [sys.executable, "-c", "from opendebate_cli.main import main; main()"]
PLACE = re.compile(r"^.+\.yaml:\d+:\d+: error: .+[.?]$", re.MULTILINE)
BOMB = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"


def run(*line: str) -> Result:
    done = CliRunner().invoke(cli, line)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exc_info
    assert "Traceback" not in done.output
    return done


@pytest.mark.parametrize("command", ["check", "build"])
@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        (ARTICLE, "speaker: marta-oyelaran", "speaker: marta-oyelran", "Did you mean marta-oyelar"),
        (ARTICLE, "claim: publish", "claim: publsh", "Did you mean publish?"),
        (ARTICLE, "claim: publish", "clam: publish", "Unknown key 'clam'. Did you mean claim?"),
        (ARTICLE, "stance: doubts", "stance: doubt", "'doubt' is no stance. Did you mean doubts?"),
        (ARTICLE, "said: 2021", "said: 2021-02-30", "not in the calendar"),
        (ARTICLE, "said: 2021", "said: 2021/2020", "ends before it begins"),
        (ARTICLE, "id: oyelaran-right", "id: council-delays", "a second time (first in line 12)"),
        (ARTICLE, "mode: narration", "mode: narration\n  mode: verbatim", "a second time"),
        (ARTICLE, "because: neighbours-correct", "because: nothing-at-all", "There is no claim"),
        (ARTICLE, "because: neighbours-correct", "because: best-spent", "This is a cycle"),
        ("claims", "publish:\n", "publish: !!python/object:os.system\n", "Tags"),
        ("claims", "publish:\n", f"{BOMB}publish:\n", "Anchors (&a) are not read."),
        ("actors", "name: Ines Hartwig", "name: Ines \u202eHartwig", "U+202E (right-to-left over"),
        ("actors", "name: Ines Hartwig", 'name: "Ines \\e[2J"', "U+001B"),
        ("actors", "name: Ines Hartwig", "name: Ines\x00", "U+0000"),
        ("actors", "name: Ines Hartwig", 'name: "\\ud800"', "U+D800"),
        ("actors", "ines-hartwig:", "../../x:", "'../../x' cannot be an id."),
        ("actors", "ines-hartwig:", "'x> <https://evil.example/':", "cannot be an id."),
        ("actors", "ines-hartwig:", "ınes-hartwig:", "cannot be an id."),  # noqa: RUF001
        ("debate", "iri: https://example.org/flood-maps/", "iri: 'x y/'", "is no web address"),
        ("policies", "issuer: [averley]", "issuer: [averly]", "There is no actor 'averly'"),
    ],
)  # fmt: skip
def test_a_fault_in_a_coding_file_is_told_with_its_place(  # noqa: PLR0917
    town: Path, command: str, name: str, old: str, new: str, told: str
) -> None:
    change(town, name, old, new)
    done = run("-d", str(town), command)
    assert done.exit_code == 1
    assert told in done.output
    assert f"{name}.yaml:" in done.output
    assert PLACE.search(done.output), done.output


@pytest.mark.parametrize("command", ["check", "build", "list claims", "trace publish"])
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("debate.yaml", b""),
        (f"{ARTICLE}.yaml", b""),
        ("claims.yaml", b"\x00\x01\x02\x03"),
        ("claims.yaml", b"\x89PNG\r\n\x1a\n" + bytes(range(256))),
        ("claims.yaml", "publish: {text: x}".encode("utf-16")),
        ("claims.yaml", b"[" * 50_000),
        ("actors.yaml", b"- a\n- b\n"),
    ],
)  # fmt: skip
def test_a_file_that_is_something_else_is_told(
    town: Path, command: str, name: str, content: bytes
) -> None:
    (town / name).write_bytes(content)
    done = run("-d", str(town), *command.split())
    assert done.exit_code == 1
    assert " error: " in done.output


@pytest.mark.parametrize("command", ["check", "list claims"])
@pytest.mark.parametrize("name", [b"\xff.yaml", b"\x1b[31m.yaml", "\u202e.yaml".encode()])
def test_a_file_whose_name_cannot_be_shown_is_told(town: Path, command: str, name: bytes) -> None:
    (town / "sources" / os.fsdecode(name)).write_bytes(b"source: {}")
    done = run("-d", str(town), *command.split())
    assert done.exit_code == 3
    output = " ".join(done.output.split())
    assert "The file's name has a character that cannot be shown. Rename" in output
    assert done.output.replace("\n", "").isprintable()


def test_an_empty_file_of_entities_is_fine_where_nothing_names_them(town: Path) -> None:
    (town / "context.yaml").write_bytes(b"")
    assert run("-d", str(town), "check").exit_code == 0


def test_a_huge_file_is_not_read(town: Path, tmp_path: Path) -> None:
    with (town / "claims.yaml").open("wb") as file:
        file.truncate(100_000_000)
    done = run("-d", str(town), "check")
    assert done.exit_code == 1
    assert "claims.yaml: error: The file has 100,000,000 bytes" in done.output
    with (tmp_path / "huge.txt").open("wb") as file:
        file.truncate(100_000_000)
    done = run("-d", str(town), "new", "x", "--text", str(tmp_path / "huge.txt"))
    assert done.exit_code == 3
    assert "huge.txt: It is larger than 20 MB." in done.output


def test_a_passage_that_is_not_in_the_text_is_told(town: Path, town_texts: dict[str, Path]) -> None:
    slug = "a-town-and-its-maps"
    change(town, ARTICLE, "from: Critics answer that", "from: Crows answer that")
    done = run("-d", str(town), "check", "--text", f"{slug}={town_texts[slug]}")
    assert done.exit_code == 1
    assert PLACE.search(done.output)
    assert "is not in the text" in done.output


@pytest.mark.parametrize("command", ["check", "build", "list actors", f"seal x --text {__file__}"])
def test_a_folder_that_is_no_debate_is_told(tmp_path: Path, command: str) -> None:
    for folder in (tmp_path, tmp_path / "nowhere", Path("/dev/null")):
        done = run("-d", str(folder), *command.split())
        assert done.exit_code == 3
        assert str(folder) in done.output
        assert "To begin a debate in a new folder, run: opendebate" in done.output


def test_a_folder_in_a_files_place_is_told(town: Path) -> None:
    (town / "topics.yaml").unlink()
    (town / "topics.yaml").mkdir()
    for command in ("check", "build", "list"):
        done = run("-d", str(town), command, *(["claims"] if command == "list" else []))
        assert done.exit_code == 3
        assert "topics.yaml: It cannot be read." in done.output


@pytest.mark.parametrize("place", ["file", "file/below", "/proc/opendebate", "\n"])
def test_a_cache_that_cannot_be_written_is_done_without(
    town: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("OPENDEBATE_CACHE", str(tmp_path / place))
    for _ in range(2):
        assert run("-d", str(town), "list", "topics").exit_code == 0


def environment(cache: Path) -> dict[str, str]:
    return {**os.environ, "OPENDEBATE_CACHE": str(cache), "COLUMNS": "100"}


def small_files() -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))


@pytest.mark.skipif(os.name != "posix", reason="limits of files are those of POSIX")
def test_a_full_disk_leaves_the_old_output(town: Path, tmp_path: Path) -> None:
    output, cache = tmp_path / "out.trig", tmp_path / "cache"
    output.write_text("old")
    unmeasured = {"COVERAGE_PROCESS_CONFIG": ""}  # what coverage writes would not fit either
    done = subprocess.run(
        [*COMMAND, "-d", str(town), "export", "trig", "--force", "-o", str(output)],
        env=environment(cache) | unmeasured, preexec_fn=small_files,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 3
    assert "The file could not be written: File too large." in done.stderr
    assert "What was there before is unchanged." in done.stderr
    assert "Traceback" not in done.stderr
    assert output.read_text() == "old"
    assert not list(cache.iterdir()), "nothing half-written is kept"
    assert not list(tmp_path.glob(".opendebate-*"))


def test_two_builds_at_once_do_not_disturb_each_other(town: Path, tmp_path: Path) -> None:
    outputs = [tmp_path / f"{n}.trig" for n in range(3)]
    running = [
        subprocess.Popen(
            [*COMMAND, "-d", str(town), "export", "trig", "-o", str(output)],
            env=environment(tmp_path / "cache"), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )
        for output in outputs
    ]  # fmt: skip
    said = [one.communicate()[1] for one in running]
    assert [one.returncode for one in running] == [0, 0, 0], said
    assert len({output.read_bytes() for output in outputs}) == 1
    assert [path.suffix for path in (tmp_path / "cache").iterdir()] == [".nq"]


# Reads a source, and then waits for what never comes: an interrupt ends even that.
# (A shell that starts the tests in the background has them ignore interrupts.)
WAITING = """
import signal
import sys
signal.signal(signal.SIGINT, signal.default_int_handler)
import opendebate_cli.progress
import opendebate.coding.folder as folder
opendebate_cli.progress.PATIENCE = 0
read = folder.read_tree
def read_and_wait(path, shown):
    tree = read(path, shown)
    if path.parent.name == "sources":
        sys.stdin.read()
    return tree
folder.read_tree = read_and_wait
from opendebate_cli.main import main
main()
"""


def test_an_interrupt_ends_a_long_build_at_once_and_leaves_nothing(
    town: Path, tmp_path: Path
) -> None:
    output, cache = tmp_path / "out.trig", tmp_path / "cache"
    output.write_text("old")
    with subprocess.Popen(
        [sys.executable, "-c", WAITING, "-d", str(town), "export", "trig", "-o", str(output)],
        env=environment(cache), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True,
    ) as running:  # fmt: skip
        assert running.stderr
        assert "reading" in running.stderr.readline(), "long builds tell how far they are"
        running.send_signal(signal.SIGINT)
        _, said = running.communicate()
    assert running.returncode == 130
    assert "Interrupted." in said
    assert "Traceback" not in said
    assert output.read_text() == "old"
    assert not list(cache.glob("*"))
    assert not list(tmp_path.glob(".opendebate-*"))
