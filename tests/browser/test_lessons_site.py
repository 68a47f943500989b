"""The site of lessons: built of what is here, and run in a browser that reaches nothing else."""

from __future__ import annotations

import filecmp
import functools
import http.server
import json
import os
import re
import shutil
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from lesson_cases import STUB
from opendebate.errors import InputError
from opendebate_cli.main import cli
from run_notebooks import run_all

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytest.importorskip("jupyterlite_pyodide_kernel", reason="opendebate[site] is not installed")

from opendebate_lessons.browser.pyodide import CORE
from opendebate_lessons.browser.site import build_site, runnable, write_notebooks

PYODIDE = os.environ.get("OPENDEBATE_PYODIDE", "")
needs_pyodide = pytest.mark.skipif(
    not PYODIDE, reason="OPENDEBATE_PYODIDE names no folder of Pyodide; .ci/run makes one"
)
LAST = {"02-asking-the-graph.ipynb": 8}  # exercises; the other lessons run on the stand-in


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("lessons") / "site"
    build_site(target, Path(PYODIDE))
    return target


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name
            """Say nothing."""

    handler = functools.partial(Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 4_000})
    context.set_default_timeout(120_000)
    outside: list[str] = []
    made = context.new_page()

    def guard(route: object) -> None:
        url: str = route.request.url  # type: ignore[attr-defined]
        if url.startswith((address, "data:", "blob:")):
            route.continue_()  # type: ignore[attr-defined]
        else:
            outside.append(url)
            route.abort()  # type: ignore[attr-defined]

    context.route("**/*", guard)
    yield made
    context.close()
    assert outside == []


@needs_pyodide
@pytest.mark.parametrize("lesson", LAST)
def test_a_lesson_runs_in_a_browser_with_nothing_installed(
    page: Page, address: str, lesson: str
) -> None:
    url = f"{address}/lab/index.html?path={lesson}"
    run_all(page, url, "Python (Pyodide)", LAST[lesson])


@needs_pyodide
def test_every_page_is_kept_from_fetching_elsewhere(site: Path) -> None:
    pages = list(site.rglob("*.html"))
    assert pages
    for path in pages:
        assert "Content-Security-Policy" in path.read_text("utf-8"), path
    settings = json.loads((site / "jupyter-lite.json").read_text("utf-8"))["jupyter-config-data"]
    kernel = settings["litePluginSettings"]["@jupyterlite/pyodide-kernel-extension:kernel"]
    assert kernel["pyodideUrl"].startswith("./static/")
    assert kernel["disablePyPIFallback"] is True
    assert {path.name for path in (site / "extensions").iterdir()} == {"@jupyterlite"}


@needs_pyodide
def test_every_package_is_pure_and_there(site: Path) -> None:
    folder = site / "static" / "pyodide"
    lock = json.loads((folder / "pyodide-lock.json").read_text("utf-8"))["packages"]
    assert {"opendebate", "pyoxigraph", "rdflib", "networkx", "micropip"} <= set(lock)
    for entry in lock.values():
        with zipfile.ZipFile(folder / entry["file_name"]) as wheel:
            if entry["file_name"].endswith("-none-any.whl"):
                assert not [name for name in wheel.namelist() if name.endswith((".so", ".pyd"))]
        assert set(entry["depends"]) <= set(lock)
    for path in folder.glob("*.whl"):
        assert path.name in {entry["file_name"] for entry in lock.values()}


@needs_pyodide
def test_the_command_builds_it_for_learners_and_an_archive_is_as_good_as_a_folder(
    tmp_path: Path, site: Path
) -> None:
    target = tmp_path / "public"
    archive = shutil.make_archive(str(tmp_path / "pyodide"), "tar", PYODIDE)
    command = ["lessons", "--site", "-o", str(target), "--pyodide", archive, "--student"]
    result = CliRunner().invoke(cli, command)
    assert result.exit_code == 0, result.output
    assert f"Made: {target}" in result.stdout
    assert "Next: python -m http.server -d" in result.stderr
    names = sorted(path.name for path in (target / "files").glob("*.ipynb"))
    lock = json.loads((target / "static/pyodide/pyodide-lock.json").read_text("utf-8"))
    assert [name[:2] for name in names] == list(
        runnable({"numpy", "scipy"} - set(lock["packages"]))
    )
    for path in (target / "files").glob("*.ipynb"):
        text = path.read_text("utf-8")
        assert "BEGIN SOLUTION" not in text
        assert STUB in text
    built = [path / "static" / "pyodide" / "pyodide.asm.wasm" for path in (target, site)]
    assert filecmp.cmp(built[0], built[1], shallow=False)
    again = CliRunner().invoke(cli, command)
    assert again.exit_code == 3
    assert "There is something already" in again.stderr


def test_without_pyodide_it_is_told_where_that_comes_from(tmp_path: Path) -> None:
    result = CliRunner().invoke(cli, ["lessons", "--site", "-o", str(tmp_path / "site")])
    assert result.exit_code == 2
    assert re.search(r"npm pack pyodide@\d", result.stderr)
    assert not (tmp_path / "site").exists()


def test_a_site_lists_only_lessons_that_run_there_and_says_what_is_loading(tmp_path: Path) -> None:
    assert runnable([]) == ("00", "01", "02", "03")
    assert runnable(["scipy", "jedi"]) == ("00", "01", "02")
    write_notebooks(tmp_path / "files", ["numpy", "scipy"], student=True)
    written = sorted((tmp_path / "files").iterdir())
    assert [path.name[:2] for path in written] == ["00", "01", "02"]
    for path in written:
        cells = json.loads(path.read_text("utf-8"))["cells"]
        assert "Your browser loads Python first" in "".join(cells[1]["source"])
        assert "import" not in "".join(cells[2]["source"])  # so that it is done at once
        assert "print(" in "".join(cells[2]["source"])
        assert "subprocess" not in path.read_text("utf-8")


def test_one_folder_is_named_and_not_two(tmp_path: Path) -> None:
    both = ["lessons", "-o", str(tmp_path / "a"), "--site", str(tmp_path / "b")]
    for command in (["lessons"], ["lessons", "--site"], both):
        result = CliRunner().invoke(cli, command)
        assert result.exit_code == 2
        assert "Name the folder for the copies, or for the site: -o DIR." in result.stderr


def test_a_folder_after_site_still_works_and_the_new_spelling_is_shown(tmp_path: Path) -> None:
    command = ["lessons", "--site", str(tmp_path / "b"), "--pyodide", str(tmp_path)]
    result = CliRunner().invoke(cli, command)
    assert f"Write: opendebate lessons --site -o {tmp_path / 'b'}\n" in result.stderr
    assert "not all of Pyodide" in result.stderr


def test_a_folder_that_is_no_pyodide_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"not all of Pyodide: pyodide-lock\.json"):
        build_site(tmp_path / "site", tmp_path)
    broken = tmp_path / "broken.tar.bz2"
    broken.write_bytes(b"BZh9 and no more")
    with pytest.raises(InputError, match="archive cannot be read"):
        build_site(tmp_path / "site", broken)
    old = tmp_path / "old"
    old.mkdir()
    for name in CORE:
        (old / name).touch()
    (old / "package.json").write_text('{"version": "0.1.0"}', "utf-8")
    (old / "pyodide-lock.json").write_text("{}", "utf-8")
    with pytest.raises(InputError, match="lock file cannot be read"):
        build_site(tmp_path / "site", old)
    lock = {"info": {"python": "3.14.2"}, "packages": {}}
    (old / "pyodide-lock.json").write_text(json.dumps(lock), "utf-8")
    with pytest.raises(InputError, match=r"This is Pyodide 0\.1\.0"):
        build_site(tmp_path / "site", old)
    assert not (tmp_path / "site").exists()
