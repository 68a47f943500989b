"""``opendebate claims``, ``actors`` and ``topics``: preview, asking, writing, and refusals."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from opendebate.coding.check import read_coding
from opendebate_cli import recoding
from opendebate_cli.main import cli

TOWN = Path(__file__).parents[1] / "data" / "flood-maps"


@pytest.fixture
def maps(tmp_path: Path) -> Path:
    shutil.copytree(TOWN, tmp_path / "maps")
    return tmp_path / "maps"


def run(folder: Path, *line: str, typed: str = "") -> Result:
    return CliRunner().invoke(cli, ["-d", str(folder), *line], input=typed)


def content(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*.yaml")}


def test_the_lines_that_change_are_shown_and_nothing_is_written_without_yes(maps: Path) -> None:
    before = content(maps)
    for options in (("--diff",), ("--diff", "--dry-run")):
        done = run(maps, "claims", "merge", "insurers-know", "measured-well", *options)
        assert done.exit_code == 0
        assert "-  claim: measured-well\n+  claim: insurers-know\n" in done.stdout
        assert "Nothing was written" in done.stderr
        assert "The claim measured-well loses its side, “both”" in done.stderr
    assert content(maps) == before


def test_without_diff_the_lines_that_change_are_counted_for_each_file(maps: Path) -> None:
    line = ("claims", "merge", "insurers-know", "measured-well", "--dry-run")
    diff = run(maps, *line, "--diff").stdout.splitlines()
    gone, new = (
        sum(text.startswith(mark) and not text.startswith(mark * 3) for text in diff)
        for mark in "-+"
    )
    counts = [re.findall(r"\d+", text.partition(": ")[2]) for text in
              run(maps, *line).stdout.splitlines()]  # fmt: skip
    assert [sum(map(int, numbers)) for numbers in zip(*counts, strict=True)] == [gone, new]
    assert len(counts) == 2
    assert "sources/a-town-and-its-maps.yaml: 1 line less, 1 line more" in run(maps, *line).stdout


def test_with_yes_the_files_are_written(maps: Path) -> None:
    done = run(maps, "topics", "merge", "safety", "burglary", "liability", "--yes", "--diff")
    assert "2 files written." in done.stderr
    assert "-  topics: [burglary]" in done.stdout
    done = run(maps, "actors", "rename", "marta-oyelaran", "oyelaran", "--yes")
    assert done.exit_code == 0, done.output
    assert run(maps, "check").exit_code == 0
    assert b"marta-oyelaran" not in b"".join(content(maps).values())


@pytest.mark.parametrize(("typed", "is_written"), [("y\n", True), ("n\n", False)])
def test_on_a_terminal_it_asks(
    maps: Path, monkeypatch: pytest.MonkeyPatch, typed: str, is_written: bool
) -> None:
    before = content(maps)
    monkeypatch.setattr(recoding, "is_terminal", lambda: True)
    done = run(maps, "claims", "rename", "publish", "put-online", typed=typed)
    assert "Write 2 files? [y/N]" in done.stderr
    assert (content(maps) != before) is is_written


def test_a_contradiction_is_refused_with_its_place(maps: Path) -> None:
    before = content(maps)
    done = run(maps, "claims", "merge", "publish", "right-to-know", "--yes")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "a-town-and-its-maps.yaml:27:12: error: 'publish' would be its own" in done.stderr
    assert "Nothing was changed." in done.stderr
    assert content(maps) == before


def test_the_debate_must_be_named() -> None:
    done = CliRunner().invoke(cli, ["claims", "rename", "a", "b"])
    assert done.exit_code == 2
    assert "opendebate -d FOLDER claims" in done.stderr


@pytest.mark.parametrize("kind", ["claims", "actors", "topics"])
def test_each_subcommand_has_help_with_an_example(kind: str) -> None:
    for command in recoding.COMMANDS[kind].commands:
        done = CliRunner().invoke(cli, [kind, command, "--help"])
        assert f"opendebate -d my-debate {kind} {command}" in done.stdout


def test_a_topic_is_split_off_in_the_claims_that_are_named(maps: Path) -> None:
    place = ("--claim", "publish", "--yes", "--diff")
    done = run(maps, "topics", "split", "safety", "--into", "on-the-web", "--text", "Web", *place)
    assert done.exit_code == 0, done.stderr
    assert "+on-the-web:\n+  name: Web\n" in done.stdout
    coding = read_coding(maps)
    assert coding.claims["publish"].topics == ("on-the-web",)
    assert coding.topics["on-the-web"].broader == coding.topics["safety"].broader
    again = run(maps, "topics", "split", "safety", "--into", "on-the-web", *place)
    assert "The claim publish does not name the topic safety." in again.stderr
    unknown = run(maps, "topics", "split", "safety", "--into", "on-the-web", "--claim", "publihs")
    assert "Did you mean publish" in unknown.stderr


def test_a_table_gives_single_claims_another_topic(maps: Path) -> None:
    rows = maps.parent / "rows.csv"
    rows.write_text("from,to,claim\nsafety,correction,publish\nliability,burglary,\n", "utf-8")
    done = run(maps, "topics", "recode", str(rows), "--yes")
    assert done.exit_code == 0, done.stderr
    coding = read_coding(maps)
    assert coding.claims["publish"].topics == ("correction",)
    assert "liability" not in coding.topics
    assert run(maps, "check").exit_code == 0


def test_a_table_is_applied_and_a_claim_is_split(maps: Path) -> None:
    rows = maps.parent / "rows.csv"
    rows.write_text("from,to\npublish,put-online\nmeasured-well,insurers-know\n", "utf-8")
    assert run(maps, "claims", "recode", str(rows), "--yes").exit_code == 0
    place = ("--statement", "a-town-and-its-maps/council-delays")
    done = run(maps, "claims", "split", "put-online", "--into", "wait", *place, "--text", "Wait.",
               "--yes", "--diff")  # fmt: skip
    assert "+wait:\n+  text: Wait.\n" in done.stdout
    assert run(maps, "check").exit_code == 0
    done = run(maps, "claims", "split", "put-online", "--into", "wait")
    assert done.exit_code == 2
    assert "--statement or --source" in done.stderr
