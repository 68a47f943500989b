"""What the reader changes of a view is in its address: afresh, and after *back*, it is the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

import opendebate
from waiting import followed, go

Open = Callable[..., Any]
Act = Callable[[Any], object]

# What one sees once all rows are made, and what all controls say.
SEEN = """async () => {
  const main = document.querySelector("main"), frame = (done) => requestAnimationFrame(done);
  for (let size = 0, same = 0; same < 4; same += 1) {
    if (size !== main.textContent.length) same = 0;
    size = main.textContent.length;
    await new Promise(frame);
  }
  return {
  words: main.textContent,
  hidden: main.querySelectorAll("[hidden]").length,
  open: [...document.querySelectorAll("main details[open]")].map((one) =>
    one.dataset.fold || one.dataset.statement),
  chosen: [...document.querySelectorAll("main :is(select, input)")].map((one) =>
    one.type === "checkbox" ? one.checked : one.value),
  current: [...document.querySelectorAll("[aria-current]")].map((one) => one.textContent),
  sorted: [...document.querySelectorAll("th")].map((one) => one.getAttribute("aria-sort")),
  found: [...document.querySelectorAll("#found:not([hidden]) li")].map((one) => one.textContent),
  story: document.querySelector("#story").textContent,
  };
}"""


def click(*selectors: str) -> Act:
    """Click what each selector finds first."""

    def act(page: Any) -> None:
        for selector in selectors:
            page.locator(f"{selector} >> visible=true").first.click()

    return act


def choose(selector: str, n: int) -> Act:
    return lambda page: page.locator(selector).select_option(index=n)


def fill(selector: str, words: str) -> Act:
    return lambda page: page.locator(selector).fill(words)


def slide(page: Any) -> None:
    page.get_by_role("slider", name="Time").press("ArrowLeft")


STATES: dict[str, tuple[str, Act]] = {
    "topics of a side": ("#/", click("[data-more=for]", "[data-more=against]")),
    "a folded topic's claim": ("#/", click("[data-more=for]", ".map-more .map-dot")),
    "a pinned voice, its evidence": ("#/", click(".map-voice", ".map-panel summary")),
    "an open topic": ("#/", click(".map-topic a")),
    "the coder's reading": ("#/", click("[data-filter=coder]")),
    "one source": ("#/", choose("[data-filter=one-source]", 3)),
    "a time": ("#/", slide),
    "words that are looked for": ("#/", fill("#search", "weights")),
    "a filter": ("#/", lambda page: (click("#filter")(page), choose("#filter-side", 1)(page))),
    "a step of a story, and a fold": ("#/story", click("main a", "#story [data-story=next]")),
    "topics of the overview": ("#/overview", click("details.topic > summary", ".alone > summary")),
    "more of the overview": ("#/overview", click(".both-sides button.more", ".voices button.more")),
    "claims without a side": ("#/overview", click("details.neither > summary", "#view .more")),
    "a table's order": ("#/?as=table", click("th button", "th button", "th:nth-child(3) button")),
    "a table downwards, all rows": (
        "#/?as=table",
        click("th button", "th button", "[data-fold=all-rows]", "td details summary"),
    ),
    "more claims, and evidence": ("#/actor/meta", click(".trace-more", ".evidence summary")),
    "reasons, objections": (
        "#/claim/support-open-models",
        click("[data-fold=reasons] summary", ".step-more", ".where-more button"),
    ),
}


@pytest.fixture(scope="module")
def html() -> Iterator[str]:
    """The page of all sources of the built-in debate: that of one has no folds on its map."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("OPENDEBATE_ONLY", raising=False)
        yield opendebate.load().view().html()


@pytest.mark.parametrize("name", STATES)
def test_a_state_is_the_same_afresh_and_after_back(visit: Open, html: str, name: str) -> None:
    start, act = STATES[name]
    seen = visit(html, at=start, height=900, reduced_motion="reduce")
    page = seen.page
    before = page.evaluate(SEEN)
    act(page)
    after = page.evaluate(SEEN)
    followed(page)
    address = page.url
    assert after != before
    assert not address.endswith(start)
    go(page, "#/read")
    page.go_back()
    followed(page)
    assert (page.url, page.evaluate(SEEN)) == (address, after), "after back"
    page.goto("about:blank")
    page.goto(address)
    assert page.evaluate(SEEN) == after, "opened afresh"
    assert seen.faults() == []
