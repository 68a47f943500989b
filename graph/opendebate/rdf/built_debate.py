"""A built debate, opened. Light, since every command opens one."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from pyoxigraph import Store

from opendebate.rdf.namespaces import Iris


class OpenedDebate(NamedTuple):
    """A store, and what belongs to it.

    Attributes
    ----------
    store : pyoxigraph.Store
    iris : Iris
    extracts : pathlib.Path or None
        A folder for files that are computed from this store; None for a store in memory.
    facts : int or None
        How many facts the store has, where that is written down: counting takes a while.
    digest : str or None
        The digest of the graph, where that is written down.
    """

    store: Store
    iris: Iris
    extracts: Path | None = None
    facts: int | None = None
    digest: str | None = None
