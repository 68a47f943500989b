"""Make README's stills anew, light and dark: python .stills/make.py [FOLDER].

Those of the map and of a trace are what the page's own SVG button gives, and those of the
workbench show the invented article of the tests; the browser is Debian's Chromium.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, ViewportSize, sync_playwright

import opendebate

HERE = Path(__file__).parent
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
DATA = HERE.parent / "tests" / "data"
ARTICLE = "a-town-and-its-maps"
UNCODED = "- id: vanderlinden-prices"  # it and all after it are left out
SHOWN = "why-meta-opened-up"  # the source of the trace
TRACE = "#/claim/irresponsible-proposal"
SIZE: ViewportSize = {"width": 1280, "height": 900}
MAP_SIZE: ViewportSize = {
    "width": 1024,
    "height": 900,
}  # a page on which README's 830 pixels are read
PROGRAMS = ("chromium-headless-shell", "chromium")


def main() -> None:
    """Write the stills into a folder, or beside this script."""
    folder = Path(sys.argv[1]) if sys.argv[1:] else HERE
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    with tempfile.TemporaryDirectory() as place, sync_playwright() as driver:
        article, page = Path(place) / "article.html", Path(place) / "page.html"
        opendebate.load(only=[SHOWN]).view().save(article, networks=False)
        opendebate.load().view().save(page, networks=False)
        browser = driver.chromium.launch(executable_path=program, args=FLAGS)
        for scheme in ("light", "dark"):
            drawn = _still(browser, page.as_uri(), scheme, MAP_SIZE)
            (folder / f"map-{scheme}.svg").write_bytes(drawn)
            traced = _still(browser, article.as_uri() + TRACE, scheme, SIZE)
            (folder / f"trace-{scheme}.svg").write_bytes(traced)
            (folder / f"code-{scheme}.png").write_bytes(_workbench(browser, Path(place), scheme))
        browser.close()


def _still(browser: Browser, address: str, scheme: str, size: ViewportSize) -> bytes:
    """Return the picture of what is seen at an address as the page gives it away."""
    context = browser.new_context(
        viewport=size, color_scheme="dark" if scheme == "dark" else "light"
    )
    tab = context.new_page()
    tab.goto(address)
    tab.get_by_role("button", name="Share", exact=True).click()
    with tab.expect_download() as download:
        tab.get_by_role("button", name="SVG", exact=True).click()
    picture = Path(download.value.path()).read_bytes()
    context.close()
    return picture


def _workbench(browser: Browser, place: Path, scheme: str) -> bytes:
    """Return a picture of the workbench with a sentence selected that is not coded yet."""
    folder = place / f"maps-{scheme}"
    shutil.copytree(DATA / "flood-maps", folder)
    file = folder / "sources" / f"{ARTICLE}.yaml"
    file.write_text(file.read_text("utf-8").partition(UNCODED)[0], "utf-8")
    command = [sys.executable, "-m", "opendebate_cli", "-d", str(folder), "code", ARTICLE,
               "--text", str(DATA / f"{ARTICLE}.txt"), "--no-browser"]  # fmt: skip
    env = {**os.environ, "XDG_STATE_HOME": str(place / scheme)}
    with subprocess.Popen(  # noqa: S603 - our own command
        command, stderr=subprocess.PIPE, text=True, env=env
    ) as server:
        assert server.stderr
        address = next(line for line in server.stderr if "http" in line).strip()
        tab = browser.new_page(viewport=SIZE, color_scheme="dark" if scheme == "dark" else "light")
        tab.goto(address)
        tab.locator("main p").first.wait_for()
        for _ in range(10):
            tab.keyboard.press("j")
        tab.wait_for_timeout(1_500)
        picture = tab.screenshot()
        server.terminate()
    return picture


if __name__ == "__main__":
    main()
