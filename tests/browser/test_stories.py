"""Stories: step by step through the page, by buttons, by keys, by address and on a phone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import opendebate
from axe import CHECKED, violations
from harbour import write_harbour
from opendebate.debate import Debate
from waiting import followed, go, until

Open = Callable[..., Any]
HASH = "location.hash"
# Whether a claim stands wholly above the bar.
ABOVE = """(claim) => {
  const bar = document.querySelector(".story-bar").getBoundingClientRect();
  const { top, bottom } = claim.getBoundingClientRect();
  return top >= 0 && bottom <= bar.top && bar.bottom <= innerHeight + 1;
}"""
FIRST = "#/story/open-or-closed/1"


@pytest.fixture(scope="module")
def steps(debate: Debate) -> list[str]:
    return [step.text for step in debate.stories()[0].steps]


def told(tab: Any, text: str) -> None:
    """Wait until the bar tells a step, and the map that belongs to it is drawn."""
    tab.locator(".story-text").get_by_text(text, exact=True).wait_for()
    followed(tab)


def test_a_button_on_the_map_begins_the_story(visit: Open, page: str, steps: list[str]) -> None:
    seen = visit(page)
    tab = seen.page
    tab.get_by_role("link", name="Tell me the story").click()
    told(tab, steps[0])
    assert tab.evaluate(HASH) == FIRST
    bar = tab.get_by_role("region", name="Story")
    assert bar.get_by_text(f"1 of {len(steps)}").is_visible()
    assert not bar.get_by_text("Previous").is_visible()
    bar.get_by_role("link", name="Next").click()
    told(tab, steps[1])
    assert tab.locator(".map-panel").get_by_text("Denied by Wendy Hall").is_visible()
    assert tab.evaluate("document.activeElement.dataset.story") == "next"
    assert "Who would open" in tab.title()
    assert seen.faults() == []


def test_each_step_shows_the_state_that_it_names(visit: Open, page: str, debate: Debate) -> None:
    (story,) = debate.stories()
    tab = visit(page, at=FIRST).page
    for n, step in enumerate(story.steps, 1):
        go(tab, f"#/story/{story.id}/{n}")
        told(tab, step.text)
        assert tab.get_by_text("Nothing is at this address").count() == 0
        pinned = step.state.partition("pin=")[2].replace("%2F", "/")
        if pinned:
            tab.locator(f'.map-columns [data-key="{pinned}"].on').first.wait_for()
        leave = tab.get_by_role("link", name="Leave", exact=True).get_attribute("href")
        assert leave == step.state


def test_keys_lead_on_and_back_and_out(visit: Open, page: str, steps: list[str]) -> None:
    tab = visit(page, at=FIRST).page
    told(tab, steps[0])
    tab.keyboard.press("ArrowRight")
    told(tab, steps[1])
    tab.keyboard.press("ArrowRight")
    told(tab, steps[2])
    tab.keyboard.press("ArrowLeft")
    told(tab, steps[1])
    tab.keyboard.press("Escape")
    tab.locator(".story-bar").wait_for(state="detached")
    assert tab.evaluate(HASH) == "#/?pin=claim%2Fopen-agi"
    tab.keyboard.press("ArrowRight")
    assert tab.evaluate(HASH) == "#/?pin=claim%2Fopen-agi"


def test_keys_are_the_readers_while_they_type_or_walk_over_the_map(
    visit: Open, page: str, steps: list[str]
) -> None:
    tab = visit(page, at=FIRST).page
    tab.locator(".map[data-drawn]").wait_for()
    field = tab.get_by_role("combobox").or_(tab.get_by_role("searchbox")).first
    field.fill("meta")
    tab.keyboard.press("ArrowLeft")
    tab.locator('[data-key="actor/yann-lecun"]').first.focus()
    tab.keyboard.press("ArrowRight")
    assert tab.evaluate("document.activeElement.dataset.key").startswith("claim/")
    assert tab.evaluate(HASH) == FIRST
    told(tab, steps[0])


def test_the_browsers_back_goes_a_step_back(visit: Open, page: str, steps: list[str]) -> None:
    tab = visit(page).page
    tab.get_by_role("link", name="Tell me the story").click()
    told(tab, steps[0])
    tab.keyboard.press("ArrowRight")
    told(tab, steps[1])
    tab.go_back()
    told(tab, steps[0])
    tab.go_back()
    tab.locator(".story-bar").wait_for(state="detached")


def test_an_address_opened_afresh_shows_the_same(visit: Open, page: str, steps: list[str]) -> None:
    last = f"#/story/open-or-closed/{len(steps)}"
    tab = visit(page, at=last).page
    told(tab, steps[-1])
    bar = tab.locator(".story-bar")
    assert not bar.get_by_role("link", name="Next").is_visible()
    bar.get_by_role("link", name="Previous").click()
    told(tab, steps[-2])
    bar.get_by_role("link", name="Next").click()
    told(tab, steps[-1])
    assert tab.evaluate("document.activeElement.dataset.story") == "leave"


@pytest.mark.parametrize("at", ["#/story/open-or-closed/99", "#/story/none/1", "#/story/"])
def test_a_step_there_is_not_is_told(visit: Open, page: str, at: str) -> None:
    tab = visit(page, at=at).page
    tab.get_by_role("heading", name="Nothing is at this address").wait_for()
    assert tab.locator(".story-bar").count() == 0


def test_what_one_opens_in_a_step_leaves_the_story(visit: Open, page: str) -> None:
    tab = visit(page, at="#/story/open-or-closed/2").page
    tab.locator(".map-panel").get_by_role("link", name="Wendy Hall").click()
    tab.locator(".story-bar").wait_for(state="detached")
    assert tab.evaluate(HASH) == "#/actor/wendy-hall"
    tab.go_back()
    tab.locator(".story-bar").wait_for()


def test_a_phone_has_the_sentence_in_a_sheet_and_the_pinned_claim_in_view(
    visit: Open, page: str, steps: list[str]
) -> None:
    tab = visit(page, at="#/story/open-or-closed/10", width=390, height=844).page
    told(tab, steps[9])
    assert tab.get_by_role("link", name="Against", exact=True).get_attribute("aria-current")
    claim = tab.locator('.map-card[data-key="claim/terms-are-mere-warnings"]')
    tab.wait_for_function(ABOVE, arg=claim.element_handle())
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("window", CHECKED)
@pytest.mark.parametrize("step", [2, 4])
def test_axe_finds_nothing(
    visit: Open, page: str, steps: list[str], window: str, step: int
) -> None:
    size = {"width": 390, "height": 844} if "phone" in window else {"width": 1280, "height": 900}
    scheme = "dark" if "dark" in window else "light"
    at = f"#/story/open-or-closed/{step}"
    tab = visit(page, at=at, color_scheme=scheme, **size).page
    told(tab, steps[step - 1])
    assert violations(tab, CHECKED[window]) == []


def test_a_debate_without_stories_tells_five_steps(visit: Open, tmp_path: Path) -> None:
    debate = opendebate.load(write_harbour(tmp_path / "harbour"))
    (story,) = debate.stories()
    seen = visit(debate.view().html())
    tab = seen.page
    tab.get_by_role("link", name="Tell me the story").click()
    for n, step in enumerate(story.steps, 1):
        told(tab, step.text)
        assert tab.get_by_text(f"{n} of 5").is_visible()
        tab.locator(".map[data-drawn]").wait_for()
        camp = step.state.partition("camp=")[2]
        if camp:
            lit = tab.locator(".map-voice.on").evaluate_all(
                "(all) => all.map((one) => one.dataset.camp)"
            )
            assert set(lit) <= {camp.replace("middle", "both")}
            shown = tab.locator(f".rail-{camp} .map-voice").count()
            assert len(lit) == shown
        tab.keyboard.press("ArrowRight")
    assert seen.faults() == []


def test_several_stories_are_listed(visit: Open, town: Path) -> None:
    (town / "stories.yaml").write_text(
        "one: {title: <b>First</b>, steps: [{text: '<img src=x onerror=alert(1)>'}]}\n"
        "two: {title: Second, steps: [{text: Two., view: overview}, {text: Three.}]}\n"
    )
    seen = visit(opendebate.load(town).view().html())
    tab = seen.page
    tab.get_by_role("link", name="Tell me the story").click()
    tab.get_by_role("heading", name="Stories").wait_for()
    assert tab.locator(".stories li").all_inner_texts() == ["<b>First</b> 1 step", "Second 2 steps"]
    tab.get_by_role("link", name="<b>First</b>").click()
    told(tab, "<img src=x onerror=alert(1)>")
    assert tab.locator(".story-bar img, .story-bar b").count() == 0
    assert seen.faults() == []


# A movement of a wheel or finger, as the browser reports it; returns whether the page may scroll.
WHEEL = """([selector, distance]) => document.querySelector(selector).dispatchEvent(
  new WheelEvent("wheel", { deltaY: distance, bubbles: true, cancelable: true }))"""
FINGER = """([selector, distance]) => {
  const target = document.querySelector(selector), at = (y) => ({ bubbles: true, cancelable: true,
    touches: [new Touch({ identifier: 1, target, clientX: 50, clientY: y })] });
  target.dispatchEvent(new TouchEvent("touchstart", at(500)));
  const free = target.dispatchEvent(new TouchEvent("touchmove", at(500 - distance)));
  target.dispatchEvent(new TouchEvent("touchend", { bubbles: true, touches: [] }));
  return free;
}"""


@pytest.mark.parametrize("motion", ["no-preference", "reduce"])
def test_the_wheel_over_the_story_goes_from_step_to_step(
    visit: Open, page: str, steps: list[str], motion: str
) -> None:
    seen = visit(page, at=FIRST, reduced_motion=motion)
    tab = seen.page
    told(tab, steps[0])
    tab.locator(".story-text").hover()
    tab.mouse.wheel(0, 120)
    told(tab, steps[1])
    assert tab.evaluate(HASH) == FIRST.replace("/1", "/2")
    assert tab.evaluate("scrollY") == 0
    go(tab, FIRST.replace("/1", f"/{len(steps)}"))
    told(tab, steps[-1])
    tab.reload()  # a new movement
    told(tab, steps[-1])
    tab.locator(".story-text").hover()
    tab.mouse.wheel(0, -120)
    told(tab, steps[-2])
    assert seen.faults() == []


def test_at_its_ends_the_story_leaves_the_wheel_to_the_page(
    visit: Open, page: str, steps: list[str]
) -> None:
    tab = visit(page, at=FIRST, height=500).page
    told(tab, steps[0])
    assert tab.evaluate(WHEEL, [".story-text", -120]), "there is no step before the first"
    assert tab.evaluate(WHEEL, [".map", 120]), "over the map the page scrolls"
    assert tab.evaluate(HASH) == FIRST
    assert not tab.evaluate(WHEEL, [".story-text", 10]), "a small movement is the story's, too"
    assert tab.evaluate(HASH) == FIRST
    last = visit(page, at=FIRST.replace("/1", f"/{len(steps)}"), height=500).page
    told(last, steps[-1])
    assert last.evaluate(WHEEL, [".story-text", 120])
    last.locator(".story-text").hover()
    last.mouse.wheel(0, 150)
    until(last, "scrollY > 0")
    assert last.evaluate(HASH).endswith(f"/{len(steps)}")


def test_one_long_movement_of_the_wheel_is_one_step(
    visit: Open, page: str, steps: list[str]
) -> None:
    tab = visit(page, at=FIRST).page
    told(tab, steps[0])
    moves = "(all) => all.map(([where, by]) => (WHEEL)([where, by]))".replace("WHEEL", WHEEL)
    assert tab.evaluate(moves, [[".story-text", 60]] * 8) == [False] * 8
    told(tab, steps[1])


def test_a_finger_over_the_story_goes_from_step_to_step(
    visit: Open, page: str, steps: list[str]
) -> None:
    tab = visit(page, at=FIRST, width=390, height=844, has_touch=True).page
    told(tab, steps[0])
    assert tab.evaluate(FINGER, [".story-text", -80]), "there is no step before the first"
    assert tab.evaluate(HASH) == FIRST
    assert not tab.evaluate(FINGER, [".story-text", 80])
    told(tab, steps[1])
    assert not tab.evaluate(FINGER, [".story-text", -80])
    told(tab, steps[0])
    assert not tab.evaluate(FINGER, [".story-text", 20]), "too short for a step"
    assert tab.evaluate(HASH) == FIRST
