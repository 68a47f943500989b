"""A network as a matrix: a row and a column for each node, and in each cell the weight of the tie.

Discourse Network Analyzer writes networks so, and ``read.csv(…, row.names = 1)`` of R reads them. A
network of actors and claims has the actors as rows and the claims as columns.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from opendebate.cells import csv_text, escape_formula
from opendebate.errors import UsageError
from opendebate.natural import natural

if TYPE_CHECKING:
    import networkx as nx


def write_matrix(graph: nx.Graph[str]) -> bytes:
    """Return a network as a matrix in CSV; the first column has the names of the rows.

    Parameters
    ----------
    graph : networkx.Graph
        Or one of its kin; it is not changed. A pair without a tie has the number 0.

    Raises
    ------
    UsageError
        If ties are of several kinds, which one number for each pair cannot tell apart.

    Examples
    --------
    >>> import networkx as nx
    >>> graph = nx.Graph()
    >>> graph.add_edge("x:ann", "x:ben", weight=2)
    >>> write_matrix(graph).decode().splitlines()
    [',x:ann,x:ben', 'x:ann,0,2', 'x:ben,2,0']
    """
    ties = list(graph.edges(data=True))
    _check_kinds(sorted({str(values["relation"]) for *_, values in ties if "relation" in values}))
    names = _names(graph)
    rows, columns = _ends(graph, sorted(names, key=lambda node: (natural(names[node]), node)))
    cells: dict[str, dict[str, Any]] = {row: dict.fromkeys(columns, 0) for row in rows}
    for start, end, values in ties:
        cells[start][end] = _number(values.get("weight", 1))
        if not graph.is_directed():
            cells[end][start] = cells[start][end]
    heads = {node: escape_formula(names[node]) for node in columns}
    header = ["", *heads.values()]
    lines = ({"": names[row], **{head: cells[row][node] for node, head in heads.items()}}
             for row in rows)  # fmt: skip
    return csv_text(lines, header).encode()


def _number(weight: float) -> float:
    """Return a weight, a whole one without a fraction."""
    return int(weight) if weight == int(weight) else weight


def _check_kinds(kinds: Sequence[str]) -> None:
    if len(kinds) > 1:
        raise UsageError(
            f"A matrix has one number for each pair, and these ties are of several kinds: "
            f"{', '.join(kinds)}.",
            advice="Choose one with --ties (ties=…): of actors and claims such as congruence, of "
            "affiliation subtract or ignore. Tables hold all of them: --format csv.",
        )


def _names(graph: nx.Graph[str]) -> dict[str, str]:
    """Return the name of each node; of several nodes with one name also what tells them apart."""
    names = {node: str(values.get("name") or node) for node, values in graph.nodes(data=True)}
    often = Counter(names.values())
    return {node: name if often[name] == 1 else f"{name} [{node}]" for node, name in names.items()}


def _ends(graph: nx.Graph[str], nodes: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """Return the nodes of the rows and of the columns: all of them, or actors and claims."""
    kinds = {node: values.get("kind") for node, values in graph.nodes(data=True)}
    pairs = {(kinds[start], kinds[end]) for start, end in graph.edges()}
    if graph.is_directed() and len(pairs) == 1:
        ((start, end),) = pairs
        if start != end:
            rows = [node for node in nodes if kinds[node] == start]
            return rows, [node for node in nodes if kinds[node] == end]
    return nodes, nodes
