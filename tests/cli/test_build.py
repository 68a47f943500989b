"""``opendebate build``: the graph as a file, and what is in it."""

from __future__ import annotations

import shlex
from pathlib import Path

import pyoxigraph
import pytest
from click.testing import CliRunner, Result

import opendebate
from opendebate.rdf.serialize import FORMATS, SUFFIXES, name_of_suffix
from opendebate_cli.main import cli


def build(folder: Path, *line: str) -> Result:
    return CliRunner().invoke(cli, ["-d", str(folder), "build", *line])


def test_it_says_what_is_in_the_graph(town: Path) -> None:
    done = build(town)
    assert done.exit_code == 0
    words = " ".join(done.output.split())
    assert "The flood maps of Averley" in words
    for told in ("people 5", "organisations 5", "groups 4", "claims 13", "statements 16"):
        assert told in words, words


def test_it_says_which_sources_hold_the_same_text(town: Path) -> None:
    assert "the same text" not in build(town).output
    source = town / "sources" / "a-letter-on-the-maps.yaml"
    (town / "sources" / "copy.yaml").write_text(source.read_text("utf-8"), "utf-8")
    words = " ".join(build(town).output.split())
    assert "2 sources contain the same text: a-letter-on-the-maps, copy. What is said" in words


def test_it_says_version_authors_and_digest_where_the_debate_has_them(town: Path) -> None:
    assert "Digest" not in build(town).output
    file = town / "debate.yaml"
    file.write_text(file.read_text("utf-8") + "  version: 2.1\n  date: 2026-11-28\n", "utf-8")
    words = " ".join(build(town).output.split())
    assert "Version 2.1, 2026-11-28. Authors: The opendebate authors." in words
    assert f"Digest of the graph: sha256:{opendebate.load(town).digest}." in words


def test_it_says_what_a_reader_would_not_see(town: Path) -> None:
    words = " ".join(build(town).output.split())
    for question in ("speakers-on-both-sides", "unanswered-attacks", "claims-without-voice"):
        assert f"query {question}" in words
    assert "attack" in words


@pytest.mark.parametrize("suffix", [*SUFFIXES.values(), ".TTL"])
def test_a_file_can_still_be_written_here_and_the_new_spelling_is_shown(
    town: Path, tmp_path: Path, suffix: str
) -> None:
    output = tmp_path / f"the graph{suffix}"
    done = build(town, "-o", str(output))
    assert done.exit_code == 0
    content = output.read_bytes()
    (line,) = [line for line in done.stderr.splitlines() if line.startswith("Note: ")]
    command = shlex.split(line.partition("Write: opendebate ")[2])
    assert CliRunner().invoke(cli, command).exit_code == 0
    assert output.read_bytes() == content
    found = pyoxigraph.parse(content, format=FORMATS[name_of_suffix(suffix)])
    assert len(set(found)) > 500


def test_a_dash_still_writes_trig_to_stdout_and_nothing_else(town: Path) -> None:
    done = build(town, "-o", "-")
    assert done.stdout_bytes == opendebate.load(town).serialize("trig")
    assert " -o" not in build(town, "--help").stdout


def test_an_unknown_suffix_is_told_before_anything_is_built(town: Path, tmp_path: Path) -> None:
    (town / "claims.yaml").write_text("broken: [", "utf-8")  # a build would fail
    done = build(town, "-o", str(tmp_path / "out.xlsx"))
    assert done.exit_code == 2
    assert "There is no format for '.xlsx'." in done.stderr
    assert ".trig, .ttl" in done.stderr
    assert not (tmp_path / "out.xlsx").exists()


def test_faults_leave_the_old_output_as_it_was(town: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.trig"
    output.write_text("old")
    path = town / "claims.yaml"
    path.write_text(path.read_text("utf-8").replace("side: for", "side: pro", 1), "utf-8")
    done = CliRunner().invoke(cli, ["-d", str(town), "export", "trig", "-o", str(output)])
    assert done.exit_code == 1
    assert "'pro' is no side." in done.stderr
    assert output.read_text() == "old"


def test_a_missing_folder_is_told(town: Path, tmp_path: Path) -> None:
    line = ["-d", str(town), "export", "trig", "-o", str(tmp_path / "no" / "out.trig")]
    done = CliRunner().invoke(cli, line)
    assert done.exit_code == 3
    assert "Name a folder that is there" in done.stderr


def test_a_fault_of_the_graph_has_a_line_of_the_coding(town: Path) -> None:
    path = town / "policies.yaml"
    path.write_text(
        path.read_text("utf-8").replace("issuer: [tanagers]", "issuer: [sceptics]"), "utf-8"
    )
    done = build(town)
    assert done.exit_code == 1
    assert "actors.yaml:52:1: error: A hypothetical group cannot act" in done.stderr


def test_arguments_of_imagined_speakers_are_counted_apart() -> None:
    lines = CliRunner().invoke(cli, ["build"]).output.splitlines()
    counts = {line[:31].strip(): line[31:].strip() for line in lines if line[:9] == "arguments"}
    assert counts == {
        "arguments stated by speakers": "14",
        "arguments of imagined speakers": "2",
        "arguments drawn by the coder": "57",
    }
