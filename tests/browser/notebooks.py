"""Running a notebook in a browser, in JupyterLab or JupyterLite, as a person would."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

TIMES = 240  # half seconds


def run_all(page: Page, url: str, kernel: str, checks: int) -> None:
    """Open a notebook, run all its cells, and wait until so many checks are right.

    Only a tall page holds all cells: JupyterLab takes away what is not in sight.
    """
    page.goto(url)
    page.locator(".jp-Notebook .jp-Cell").first.wait_for()
    page.get_by_text(kernel, exact=False).first.wait_for()
    page.get_by_text("Run", exact=True).first.click()
    page.get_by_text("Run All Cells", exact=True).click()
    right: set[str] = set()
    for _ in range(TIMES):
        page.wait_for_timeout(500)
        shown = page.locator(".jp-OutputArea-output").all_inner_texts()
        assert not any("Traceback" in text or "Error" in text for text in shown), shown
        right |= {text for text in shown if text.startswith("✓")}
        if len(right) == checks:
            return
    raise AssertionError(f"{len(right)} of {checks} checks were right: {right}")
