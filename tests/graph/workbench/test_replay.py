"""The built-in coding, statement by statement through a session: the graph is the same."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import opendebate
from article import article_folder
from opendebate.coding.article_files import read_text
from opendebate.coding.check import read_coding
from opendebate.workbench.edits import EDIT
from opendebate.workbench.journal import Journal
from opendebate.workbench.session import Session
from recoding import emptied

ROOT = Path(__file__).parents[3]


def replayed(folder: Path, slug: str, article: Path, journal: Path) -> dict[str, str]:
    """Code a source anew as it was coded; return old id → new id of each statement."""
    text = read_text(article)
    first = Session(folder, slug, text, Journal(journal / "first.jsonl"))
    coded = read_coding(folder).trees[f"sources/{slug}"].data["statements"]
    spans: dict[str, list[list[int]]] = {}
    for checked in first.verified.passages:
        spans.setdefault(checked.statement, []).append(list(checked.location.spans[0][:2]))
    emptied(folder, slug)
    session = Session(folder, slug, text, Journal(journal / "second.jsonl"))
    ids: dict[str, str] = {}
    for record in coded:
        values: dict[str, Any] = {k: v for k, v in record.items() if k not in {"id", "at"}}
        if "replies_to" in values:
            listed = values["replies_to"]
            listed = [listed] if isinstance(listed, str) else listed
            values["replies_to"] = [ids[name] for name in listed]
        done = session.apply(EDIT.validate_python(
            {"action": "save-statement", "statement": values, "spans": spans[record["id"]]}
        ))  # fmt: skip
        ids[record["id"]] = done.removeprefix("add statement ")
    return ids


def lines(folder: Path, slug: str, names: dict[str, str]) -> set[str]:
    """Return the graph as N-Quads, with the statements of a source under other ids."""

    def renamed(match: re.Match[str]) -> str:
        return match[1] + names.get(match[2], match[2])

    text = opendebate.load(folder).export("nquads").content.decode()
    return set(re.sub(rf"({slug}/)([a-z0-9-]+)", renamed, text).splitlines())


def same_graph(original: Path, slug: str, article: Path, tmp_path: Path) -> int:
    """Compare a debate with what coding it anew gives; return how many statements it has."""
    for name in ("stories.yaml", "context.yaml"):  # they name statements by their ids
        (original / name).unlink(missing_ok=True)
    folder = tmp_path / "again"
    shutil.copytree(original, folder)
    before = lines(original, slug, {})
    ids = replayed(folder, slug, article, tmp_path)
    assert lines(folder, slug, {new: old for old, new in ids.items()}) == before
    return len(ids)


def test_the_invented_debate_coded_anew_gives_the_same_graph(town: Path, tmp_path: Path) -> None:
    article = ROOT / "tests" / "data" / "a-town-and-its-maps.txt"
    assert same_graph(town, "a-town-and-its-maps", article, tmp_path) == 10


def test_the_built_in_debate_coded_anew_gives_the_same_graph(
    article_path: Path, tmp_path: Path
) -> None:
    original = tmp_path / "built-in"
    shutil.copytree(article_folder(), original)
    assert same_graph(original, "why-meta-opened-up", article_path, tmp_path) == 117
