"""What tests of several parts share: the data beside them, and the article outside the project."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

import opendebate
from opendebate.debate import Debate

ROOT = Path(__file__).parents[1]

# Machines are noisy: how long an example takes says nothing about whether it holds.
settings.register_profile("opendebate", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("opendebate")


@pytest.fixture(scope="session")
def article_path() -> Path:
    """The article that the built-in debate codes; it is not part of the project."""
    path = ROOT.parent / "shared" / "sources" / "why-meta-opened-up.txt"
    if not path.is_file():
        pytest.skip("the article is not here; it is never stored with the project")
    return path


@pytest.fixture(scope="session", autouse=True)
def cache_path(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A cache of the tests' own, so that none sees what another run or user has built."""
    path = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("OPENDEBATE_CACHE", str(path))
        yield path


@pytest.fixture(scope="session")
def debate(cache_path: Path) -> Debate:
    """The built-in debate."""
    return opendebate.load()


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """A copy of the small invented debate, to be changed at will."""
    folder = tmp_path / "flood-maps"
    shutil.copytree(ROOT / "tests" / "data" / "flood-maps", folder)
    return folder


@pytest.fixture(scope="session")
def town_texts() -> dict[str, Path]:
    """The invented debate's articles by the names of their sources."""
    names = ("a-town-and-its-maps", "a-letter-on-the-maps")
    return {name: ROOT / "tests" / "data" / f"{name}.txt" for name in names}
