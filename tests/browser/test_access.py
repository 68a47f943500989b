"""Everybody can use the explorer: by screen reader, by keyboard alone, with large text, in calm."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

import opendebate
from axe import CHECKED, violations
from waiting import go, until

Open = Callable[..., Any]
VIEWS = (
    "#/",
    "#/?as=table&side=for",
    "#/actor/wendy-hall",
    "#/actor/gzero-media",
    "#/claim/open-agi",
    "#/model/llama-2?as=table",
    "#/topic/misuse?side=against",
    "#/policy/ai-executive-order",
    "#/source/why-meta-opened-up/hall-harm?at=source/why-meta-opened-up/hall-harm",
    "#/read",
    "#/nothing/like-this",
    "#/?side=both&stance=denies",
)
CUT_OFF = """() => [...document.querySelectorAll("main *")].filter((one) => {
  const style = getComputedStyle(one);
  return style.overflow === "hidden" && style.position !== "absolute" &&
    one.scrollHeight > one.clientHeight + 2 && one.clientHeight > 0;
}).map((one) => one.className)"""
SIZES = {"desktop": (1280, 800), "phone": (390, 844)}


@pytest.mark.parametrize("window", CHECKED)
def test_axe_finds_nothing(visit: Open, page: str, window: str) -> None:
    size, scheme = window.split(", ")
    width, height = SIZES[size]
    seen = visit(page, width=width, height=height, color_scheme=scheme)
    for view in VIEWS:
        go(seen.page, view)
        assert (view, violations(seen.page, CHECKED[window])) == (view, [])
    assert seen.faults() == []


def test_axe_finds_nothing_in_a_text_that_is_read_along(
    visit: Open, town: Path, town_texts: dict[str, Path]
) -> None:
    texts = {name: path.read_text("utf-8") for name, path in town_texts.items()}
    seen = visit(opendebate.load(town).view(texts=texts).html())
    for view, words in (
        ("#/read/a-town-and-its-maps", "passages found"),
        ("#/actor/marta-oyelaran", "found word for word"),
    ):
        go(seen.page, view)
        seen.page.get_by_text(words).first.wait_for()
        assert violations(seen.page) == []


def test_the_page_says_what_it_is(visit: Open, page: str) -> None:
    seen = visit(page)
    assert seen.page.evaluate("document.compatMode") == "CSS1Compat"
    assert seen.page.evaluate("document.documentElement.lang") == "en"
    assert seen.page.title() == "The AI openness debate"
    go(seen.page, "#/actor/wendy-hall")
    assert seen.page.title() == "Wendy Hall · The AI openness debate"


def test_every_view_has_one_title_and_headings_in_order(visit: Open, page: str) -> None:
    seen = visit(page)
    for view in VIEWS:
        go(seen.page, view)
        levels = seen.page.evaluate(
            "[...document.querySelectorAll('main :is(h1, h2, h3, h4, h5)')]"
            ".map((h) => +h.tagName[1])"
        )
        assert levels[0] == 1, view
        assert levels.count(1) == 1, view
        assert all(after <= before + 1 for before, after in pairwise(levels)), view


@pytest.mark.parametrize("width", [1280, 390])
def test_text_twice_as_large_loses_nothing(visit: Open, page: str, width: int) -> None:
    seen = visit(page, width=width)
    seen.page.evaluate("document.documentElement.style.fontSize = '200%'")
    for view in VIEWS:
        go(seen.page, view)
        overflow = "document.documentElement.scrollWidth - innerWidth"
        assert seen.page.evaluate(overflow) <= 0, view
        assert seen.page.evaluate(CUT_OFF) == [], view


def test_the_keyboard_is_enough(visit: Open, page: str) -> None:
    seen = visit(page)
    keys = seen.page.keyboard
    keys.press("Tab")
    assert seen.page.evaluate("document.activeElement.textContent") == "Skip to the content"
    keys.press("Enter")
    assert seen.page.evaluate("document.activeElement.id") == "view"
    keys.press("/")
    keys.type("wendy")
    keys.press("ArrowDown")
    keys.press("Enter")
    until(seen.page, "location.hash.startsWith('#/actor/wendy-hall')")
    visited = set()
    for _ in range(200):
        keys.press("Tab")
        here = seen.page.evaluate(
            """() => {
              const one = document.activeElement, box = one.getBoundingClientRect();
              const shown = one === document.body || (box.width > 0 && box.height > 0 &&
                box.bottom > 0 && box.top < innerHeight);
              const { outlineStyle, outlineWidth } = getComputedStyle(one);
              return [shown, outlineStyle !== "none" && outlineWidth !== "0px",
                one === document.body, one.outerHTML.slice(0, 120)];
            }"""
        )
        if here[2]:
            break
        assert here[:2] == [True, True], f"not in sight or not marked: {here[3]}"
        visited.add(here[3])
    reachable = seen.page.evaluate(
        """() => [...document.querySelectorAll("main :is(a[href], button, summary, input, select)")]
          .filter((one) => one.checkVisibility()).map((one) => one.outerHTML.slice(0, 120))"""
    )
    assert set(reachable) <= visited


def test_those_who_want_no_motion_get_none(visit: Open, page: str) -> None:
    seen = visit(page, reduced_motion="reduce")
    go(seen.page, "#/claim/open-agi")
    assert seen.page.evaluate("document.getAnimations().length") == 0
    assert seen.page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    moving = seen.page.evaluate(
        """() => [...document.querySelectorAll("*")].filter((one) => {
          const { transitionDuration, animationDuration } = getComputedStyle(one);
          return parseFloat(transitionDuration) > 0 || parseFloat(animationDuration) > 0;
        }).length"""
    )
    assert moving == 0


def test_what_can_be_pressed_is_large_enough(visit: Open, page: str) -> None:
    seen = visit(page, width=390, height=844, has_touch=True)
    for view in VIEWS:
        go(seen.page, view)
        small = seen.page.evaluate(
            """() => [...document.querySelectorAll(":is(button, select, input, summary)")]
              .filter((one) => one.checkVisibility() && one.getBoundingClientRect().width > 1)
              .filter((one) => one.getBoundingClientRect().height < 24)
              .map((one) => one.outerHTML.slice(0, 120))"""
        )
        assert (view, small) == (view, [])
