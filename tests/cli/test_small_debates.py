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
COUNTS_NOTHING = re.compile(r"(?<![\d.])0 (?:nodes|ties|actors|claims|policies|only|for|against)\b")
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
        assert "No claims come from no" not in text
    if line.endswith(" zzz") and not line.startswith("search"):
        assert "There are adjudicated, draft" in text


@pytest.mark.parametrize("network", ["actors", "claims", "debate", "policies", "affiliation"])
def test_no_network_counts_what_is_not_there(network: str, folder: Path, tmp_path: Path) -> None:
    done = run(folder, f"network {network}")
    assert not COUNTS_NOTHING.search(done.stdout + done.stderr)
    page = tmp_path / "page.html"
    assert run(folder, f"network {network} --lens -o {page}").exit_code == 0
    html = page.read_text("utf-8")
    words = re.sub(r"<(script|style).*?</\1>", "", html, flags=re.DOTALL)
    assert not COUNTS_NOTHING.search(words)
    (finding,) = re.findall(r"<h1><bdi>(.*?)</bdi></h1>", html)
    assert finding.endswith(".")
    is_empty = "Ann" not in words and "Maps help" not in words
    assert ("Choose a symbol" in words) != is_empty, "nothing can be chosen where nothing is"


def test_the_map_and_the_site_count_nothing_that_is_not_there(folder: Path, tmp_path: Path) -> None:
    assert run(folder, f"view -o {tmp_path}/map.svg").exit_code == 0
    assert not COUNTS_NOTHING.search((tmp_path / "map.svg").read_text("utf-8"))
    assert run(folder, f"site {tmp_path}/site --base https://example.org/").exit_code == 0
    home = (tmp_path / "site" / "index.html").read_text("utf-8")
    assert "None yet." in home
    assert ("claims.html" in home) == (tmp_path / "site" / "claims.html").exists()
