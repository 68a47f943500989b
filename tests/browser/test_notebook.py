"""In a notebook, and in any other page, the explorer stands in a frame and works there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from opendebate.debate import Debate
from opendebate.views.explorer import ExplorerView

Open = Callable[..., Any]


@pytest.fixture(scope="module")
def cell(debate: Debate) -> str:
    """What a notebook shows for a view."""
    view = debate.view(start="wendy-hall")
    assert isinstance(view, ExplorerView)
    return f"<!doctype html><title>notebook</title><div>{view._repr_html_()}</div>"


def test_links_work_within_a_sandboxed_frame(visit: Open, cell: str) -> None:
    seen = visit(cell)
    frame = seen.page.frame_locator("iframe")
    frame.get_by_role("heading", level=1, name="Wendy Hall").wait_for()
    frame.get_by_role("link", name="University of Southampton").first.click()
    frame.get_by_role("heading", level=1, name="University of Southampton").wait_for()
    frame.get_by_role("link", name="Overview").click()
    frame.get_by_role("heading", level=1, name="Should the most").wait_for()
    frame.get_by_role("combobox").first.fill("zuckerberg")
    frame.get_by_role("option").first.click()
    frame.get_by_role("heading", level=1, name="Mark Zuckerberg").wait_for()
    assert seen.page.title() == "notebook"
    assert [error for error in seen.errors if "sandbox" not in error] == []
    assert seen.requests == []


def test_where_frames_are_taken_away_the_words_are_left(visit: Open, cell: str) -> None:
    seen = visit(cell)
    seen.page.evaluate("document.querySelector('iframe').remove()")
    seen.page.locator("summary").click()
    assert "affirmed by Wendy Hall" in seen.page.locator("details").inner_text()
