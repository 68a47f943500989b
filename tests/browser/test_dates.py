"""Dates on all kinds of pages: none of them breaks over two lines, however narrow the window is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from article import load_article

Open = Callable[..., Any]
# The dates of a page, and those of them that stand where lines may break.
DATES = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [[], []];
  while (walker.nextNode()) {
    const at = walker.currentNode.parentElement;
    if (at.closest("script, style, svg, option, code")) continue;
    for (const [date] of walker.currentNode.data.matchAll(/(?<![\\w-])\\d{4}-\\d\\d(?![\\w])/g)) {
      found[0].push(date);
      if (getComputedStyle(at).whiteSpaceCollapse && getComputedStyle(at).textWrapMode !== "nowrap")
        found[1].push(walker.currentNode.data);
    }
  }
  return found;
}"""


@pytest.fixture(scope="module")
def explorer() -> str:
    return load_article().view().html()


@pytest.mark.parametrize("at", ["#/claim/open-llama", "#/overview", "#/overview?as=table"])
def test_no_date_of_the_explorer_breaks(visit: Open, explorer: str, at: str) -> None:
    page = visit(explorer, at=at, width=390).page
    page.locator("main h1").first.wait_for()
    dates, breaking = page.evaluate(DATES)
    assert dates
    assert breaking == []


@pytest.mark.parametrize(
    "path",
    [
        "actor/gzero-media.html",
        "source/why-meta-opened-up.html",
        "event/llama-1-release.html",
        "network-actors.html",
    ],
)
def test_no_date_of_the_site_breaks(visit: Open, article_site: Path, path: str) -> None:
    html = (article_site / path).read_text("utf-8")
    dates, breaking = visit(html, width=390).page.evaluate(DATES)
    assert dates
    assert breaking == []


def test_a_date_is_copied_as_it_is(visit: Open, article_site: Path) -> None:
    page = visit((article_site / "source/why-meta-opened-up.html").read_text("utf-8")).page
    assert "between 2024-01-22 and 2024-01-28" in page.locator("main").inner_text()
