"""The site of all documents, in a browser that is cut off from every network."""

from __future__ import annotations

from pathlib import Path

import pytest

from axe import violations
from conftest import Windows

pytest.importorskip("mkdocs", reason="mkdocs is not installed; pip install -e '.[docs]' brings it")

PAGES = [
    "index.html",
    "graph/ARCHITECTURE.html",
    "library/argumentation.html",  # has all that a page of the library can have
    "cli/index.html",
    "ontology/classes/Claim.html",
    "ontology/properties/attacks.html",
]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from opendebate_docs.site import build_site

    folder = tmp_path_factory.mktemp("documents") / "site"
    build_site(folder)
    return folder


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_each_page_is_whole_accessible_and_asks_nobody(
    site: Path, windows: Windows, width: int, scheme: str
) -> None:
    visit = windows.open(width, 900, {"color_scheme": scheme})
    for name in PAGES:
        visit.page.goto((site / name).as_uri())
        assert visit.faults() == []
        assert violations(visit.page) == [], name
        overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert visit.page.evaluate(overflow) <= 0, name
    windows.reset()


def test_the_search_finds_a_term_from_disk(site: Path, windows: Windows) -> None:
    visit = windows.open(1280, 900, {})
    visit.page.goto((site / "index.html").as_uri())
    visit.page.keyboard.press("/")
    visit.page.keyboard.type("undercut")
    visit.page.get_by_text("matching documents").wait_for()
    assert visit.page.locator(".md-search-result__item").count() > 1
    assert visit.faults() == []
    windows.reset()
