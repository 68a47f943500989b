"""The static site in a browser: read without scripts, searched without a server."""

from __future__ import annotations

from pathlib import Path

import pytest

from axe import CHECKED, violations
from conftest import Visit, Windows

WINDOWS = {"desktop": (1280, 900), "phone": (390, 844)}


@pytest.fixture
def site(article_site: Path) -> Path:
    return article_site


def opened(windows: Windows, file: Path, size: str = "desktop", **options: object) -> Visit:
    visit = windows.open(*WINDOWS[size], dict(options))
    visit.page.goto(file.as_uri())
    return visit


@pytest.fixture(autouse=True)
def _closed(windows: Windows) -> object:
    yield
    windows.reset()


def test_the_search_finds_pages_without_a_server(windows: Windows, site: Path) -> None:
    visit = opened(windows, site / "search.html")
    visit.page.fill("#words", "wendy hall")
    assert visit.page.locator("#found a").first.inner_text() == "Wendy Hall"
    assert "page" in visit.page.locator("#count").inner_text()
    visit.page.locator("#found a").first.click()
    assert visit.page.locator("h1").inner_text() == "Wendy Hall"
    visit.page.go_back()
    visit.page.wait_for_function("document.querySelector('#words').value === 'wendy hall'")
    assert visit.faults() == []


def test_pages_are_read_and_followed_without_scripts(windows: Windows, site: Path) -> None:
    context = windows.browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "index.html").as_uri())
    page.get_by_role("link", name="Meta should open-source its large language model.").click()
    assert "Affirmed by" in page.locator("main").inner_text()
    page.locator("main").get_by_role("link", name="Yann LeCun").first.click()
    assert page.locator("h1").inner_text() == "Yann LeCun"
    context.close()


def test_what_is_folded_is_reached_by_its_address_and_printed_without_scripts(
    windows: Windows, site: Path
) -> None:
    context = windows.browser.new_context(java_script_enabled=False)
    page = context.new_page()
    file = site / "source" / "why-meta-opened-up.html"
    page.goto(file.as_uri())
    statement, other = page.locator("#hall-harm"), page.locator("details li").last
    assert not statement.is_visible()
    page.goto(f"{file.as_uri()}#hall-harm")
    statement.wait_for(state="visible")
    assert not other.is_visible()
    page.emulate_media(media="print")
    other.wait_for(state="visible")
    context.close()


def test_a_browser_that_cannot_print_folds_by_style_opens_them(
    windows: Windows, site: Path
) -> None:
    page = windows.open(1280, 900, {}).page
    page.add_init_script("CSS.supports = () => false")
    page.goto((site / "source" / "why-meta-opened-up.html").as_uri())
    closed = page.locator("details:not([open])")
    before = closed.count()
    assert before > 1
    for event, number in (("beforeprint", 0), ("afterprint", before)):
        page.evaluate(f"dispatchEvent(new Event('{event}'))")
        assert closed.count() == number


@pytest.mark.parametrize(("width", "sees_picture"), [(1280, True), (1000, False), (390, False)])
def test_the_first_page_shows_who_stands_where_in_letters_one_can_read(
    windows: Windows, site: Path, width: int, sees_picture: bool
) -> None:
    page = windows.open(width, 900, {}).page
    page.goto((site / "index.html").as_uri())
    picture, camps = page.locator("figure.light"), page.locator(".camps")
    assert (picture.is_visible(), camps.is_visible()) == (sees_picture, not sees_picture)
    if sees_picture:
        scale = page.evaluate("document.querySelector('.light svg').getScreenCTM().a")
        assert 13 * scale >= 12.5
    else:
        words = camps.inner_text()
        for name in ("Only for", "Yann LeCun", "On both sides", "GZERO Media", "Wendy Hall"):
            assert name in words
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("look", CHECKED)
@pytest.mark.parametrize(
    "path",
    ["index.html", "claim/open-agi.html", "actor/gzero-media.html", "search.html", "404.html"],
)
def test_everybody_can_use_the_pages(windows: Windows, site: Path, look: str, path: str) -> None:
    size, scheme = look.split(", ")
    visit = opened(windows, site / path, size, color_scheme=scheme)
    assert violations(visit.page, CHECKED[look]) == []
    width = visit.page.evaluate("document.documentElement.scrollWidth")
    assert width <= WINDOWS[size][0]
    assert visit.faults() == []
