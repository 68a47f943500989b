"""An option that has no effect is an error, with what to do instead: over every command."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from opendebate_cli.debate_options import UNUSED
from opendebate_cli.main import COMMANDS, cli

TOWN = Path(__file__).parents[1] / "data" / "flood-maps"
CONSTRUCT = shlex.quote("CONSTRUCT { ?a ?b ?c } WHERE { ?a ?b ?c } LIMIT 1")
LINES = [
    "view --open -o -",
    "view --no-open -o -",
    "view --lens actors mill-lane",
    "view --lens actors --text a-town-and-its-maps=article.txt",
    "lessons -o copies --pyodide .",
    "lessons -o copies --site site",
    "query 'ASK { ?a ?b ?c }' --csv",
    f"query {CONSTRUCT} --csv",
    "list actors --json --csv",
    "search maps --table --json",
    "standing publish --all",
    "network actors --measure degree -o actors.graphml",
    "network actors --lens --csv",
    "network actors --lens --format gexf",
    "network actors --format gexf --csv",
    "network actors --open",
    "network actors --lens --open -o -",
    "export gexf --text a-town-and-its-maps=article.txt",
    "network actors --anyway",
    "network actors --seed 3",
    "network arguments --ties conflict",
    "export trig --network actors",
    "export trig --text a-town-and-its-maps=article.txt",
    "export csv -o -",
    "import argdown debate.argdown -o made --variable concept=Konzept",
    "publish http://127.0.0.1:1/store --yes --dry-run",
    "claims merge publish right-to-know --yes --dry-run",
]
BEFORE = [f"--{name} x {command}" for command, names in UNUSED.items() for name in names]
ARGUMENTS = {
    "actors": "rename averley town",
    "adjudicate": "ada ben",
    "agreement": "ada ben", "check": "", "release": "frozen",
    "claims": "merge publish right-to-know",
    "import": "argdown debate.argdown -o made", "lessons": "-o copies", "new": "a-source",
    "seal": "a-town-and-its-maps --text article.txt",
    "code": "a-town-and-its-maps --text article.txt",
    "topics": "rename safety security",
    "draft": "a-town-and-its-maps --text article.txt",
}  # fmt: skip


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "article.txt").write_text("Maps help.", "utf-8")
    (tmp_path / "debate.argdown").write_text("[A]: Maps help.\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def refused(line: str, here: Path) -> Result:
    before = {path.name for path in here.iterdir()}
    done = CliRunner().invoke(cli, shlex.split(line))
    assert done.exit_code == 2, done.output
    assert done.stdout == ""
    assert {path.name for path in here.iterdir()} == before, "nothing is written"
    return done


@pytest.mark.parametrize("line", LINES)
def test_an_option_without_effect_is_refused(line: str, here: Path) -> None:
    folder = [] if line.startswith(("lessons", "import")) else ["-d", str(TOWN)]
    refused(shlex.join([*folder, *shlex.split(line)]), here)


@pytest.mark.parametrize("line", BEFORE)
def test_an_option_before_or_after_a_command_that_does_not_use_it_is_refused(
    line: str, here: Path
) -> None:
    option, value, command = line.split()
    after = f"{command} {ARGUMENTS[command]} {option} {value}"
    for order in (f"{line} {ARGUMENTS[command]}", after):
        done = refused(order, here)
        assert f"{option} has no effect on {command}" in done.stderr


def test_what_the_environment_sets_is_no_mistake(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENDEBATE_DEBATE", str(TOWN))
    assert CliRunner().invoke(cli, ["lessons", "-o", "copies", "--student"]).exit_code == 0
    assert (here / "copies").is_dir()


def test_every_command_that_is_listed_is_there() -> None:
    assert UNUSED.keys() <= COMMANDS.keys()
