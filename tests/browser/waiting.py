"""Wait in a page until something is so, under a policy that forbids to compile text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page

# Playwright's wait_for_function compiles its text at each look. The pages' policy forbids that
# but for the first look, so that a page that needs longer would fail.
LOOK_AGAIN = """(arg) => new Promise((done, fail) => {
  const late = setTimeout(() => fail(new Error("It did not come to be so in 20 s.")), 20000);
  // The address changes before the page does: what it names is shown by a later task.
  const { dataset } = document.documentElement;
  const followed = () => dataset.shown === undefined || dataset.shown === location.hash;
  const look = () => {
    const value = (CONDITION);
    if ((typeof value === "function" ? value(arg) : value) && followed()) {
      clearTimeout(late);
      done();
    } else requestAnimationFrame(look);
  };
  look();
})"""


def until(page: Page, condition: str, arg: Any = None) -> None:
    """Wait until an expression of JavaScript is true, or a function of it returns what is true.

    An explorer's page must also show what its address names.
    """
    page.evaluate(LOOK_AGAIN.replace("CONDITION", condition), arg)


def followed(page: Page) -> None:
    """Wait until an explorer's page shows what its address names."""
    until(page, "true")


def drawn(page: Page) -> None:
    """Wait until a page has drawn its network."""
    page.wait_for_selector("#network[data-drawn]")


def go(page: Any, fragment: str) -> None:
    """Go to an address within the page, and wait until what it names is shown."""
    page.evaluate("(fragment) => { location.hash = fragment; }", fragment)
    followed(page)


def find(page: Page, words: str) -> None:
    """Look a name or claim up on the page of a network."""
    page.get_by_label("Find a name or claim").fill(words)
    page.keyboard.press("Enter")
