"""What AGREEMENT.md says of the built-in debate's two coders is what the command says."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from opendebate.coding.article_files import text_of_article
from opendebate.coding.text import Text
from opendebate.reliability.adjudication import adjudication
from opendebate.reliability.agreement import compare

ROOT = Path(__file__).parents[3]
DEBATE = ROOT / "ontology" / "opendebate_ontology" / "debate"
TEXTS = ROOT.parent / "shared" / "sources"
SOURCES = ("eo-14110-section-4-6", "ntia-2024-anthropic", "wh-2023-07-21-voluntary-commitments")


@pytest.fixture(scope="module", name="articles")
def _articles() -> dict[str, Text]:
    missing = [slug for slug in SOURCES if not (TEXTS / f"{slug}.txt").exists()]
    if missing:
        pytest.skip(f"The texts are not here: {', '.join(missing)}.")
    return {slug: text_of_article(TEXTS / f"{slug}.txt") for slug in SOURCES}


def test_the_figures_are_those_of_the_command(articles: dict[str, Text]) -> None:
    page = (DEBATE / "AGREEMENT.md").read_text("utf-8")
    shown = page.partition("```text\n")[2].partition("```")[0].strip()
    report = str(compare(DEBATE, (), articles))
    start = report.index("Passages (unitising)")
    assert report[start : report.index("\n\nMost disputed")] == shown


def test_everything_is_decided(articles: dict[str, Text]) -> None:
    page = (DEBATE / "AGREEMENT.md").read_text("utf-8").replace("\n", " ")
    found = adjudication(DEBATE, (), articles)
    assert (found.undecided, found.unmatched, found.notes) == ((), (), ())
    chosen = Counter(each.decision.chosen for each in found.differences if each.decision)
    assert f" {len(found.differences)} decisions by the codebook" in page
    assert (f"{chosen['second-coder']} follow the second coder, {chosen['first-coder']} the first, "
            f"{chosen['neither']} neither") in page  # fmt: skip


def test_the_figures_against_the_adjudicated_coding(articles: dict[str, Text]) -> None:
    page = (DEBATE / "AGREEMENT.md").read_text("utf-8").replace("\n", " ")
    first, second = (
        compare(DEBATE, (*SOURCES, coder, "adjudicated"), articles)
        for coder in ("first-coder", "second-coder")
    )
    for field in ("claim", "because"):
        values = [f"{each.field(field).alpha.value:.3f}" for each in (first, second)]
        assert f"{values[0]} and {values[1]} for " in page


def test_nobody_needs_the_texts_to_see_that_all_is_decided() -> None:
    found = adjudication(DEBATE)
    assert (found.undecided, found.unmatched) == ((), ())
