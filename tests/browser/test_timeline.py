"""The timeline distinguishes a known day from a time that is not known, and names each mark."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

import opendebate
from axe import violations
from waiting import go

Open = Callable[..., Any]
ENTRIES = ".timeline-list li:has(.timeline-date)"
BOXES = """() => [...document.querySelectorAll(".timeline-axis .timeline-dot")].map((one) =>
  one.getBoundingClientRect()).map(({ left, right, top, bottom }) => [left, right, top, bottom])"""


def write_events(folder: Path, events: dict[str, Any]) -> Path:
    folder.mkdir()
    debate = {"title": "Days", "question": "Is it?", "iri": "https://example.org/days/"}
    folder.joinpath("debate.yaml").write_text(json.dumps({"debate": debate}), "utf-8")
    folder.joinpath("events.yaml").write_text(json.dumps(events), "utf-8")
    return folder


def mark(tab: Any, name: str) -> Any:
    """Return the mark whose number stands before an entry of the list."""
    entry = tab.locator(ENTRIES).filter(has_text=name).first
    number = int(entry.locator(".timeline-dot").inner_text())
    return tab.locator(".timeline-mark").nth(number - 1)


def test_each_mark_has_the_number_of_its_entry(visit: Open, page: str) -> None:
    tab = visit(page, at="#/overview").page
    numbers = tab.locator(".timeline-axis .timeline-dot").all_inner_texts()
    assert numbers == [str(n + 1) for n in range(len(numbers))]
    assert tab.locator(f"{ENTRIES} .timeline-dot").all_inner_texts() == numbers
    letter = mark(tab, "Hawley and Blumenthal's letter")
    assert "policy" in letter.locator(".timeline-dot").get_attribute("class")
    assert letter.get_attribute("title") == "Hawley and Blumenthal's letter to Meta"


def test_each_thing_has_one_entry_which_leads_to_claims(visit: Open, page: str) -> None:
    tab = visit(page, at="#/overview").page
    entries = tab.eval_on_selector_all(
        ".timeline-list a", "all => all.map((one) => [one.textContent, one.getAttribute('href')])"
    )
    assert len(entries) == 17
    assert len({name for name, _ in entries}) == len({href for _, href in entries}) == len(entries)
    for name, href in entries:
        go(tab, href)
        tab.locator("h1").filter(has_text=name).wait_for()
        assert "No claim is coded" not in tab.locator("main").inner_text(), name
        assert tab.locator("main [data-statement]").count(), name


def test_what_was_some_time_between_is_a_thin_line(visit: Open, page: str) -> None:
    tab = visit(page, at="#/overview").page
    style = "(one) => getComputedStyle(one).borderTopStyle"
    vague, known = mark(tab, "Meta confirms work on LLaMA 3"), mark(tab, "Release of LLaMA 1")
    assert vague.evaluate(style) == "dashed"
    assert vague.bounding_box()["height"] <= 2
    assert vague.bounding_box()["width"] > 300
    assert known.evaluate(style) == "none"
    dot = known.locator(".timeline-dot")
    assert dot.bounding_box()["width"] < 40
    assert dot.evaluate("(one) => getComputedStyle(one).borderTopStyle") == "solid"
    told = tab.locator(ENTRIES).filter(has_text="Meta confirms work on LLaMA 3").inner_text()
    assert "between 2023-02-01 and 2024-01-28" in " ".join(told.split())


def test_the_key_explains_the_marks_that_occur(visit: Open, page: str, tmp_path: Path) -> None:
    key = visit(page, at="#/overview").page.locator(".timeline-key li").all_inner_texts()
    assert [words.strip("┄ \n") for words in key] == [
        "event",
        "policy",
        "source",
        "some time between",
    ]
    days = {"one": {"name": "One day", "kind": "release", "date": "2023-02-03"}}
    tab = visit(
        opendebate.load(write_events(tmp_path / "day", days)).view().html(), at="#/overview"
    ).page
    assert tab.locator(".timeline-key li").all_inner_texts() == ["event"]


def test_what_has_no_date_is_named_when_asked_for(visit: Open, page: str) -> None:
    seen = visit(page, at="#/overview")
    folded = seen.page.locator("details.undated")
    link = folded.get_by_role("link", name="Facebook becomes Meta")
    assert not link.is_visible()
    folded.locator("summary").click()
    number = int(folded.locator("summary").inner_text().split()[0])
    assert folded.get_by_role("link").count() == number
    assert violations(seen.page) == []
    link.click()
    seen.page.get_by_role("heading", level=1, name="Facebook becomes Meta").wait_for()


def test_what_has_no_date_is_named_on_paper(visit: Open, page: str) -> None:
    tab = visit(page, at="#/overview").page
    tab.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert tab.get_by_role("link", name="Facebook becomes Meta").is_visible()


@pytest.mark.parametrize("width", [1280, 390])
def test_numbers_never_meet(visit: Open, page: str, width: int) -> None:
    boxes = visit(page, width=width, at="#/overview").page.evaluate(BOXES)
    assert len(boxes) == 9
    for a, b in combinations(boxes, 2):
        apart = a[1] <= b[0] or b[1] <= a[0] or a[3] <= b[2] or b[3] <= a[2]
        assert apart, (a, b)
    assert all(left >= 0 and right <= width for left, right, *_ in boxes)


def test_a_hundred_on_a_day_stay_a_timeline(visit: Open, tmp_path: Path) -> None:
    day = {f"e{n}": {"name": f"E {n}", "kind": "release", "date": "2023-02-03"} for n in range(100)}
    seen = visit(
        opendebate.load(write_events(tmp_path / "many", day)).view().html(), at="#/overview"
    )
    assert seen.page.locator(".timeline-axis").bounding_box()["height"] < 500
    assert set(seen.page.locator(".timeline-axis .timeline-dot").all_inner_texts()) == {""}
    assert seen.faults() == []
