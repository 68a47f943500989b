"""What the command line can do, the library can: the table in PYTHON.md has a line for each."""

from __future__ import annotations

import ast
import inspect
import pkgutil
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

import opendebate
from opendebate.debate import Debate
from opendebate.errors import InputError, UnknownName, UsageError
from opendebate_cli.main import COMMANDS

ROOT = Path(__file__).parents[2]
TABLE = re.findall(
    r"^\| `([\w-]+)` \| (.*) \|$", (ROOT / "graph" / "PYTHON.md").read_text("utf-8"), re.MULTILINE
)
ONLY_COMMANDS = {"code", "serve"}


def test_there_is_a_line_for_each_command() -> None:
    assert [name for name, _ in TABLE] == list(COMMANDS)


@pytest.mark.parametrize(("name", "words"), TABLE, ids=[name for name, _ in TABLE])
def test_the_line_names_functions_that_take_these_arguments(name: str, words: str) -> None:
    lines = re.findall(r"`([^`]+)`", words)
    assert bool(lines) == (name not in ONLY_COMMANDS)
    for line in lines:
        calls = [one for one in ast.walk(ast.parse(line)) if isinstance(one, ast.Call)]
        for call in calls:
            called = ast.unparse(call.func)
            if not called.startswith(("debate.", "opendebate")) or "(" in called:
                continue  # of what another call returns
            keywords = {str(one.arg): None for one in call.keywords}
            this = [None] * called.startswith("debate.")
            inspect.signature(resolved(called)).bind(*this, *call.args, **keywords)
        if not calls:
            assert callable(resolved(line))


def resolved(called: str) -> Any:
    if called.startswith("debate."):
        return getattr(Debate, called.removeprefix("debate."))
    return pkgutil.resolve_name(called)


@pytest.mark.parametrize(
    ("name", "begins", "address"),
    [
        ("", "", ""),
        ("https://w3id.org/opendebate/", "", ""),
        ("hall-harm", "Statement why-meta-opened-up/hall-harm, in: ",
         "source/why-meta-opened-up/hall-harm"),
        ("misuse-harm", "Claim misuse-harm, in: ", "claim/misuse-harm"),
        ("open-or-closed", "Story open-or-closed, in: ", "story/open-or-closed"),
        ("who-affirms", "Question who-affirms, in: ", ""),
    ],
)  # fmt: skip
def test_what_readme_says_to_cite_is_cited_with_version_and_address(
    debate: Debate, name: str, begins: str, address: str
) -> None:
    first, *rest = debate.cite(name).splitlines()
    citation = debate.citation
    assert first.startswith(f"{begins}opendebate contributors ({citation.date[:4]}). ")
    assert f"(version {citation.version}) [data set]." in first
    assert first.endswith(f" {debate.iris.base}{address}")
    assert bool(rest) == begins.startswith("Statement")


def test_a_name_of_nothing_is_not_cited(debate: Debate) -> None:
    with pytest.raises(UnknownName):
        debate.cite("nobody-at-all")


def test_a_draft_is_made_in_one_line_and_not_replaced_unasked(town: Path, tmp_path: Path) -> None:
    article = tmp_path / "a-letter.txt"
    shutil.copy(ROOT / "tests" / "data" / "a-letter-on-the-maps.txt", article)
    path = opendebate.draft_source(town, "a-new-letter", article)
    assert path == town / "drafts" / "a-new-letter.yaml"
    assert "proposals:" in path.read_text("utf-8")
    with pytest.raises(UnknownName, match="drafter"):
        opendebate.draft_source(town, "a-new-letter", article, drafter="ruless")
    with pytest.raises((InputError, UsageError)):
        opendebate.draft_source(town, "a-new-letter", tmp_path / "no.txt")


def test_where_coders_differ_is_listed_in_one_line(town: Path) -> None:
    for coder in ("ada", "ben"):
        (town / "codings" / coder).mkdir(parents=True)
        shutil.copy(town / "sources" / "a-letter-on-the-maps.yaml", town / "codings" / coder)
    listed = opendebate.adjudication(town)
    assert (listed.coders, listed.differences) == (("ada", "ben"), ())
