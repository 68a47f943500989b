"""The bounds on agreements and arguments, checked in a store instead of in the coding files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pyoxigraph import QuerySolutions, Store

from opendebate.coding.sizes import Voices, are_few, excess_agreements, excess_arguments
from opendebate.rdf.namespaces import iri_of
from opendebate.stances import positions, stances

_COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?node <%s> %s }"


def is_too_large(store: Store) -> bool:
    """Tell whether a debate has more agreements or arguments than `coding.sizes` allows.

    Parameters
    ----------
    store : pyoxigraph.Store
        The debate, with what the rules derive.
    """
    statements = _number(store, _COUNT % (iri_of("rdf:type"), f"<{iri_of('od:Statement')}>"))
    arguments = _number(store, _COUNT % (iri_of("od:premise"), "?claim"))
    if excess_arguments(arguments, statements):
        return True
    taken = " ".join(f"od:{position}" for position in positions())
    if are_few(_number(store, _query("meetings").replace("$positions", taken)), statements):
        return False  # nearly always, and soon known
    return excess_agreements(_voices(store), statements) is not None


def _query(name: str) -> str:
    return Path(__file__).with_name(f"{name}.rq").read_text("utf-8")


def _number(store: Store, query: str) -> int:
    (row,) = _rows(store, query)
    return int(float(row["n"].value))


def _voices(store: Store) -> list[Voices]:
    voices: dict[str, dict[bool, set[str]]] = {}
    values = (f"({stance.code} {str(stance.agrees).lower()})" for stance in stances().values())
    for row in _rows(store, _query("voices").replace("$stances", " ".join(values))):
        by = voices.setdefault(row["claim"].value, {True: set(), False: set()})
        by[row["affirms"].value == "true"].add(row["actor"].value)
    return list(voices.values())


def _rows(store: Store, query: str) -> Iterator[Any]:
    rows = store.query(query, use_default_graph_as_union=True)
    assert isinstance(rows, QuerySolutions)
    return iter(rows)
