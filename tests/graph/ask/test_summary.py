"""What ``build`` prints is there in Python: counts and findings, and tables of measures."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

import opendebate
from console import run
from harbour import write_harbour
from opendebate import Debate


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
    assert counts["facts in the graph"] == len(debate.store)
    assert 0 not in counts.values()


def test_a_finding_names_all_and_its_question_gives_them(debate: Debate) -> None:
    unsourced = debate.summary().findings[-1]
    assert unsourced.question == "claims-without-source"
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
