"""What axe-core, a checker of web pages, finds wrong with a page for those who see or hear it."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page


@cache
def _source() -> str:
    return files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")


def violations(page: Page) -> list[str]:
    """Return a line for each element that breaks a rule: the rule, how grave, where, and why."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_source() + ";0")
    found = page.evaluate(
        "axe.run({ resultTypes: ['violations'], elementRef: false, preload: false })"
    )
    return [
        f"{rule['id']} ({rule['impact']}): {' '.join(map(str, node['target']))}: "
        f"{node['failureSummary']}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]
