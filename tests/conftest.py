"""What tests of several parts share: the data beside them, and the article outside the project."""

from __future__ import annotations

import gc
import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from article import ARTICLE, load_article, write_article_site
from fuzzing import TIMES
from opendebate.debate import Debate, load

ROOT = Path(__file__).parents[1]

# Machines are noisy: how long an example takes says nothing about whether it holds.
settings.register_profile(
    "opendebate",
    max_examples=40 * TIMES,
    deadline=None,
    derandomize=TIMES == 1,  # one commit gives one result; who searches for faults asks for more
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("opendebate")


WORKERS = 4  # at the most; each may have a browser


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> None:
    """Share the tests out among the machine's processors, where all are run and none is named."""
    option = config.option
    everything = config.args_source is pytest.Config.ArgsSource.TESTPATHS
    able = config.pluginmanager.hasplugin("xdist") and not option.usepdb
    if everything and able and not _shares():
        if option.numprocesses is None:
            option.numprocesses = "auto"
        if option.dist == "no" and option.numprocesses:
            option.dist = "worksteal"


def _shares() -> bool:
    """Tell whether this process is one of those that share the tests."""
    return "PYTEST_XDIST_WORKER" in os.environ


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Return how many processes share the tests: one more than processors, as many tests wait."""
    return min(WORKERS, (os.cpu_count() or 1) + 1)


def pytest_collection_finish() -> None:
    """Let the garbage collector pass over what collecting thousands of tests left in the memory.

    To look through it again and again took nearly half of the time of the tests.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)


def pytest_configure(config: pytest.Config) -> None:
    """Make a cache for this run, which its processes share: nobody's own is read or written.

    Commands of the tests read the article alone, unless they name a debate: its numbers are pinned
    in many tests, and stay as they are when further sources come.
    """
    if not _shares():
        folder = tempfile.mkdtemp(prefix="opendebate-tests-")
        config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
        os.environ["OPENDEBATE_CACHE"] = folder
        os.environ["OPENDEBATE_TESTS_SHARED"] = folder
        os.environ["OPENDEBATE_ONLY"] = ARTICLE


@pytest.fixture(scope="session")
def article_path() -> Path:
    """The article that the built-in debate codes; it is not part of the project."""
    path = ROOT.parent / "shared" / "sources" / "why-meta-opened-up.txt"
    if not path.is_file():
        pytest.skip("the article is not here; it is never stored with the project")
    return path


@pytest.fixture(scope="session")
def debate() -> Debate:
    """The built-in debate with its first article alone."""
    return load_article()


@pytest.fixture(scope="session")
def article_site() -> Path:
    """The site of the article, without pictures; it is not to be changed."""
    return write_article_site(Path(os.environ["OPENDEBATE_TESTS_SHARED"]))


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """A copy of the small invented debate, to be changed at will."""
    folder = tmp_path / "flood-maps"
    shutil.copytree(ROOT / "tests" / "data" / "flood-maps", folder)
    return folder


@pytest.fixture(scope="session")
def town_debate() -> Debate:
    """The small invented debate; it is not to be changed."""
    return load(ROOT / "tests" / "data" / "flood-maps")


@pytest.fixture(scope="session")
def town_texts() -> dict[str, Path]:
    """The invented debate's articles by the names of their sources."""
    names = ("a-town-and-its-maps", "a-letter-on-the-maps")
    return {name: ROOT / "tests" / "data" / f"{name}.txt" for name in names}
