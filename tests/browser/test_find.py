"""The search box finds things as one types, and says what would be found where nothing is."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import opendebate
from opendebate.debate import Debate
from waiting import go, until

Open = Callable[..., Any]


def found(page: Any, words: str) -> list[str]:
    """Type words and return the names of what is listed."""
    page.get_by_role("combobox").first.fill(words)
    names: list[str] = page.locator(".find-name").all_inner_texts()
    return names


def test_names_other_names_and_claims_are_found(visit: Open, page: str) -> None:
    tab = visit(page).page
    assert found(tab, "hall")[0] == "Wendy Hall"
    assert found(tab, "genesis")[0] == "LLaMA", "by its former name"
    assert "also Genesis" in tab.locator(".find-option").first.inner_text()
    assert found(tab, "ZUCK mark")[0] == "Mark Zuckerberg", "any case, any order, beginnings"
    assert "Openly released general AI could do great harm in the wrong hands." in found(
        tab, "harm wrong"
    )


@pytest.mark.parametrize("words", ["hall", "llama", "open", "meta research", "agi", "e"])
def test_the_page_finds_what_the_library_finds(
    visit: Open, page: str, debate: Debate, words: str
) -> None:
    tab = visit(page).page
    things = [one.name for one in debate.search(words, 500) if one.kind != "context"]
    assert set(found(tab, words)) <= set(things)
    assert tab.locator(".find-box [role=status]").inner_text().startswith(f"{len(things)} thing")


def test_the_page_ranks_as_the_library_does(visit: Open, page: str, debate: Debate) -> None:
    tab = visit(page).page
    cases = json.loads((Path(__file__).parents[1] / "data" / "search.json").read_text("utf-8"))
    assert len(cases) > 10
    for case in cases:
        words = case["words"]
        things = [one.name for one in debate.search(words, 500) if one.kind != "context"]
        assert [name[:150] for name in found(tab, words)] == [name[:150] for name in things[:50]], (
            words
        )


def test_other_forms_of_a_word_are_marked_as_such(visit: Open, page: str) -> None:
    tab = visit(page).page
    assert "Security" in found(tab, "securely")[0]
    assert tab.locator(".find-option mark").first.inner_text() == "Security"
    found(tab, "zuck")
    assert tab.locator(".find-option mark").first.inner_text() == "Zuck"


def test_a_piece_of_a_sentence_without_spaces_is_found(visit: Open, town: Path) -> None:
    with (town / "claims.yaml").open("a", encoding="utf-8") as file:
        file.write("ban-saves: {text: 禁令将挽救生命。, kind: causal, side: for}\n")
    tab = visit(opendebate.load(town).view().html()).page
    for words in ("禁令", "挽救", "救"):
        assert found(tab, words) == ["禁令将挽救生命。"], words


def test_the_keyboard_chooses_and_opens(visit: Open, page: str) -> None:
    tab = visit(page).page
    tab.keyboard.press("/")
    tab.keyboard.type("hall")
    box = tab.get_by_role("combobox").first
    assert box.get_attribute("aria-expanded") == "true"
    tab.keyboard.press("ArrowDown")
    chosen = tab.locator("[role=option][aria-selected=true]")
    assert chosen.count() == 1
    assert box.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    tab.keyboard.press("Enter")
    tab.get_by_role("heading", level=1, name="Wendy Hall").wait_for()
    assert box.input_value() == ""
    tab.go_back()
    tab.get_by_role("heading", level=1, name="Should the most").wait_for()


def test_escape_closes_and_then_clears(visit: Open, page: str) -> None:
    tab = visit(page).page
    box = tab.get_by_role("combobox").first
    box.fill("hall")
    tab.keyboard.press("Escape")
    assert not tab.get_by_role("listbox").is_visible()
    assert box.input_value() == "hall"
    tab.keyboard.press("Escape")
    assert box.input_value() == ""


def test_nothing_found_says_what_would_be(visit: Open, page: str) -> None:
    tab = visit(page).page
    assert found(tab, "Tzuckerberk") == []
    near = tab.locator(".find-none")
    assert "Nothing is called “Tzuckerberk”" in near.inner_text()
    near.get_by_role("link", name="Mark Zuckerberg").click()
    tab.get_by_role("heading", level=1, name="Mark Zuckerberg").wait_for()
    assert found(tab, "qqqqqq") == []
    assert near.get_by_role("link").count() >= 3, "one example of each kind"


def test_filters_stay_when_something_is_found(visit: Open, page: str) -> None:
    tab = visit(page).page
    go(tab, "#/?side=for")
    found(tab, "zuckerberg")
    tab.keyboard.press("Enter")
    until(tab, "location.hash === '#/actor/mark-zuckerberg?side=for'")


def test_an_address_that_names_nothing_says_so(visit: Open, page: str) -> None:
    tab = visit(page).page
    go(tab, "#/actor/wendy-hal")
    tab.get_by_role("heading", level=1, name="Nothing is at this address").wait_for()
    tab.get_by_role("link", name="Wendy Hall", exact=True).click()
    tab.get_by_role("heading", level=1, name="Wendy Hall").wait_for()
    go(tab, "#/trace/wendy-hall")
    assert tab.locator(".unknown li").all_inner_texts() == ["Wendy Hall person"]
    go(tab, "#/trace/tomas-berg")
    words = tab.locator(".unknown p").all_inner_texts()
    assert "“tomas berg”, which is not in this debate" in words[0]
    assert tab.locator(".unknown li").count() == 0, "no name is like it"
    assert tab.locator(".unknown a").all_inner_texts() == ["map", "overview"]


def test_enter_after_escape_opens_the_list_again(visit: Open, page: str) -> None:
    seen = visit(page)
    box = seen.page.get_by_role("combobox").first
    box.fill("Hall")
    box.press("Escape")
    box.press("Enter")
    assert seen.page.evaluate("location.hash") == "#/?find=Hall"
    box.press("Enter")
    seen.page.get_by_role("heading", level=1, name="Wendy Hall").wait_for()


def test_the_current_view_is_marked_in_the_navigation(visit: Open, page: str) -> None:
    seen = visit(page)
    for fragment, name in (
        ("#/", "Map"),
        ("#/overview", "Overview"),
        ("#/?as=table", "Statements"),
        ("#/read", "Read along"),
    ):
        go(seen.page, fragment)
        seen.page.get_by_role("navigation").locator("[aria-current=page]", has_text=name).wait_for()
