"""A network's page: what is chosen has an address, the picture is taken away, fingers scroll."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import networkx as nx
import pytest

from axe import violations
from opendebate.networks.lenses import Lens
from opendebate.views.network_page import NetworkView
from waiting import drawn, find, until

if TYPE_CHECKING:
    from playwright.sync_api import Page

Open = Callable[..., Any]
LONG = "Whoever lets a dog run free in a park should answer for each bite, and for each fright."
PHONE = {"width": 390, "height": 844, "has_touch": True, "is_mobile": True}


def dense(size: int = 20) -> nx.MultiDiGraph[str]:
    """Return actors of whom each agrees with each; the first five on three claims."""
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for n in range(size):
        name = LONG if n == 0 else f"Actor {n}"
        about = {"kind": "actor", "id": f"a{n}", "name": name, "type": "person"}
        network.add_node(f"i{n:02}", **about, hypothetical=False, side="for")
    words = {"relation": "agrees", "label": "agrees with", "inverse": "agrees with"}
    for n, m in combinations(range(size), 2):
        weight = 3 if m < 6 else 1
        network.add_edge(f"i{n:02}", f"i{m:02}", "agrees", **words, weight=weight, statements=())
    return network


def page_of(network: nx.MultiDiGraph[str]) -> str:
    left = ({"kind": "policy", "id": "rule", "name": "Park rules"},)
    lens = Lens("actors", network, "Who agrees.", "190 pairs agree on a claim.", omitted=left)
    note, source = "Drawn from 1 source.", "3 statements in “Dogs of <Rome>” · CC BY 4.0"
    return NetworkView(lens, "Dogs", "Free?", note=note, source=source).html()


@pytest.fixture(scope="module")
def page() -> str:
    return page_of(dense())


def ties(page: Page) -> int:
    return int(page.get_attribute("#network", "data-ties") or 0)


def test_a_dense_network_begins_readable_and_says_what_is_hidden(visit: Open, page: str) -> None:
    seen = visit(page)
    drawn(seen.page)
    slider = seen.page.get_by_role("slider")
    assert ties(seen.page) == 15
    said = "The picture shows 15 of 190 ties: those that are each based on 3 or more claims"
    assert said in seen.page.locator(".sieve").inner_text()
    assert slider.get_attribute("aria-valuetext") == said
    slider.focus()
    seen.page.keyboard.press("Home")
    assert ties(seen.page) == 190
    assert "The picture shows all 190 ties" in seen.page.locator(".sieve").inner_text()
    assert violations(seen.page) == []
    assert seen.faults() == []


def test_whatever_is_chosen_is_shown_with_all_its_ties(visit: Open, page: str) -> None:
    seen = visit(page).page
    find(seen, "Actor 19")
    assert ties(seen) == 19
    seen.keyboard.press("Escape")
    assert ties(seen) == 15


def test_a_small_network_has_no_slider(visit: Open) -> None:
    seen = visit(page_of(dense(5))).page
    drawn(seen)
    assert seen.get_by_role("slider").count() == 0
    assert ties(seen) == 10


def test_what_is_chosen_has_an_address_and_back_goes_back(visit: Open, page: str) -> None:
    seen = visit(page)
    find(seen.page, "Actor 7")
    assert seen.page.url.endswith("#/actor/a7")
    find(seen.page, "Park rules")
    assert seen.page.url.endswith("#/policy/rule")
    seen.page.go_back()
    until(seen.page, "document.querySelector('#network').dataset.chosen === 'actor/a7'")
    assert seen.page.get_by_role("heading", level=2).inner_text() == "Actor 7"
    seen.page.go_back()
    until(seen.page, "!document.querySelector('#network').dataset.chosen")
    assert seen.faults() == []


def test_an_address_opened_afresh_shows_the_same(visit: Open, page: str) -> None:
    seen = visit(page).page
    find(seen, "Actor 7")
    seen.get_by_label("Full names").check()
    seen.get_by_role("slider").fill("0")
    seen.get_by_label("agree on a claim", exact=True).uncheck()
    fragment = seen.evaluate("location.hash")
    assert fragment == "#/actor/a7?level=1&names=full&hide=agrees"
    again = visit(page, at=fragment).page
    drawn(again)
    assert again.get_attribute("#network", "data-chosen") == "actor/a7"
    assert again.get_by_label("Full names").is_checked()
    assert again.get_by_role("slider").input_value() == "0"
    assert not again.get_by_label("agree on a claim", exact=True).is_checked()
    assert again.evaluate("location.hash") == fragment


def test_what_is_left_out_and_what_is_not_there_have_addresses_too(visit: Open, page: str) -> None:
    seen = visit(page, at="#/policy/rule").page
    assert "Left out here: policies are not shown" in seen.get_by_role("status").inner_text()
    other = visit(page, at="#/actor/%3Cb%3E").page
    drawn(other)
    said = other.get_by_role("status").inner_text()
    assert said == "Nothing here has the address “actor/<b>”."


WRITTEN = """() => {
  const pen = CanvasRenderingContext2D.prototype, fill = pen.fillText;
  window.written = [];
  pen.fillText = function (text, ...rest) {
    window.written.push(text);
    fill.call(this, text, ...rest);
  };
}"""


def test_full_names_are_whole_on_demand(visit: Open, page: str) -> None:
    seen = visit(page).page
    drawn(seen)
    seen.evaluate(WRITTEN)
    seen.get_by_role("button", name="Zoom in").click()
    until(seen, "window.written.length")
    assert LONG not in seen.evaluate("window.written.join(' ')")
    seen.get_by_label("Full names").check()
    until(seen, f"window.written.join(' ').includes({LONG!r})")


def saved(page: Page, button: str) -> tuple[str, bytes]:
    with page.expect_download() as waiting:
        page.get_by_role("button", name=button, exact=True).click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_picture_is_taken_away_with_finding_source_and_licence(
    visit: Open, page: str, scheme: str
) -> None:
    seen = visit(page, color_scheme=scheme, accept_downloads=True)
    drawn(seen.page)
    name, content = saved(seen.page, "SVG")
    assert name == "opendebate-actors.svg"
    root = ET.fromstring(content.decode())  # noqa: S314 — our own file
    words = " ".join(root.itertext())
    for part in (
        "190 pairs agree on a claim.", "Dogs · Free?", "15 of 190 ties", "Actor 5",
        "3 statements in “Dogs of <Rome>” · CC BY 4.0", "agree on a claim", "Speaks for",
    ):  # fmt: skip
        assert part in words
    assert "Actor 19" not in words, "what is hidden is not in the picture either"
    lines = [one for one in root.iter() if one.get("stroke") == "#009e73"]
    assert len(lines) == 15 + 1
    name, content = saved(seen.page, "PNG")
    assert name == "opendebate-actors.png"
    assert content[:8] == b"\x89PNG\r\n\x1a\n"
    assert seen.faults() == []


def test_a_picture_of_what_is_chosen_has_its_ties_only(visit: Open, page: str) -> None:
    seen = visit(page, accept_downloads=True).page
    find(seen, "Actor 19")
    name, content = saved(seen, "SVG")
    assert name == "opendebate-actors-actor-a19.svg"
    assert "Shown are the ties of Actor 19." in content.decode()
    assert len(re.findall('stroke="#009e73"', content.decode())) == 19 + 1


def swipe(page: Page) -> float:
    """Swipe down over the picture with one finger, and return how far the page scrolled up."""
    page.locator("#network").evaluate("box => box.scrollIntoView({block: 'center'})")
    box = page.locator("#network").bounding_box()
    assert box
    before = float(page.evaluate("scrollY"))
    driver = page.context.new_cdp_session(page)
    x, y = box["x"] + 20, box["y"] + 150
    for step in range(13):
        kind, spot = "touchMove" if step else "touchStart", {"x": x, "y": y + 10 * step}
        driver.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [spot]})
    driver.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    driver.detach()
    return before - float(page.evaluate("scrollY"))


def test_a_swipe_over_the_picture_scrolls_the_page_until_it_is_tapped(
    visit: Open, page: str
) -> None:
    seen = visit(page, **PHONE)
    drawn(seen.page)
    hint = seen.page.locator("#fingers")
    assert "One finger scrolls the page" in hint.inner_text()
    assert swipe(seen.page) > 60
    seen.page.locator("#network").tap(position={"x": 20, "y": 200})
    until(seen.page, "document.querySelector('#network').dataset.touched")
    assert "Your fingers now move the picture" in hint.inner_text()
    assert swipe(seen.page) == 0
    seen.page.get_by_role("heading", level=1).tap()
    assert "One finger scrolls the page" in hint.inner_text()
    assert seen.faults() == []
