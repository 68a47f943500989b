"""Lessons in JupyterLab, run in a browser; and as pages that are handed out."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from axe import violations
from endpoints import free_port, wait_for
from opendebate_lessons.notebooks import cut, folder
from run_notebooks import run_all

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.skipif(
    find_spec("jupyterlab") is None, reason="JupyterLab is not installed: pip install -e '.[dev]'"
)
LESSONS = ("03-camps-and-bridges",)  # what the others show is in this one, too


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a JupyterLab that has the lessons, on loopback."""
    home = tmp_path_factory.mktemp("lab")
    for path in folder().glob("*.ipynb"):
        solved = cut(path.read_text("utf-8"), solutions=False)  # as learners see it
        (home / path.name).write_text(solved, "utf-8")
    port = free_port()
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root",
               f"--ServerApp.port={port}", "--ServerApp.ip=127.0.0.1",
               f"--ServerApp.root_dir={home}",
               "--IdentityProvider.token=", "--ServerApp.disable_check_xsrf=True",
               "--LabApp.news_url=None", "--LabApp.check_for_updates_class="
               "jupyterlab.NeverCheckForUpdate"]  # fmt: skip
    env = {**os.environ, "HOME": str(home), "JUPYTER_PLATFORM_DIRS": "1"}
    with subprocess.Popen(command, env=env, stderr=subprocess.DEVNULL) as child:
        try:
            wait_for(f"http://127.0.0.1:{port}/api", child)
            yield f"http://127.0.0.1:{port}"
        finally:
            child.terminate()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 4_000})
    context.set_default_timeout(60_000)
    context.route(
        "**/*",
        lambda route: (
            route.continue_()
            if route.request.url.startswith(("http://127.0.0.1", "file:", "data:", "blob:"))
            else route.abort()
        ),
    )
    yield context.new_page()
    context.close()


def test_the_view_draws_in_jupyterlab(page: Page, lab: str) -> None:
    run_all(page, f"{lab}/lab/tree/00-start-here.ipynb", "Python 3", 3)
    frame = page.frame_locator(".jp-OutputArea-output iframe")
    frame.get_by_role("heading", level=1, name="Wendy Hall").wait_for()
    frame.get_by_role("link", name="University of Southampton").first.click()
    frame.get_by_role("heading", level=1, name="University of Southampton").wait_for()


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_lesson_that_is_handed_out_as_a_page_is_accessible(
    page: Page, lesson: str, tmp_path: Path
) -> None:
    command = [sys.executable, "-m", "nbconvert", "--to", "html", "--execute",
               "--template", "page", f"--TemplateExporter.extra_template_basedirs={folder()}",
               "--output-dir", str(tmp_path), str(folder() / f"{lesson}.ipynb")]  # fmt: skip
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto((tmp_path / f"{lesson}.html").as_uri())
    assert violations(page) == []
