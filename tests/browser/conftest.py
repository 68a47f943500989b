"""A real browser for the pages: cut off from every network, and watched for any fault."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page, Route, ViewportSize

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


class Windows:
    """Windows that stay open from test to test, one for each kind: to open one costs the most."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.contexts: dict[str, tuple[BrowserContext, Page]] = {}
        self.seen: list[Visit] = []

    def open(self, width: int, height: int, options: dict[str, Any]) -> Visit:
        """Open a page of its own in a window of this kind, watched and cut off."""
        kind = repr((width, height, sorted(options.items())))
        if kind not in self.contexts:
            size: ViewportSize = {"width": width, "height": height}
            context = self.browser.new_context(viewport=size, **options)
            context.set_default_timeout(20_000)
            context.add_init_script(WATCH)
            context.route("**/*", self.guard)
            self.contexts[kind] = context, context.new_page()
        context, _ = self.contexts[kind]
        self.seen.append(Visit(context.new_page()))
        return self.seen[-1]

    def guard(self, route: Route) -> None:
        """Let through what is of this machine; refuse and note all else."""
        if route.request.url.startswith(LOCAL):
            route.continue_()
            return
        for seen in self.seen:
            seen.requests.append(route.request.url)
        route.abort()

    def close_pages(self) -> None:
        """Close all pages of a test, and forget what they kept."""
        self.seen.clear()
        for context, first in self.contexts.values():
            for page in context.pages:
                if page is not first:
                    page.close()
            context.clear_cookies()
            context.clear_permissions()


@pytest.fixture(scope="session")
def windows(browser: Browser) -> Windows:
    """The windows that the tests of a process share."""
    return Windows(browser)


@pytest.fixture
def visit(windows: Windows, tmp_path: Path) -> Iterator[Open]:
    """Open a page given as text: ``visit(html, width=390, height=844)``."""

    def open_page(html: str, *, width: int = 1280, height: int = 800, **options: Any) -> Visit:
        file = tmp_path / "page.html"
        file.write_bytes(html.encode())
        seen = windows.open(width, height, options)

        def dismiss(dialog: Any) -> None:
            seen.errors.append(f"dialog: {dialog.message}")
            dialog.dismiss()

        seen.page.on("dialog", dismiss)
        seen.page.on("pageerror", lambda error: seen.errors.append(str(error)))
        seen.page.on(
            "console",
            lambda said: seen.errors.append(said.text) if said.type != "log" else None,
        )
        seen.page.goto(file.as_uri())
        return seen

    yield open_page
    windows.close_pages()
