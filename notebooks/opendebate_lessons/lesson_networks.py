"""What lesson 03 uses on networks: ranks, ties that rest on a statement, and two camps."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any


def ranks(network: Any) -> dict[str, float]:
    """Return the betweenness of each actor by id, highest first.

    Take a network of agreement: who is tied by conflict is disputed, and stands between nobody.
    """
    import networkx as nx

    found = nx.betweenness_centrality(nx.Graph(network))
    named = {network.nodes[node]["id"]: value for node, value in found.items()}
    return dict(sorted(named.items(), key=lambda one: (-one[1], one[0])))


Tie = tuple[str, str, int]  # two actors, and 1 for agreement or -1 for conflict


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


def signed(network: Any) -> list[Tie]:
    """Return the ties of a network as (one, other, sign): 1 for agreement, -1 for conflict."""
    edges = network.edges(data=True)
    return [
        (network.nodes[one]["id"], network.nodes[other]["id"], tie["sign"])
        for one, other, tie in edges
    ]


def as_one(ties: Sequence[Tie], together: Collection[str]) -> list[Tie]:
    """Return ties in which some actors are one voice, because they said everything together.

    Examples
    --------
    >>> as_one([("a", "b", 1), ("a", "c", -1), ("b", "c", -1)], ["a", "b"])
    [('a + b', 'c', -1)]
    """
    name = " + ".join(sorted(together))
    found: dict[tuple[frozenset[str], int], Tie] = {}
    for one, other, sign in ties:
        one, other = (name if end in together else end for end in (one, other))  # noqa: PLW2901
        if one != other:
            found.setdefault((frozenset((one, other)), sign), (one, other, sign))
    return list(found.values())


def joint_voices(statements: Iterable[Any]) -> list[list[str]]:
    """Return groups of actors who make each of their statements together.

    Parameters
    ----------
    statements : iterable of opendebate.ask.statements.Statement
    """
    made: dict[str, set[str]] = {}
    for one in statements:
        for who in one.speakers:
            made.setdefault(who.id, set()).add(one.id)
    by_statements: dict[frozenset[str], list[str]] = {}
    for who_id, ids in made.items():
        by_statements.setdefault(frozenset(ids), []).append(who_id)
    return sorted(sorted(group) for group in by_statements.values() if len(group) > 1)


def camps(ties: Sequence[Tie]) -> bool:
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
