"""``-d`` and ``--store`` stand before a command or after it."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from opendebate_cli.main import COMMANDS, cli

TOWN = Path(__file__).parents[1] / "data" / "flood-maps"
LINES = [
    "list claims",
    "search maps --json",
    "query who-affirms --claim publish",
    "query 'SELECT * { ?a a od:Claim } ORDER BY ?a'",
    "network actors",
    "standing",
    "build",
    "check",
]


def run(line: str) -> Result:
    return CliRunner().invoke(cli, shlex.split(line))


@pytest.mark.parametrize("line", LINES)
def test_the_debate_may_be_named_after_the_command(line: str) -> None:
    before = run(f"-d {shlex.quote(str(TOWN))} {line}")
    after = run(f"{line} --debate {shlex.quote(str(TOWN))}")
    assert before.exit_code == 0, before.output
    assert before.stdout
    # What advises a further command names the debate in the usual way, before it.
    assert (after.exit_code, after.stdout) == (0, before.stdout)
    assert run(line).stdout != before.stdout or line == "check"


def test_between_query_and_the_question_it_does_the_same() -> None:
    question = "who-affirms --claim publish"
    between = run(f"query -d {shlex.quote(str(TOWN))} {question}")
    assert between.stdout == run(f"-d {shlex.quote(str(TOWN))} query {question}").stdout


def test_the_store_may_be_named_after_the_command(tmp_path: Path) -> None:
    store = tmp_path / "store"
    done = run(f"build -d {shlex.quote(str(TOWN))} --store {shlex.quote(str(store))}")
    assert done.exit_code == 0, done.output
    assert (store / "current.json").is_file()


def test_the_environment_gives_way_to_what_stands_after_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENDEBATE_DEBATE", str(tmp_path / "nowhere"))
    assert run("list claims").exit_code == 3
    assert run(f"list claims -d {shlex.quote(str(TOWN))}").exit_code == 0


def test_two_debates_are_one_too_many() -> None:
    town = shlex.quote(str(TOWN))
    assert run(f"-d {town} list claims -d {town}").exit_code == 0
    done = run(f"-d {town} list claims -d elsewhere")
    assert done.exit_code == 2
    assert f"--debate is given twice: {TOWN} and elsewhere." in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize("command", COMMANDS)
def test_help_tells_of_it_where_it_has_an_effect(command: str) -> None:
    done = run(f"{command} --help")
    assert ("--debate FOLDER|URL" in done.stdout) == (command not in {"import", "lessons"})
