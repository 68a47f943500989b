"""Running a notebook in a browser, in JupyterLab or JupyterLite, as a person would."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

LONGEST = 300_000  # milliseconds; what is waited for comes as soon as the machine lets it
# Checks that are right are remembered, since JupyterLab takes away what is out of sight.
ANSWERED = """(checks) => {
  window.right ??= new Set();
  for (const output of document.querySelectorAll(".jp-OutputArea-output")) {
    const text = output.innerText;
    if (/Traceback|Error/.test(text)) return text;
    if (text.startsWith("✓")) window.right.add(text);
  }
  return window.right.size === checks && "right";
}"""


def run_all(page: Page, url: str, kernel: str, checks: int) -> None:
    """Open a notebook, run all its cells, and wait until so many checks are right.

    Only a tall page holds all cells: JupyterLab takes away what is not in sight.
    """
    page.set_default_timeout(LONGEST)
    page.goto(url)
    page.locator(".jp-Notebook .jp-Cell").first.wait_for()
    page.get_by_text(kernel, exact=False).first.wait_for()
    page.locator('.jp-Notebook-ExecutionIndicator[data-status="idle"]').first.wait_for()
    page.get_by_text("Run", exact=True).first.click()
    page.get_by_text("Run All Cells", exact=True).click()
    answered = page.wait_for_function(ANSWERED, arg=checks, polling=250)
    assert answered.json_value() == "right"
