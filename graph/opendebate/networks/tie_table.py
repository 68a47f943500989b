"""The ties of a network as rows, the strongest first; those of a large debate are cached.

This module imports little: rows that are in the cache need no library for networks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from opendebate.engines.cached_results import result_cache
from opendebate.natural import natural
from opendebate.networks.tie_weights import doubter_first

if TYPE_CHECKING:
    import networkx as nx

    from opendebate.engines.engine import Engine

TIE_COLUMNS = (
    "from", "tie", "to", "basis", "weight", "sign", "statements", "from_iri", "to_iri",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class TieTable:
    """The ties of a network as rows.

    Attributes
    ----------
    cells : sequence of sequence
        The values of each tie, in the order of `TIE_COLUMNS`; the strongest ties are first.
    nodes : int
        How many nodes the network has.
    notes : sequence of str
        What one should know of the network before using its numbers.
    """

    cells: Sequence[Sequence[Any]]
    nodes: int
    notes: Sequence[str]

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The ties as dicts by column."""
        return [dict(zip(TIE_COLUMNS, cells, strict=True)) for cells in self.cells]


def tie_table(graph: nx.Graph[str]) -> TieTable:
    """Return the ties of a network as rows.

    Parameters
    ----------
    graph : networkx.Graph
        A network of :mod:`opendebate.networks.registry`.

    Examples
    --------
    >>> import opendebate
    >>> tie_table(opendebate.load().network("actors", ties="conflict")).rows[0]["weight"]
    2.0
    """
    names, cells = graph.nodes, []
    for start, end, tie in graph.edges(data=True):
        from_iri, to_iri = doubter_first(start, end, tie)
        statements = list(tie.get("statements", ()))
        cells.append(
            [
                names[from_iri].get("name", from_iri),
                tie.get("label", tie.get("relation", "")),
                names[to_iri].get("name", to_iri),
                list(tie.get("basis", ())),
                tie.get("weight", len(statements) or None),
                tie.get("sign"),
                statements,
                from_iri,
                to_iri,
            ]
        )
    cells.sort(key=_strongest_first)
    return TieTable(cells, len(graph), list(graph.graph.get("notes", ())))


def default_tie_table(engine: Engine, name: str) -> TieTable:
    """Return the ties of a network for which no option is chosen.

    Where the engine has a cache of results, they are computed once, and read the next time.

    Parameters
    ----------
    engine : Engine
    name : str
        One of :data:`opendebate.networks.registry.NETWORKS`.
    """
    cache = result_cache(engine)
    cached = None if cache is None else cache.get(f"ties-of-{name}")
    if cached is not None:
        return TieTable(**cached)
    from opendebate.networks.registry import make_network

    table = tie_table(make_network(engine, name))
    if cache is not None:
        cache.put(f"ties-of-{name}", asdict(table))
    return table


def _strongest_first(cells: Sequence[Any]) -> tuple[Any, ...]:
    start, tie, end, _, weight = cells[:5]
    return -abs(weight or 0), natural(start), tie, natural(end)
