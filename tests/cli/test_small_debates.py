"""A debate that has just begun: every command answers in words, and in the right number."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from opendebate_cli.main import cli

COMMANDS = (
    "build", "check", "standing", "network actors", "network claims", "network affiliation",
    "network actors --measure both-sides --anyway", "network actors --measure degree --anyway",
    "agreement", "agreement zzz", "adjudicate", "adjudicate zzz", "release {}/draft.zip --draft",
    "site {}/site --base https://example.org/d/", "export argdown -o {}/one.argdown",
    "export csv -o {}/tables", "list claims", "list actors", "list statements", "list sources",
    "list events", "list stories", "search zzz", "query who-affirms", "trace first", "show first",
)  # fmt: skip
WRONG_NUMBER = re.compile(r"\b1 (?:[a-z-]+ )?[a-z]*[a-rt-z]s\b(?! (?:not|left))")


def run(folder: Path, line: str) -> Result:
    return CliRunner().invoke(cli, ["-d", str(folder), *line.split()], env={"COLUMNS": "200"})


@pytest.fixture(scope="module", params=["empty", "one statement"])
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("small") / "debate"
    assert run(folder, "new first").exit_code == 0
    if request.param == "empty":
        return folder
    at = {"paragraph": 1, "from": "maps help us", "to": "in the town"}
    statement = {"id": "s-1", "speaker": "ann", "mode": "verbatim", "claim": "help", "at": at}
    files = {
        "actors": {"ann": {"name": "Ann", "kind": "person"}},
        "claims": {"help": {"text": "Maps help.", "kind": "descriptive", "side": "for"}},
        "sources/first": {
            "source": {"title": "First", "kind": "news-article", "published": "2024-01-01"},
            "statements": [statement],
        },
    }
    for name, content in files.items():
        (folder / f"{name}.yaml").write_text(json.dumps(content), "utf-8")
    return folder


@pytest.mark.parametrize("line", COMMANDS)
def test_every_command_answers_in_words(line: str, folder: Path, tmp_path: Path) -> None:
    done = run(folder, line.format(tmp_path))
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exc_info
    text = done.stdout + done.stderr
    assert text.strip()
    assert not WRONG_NUMBER.search(text), WRONG_NUMBER.search(text)
    if line.startswith("list "):
        assert "Nothing found" not in text
    if line == "build":
        assert "a row for each attack: count each attacking claim once" not in text
        assert "No claims rest on no" not in text
    if line.endswith(" zzz") and not line.startswith("search"):
        assert "There are adjudicated, draft" in text
