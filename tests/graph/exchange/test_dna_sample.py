"""DNA's own sample database and one of ours like it: every statement is read, and counts."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import opendebate
from hearings import database
from opendebate.coding import records
from opendebate.exchange.coded_debate import CodedDebate
from opendebate.exchange.dna import read, write
from opendebate.exchange.folder import write_folder


class Figures(NamedTuple):
    """What is in a database."""

    statements: int  # with the annotation
    documents: int
    actors: int
    days: tuple[str, str]
    two_mode: tuple[int, int, int, int]  # organisations, concepts, statements, cells
    one_mode: tuple[int, int]  # organisations by concepts, stances ignored: sum and edges
    once: tuple[int, int]  # statements left if each source counts once, by stance and without
    affirmed: int


# Those of the sample are DNA's own; ours were counted by hand.
FIGURES = {
    "hearings": Figures(
        17, 4, 7, ("2004-03-01", "2004-03-22"), (3, 4, 16, 8), (60, 3), (10, 9), affirmed=11
    ),
    "sample": Figures(
        41, 7, 14, ("2005-01-26", "2005-02-16"), (7, 6, 40, 22), (276, 21), (23, 22), affirmed=29
    ),
}


@pytest.fixture(scope="module", params=FIGURES)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def figures(name: str) -> Figures:
    return FIGURES[name]


@pytest.fixture(scope="module")
def coded(name: str, tmp_path_factory: pytest.TempPathFactory) -> CodedDebate:
    return read(database(name, tmp_path_factory.mktemp("dna")))


def said(coded: CodedDebate) -> list[tuple[str, Any]]:
    """Return all statements, each with its source."""
    return [(slug, one) for slug, source in coded.sources.items() for one in source["statements"]]


def test_all_statements_are_there_and_the_annotation_is_told(
    coded: CodedDebate, figures: Figures
) -> None:
    counts = coded.counts
    assert (counts["statements"], counts["documents"]) == (figures.statements, figures.documents)
    number = counts["statements of type 'DNA Statement'"]
    assert len(said(coded)) == number == figures.statements - 1
    (annotation,) = [line for line in coded.report if "Annotation" in line]
    assert "left out: 1 (statement 5 in " in annotation


def test_the_debate_is_sound_and_keeps_its_texts_apart(coded: CodedDebate, tmp_path: Path) -> None:
    write_folder(coded, tmp_path / "folder")
    written = "".join(path.read_text("utf-8") for path in (tmp_path / "folder").rglob("*.yaml"))
    for text in coded.texts.values():
        parts = [" ".join(text.split())[at : at + 60] for at in range(500, len(text) - 999, 500)]
        assert parts
        assert not any(part in written for part in parts)


def test_every_claim_rests_on_a_named_source(coded: CodedDebate, tmp_path: Path) -> None:
    write_folder(coded, tmp_path / "folder")
    debate = opendebate.load(tmp_path / "folder")
    assert not any(one.narrated for one in debate.statements())
    assert len(debate.query("claims-without-voice")) == 0  # type: ignore[arg-type]


def test_the_documents_span_the_days_that_dna_names(coded: CodedDebate, figures: Figures) -> None:
    days = [source["source"]["published"] for source in coded.sources.values()]
    assert (min(days), max(days)) == figures.days


def test_authors_are_the_persons_who_speak(coded: CodedDebate, figures: Figures) -> None:
    for slug, one in said(coded):
        told = records.Source.model_validate(coded.sources[slug]["source"])
        assert "speaker" not in one
        assert (told.voices, told.effective_narrator) == (
            told.authors,
            None,
        )  # nobody tells of others there
        (author,) = told.authors
        assert coded.actors[author]["memberships"] == [{"organization": one["as"]}]
    assert len(coded.actors) == figures.actors


def test_organizations_by_concepts_give_the_figures_of_dna(
    coded: CodedDebate, figures: Figures
) -> None:
    cells = Counter((one["as"], one["claim"]) for _, one in said(coded))
    ends = len({org for org, _ in cells}), len({claim for _, claim in cells})
    assert (*ends, sum(cells.values()), len(cells)) == figures.two_mode


def test_concepts_that_organizations_share_give_the_figures_of_dna(
    coded: CodedDebate, figures: Figures
) -> None:
    cells = Counter((one["as"], one["claim"]) for _, one in said(coded))
    names = sorted({org for org, _ in cells})
    claims = sorted({claim for _, claim in cells})
    shared = {
        (a, b): sum(cells[a, claim] * cells[b, claim] for claim in claims)
        for a in names for b in names if a < b
    }  # fmt: skip
    edges = sum(weight > 0 for weight in shared.values())
    assert (2 * sum(shared.values()), edges) == figures.one_mode


def test_without_duplicates_in_a_document_as_many_are_left_as_dna_says(
    coded: CodedDebate, figures: Figures
) -> None:
    left = {(slug, one["as"], one["claim"], one.get("stance")) for slug, one in said(coded)}
    ignoring = {(slug, org, claim) for slug, org, claim, _ in left}
    assert (len(left), len(ignoring)) == figures.once


def test_no_statement_is_less_than_its_span(coded: CodedDebate, figures: Figures) -> None:
    assert {one["mode"] for _, one in said(coded)} == {"paraphrase"}
    assert Counter(one.get("stance", "affirms") for _, one in said(coded)) == {
        "affirms": figures.affirmed, "denies": figures.statements - 1 - figures.affirmed,
    }  # fmt: skip
    assert all(one["at"][0]["words"] > 10 for _, one in said(coded))


def test_written_for_dna_again_it_is_the_same(coded: CodedDebate, tmp_path: Path) -> None:
    path = tmp_path / "again.dna"
    path.write_bytes(write(coded, coded.texts))
    again = read(path)
    assert (again.sources, again.actors, again.claims) == (
        coded.sources,
        coded.actors,
        coded.claims,
    )
    assert (again.texts, again.report) == (coded.texts, [])
