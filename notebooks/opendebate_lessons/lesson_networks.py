"""What lesson 03 does with networks: ranks, ties that depend on a statement, and two camps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any

SignedTie = tuple[str, str, int]  # two actors, and 1 for agreement or -1 for conflict


def ranks(network: Any) -> dict[str, float]:
    """Return the betweenness of each actor by id, highest first.

    Take a network of agreement: an actor whose ties are conflicts stands between nobody.
    """
    import networkx as nx

    centrality = nx.betweenness_centrality(nx.Graph(network))
    by_id = {network.nodes[node]["id"]: value for node, value in centrality.items()}
    return dict(sorted(by_id.items(), key=lambda pair: (-pair[1], pair[0])))


def without(network: Any, statement: str) -> Any:
    """Return a network without the ties that depend on a statement.

    Parameters
    ----------
    network : networkx.Graph
        As of ``debate.network("actors")``.
    statement : str
        Its id, with or without its source.
    """
    reduced = network.copy()
    for source, target, key, tie in network.edges(keys=True, data=True):
        ids = {*tie["statements"], *(name.rpartition("/")[2] for name in tie["statements"])}
        if statement in ids:
            reduced.remove_edge(source, target, key)
    return reduced


def signed(network: Any) -> list[SignedTie]:
    """Return the ties of a network as (actor, actor, sign): 1 for agreement, -1 for conflict.

    Ties of doubt, which are neither, are left out.
    """
    return [
        (network.nodes[source]["id"], network.nodes[target]["id"], tie["sign"])
        for source, target, tie in network.edges(data=True)
        if tie["sign"]
    ]


def as_one(ties: Sequence[SignedTie], together: Collection[str]) -> list[SignedTie]:
    """Return ties in which several actors are one voice, because they said everything together.

    Examples
    --------
    >>> as_one([("a", "b", 1), ("a", "c", -1), ("b", "c", -1)], ["a", "b"])
    [('a + b', 'c', -1)]
    """
    name = " + ".join(sorted(together))
    merged: dict[tuple[frozenset[str], int], SignedTie] = {}
    for source, target, sign in ties:
        first, second = (name if actor in together else actor for actor in (source, target))
        if first != second:
            merged.setdefault((frozenset((first, second)), sign), (first, second, sign))
    return list(merged.values())


def joint_voices(statements: Iterable[Any]) -> list[list[str]]:
    """Return groups of actors who make each of their statements together."""
    by_actor: dict[str, set[str]] = defaultdict(set)
    for statement in statements:
        for speaker in statement.speakers:
            by_actor[speaker.id].add(statement.id)
    by_statements: dict[frozenset[str], list[str]] = defaultdict(list)
    for actor, ids in by_actor.items():
        by_statements[frozenset(ids)].append(actor)
    return sorted(sorted(group) for group in by_statements.values() if len(group) > 1)


def camps(ties: Sequence[SignedTie]) -> bool:
    """Return whether there can be two camps with agreement within and conflict between them.

    Examples
    --------
    >>> camps([("a", "b", 1), ("b", "c", -1), ("a", "c", -1)])
    True
    >>> camps([("a", "b", 1), ("b", "c", 1), ("a", "c", -1)])
    False
    """
    neighbours: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for source, target, sign in ties:
        neighbours[source].append((target, sign))
        neighbours[target].append((source, sign))
    camp: dict[str, int] = {}
    for start in neighbours:
        waiting = [] if start in camp else [start]
        camp.setdefault(start, 1)
        while waiting:
            actor = waiting.pop()
            for neighbour, sign in neighbours[actor]:
                if neighbour not in camp:
                    camp[neighbour] = camp[actor] * sign
                    waiting.append(neighbour)
                elif camp[neighbour] != camp[actor] * sign:
                    return False
    return True
