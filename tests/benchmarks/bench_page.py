"""How large the page is and how soon it can be used: python tests/benchmarks/bench_page.py.

The bounds are those of a reader: a page that answers within a second, a large debate's within
three, a trace within a fifth of one. Stock pyvis draws the same things beside it.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from measure import tell
from synthetic import write_debate

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from opendebate.debate import Debate

sys.path.insert(0, str(Path(__file__).parents[1] / "browser"))
SOURCES = 100  # of 50 statements each
FOUND = "[role=option]"


def main() -> None:
    """Open the built-in debate's page and that of 5,000 statements, and use them."""
    from playwright.sync_api import sync_playwright

    import opendebate
    from conftest import FLAGS, PROGRAMS

    with tempfile.TemporaryDirectory() as place, sync_playwright() as driver:
        folder = Path(place)
        os.environ["OPENDEBATE_CACHE"] = str(folder / "cache")
        chromium = next(filter(None, map(shutil.which, PROGRAMS)), None)
        browser = driver.chromium.launch(executable_path=chromium, args=FLAGS)
        small, large = opendebate.load(), opendebate.load(write_debate(folder / "debate", SOURCES))
        page = _saved(small, folder / "small.html")
        budget = 310 + len(small.statements()) / 4  # as in tests/test_built_in_debate.py
        tell("the built-in debate's page, in KB", page.stat().st_size / 1000, budget)
        tell("… opened and searched, in s", _best(browser, page, _opened_and_searched), 1)
        page = _saved(large, folder / "large.html")
        print(f"{'the page of 5,000 statements, in KB':62} {page.stat().st_size / 1000:7.0f}")
        ours = _best(browser, page, _opened_and_searched)
        tell("… opened and searched, in s", ours, 3)
        tell("… the map drawn, in s", _best(browser, page, _map_drawn), 1.5)
        tell("… a topic of the map opened, in s", _best(browser, page, _topic_opened), 0.2)
        tell("… a trace drawn after the click, in s", _best(browser, page, _traced), 0.2)
        theirs = _best(browser, _pyvis(large, folder / "pyvis.html"), _drawn, runs=1)
        tell("… opened and searched ÷ stock pyvis drawn", ours / theirs, 1)
        browser.close()


def _saved(debate: Debate, path: Path) -> Path:
    debate.view().save(path, networks=False)
    return path


def _best(browser: Browser, page: Path, use: Callable[[Page, str], float], runs: int = 3) -> float:
    """Return the least seconds that a use of a freshly opened page takes."""
    taken: list[float] = []
    for _ in range(runs):
        context = browser.new_context(viewport={"width": 1280, "height": 800})
        context.set_default_timeout(120_000)
        taken.append(use(context.new_page(), page.as_uri()))
        context.close()
    return min(taken)


def _opened_and_searched(page: Page, address: str) -> float:
    began = time.perf_counter()
    page.goto(address)
    page.get_by_role("combobox").first.fill("a")
    page.locator(FOUND).first.wait_for()
    return time.perf_counter() - began


def _map_drawn(page: Page, address: str) -> float:
    began = time.perf_counter()
    page.goto(address)
    page.locator(".map[data-drawn]").wait_for()
    return time.perf_counter() - began


def _topic_opened(page: Page, address: str) -> float:
    return _clicked(page, address, ".closed .map-topic a")


def _traced(page: Page, address: str) -> float:
    return _clicked(page, f"{address}#/overview", "main a[href^='#/claim/']")


def _clicked(page: Page, address: str, link: str) -> float:
    """Return the seconds from a click to the picture after it, by the browser's own clock."""
    page.goto(address)
    page.locator(link).first.wait_for()
    taken: float = page.evaluate(
        """(link) => new Promise((resolve) => {
          const began = performance.now();
          addEventListener("hashchange", () => requestAnimationFrame(() => setTimeout(
            () => resolve((performance.now() - began) / 1000))));
          document.querySelector(link).click();
        })""",
        link,
    )
    return taken


def _pyvis(debate: Debate, path: Path) -> Path:
    """Write the same things and ties as pyvis does by itself, but for its calls to the network."""
    from pyvis.network import Network

    whole = debate.network()
    drawing = Network(directed=True, cdn_resources="in_line")
    for node, about in whole.nodes(data=True):
        drawing.add_node(node, label=about["name"], title=about["name"])
    for start, end, edge in whole.edges(data=True):
        drawing.add_edge(start, end, title=edge["label"])
    path.write_text(drawing.generate_html(), encoding="utf-8")
    return path


def _drawn(page: Page, address: str) -> float:
    """Return the seconds until pyvis's own page has settled, or a minute."""
    page.route("http*://**/*", lambda route: route.abort())
    began = time.perf_counter()
    page.goto(address)
    page.evaluate(
        """() => new Promise((resolve) => {
          setTimeout(resolve, 60000);
          network.once("stabilizationIterationsDone", resolve);
        })"""
    )
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
