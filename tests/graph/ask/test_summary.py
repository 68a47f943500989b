"""What ``build`` prints is there in Python: counts and findings, and tables of measures."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

import opendebate
from article import load_article
from console import run
from harbour import write_harbour
from invented import write_knots
from opendebate import Debate
from opendebate.coding.scaffold import start_debate


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_harbour(tmp_path_factory.mktemp("summary") / "harbour")


@pytest.fixture(scope="module")
def debate(harbour: Path) -> Debate:
    return opendebate.load(harbour)


def test_counts_are_those_of_the_lists_and_of_the_store(debate: Debate) -> None:
    counts = {count.kind: count.number for count in debate.summary().counts}
    for kind in ("claims", "sources", "statements"):
        assert counts[kind] == len(debate.entities(kind))
    assert counts["facts, with the ontology's"] == len(debate.store)
    assert 0 not in counts.values()


def test_a_finding_names_all_and_its_question_gives_them(debate: Debate) -> None:
    unsourced = debate.summary().findings[-1]
    assert unsourced.question == "claims-without-voice"
    assert len(unsourced.names) == len({row["claim"] for row in debate.select(unsourced.question)})


def test_build_prints_the_summary(debate: Debate, harbour: Path) -> None:
    printed = " ".join(run("opendebate -d . build", harbour).stdout.split())
    for finding in debate.summary().findings:
        assert finding.text in printed
    for count in debate.summary().counts:
        assert f"{count.kind} {count.number:,}" in printed


def test_measures_and_standing_are_tables(debate: Debate) -> None:
    result = debate.measure(debate.network("actors"), "degree", anyway=True)
    assert result.table.to_dicts() == list(result.rows)
    standing = debate.standing()
    rows = list(csv.DictReader(io.StringIO(standing.table.to_csv())))
    assert [row["claim"] for row in rows] == [entry.claim.id for entry in standing.claims]
    assert [row["standing"] for row in rows] == [entry.standing for entry in standing.claims]


@pytest.mark.parametrize("name", ["built-in", "flood maps", "harbour", *range(12)])
def test_findings_are_the_answers_of_the_named_questions(name: str | int, tmp_path: Path) -> None:
    debate = opendebate.load(_folder(name, tmp_path / "debate"))
    for finding in debate.summary().findings:
        if finding.question:
            assert finding.names == _answer(debate, finding.question)


def test_those_who_change_sides_are_not_among_those_on_both_at_one_time(tmp_path: Path) -> None:
    texts = [opendebate.load(_folder(n, tmp_path / str(n))).summary().findings[0].text
             for n in range(12)]  # fmt: skip
    assert any("at one time: " in text for text in texts)
    assert any("over time: " in text for text in texts)


def test_claims_in_two_numbers_are_counted_once_together() -> None:
    attacks = [
        one for one in load_article().summary().findings if one.question.startswith("unanswered")
    ]
    stated, analytic = (set(one.names) for one in attacks)
    assert stated & analytic  # else this debate tests nothing
    together = f"together they are {len(stated | analytic)} claims."
    assert attacks[1].text.endswith(together)


def _folder(name: str | int, folder: Path) -> Path | None:
    """Return the folder of a debate; a number is the seed of an invented one."""
    if name == "built-in":
        return None
    if name == "flood maps":
        return Path(__file__).parents[2] / "data" / "flood-maps"
    if not isinstance(name, int):
        return write_harbour(folder)
    write_knots(folder, name)
    for n, path in enumerate(sorted(folder.glob("sources/*.yaml"))):
        source = json.loads(path.read_text("utf-8"))
        source["source"]["published"] = f"202{n}"
        path.write_text(json.dumps(source), "utf-8")
    return folder


def _answer(debate: Debate, question: str) -> tuple[str, ...]:
    """Return the names that a named question answers with, in its order, each once."""
    name, _, basis = question.partition(" --basis ")
    rows = debate.select(name, **({"basis": basis} if basis else {}))
    if name == "speakers-on-both-sides":  # those of one time come first in both
        return tuple(dict.fromkeys(str(row["speakerName"]) for row in rows))
    column = "claim" if name == "claims-without-voice" else "premise"
    iris = dict.fromkeys(str(row[column]) for row in rows)
    return tuple(iri.rpartition("/")[2] for iri in iris)


def test_of_a_debate_that_nobody_coded_yet_nothing_else_is_found(tmp_path: Path) -> None:
    start_debate(tmp_path / "new")
    summary = opendebate.load(tmp_path / "new").summary()
    texts = [(finding.text, finding.question) for finding in summary.findings]
    assert texts == [("No statement is coded yet.", "")]
    assert summary.counts[-1].kind == "facts, with the ontology's"
