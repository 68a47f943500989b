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

    from opendebate.debate import Debate

# The first is the same engine without windows: the tests take a fifth less of the processor.
PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Pages of one kind share a process: to start one costs the most.
    "--renderer-process-limit=1",
    "--disable-features=SitePerProcess,IsolateOrigins",
    "--disable-site-isolation-trials",
]
LOCAL = ("file:", "about:", "data:", "blob:", "http://127.0.0.1", "http://localhost")
MEDIA = {"color_scheme": "light", "reduced_motion": "no-preference", "forced_colors": "none"}
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

    def watch(self) -> None:
        """Note from now on what goes wrong."""
        self._listeners = {
            "dialog": self._dismiss,
            "pageerror": lambda error: self.errors.append(str(error)),
            "console": self._hear,
        }
        for event, listener in self._listeners.items():
            self.page.on(event, listener)  # type: ignore[call-overload]

    def unwatch(self) -> None:
        """Note no more, and give the page its first medium again."""
        if self.page.is_closed():
            return
        for event, listener in self._listeners.items():
            self.page.remove_listener(event, listener)
        self.page.emulate_media(media="null")

    def _dismiss(self, dialog: Any) -> None:
        self.errors.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _hear(self, message: Any) -> None:
        if message.type != "log":
            self.errors.append(message.text)

    def faults(self) -> list[str]:
        """Return everything that should not have happened so far."""
        return [*self.requests, *self.errors, *self.page.evaluate("window.violations")]


Open = Callable[..., Visit]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium with a fresh profile, or a skip that says why there is none."""
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    chromium = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if chromium is None:
        pytest.skip("there is no Chromium on this machine")
    with playwright.sync_playwright() as driver:
        launched = driver.chromium.launch(executable_path=chromium, args=FLAGS)
        yield launched
        launched.close()


class Windows:
    """Pages that stay open from test to test: to start one takes longer than most tests."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.contexts: dict[str, BrowserContext] = {}
        self.pages: dict[str, list[Page]] = {}
        self.visits: list[Visit] = []

    def open(self, width: int, height: int, options: dict[str, Any]) -> Visit:
        """Return a page of this size, watched and cut off; each of a test is its own."""
        other = dict(options)
        media = {name: other.pop(name, usual) for name, usual in MEDIA.items()}
        kind = repr(sorted(other.items()))
        if kind not in self.contexts:
            self.contexts[kind] = self._context(other)
        busy = [visit.page for visit in self.visits]
        pages = self.pages[kind] = [p for p in self.pages.get(kind, []) if not p.is_closed()]
        page = next((page for page in pages if page not in busy), None)
        if page is None:
            page = self.contexts[kind].new_page()
            pages.append(page)
        visit = Visit(page)
        size: ViewportSize = {"width": width, "height": height}
        if page.viewport_size != size:
            page.set_viewport_size(size)
        page.emulate_media(**media)
        visit.watch()
        self.visits.append(visit)
        return visit

    def _context(self, options: dict[str, Any]) -> BrowserContext:
        context = self.browser.new_context(viewport={"width": 1280, "height": 800}, **options)
        context.set_default_timeout(20_000)
        context.add_init_script(WATCH)
        context.route("**/*", self.guard)
        return context

    def guard(self, route: Route) -> None:
        """Let through what is of this machine; refuse and note all else."""
        if route.request.url.startswith(LOCAL):
            route.continue_()
            return
        for visit in self.visits:
            visit.requests.append(route.request.url)
        route.abort()

    def reset(self) -> None:
        """Close what the pages of a test opened, and make the pages as good as new."""
        for visit in self.visits:
            visit.unwatch()
        self.visits.clear()
        for kind, context in self.contexts.items():
            for page in context.pages:
                if page not in self.pages[kind]:
                    page.close()
                elif page.url != "about:blank":
                    page.evaluate("sessionStorage.clear()")
                    page.goto("about:blank")
            context.clear_cookies()
            context.clear_permissions()


@pytest.fixture(scope="session")
def windows(browser: Browser) -> Windows:
    """The windows that the tests of a process share."""
    return Windows(browser)


@pytest.fixture
def visit(windows: Windows, tmp_path: Path) -> Iterator[Open]:
    """Open a page given as text: ``visit(html, at="#/overview", width=390, height=844)``."""

    def open_page(
        html: str, *, at: str = "", width: int = 1280, height: int = 800, **options: Any
    ) -> Visit:
        file = tmp_path / "page.html"
        file.write_bytes(html.encode())
        visit = windows.open(width, height, options)
        visit.page.goto(file.as_uri() + at)
        return visit

    yield open_page
    windows.reset()


@pytest.fixture(scope="session")
def page(debate: Debate) -> str:
    """The page of the article."""
    return debate.view().html()
