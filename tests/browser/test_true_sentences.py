"""Sentences of the page say only what the debate holds: who changed sides, who has no name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import opendebate
from bakery import write_bakery

Open = Callable[..., Any]


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    return opendebate.load(write_bakery(tmp_path_factory.mktemp("true") / "bakery")).view().html()


def words(tab: Any, selector: str) -> str:
    tab.locator(selector).first.wait_for()
    return " ".join(tab.locator(selector).first.inner_text().split())


@pytest.mark.parametrize(
    ("claim", "premise", "by"),
    [
        ("close", "Walkers stop at shops.", "Given by Lea Marsh"),
        ("close", "All else was tried.", "Given by Lea Marsh"),
        ("close", "The plan is reckless.", "Given by Traders' Guild"),
        ("ruin", "Customers come by car.", "Given by Tom Quill, later of the opposite stance"),
    ],
)
def test_a_reason_is_shown_with_who_gives_it(
    visit: Open, page: str, claim: str, premise: str, by: str
) -> None:
    tab = visit(page, at=f"#/claim/{claim}").page
    tab.locator(".claim-focus").wait_for()
    card = tab.locator(".claim-focus .map-card", has_text=premise)
    assert card.locator(".by").inner_text() == by


def test_a_reason_that_only_the_coder_draws_is_shown_as_the_coders(visit: Open, page: str) -> None:
    tab = visit(page, at="#/claim/close").page
    more = tab.locator(".claim-focus details")
    assert words(tab, ".claim-focus details > summary") == "1 more in the coder's reading"
    more.locator("summary").click()
    assert words(tab, ".claim-focus details .by") == (
        "The coder's reading; the claim is affirmed by Lea Marsh"
    )


@pytest.mark.parametrize("at", ["#/", "#/?source=source%2Flater", "#/?source=source%2Fearly"])
def test_the_headline_counts_what_the_map_draws(visit: Open, page: str, at: str) -> None:
    tab = visit(page, at=at, width=1280, height=900).page
    tab.locator(".map[data-drawn]").wait_for()
    finding = words(tab, ".map-finding")
    drawn = tab.locator(".map-card").count() + tab.locator(".map-dot").count()
    denied = tab.locator('.map-card:has([data-stance="denies"])').count()
    assert f"Of {drawn} claims on the map" in finding
    assert f"{denied} {'is' if denied == 1 else 'are'} denied" in finding


def test_who_changed_sides_is_counted_apart(visit: Open, page: str) -> None:
    tab = visit(page, width=1280, height=900).page
    assert words(tab, ".map-finding").startswith(
        "In 2 sources, 3 named voices speak only for and 1 only against. 1 more has changed sides."
    )
    card = tab.locator('.map-card[data-key="claim/customers"]')
    assert "Tom Quill made the claim before changing sides." in card.inner_text()
    late = tab.locator('.map-card[data-key="claim/late"]')
    assert "Affirmed only by 1 voice without a name." in late.inner_text()


def test_the_legend_says_whose_arguments_are_drawn(visit: Open, page: str) -> None:
    tab = visit(page, at="#/?reading=coder", width=1280, height=900).page
    legend = words(tab, ".map-legend")
    assert "what only the coder concludes is dotted" in legend
    assert "only what speakers state is shown" not in legend
    assert "no lines lead to claims that serve both sides" in legend


@pytest.mark.parametrize("at", ["#/actor/tom", "#/?pin=actor%2Ftom"])
def test_a_person_who_changed_argued_all_that_was_argued_before(
    visit: Open, page: str, at: str
) -> None:
    tab = visit(page, at=at, width=1280, height=900).page
    told = words(tab, ".trace-headline, .map-sides")
    assert told.startswith("Argued against: 2 claims; later argues for: 1 claim (denies 1)")


def test_a_source_is_told_without_what_other_sources_say(visit: Open, page: str) -> None:
    tab = visit(page, at="#/source/later").page
    told = words(tab, ".trace-headline")
    assert told.endswith("2 of them are disputed in it by speakers.")
    tab = visit(page, at="#/source/early").page
    assert words(tab, ".trace-headline").endswith("1 is only doubted.")


def test_also_is_said_only_of_the_same_stance(visit: Open, page: str) -> None:
    tab = visit(page, at="#/actor/ida").page
    row = tab.locator(".claim-row", has_text="A closed square ruins shops.")
    assert row.locator(".who-verb").all_inner_texts() == ["denies", "also denies", "affirms"]


def test_an_earlier_stance_has_its_date_in_the_overview(visit: Open, page: str) -> None:
    tab = visit(page, at="#/overview").page
    entry = tab.locator(".entry", has_text="The buses have room.").first
    chips = [" ".join(one.split()) for one in entry.locator(".chips > li").all_inner_texts()]
    assert chips == ["? doubts: Ida Frost 2024-03-12, given up later", "✓ affirms: Ida Frost"]


def test_the_overview_says_how_many_claims_are_not_on_the_map(visit: Open, page: str) -> None:
    tab = visit(page, at="#/overview").page
    told = words(tab, ".headlines li")
    assert told.startswith("5 claims for, 4 against, 1 on both sides at once")
    assert told.endswith("1 of these claims is not on the map, since no voice affirms it.")


def test_a_name_within_a_sentence_begins_with_a_small_article(visit: Open, page: str) -> None:
    tab = visit(page, at="#/claim/late").page
    assert words(tab, ".trace-headline").startswith(
        "Affirmed by a senior official, denied by Town Hall"
    )
    tab.locator(".where-speaker", has_text="affirmed by a senior official").wait_for()


def test_the_table_tells_the_side_of_the_claim_and_own_reasons_once(visit: Open, page: str) -> None:
    tab = visit(page, at="#/?as=table").page
    heads = tab.locator("main thead th").all_inner_texts()
    assert "Side of the claim" in heads
    row = tab.locator("main tbody tr", has_text="denies").filter(has_text="Guild")
    cells = dict(zip(heads, row.locator("td").all_inner_texts(), strict=True))
    assert cells["Because"] == "The plan is reckless."
    assert cells["Against it"] == ""


def test_a_download_is_named_by_the_debate(visit: Open, page: str) -> None:
    tab = visit(page, at="#/claim/late").page
    tab.get_by_role("button", name="Share", exact=True).click()
    with tab.expect_download() as download:
        tab.get_by_role("button", name="CSV", exact=True).click()
    assert download.value.suggested_filename == "the-square-late.csv"
