"""What tests of drafts share."""

from __future__ import annotations

from pathlib import Path

import pytest

from loops import closed_loop, own_loop  # noqa: F401 - fixtures
from opendebate.coding.article_files import read_text
from opendebate.coding.check import read_coding
from opendebate.coding.folder import Coding
from opendebate.coding.text import Text
from opendebate.coding.verify import article_of

DATA = Path(__file__).parents[2] / "data"
SLUG = "a-town-and-its-maps"


@pytest.fixture(scope="session")
def coding() -> Coding:
    """A debate to which drafts belong."""
    return read_coding(DATA / "flood-maps")


@pytest.fixture(scope="session")
def article(coding: Coding) -> Text:
    """The article that is drafted."""
    return article_of(coding.sources[SLUG].source, read_text(DATA / f"{SLUG}.txt"))
