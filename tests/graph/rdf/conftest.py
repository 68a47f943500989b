"""What tests of building and keeping debates share."""

from __future__ import annotations

from pathlib import Path

import pytest

from opendebate.rdf import build as rdf_build
from opendebate.rdf.build import BuiltDebate
from opendebate.rdf.build import build as real_build


@pytest.fixture
def builds(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Which folders were built as a whole."""
    made: list[Path] = []

    def build(folder: Path, progress: object = None) -> BuiltDebate:
        made.append(folder)
        return real_build(folder)

    monkeypatch.setattr(rdf_build, "build", build)
    return made
