"""Traces in words that read right for one speaker, for many and for groups."""

from __future__ import annotations

import html
from pathlib import Path

import pytest

import opendebate
from opendebate.ask.render_trace import (
    format_citation,
    format_dates,
    format_names,
    format_stance,
    render_trace,
)
from opendebate.ask.statements import Passage, Statement
from opendebate.ask.text_tree import render
from opendebate.debate import Debate

TOWN = Path(__file__).parents[2] / "data" / "flood-maps"


@pytest.fixture(scope="module")
def said() -> dict[str, Statement]:
    return {s.id.rpartition("/")[2]: s for s in opendebate.load(TOWN).statements()}


@pytest.mark.parametrize(
    ("names", "told"),
    [([], "nobody"), (["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C")],
)
def test_names_are_joined_as_one_says_them(names: list[str], told: str) -> None:
    assert format_names(names) == told


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("oyelaran-right", "affirmed by Marta Oyelaran (affiliated with Town council of Averley)"),
        ("tanagers-in", "denied by Rosa and Emil Tanager"),
        (
            "vanderlinden-prices",
            "affirmed by Piet Vanderlinden (on behalf of Mill Lane Residents)",
        ),
        ("council-delays", "doubted by The Averley Courier (narrator)"),
        ("vanderlinden-measured", "conceded by Piet Vanderlinden"),
        ("critics-burglars", "affirmed by Critics of open maps"),
    ],
)
def test_who_takes_a_stance_is_told_alike_for_one_and_many(
    said: dict[str, Statement], name: str, told: str
) -> None:
    assert format_stance(said[name]) == told


def test_a_place_is_told_with_all_its_passages(said: dict[str, Statement]) -> None:
    assert format_citation(said["oyelaran-publish"]) == (
        "“A town and its maps”, ¶2 “She wants the … can correct them” (18 words) and ¶8 “and "
        "Oyelaran has … over her desk” (9 words), paraphrase, 2024-03-12 to 2024-03-15"
    )


def test_a_paragraph_is_named_once(debate: Debate) -> None:
    twice = [
        s for s in debate.statements()
        if len(s.passages) == 2 and s.passages[0].paragraph == s.passages[1].paragraph
    ]  # fmt: skip
    assert twice
    assert all(format_citation(one).count("¶") == 1 for one in twice)


@pytest.mark.parametrize(
    ("earliest", "latest", "told"),
    [
        ("2023-01-01", "2023-12-31", "2023"),
        ("2021-01-01", "2023-12-31", "2021 to 2023"),
        ("2024-02-01", "2024-02-29", "2024-02"),
        ("2024-02-01", "2024-02-28", "2024-02-01 to 2024-02-28"),
        ("2023-06-01", "2023-09-30", "2023-06 to 2023-09"),
        ("2024-01-18", "2024-01-18", "2024-01-18"),
        ("2024-01-18", None, "2024-01-18"),
        (None, None, ""),
    ],
)
def test_dates_are_as_short_as_they_can_be(
    earliest: str | None, latest: str | None, told: str
) -> None:
    assert format_dates(earliest, latest) == told


def test_words_at_hand_stand_below_their_place() -> None:
    def spoken(source: str, place: Passage) -> str | None:
        return f"✓ the words of {place.first}" if source == "a-letter-on-the-maps" else None

    told = render(render_trace(opendebate.load(TOWN).trace("no-map-needed"), spoken))
    assert "└─ ✓ the words of But a burglar," in told or "└─ ✓ the words of But a burglar" in told
    assert "✓" not in render(render_trace(opendebate.load(TOWN).trace("prices-fall"), spoken))


def test_a_denial_and_a_doubt_are_not_the_same(debate: Debate) -> None:
    told = " ".join(str(debate.trace("open-llama")).split())
    assert "doubted by Meta's legal team" in told
    assert "denied by" not in told.split("because")[0]


def test_groups_are_told_without_a_verb_that_would_have_to_agree(debate: Debate) -> None:
    for name in ("open-source-purists", "regulators", "meta-is-open-source"):
        told = str(debate.trace(name))
        assert "purists denies" not in told
        assert "Regulators affirms" not in told


def test_a_card_and_a_trace_print_as_trees_and_show_themselves_in_a_notebook(
    debate: Debate,
) -> None:
    for told in (debate.show("llama-2"), debate.trace("wendy-hall")):
        assert "├─ " in str(told)
        shown = told._repr_html_()
        assert shown.startswith("<pre")
        assert html.unescape(shown).count("├─ ") == str(told).count("├─ ")
