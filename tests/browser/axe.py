"""What axe-core, a checker of web pages, finds wrong with a page for those who see or hear it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page


@cache
def _source() -> str:
    return files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")


COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"]}
ALL_BUT_COLOURS = {"rules": {"color-contrast": {"enabled": False}}}  # the slowest by far
# What is checked in which window: a scheme changes colours alone, and a small window changes none.
CHECKED: dict[str, Mapping[str, object]] = {
    "desktop, light": {},
    "desktop, dark": COLOURS,
    "phone, light": ALL_BUT_COLOURS,
    "phone, dark": COLOURS,
}


def violations(page: Page, rules: Mapping[str, object] | None = None) -> list[str]:
    """Return a line for each element that breaks a rule: the rule, how grave, where, and why.

    Parameters
    ----------
    page : playwright.sync_api.Page
    rules : mapping, optional
        `COLOURS` or `ALL_BUT_COLOURS`; without it every rule is checked.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(_source() + ";0")
    found = page.evaluate(
        "(rules) => axe.run({ resultTypes: ['violations'], elementRef: false, preload: false, "
        "...rules })",
        rules or {},
    )
    return [
        f"{rule['id']} ({rule['impact']}): {' '.join(map(str, node['target']))}: "
        f"{node['failureSummary']}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]
