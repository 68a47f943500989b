"""Filters narrow what is shown, say how far, and are in the address."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

import pytest

import opendebate
from axe import violations
from opendebate.debate import Debate
from opendebate.exchange.folder import write_folder
from opendebate.exchange.importing import read_coded_debate
from opendebate.exchange.spreadsheet.plan import Plan
from waiting import go, until

Open = Callable[..., Any]


@pytest.fixture
def tab(visit: Open, page: str) -> Any:
    seen = visit(page)
    seen.page.get_by_role("button", name="Filter").click()
    yield seen.page
    assert seen.faults() == []


def status(tab: Any) -> str:
    words: str = tab.locator(".filters [role=status]").inner_text()
    return words


@pytest.mark.parametrize(
    ("label", "value", "fits"),
    [
        ("Side", "for", lambda s: s.side == "for"),
        ("Stance", "denies", lambda s: s.stance == "denies"),
        ("Mode", "verbatim", lambda s: s.mode == "verbatim"),
        ("Speaker", "narrator", lambda s: s.narrated),
        ("Speaker", "actor/wendy-hall", lambda s: "wendy-hall" in {one.id for one in s.speakers}),
    ],
)
def test_each_filter_shows_what_fits(
    tab: Any, debate: Debate, label: str, value: str, fits: Callable[[Any], bool]
) -> None:
    number = sum(map(fits, debate.statements()))
    field = tab.get_by_label(label, exact=True)
    assert f"({number})" in field.locator(f'option[value="{value}"]').inner_text()
    field.select_option(value)
    tab.get_by_text(f"{number} of 117 statements shown").first.wait_for()
    assert f"{label.lower()}={value}" in unquote(tab.url)


def test_the_bar_stays_open_and_keeps_the_focus(tab: Any) -> None:
    field = tab.get_by_label("Side", exact=True)
    field.focus()
    field.select_option("against")
    tab.get_by_text("of 117 statements shown").first.wait_for()
    assert tab.evaluate("document.activeElement.id") == "filter-side"
    tab.get_by_label("Mode", exact=True).select_option("verbatim")
    until(tab, "location.hash.includes('mode=verbatim')")
    assert "side=against" in tab.url


def test_a_filter_is_taken_off_and_back_brings_it_back(tab: Any) -> None:
    tab.get_by_label("Side", exact=True).select_option("for")
    chip = tab.get_by_role("button", name="Take off the filter Side: for")
    chip.click()
    until(tab, "!document.documentElement.dataset.shown.includes('side')")
    assert status(tab) == ""
    tab.go_back()
    chip.wait_for()


def test_where_nothing_is_left_a_way_out_is_shown(tab: Any) -> None:
    go(tab, "#/?side=both&stance=denies")
    tab.get_by_text("No statement fits all of this").wait_for()
    tab.get_by_role("link", name="Take off “stance”").click()
    tab.get_by_text("1 of 117 statements shown").first.wait_for()


def test_a_date_may_be_a_year_a_month_or_a_day(tab: Any, debate: Debate) -> None:
    field = tab.get_by_label("Until")
    field.fill("last year")
    field.press("Tab")
    assert "to=" not in tab.url
    assert field.get_attribute("aria-invalid") == "true"
    told = tab.locator(".filter-wrong").filter(has_text="last year")
    assert (
        told.inner_text() == "last year is no date, and ignored. Write 2023, 2023-07 or 2023-07-18."
    )
    field.fill("2023")
    field.press("Tab")
    number = sum((one.latest or "9999") < "2024" for one in debate.statements())
    tab.get_by_text(f"{number} of 117 statements shown").first.wait_for()


WRONG = ("garbage", "2023-13", "2023-02-40", "<b>2023</b>")


@pytest.mark.parametrize("width", [1280, 390])
def test_a_date_in_the_address_that_cannot_be_read_is_told_and_ignored(
    visit: Open, page: str, width: int
) -> None:
    seen = visit(page, width=width)
    tab = seen.page
    for wrong in WRONG:
        tab.evaluate("(wrong) => { location.hash = `#/?side=for&from=${wrong}` }", wrong)
        tab.locator(".filter-wrong").filter(has_text=f"{wrong} is no date").wait_for()
        field = tab.get_by_label("From")
        assert field.input_value() == wrong
        assert field.get_attribute("aria-invalid") == "true"
        told = tab.locator(f"#{field.get_attribute('aria-describedby')}")
        assert told.inner_text().startswith(f"{wrong} is no date, and ignored.")
        high = [tab.get_by_label(name).bounding_box()["height"] for name in ("From", "Until")]
        assert high[0] == high[1], "what is told stretches no box"
        assert tab.locator(".map-card").count() > 0
        assert "No claim fits" not in tab.locator("main").inner_text()
        assert status(tab) == "21 of 117 statements shown"
        assert tab.evaluate("location.hash") == "#/?side=for"
        if wrong == WRONG[-1]:
            assert violations(tab) == []
        tab.go_back()
        until(tab, "location.hash === ''")
    assert seen.faults() == []


def test_what_was_no_date_is_forgotten_with_the_next_filter(tab: Any) -> None:
    go(tab, "#/?from=garbage")
    tab.locator(".filter-wrong").filter(has_text="garbage").wait_for()
    tab.get_by_label("Side", exact=True).select_option("against")
    tab.get_by_text("of 117 statements shown").first.wait_for()
    assert tab.get_by_label("From").input_value() == ""
    assert tab.locator(".filter-wrong").all_inner_texts() == ["", ""]


def test_read_along_has_no_filters(tab: Any) -> None:
    go(tab, "#/read")
    tab.get_by_role("heading", level=1, name="Read along").wait_for()
    assert tab.get_by_role("button", name="Filter").count() == 0


def test_speakers_are_offered_by_name_and_headlines_count_what_is_shown(tab: Any) -> None:
    go(tab, "#/overview")
    tab.locator(".headlines").wait_for()
    field = tab.get_by_label("Speaker", exact=True)
    offered = field.locator("option").all_inner_texts()
    assert any(text.startswith("any person (") for text in offered)
    assert any(text.startswith("David Evan Harris (") for text in offered)
    whole = tab.locator(".headlines").inner_text()
    field.select_option("actor/david-evan-harris")
    tab.get_by_text("of 117 statements shown").first.wait_for()
    narrowed = tab.locator(".headlines").inner_text()
    assert "Nobody answers" in whole
    assert narrowed != whole
    assert "12 of all" not in narrowed


TABLE = """date,person,concept,agree,party,weight
2024-01-31,Ann,Maps help.,1,Green,2
2024-02-01,Bo,Maps help.,0,Blue,0.5
2024-02-01,Bo,Maps cost too much.,1,Blue,
"""


@pytest.fixture(scope="module")
def with_attributes(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("party")
    (folder / "maps.csv").write_text(TABLE, "utf-8")
    plan = Plan(attributes=("actor:party", "statement:weight"))
    write_folder(read_coded_debate("table", folder / "maps.csv", {"plan": plan}), folder / "maps")
    return opendebate.load(folder / "maps").view().html()


def test_attributes_of_the_study_are_filters(visit: Open, with_attributes: str) -> None:
    seen = visit(with_attributes, at="#/?as=table")
    tab = seen.page
    tab.get_by_role("button", name="Filter").click()
    field = tab.get_by_label("party", exact=True)
    assert field.locator("option").all_inner_texts() == ["all", "Blue (2)", "Green (1)"]
    field.select_option("Blue")
    tab.get_by_text("2 of 3 statements shown").first.wait_for()
    assert "where.party=Blue" in unquote(tab.url)
    tab.get_by_label("weight", exact=True).select_option("0.5")
    tab.get_by_text("1 of 3 statements shown").first.wait_for()
    tab.reload()
    tab.get_by_text("1 of 3 statements shown").first.wait_for()
    tab.get_by_role("button", name="Take off the filter party: Blue").click()
    until(tab, "!location.hash.includes('party')")
    assert violations(tab) == []
    assert seen.faults() == []
