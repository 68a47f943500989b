"""Folds on the pages of the site: all is on the page, and few entries are open."""

from __future__ import annotations

import re
from pathlib import Path

from opendebate.debate import Debate
from opendebate.site.debate_index import DebateIndex
from opendebate.site.folds import MOST_OPEN, Folds


def test_every_statement_of_a_long_source_stands_once_in_a_fold_of_its_topic(
    debate: Debate, article_site: Path
) -> None:
    page = (article_site / "source/why-meta-opened-up.html").read_text("utf-8")
    wanted = [statement.id.rpartition("/")[2] for statement in debate.statements()]
    folds = re.findall(r"<details>.*?</details>", page, re.DOTALL)
    inside = [name for fold in folds for name in re.findall(r'<li id="([^"]+)"', fold)]
    assert sorted(inside) == sorted(wanted)
    assert len(folds) > MOST_OPEN / 2
    (misuse,) = (fold for fold in folds if re.search(r"<h3>misuse</h3>", fold, re.IGNORECASE))
    assert "Openly released general AI could do great harm in the wrong hands." in misuse


def test_no_list_of_a_page_shows_more_than_a_few_entries_at_first(article_site: Path) -> None:
    seen = 0
    for path in [*article_site.glob("*/*.html"), article_site / "claims.html"]:
        page = path.read_text("utf-8")
        is_folded = "<details>" in page
        open_part = re.sub(r"<details>.*?</details>", "", page, flags=re.DOTALL)
        for entries in re.findall(r'<ul class="entries">.*?</ul>', open_part, re.DOTALL):
            assert entries.count("<li") <= MOST_OPEN, path
        seen += is_folded
    assert seen >= 5


def test_claims_with_several_topics_stand_under_the_one_that_most_share(debate: Debate) -> None:
    index = DebateIndex(debate.engine)
    claims = index.entities["claim"]
    groups = Folds(index).by_topic(claims, lambda claim: claim)
    assert sorted(claim.id for _, some in groups for claim in some) == sorted(
        claim.id for claim in claims
    )
    sizes = [len(some) for name, some in groups if name != "Other topics"]
    assert sizes == sorted(sizes, reverse=True)


def test_the_list_of_actors_begins_with_those_who_take_a_stance(
    debate: Debate, article_site: Path
) -> None:
    page = (article_site / "actors.html").read_text("utf-8")
    open_part, _, folded = page.partition("<details>")
    voices = {voice.id for statement in debate.statements() for voice in statement.voices}
    assert set(re.findall(r'href="actor/([^".]+)\.html"', open_part)) == voices
    every = {str(row["id"]) for row in debate.entities("actors")}
    assert set(re.findall(r'href="actor/([^".]+)\.html"', folded)) == every - voices


def test_the_list_of_topics_begins_with_those_of_most_claims(
    debate: Debate, article_site: Path
) -> None:
    page = (article_site / "topics.html").read_text("utf-8")
    open_part, _, folded = page.partition("<details>")
    under = DebateIndex(debate.engine).claims_under
    sizes = {re.split("[/#]", iri)[-1].lower(): len(claims) for iri, claims in under.items()}
    shown, others = (
        re.findall(r'href="topic/([^"]+)\.html"', part) for part in (open_part, folded)
    )
    assert len(shown) == MOST_OPEN
    assert others
    assert min(sizes.get(name, 0) for name in shown) >= max(sizes.get(n, 0) for n in others)


def test_what_the_coding_also_records_of_an_actor_is_folded_where_it_is_long(
    article_site: Path,
) -> None:
    pages = [path.read_text("utf-8") for path in article_site.glob("*/*.html")]
    heading = "<h2>What the coding also records</h2>"
    lists = [(f"<summary>{heading}" in page, page.partition(heading)[2]) for page in pages]
    numbers = {(folded, rest.count("; <bdi>") > 11) for folded, rest in lists if rest}
    assert {folded for folded, _ in numbers} == {True, False}
    assert (False, True) not in numbers
