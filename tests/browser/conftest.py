"""A real browser for the pages: cut off from every network, and watched for any fault."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
LOCAL = ("file:", "about:", "data:", "blob:", "http://127.0.0.1", "http://localhost")
WATCH = """
window.violations = [];
document.addEventListener("securitypolicyviolation",
  (event) => window.violations.push(`${event.violatedDirective} ${event.blockedURI}`));
"""


@dataclass
class Visit:
    """A page that is open, and all that went wrong on it.

    Attributes
    ----------
    page : playwright.sync_api.Page
    requests : list of str
        Addresses outside this machine that were asked for; each was refused.
    errors : list of str
        What the console complained of, what was thrown, and dialogs.
    """

    page: Page
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def faults(self) -> list[str]:
        """Return everything that should not have happened so far."""
        return [*self.requests, *self.errors, *self.page.evaluate("window.violations")]


Open = Callable[..., Visit]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium with a fresh profile, or a skip that says why there is none."""
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        pytest.skip("there is no Chromium on this machine")
    with playwright.sync_playwright() as driver:
        launched = driver.chromium.launch(executable_path=chromium, args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture
def visit(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Open a page given as text: ``visit(html, width=390, height=844)``."""
    contexts = []

    def open_page(html: str, *, width: int = 1280, height: int = 800, **options: Any) -> Visit:
        file = tmp_path / "page.html"
        file.write_bytes(html.encode())
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        context.set_default_timeout(20_000)
        context.add_init_script(WATCH)
        seen = Visit(context.new_page())

        def guard(route: Route) -> None:
            if route.request.url.startswith(LOCAL):
                route.continue_()
            else:
                seen.requests.append(route.request.url)
                route.abort()

        def dismiss(dialog: Any) -> None:
            seen.errors.append(f"dialog: {dialog.message}")
            dialog.dismiss()

        context.route("**/*", guard)
        seen.page.on("dialog", dismiss)
        seen.page.on("pageerror", lambda error: seen.errors.append(str(error)))
        seen.page.on(
            "console",
            lambda said: seen.errors.append(said.text) if said.type != "log" else None,
        )
        seen.page.goto(file.as_uri())
        return seen

    yield open_page
    for context in contexts:
        context.close()
