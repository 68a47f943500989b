"""What lesson 03 looks at networks with: ranks, ties that rest on a statement, and two camps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


def ranks(network: Any) -> dict[str, float]:
    """Return the betweenness of each actor by id, highest first."""
    import networkx as nx

    found = nx.betweenness_centrality(nx.Graph(network))
    named = {network.nodes[node]["id"]: value for node, value in found.items()}
    return dict(sorted(named.items(), key=lambda one: (-one[1], one[0])))


def without(network: Any, statement: str) -> Any:
    """Return a network without the ties that rest on a statement.

    Parameters
    ----------
    network : networkx.Graph
        As of ``debate.network("actors")``.
    statement : str
        Its id, with or without its source.
    """
    left = network.copy()
    for one, other, key, tie in list(left.edges(keys=True, data=True)):
        if statement in {part for name in tie["statements"] for part in
                         (name, name.rpartition("/")[2])}:  # fmt: skip
            left.remove_edge(one, other, key)
    return left


def signed(network: Any) -> list[tuple[str, str, int]]:
    """Return the ties of a network as (one, other, sign): 1 for agreement, -1 for conflict."""
    edges = network.edges(data=True)
    return [
        (network.nodes[one]["id"], network.nodes[other]["id"], tie["sign"])
        for one, other, tie in edges
    ]


def camps(ties: Sequence[tuple[str, str, int]]) -> bool:
    """Return whether two camps can be made with agreement within and conflict between them.

    Examples
    --------
    >>> camps([("a", "b", 1), ("b", "c", -1), ("a", "c", -1)])
    True
    >>> camps([("a", "b", 1), ("b", "c", 1), ("a", "c", -1)])
    False
    """
    tied: dict[str, list[tuple[str, int]]] = {}
    for one, other, sign in ties:
        tied.setdefault(one, []).append((other, sign))
        tied.setdefault(other, []).append((one, sign))
    camp: dict[str, int] = {}
    for first in tied:
        camp.setdefault(first, 1)
        waiting = [first]
        while waiting:
            one = waiting.pop()
            for other, sign in tied[one]:
                if other not in camp:
                    camp[other] = camp[one] * sign
                    waiting.append(other)
                elif camp[other] != camp[one] * sign:
                    return False
    return True
