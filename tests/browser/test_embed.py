"""A view in a frame of another page: complete, as tall as it needs, with one line of credits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

import opendebate
from axe import violations
from harbour import write_harbour
from opendebate.debate import Debate

Open = Callable[..., Any]
FITS = """() => {
  const page = document.documentElement;
  return page.scrollWidth <= page.clientWidth && page.scrollHeight <= page.clientHeight + 1;
}"""


@pytest.fixture(scope="module")
def html(debate: Debate) -> str:
    return debate.view().html()


class Quiet(SimpleHTTPRequestHandler):
    """Serves files without a word about it."""

    def log_message(self, *_: Any) -> None:
        """Write nothing."""


@pytest.fixture
def surround(visit: Open, html: str, tmp_path: Path) -> Iterator[Open]:
    """Open a page around a view: ``tab, frame = surround("#/", 640)``."""
    (tmp_path / "opendebate.html").write_bytes(html.encode())

    def open_page(web: str, view: str, width: int) -> tuple[Any, Any]:
        tab = visit("", width=width).page
        tab.goto(f"{web}/opendebate.html{view}")
        tab.get_by_role("button", name="Share", exact=True).click()
        tab.get_by_role("button", name="Embed").click()
        text = tab.get_by_label("Put this into another page").input_value()
        around = f"<!doctype html><title>Around</title><body style='margin:0'><p>Before.</p>{text}"
        (tmp_path / "around.html").write_text(around, encoding="utf-8")
        tab.goto(f"{web}/around.html")
        tab.locator("iframe").scroll_into_view_if_needed()
        tab.wait_for_function("document.querySelector('iframe').height !== '700'")
        frame = tab.frames[1]
        frame.wait_for_function(FITS)
        return tab, frame

    handler = partial(Quiet, directory=str(tmp_path))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield partial(open_page, f"http://127.0.0.1:{server.server_port}")
        server.shutdown()


@pytest.mark.parametrize("width", [640, 360])
@pytest.mark.parametrize("view", ["#/", "#/actor/wendy-hall?side=against", "#/claim/open-agi"])
def test_a_frame_shows_a_view_without_scrolling(surround: Open, view: str, width: int) -> None:
    _, frame = surround(view, width)
    assert not frame.locator(".bar").is_visible()
    foot = frame.locator(".foot")
    assert foot.locator("p").count() == 1
    words = foot.inner_text()
    assert words.startswith("Source: “Why Meta opened up”, GZERO Media, 2024 · Coding: CC BY 4.0 ·")
    link = foot.get_by_role("link", name="Open the whole page")
    assert str(link.get_attribute("href")).endswith(f"/opendebate.html{view}")
    assert link.get_attribute("target") == "_blank"


def test_the_frame_grows_and_shrinks_with_its_view(surround: Open) -> None:
    tab, frame = surround("#/", 640)
    height = "Number(document.querySelector('iframe').height)"
    first = tab.evaluate(height)
    frame.locator(".map-card").first.click()
    frame.locator(".map-panel").wait_for()
    tab.wait_for_function(f"{height} > {first}")
    frame.wait_for_function(FITS)
    close = frame.get_by_role("link", name="Close the panel")
    assert close.evaluate("(one) => one.offsetParent.matches('.map-panel')")
    close.click()
    tab.wait_for_function(f"{height} === {first}")
    assert not frame.locator(".bar").is_visible(), "the view stays embedded as one goes on"


def test_only_the_view_itself_sets_the_height(surround: Open) -> None:
    tab, _ = surround("#/", 640)
    before = tab.locator("iframe").get_attribute("height")
    tab.evaluate(
        """() => new Promise((done) => {
          addEventListener("message", () => done());
          postMessage({ type: "opendebate-height", height: 5 }, "*");
        })"""
    )
    assert tab.locator("iframe").get_attribute("height") == before


def test_the_pages_query_asks_for_it_too(visit: Open, html: str) -> None:
    seen = visit(html, at="?embed=1#/overview", width=640)
    assert not seen.page.locator(".bar").is_visible()
    link = seen.page.get_by_role("link", name="Open the whole page")
    assert str(link.get_attribute("href")).endswith("/page.html#/overview")
    assert violations(seen.page) == []
    assert seen.faults() == []


def test_every_page_names_the_licence_and_leads_to_the_articles(
    visit: Open, tmp_path: Path, html: str
) -> None:
    foot = visit(html, at="#/policy/ai-executive-order").page.locator(".foot")
    licence = foot.get_by_role("link", name="CC BY 4.0")
    assert licence.get_attribute("href") == "https://creativecommons.org/licenses/by/4.0/"
    harbour = opendebate.load(write_harbour(tmp_path / "harbour")).view().html()
    tab = visit(harbour, at="#/overview").page
    addresses = [one.get_attribute("href") for one in tab.locator(".foot a").all()]
    assert sorted(map(str, addresses)) == [
        "https://example.org/gazette/mud",
        "https://example.org/gazette/thoughts",
    ]
    assert "Licence" not in tab.locator(".foot").inner_text(), "this debate gives none"
    embedded = visit(harbour, at="?embed=1").page.locator(".foot")
    assert "Coding" not in embedded.inner_text()
