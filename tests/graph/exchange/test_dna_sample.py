"""DNA's own sample database: every statement is read, and DNA's figures come out of them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import opendebate
from opendebate.coding import records
from opendebate.exchange.dna import read, write
from opendebate.exchange.draft import Draft
from opendebate.exchange.folder import write_folder

SAMPLE = Path(__file__).parents[3].parent / "shared" / "data" / "dna" / "sample.dna"
pytestmark = pytest.mark.skipif(
    not SAMPLE.is_file(), reason="DNA's sample database is not here; it is never in the project"
)


@pytest.fixture(scope="module")
def draft() -> Draft:
    return read(SAMPLE)


def said(draft: Draft) -> list[tuple[str, Any]]:
    """Return all statements, each with its source."""
    return [(slug, one) for slug, source in draft.sources.items() for one in source["statements"]]


def test_all_statements_are_there_and_the_annotation_is_told(draft: Draft) -> None:
    assert (draft.counts["statements"], draft.counts["documents"]) == (41, 7)
    assert len(said(draft)) == draft.counts["statements of type 'DNA Statement'"] == 40
    (annotation,) = [line for line in draft.report if "Annotation" in line]
    assert "left out: 1 (statement 5 in " in annotation


def test_the_debate_is_sound_and_keeps_its_texts_apart(draft: Draft, tmp_path: Path) -> None:
    write_folder(draft, tmp_path / "folder")
    written = "".join(path.read_text("utf-8") for path in (tmp_path / "folder").rglob("*.yaml"))
    for text in draft.texts.values():
        parts = [" ".join(text.split())[at : at + 60] for at in range(500, len(text) - 999, 500)]
        assert parts
        assert not any(part in written for part in parts)


def test_every_claim_rests_on_a_named_source(draft: Draft, tmp_path: Path) -> None:
    write_folder(draft, tmp_path / "folder")
    debate = opendebate.load(tmp_path / "folder")
    assert not any(one.narrated for one in debate.statements())
    assert len(debate.query("claims-without-source")) == 0  # type: ignore[arg-type]


def test_the_documents_span_the_days_that_dna_names(draft: Draft) -> None:
    days = [source["source"]["published"] for source in draft.sources.values()]
    assert (min(days), max(days)) == ("2005-01-26", "2005-02-16")


def test_authors_are_the_persons_who_speak(draft: Draft) -> None:
    for slug, one in said(draft):
        told = records.Source.model_validate(draft.sources[slug]["source"])
        assert "speaker" not in one
        assert (told.voices, told.effective_narrator) == (
            told.authors,
            None,
        )  # nobody tells of others there
        (author,) = told.authors
        assert draft.actors[author]["memberships"] == [{"organization": one["as"]}]
    assert len(draft.actors) == 14


def test_organizations_by_concepts_give_the_figures_of_dna(draft: Draft) -> None:
    cells = Counter((one["as"], one["claim"]) for _, one in said(draft))
    assert (len({org for org, _ in cells}), len({claim for _, claim in cells})) == (7, 6)
    assert (sum(cells.values()), len(cells)) == (40, 22)


def test_concepts_that_organizations_share_give_the_figures_of_dna(draft: Draft) -> None:
    cells = Counter((one["as"], one["claim"]) for _, one in said(draft))
    names = sorted({org for org, _ in cells})
    claims = sorted({claim for _, claim in cells})
    shared = {
        (a, b): sum(cells[a, claim] * cells[b, claim] for claim in claims)
        for a in names for b in names if a < b
    }  # fmt: skip
    assert (2 * sum(shared.values()), sum(weight > 0 for weight in shared.values())) == (276, 21)


def test_without_duplicates_in_a_document_as_many_are_left_as_dna_says(draft: Draft) -> None:
    left = {(slug, one["as"], one["claim"], one.get("stance")) for slug, one in said(draft)}
    assert len(left) == 23
    assert len({(slug, org, claim) for slug, org, claim, _ in left}) == 22


def test_no_statement_is_less_than_its_span(draft: Draft) -> None:
    assert {one["mode"] for _, one in said(draft)} == {"paraphrase"}
    assert Counter(one.get("stance", "affirms") for _, one in said(draft)) == {
        "affirms": 29, "denies": 11,
    }  # fmt: skip
    assert all(one["at"][0]["words"] > 10 for _, one in said(draft))


def test_written_for_dna_again_it_is_the_same(draft: Draft, tmp_path: Path) -> None:
    path = tmp_path / "again.dna"
    path.write_bytes(write(draft, draft.texts))
    again = read(path)
    assert (again.sources, again.actors, again.claims) == (
        draft.sources,
        draft.actors,
        draft.claims,
    )
    assert (again.texts, again.report) == (draft.texts, [])
