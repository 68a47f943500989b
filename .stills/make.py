"""Make README's stills anew, light and dark: python .stills/make.py [FOLDER].

The map's are made without a browser. Those of a trace are what the page's own SVG button gives;
the browser is Debian's Chromium.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

import opendebate

HERE = Path(__file__).parent
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
TRACE = "#/claim/irresponsible-proposal"
SIZE = {"width": 1280, "height": 900}


def main() -> None:
    """Write the stills into a folder, or beside this script."""
    folder = Path(sys.argv[1]) if sys.argv[1:] else HERE
    for scheme in ("light", "dark"):
        picture = opendebate.load().view().picture(dark=scheme == "dark")
        (folder / f"map-{scheme}.svg").write_text(picture, "utf-8")
    with tempfile.TemporaryDirectory() as place, sync_playwright() as driver:
        page = Path(place) / "page.html"
        opendebate.load().view().save(page)
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        for scheme in ("light", "dark"):
            (folder / f"trace-{scheme}.svg").write_bytes(_still(browser, page, scheme))
        browser.close()


def _still(browser: Browser, page: Path, scheme: str) -> bytes:
    """Return the picture of a trace as the page gives it away."""
    context = browser.new_context(
        viewport=SIZE, color_scheme="dark" if scheme == "dark" else "light"
    )
    tab = context.new_page()
    tab.goto(page.as_uri() + TRACE)
    tab.get_by_role("button", name="Share", exact=True).click()
    with tab.expect_download() as download:
        tab.get_by_role("button", name="SVG", exact=True).click()
    picture = Path(download.value.path()).read_bytes()
    context.close()
    return picture


if __name__ == "__main__":
    main()
