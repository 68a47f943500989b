"""What the checks for slips need of a debate, and what each of them yields."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from opendebate.coding.folder import Coding
from opendebate.coding.records import SourceFile
from opendebate.coding.yaml_tree import Keys, Tree


class CodingWarning(NamedTuple):
    """A warning, and the value or key that it stands at."""

    tree: Tree
    path: Keys
    message: str
    key: bool = False


@dataclass(frozen=True, slots=True)
class WarningContext:
    """A debate, with data that several checks need.

    Attributes
    ----------
    coding : Coding
    stated : set of str
        All claims that statements have, with faults or not; none if a file is broken.
    texts : dict of str to set of str
        The strings of each file.
    """

    coding: Coding
    stated: set[str]
    texts: dict[str, set[str]]


def statement_positions(coding: Coding) -> Iterator[tuple[str, SourceFile, Tree, int, int]]:
    """Yield for every statement its source and its file, its number, and its position there."""
    for slug, file in coding.sources.items():
        for number, position in enumerate(coding.positions[slug]):
            yield slug, file, coding.trees[f"sources/{slug}"], number, position
