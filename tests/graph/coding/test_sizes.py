"""Bounds on agreements and arguments, which grow with the square of what is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from opendebate.coding import sizes
from opendebate.coding.check import read_coding, read_with_faults
from opendebate.coding.sizes import count_pairs

AT = "at: {paragraph: 1, from: a b c, to: x y z}"


def write(folder: Path, actors: int, *, claim: str = "", statement: str = "") -> Path:
    """Write a debate in which each actor but the last affirms a claim, which the last denies."""
    (folder / "sources").mkdir()
    head = "debate: {title: T, question: Is it so?, iri: https://example.org/d/}"
    (folder / "debate.yaml").write_text(head, "utf-8")
    people = "".join(f"a{i}: {{name: A {i}, kind: person}}\n" for i in range(actors))
    (folder / "actors.yaml").write_text(people + "p: {name: P, kind: organization}\n", "utf-8")
    text = "".join(
        f"c{i}: {{text: C {i} holds., kind: causal, side: for{claim}}}\n" for i in range(2)
    )
    (folder / "claims.yaml").write_text(
        text + "c2: {text: Else., kind: causal, side: for}\n", "utf-8"
    )
    rows = "".join(
        f"- {{id: s{i}, speaker: a{i}, mode: paraphrase, claim: c0, {AT}{statement}, "
        f"stance: {'affirms' if i < actors - 1 else 'denies'}}}\n"
        for i in range(actors)
    )
    source = f"source: {{title: S, kind: news-article, publisher: p}}\nstatements:\n{rows}"
    (folder / "sources" / "s.yaml").write_text(source, "utf-8")
    return folder


def faults(folder: Path) -> list[str]:
    return [one.message for one in read_with_faults(folder)[1] if one.severity == "error"]


@pytest.mark.parametrize("bound", ["MAX_PAIRS", "MAX_AGREEMENTS"])
def test_pairs_who_agree_or_disagree_are_bounded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bound: str
) -> None:
    for name in ("PAIRS_PER_STATEMENT", "AGREEMENTS_PER_STATEMENT"):
        monkeypatch.setattr(sizes, name, 0)
    folder = write(tmp_path, 6)  # 15 pairs: 10 agree, 5 disagree
    monkeypatch.setattr(sizes, bound, 15)
    assert not faults(folder)
    monkeypatch.setattr(sizes, bound, 14)
    (told,) = faults(folder)
    assert told.startswith("There are 15 ")
    assert "at most 14 are allowed" in told
    monkeypatch.setattr(sizes, "PAIRS_PER_STATEMENT", 3)
    monkeypatch.setattr(sizes, "AGREEMENTS_PER_STATEMENT", 3)
    assert not faults(folder), "six statements may have eighteen pairs"


def test_arguments_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sizes, "ARGUMENTS_PER_STATEMENT", 0)
    folder = write(tmp_path, 3, claim=", attacks: [c2]", statement=", because: [c1]")
    monkeypatch.setattr(sizes, "MAX_ARGUMENTS", 5)
    assert not faults(folder)
    monkeypatch.setattr(sizes, "MAX_ARGUMENTS", 4)
    (told,) = faults(folder)
    assert told.startswith("There are 5 arguments")


def test_pairs_are_counted_once_over_all_claims() -> None:
    assert count_pairs([]) == 0
    one = {True: {"ann", "ben", "cat"}, False: {"dan"}}
    assert count_pairs([one]) == 6
    assert count_pairs([one, {True: {"dan"}, False: {"ann"}}]) == 6
    assert count_pairs([one, {True: {"eve", "ann"}, False: set()}]) == 7


def test_a_claim_that_three_hundred_actors_affirm_is_no_fault(tmp_path: Path) -> None:
    assert len(read_coding(write(tmp_path, 300)).sources["s"].statements) == 300
