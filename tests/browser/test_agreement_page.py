"""The page of an agreement of coders: readable by all, in every window, and quiet."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from axe import CHECKED, violations
from coders import ARTICLE, SLUG, coding_of, two_coders, write_coding
from opendebate.reliability.agreement import agreement

Open = Callable[..., Any]
SIZES = {"desktop": (1280, 800), "phone": (390, 844)}


@pytest.fixture(scope="module", name="page")
def _page(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = two_coders(tmp_path_factory.mktemp("coders") / "maps")
    text = coding_of(folder, "ben")
    write_coding(folder, "ben", text[: text.index("- id: critics-burglars")])
    return agreement(folder, texts={SLUG: Path(ARTICLE)}).to_html()


@pytest.mark.parametrize("window", CHECKED)
def test_axe_finds_nothing_on_the_page_of_an_agreement(visit: Open, page: str, window: str) -> None:
    size, scheme = window.split(", ")
    width, height = SIZES[size]
    seen = visit(page, width=width, height=height, color_scheme=scheme)
    seen.page.evaluate("document.querySelectorAll('details').forEach((one) => one.open = true)")
    assert violations(seen.page, CHECKED[window]) == []
    assert seen.faults() == []


@pytest.mark.parametrize("width", [320, 1280])
def test_only_tables_scroll_sideways(visit: Open, page: str, width: int) -> None:
    seen = visit(page, width=width)
    seen.page.evaluate("document.querySelectorAll('details').forEach((one) => one.open = true)")
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= width
    assert seen.page.get_by_text("not by ben").count() == 1
