"""Discourse networks: actors and claims tied by who takes which stance, as networkx graphs.

Every node carries what the whole debate's network says of it, every edge the statements that it
was made from.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import networkx as nx

from opendebate.networks.debate_network import attributes_of_things
from opendebate.networks.duplicates import once
from opendebate.networks.observations import Selection, observe_all
from opendebate.networks.projection import AGGREGATIONS, known, one_mode
from opendebate.networks.stance_counts import BINARY, Counts, count

if TYPE_CHECKING:
    from opendebate.engines.engine import Engine
    from opendebate.networks.observations import Observation

SIGNS = {"congruence": 1, "conflict": -1}
SIDES = ("for", "against")
Nodes = Mapping[str, Mapping[str, Any]]


def projected_network(  # noqa: PLR0913 — each is a choice of the method
    engine: Engine,
    selection: Selection,
    aggregations: Sequence[str] = ("congruence", "conflict"),
    *,
    of: str = "actors",
    normalisation: str = "none",
    levels: str = "binary",
) -> nx.MultiGraph[str]:
    """Return actors tied by the claims they share, or claims tied by the actors they share.

    Parameters
    ----------
    engine : Engine
        The built debate.
    selection : Selection
        Which statements count.
    aggregations : sequence of str
        Of :data:`opendebate.networks.projection.AGGREGATIONS`; each makes ties of its own.
    of : str
        ``"actors"``, or ``"claims"`` (topics, where the selection is on topics).
    normalisation, levels : str
        See :func:`opendebate.networks.projection.one_mode` and
        :func:`opendebate.networks.stance_counts.count`.

    Returns
    -------
    networkx.MultiGraph
        Undirected; nodes as in :func:`opendebate.networks.affiliation.affiliation_network`, also
        those without ties. Edges are keyed by `relation`, the aggregation, with `weight`, `sign`
        (1, -1, or 0 where the stance is ignored; the weight of ``subtract`` is negative itself),
        `statements` and `shared`, the IRIs of what ties the two.

    Examples
    --------
    >>> import opendebate
    >>> engine = opendebate.load().engine
    >>> network = projected_network(engine, Selection(), ["conflict"])
    >>> network.number_of_edges()
    6
    """
    graph: nx.MultiGraph[str] = nx.MultiGraph()
    seen = observe_all(engine, selection)
    everything = list(seen.rows)
    note(graph, seen.notes)
    for aggregation in aggregations:
        observed = without_repeats(everything, selection, stance=aggregation != "ignore")
        counts = count(observed, levels)
        if of == "claims":
            counts = counts.turned()
        if not graph:
            begun = nodes_of(engine, observed)
            graph.add_nodes_from((one, begun.nodes[one]) for one in counts.rows)
        tie_network(graph, counts, aggregation, normalisation)
    return graph


def note(graph: nx.Graph[str], notes: tuple[str, ...]) -> None:
    """Keep what one should know of a network with it, as its attribute ``notes``."""
    if notes:
        graph.graph["notes"] = notes


def without_repeats(
    observed: list[Observation], selection: Selection, *, stance: bool
) -> list[Observation]:
    """Return observations in which, where stances are ignored, another stance is a repeat too."""
    return observed if stance else list(once(observed, selection.duplicates, stance=False))


def nodes_of(engine: Engine, observed: list[Observation]) -> nx.MultiDiGraph[str]:
    """Return a network of the actors and targets that were observed, without ties."""
    things = attributes_of_things(engine)
    of_node: defaultdict[str, list[Observation]] = defaultdict(list)
    for one in observed:
        of_node[one.actor].append(one)
        of_node[one.target].append(one)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for name, seen in sorted(of_node.items()):
        about = things.get(name, {})
        graph.add_node(name, **about | _numbers(seen, actor=about.get("kind") == "actor"))
    return graph


def _numbers(seen: Sequence[Observation], *, actor: bool) -> dict[str, Any]:
    """Return what is counted of a node: how often, second-hand, and on which sides."""
    told: dict[str, Any] = {
        "n": len(seen),
        "own_statements": len({one.statement for one in seen}),
        "others": len({one.target if actor else one.actor for one in seen}),
        "second_hand": sum(one.second_hand for one in seen),
    }
    if not actor:
        agreed = sum(BINARY[one.stance] for one in seen)
        return told | {"affirmed": agreed, "denied": len(seen) - agreed}
    on = {side: len({one.target for one in seen if one.takes == side}) for side in SIDES}
    taken = [side for side in SIDES if on[side]]
    side = "both" if len(taken) == 2 else taken[0] if taken else "neither"
    return told | {"side": side, "speaks_for": on["for"], "speaks_against": on["against"]}


def tie_network(
    graph: nx.MultiGraph[str], counts: Counts, aggregation: str, normalisation: str = "none"
) -> None:
    """Tie the rows of counts to each other, with all that :func:`projected_network` describes."""
    behind = _behind(counts, aggregation)
    for (i, j), weight in sorted(_weights(counts, aggregation, normalisation, behind)):
        shared, said, _ = behind[i, j]
        graph.add_edge(
            counts.rows[i],
            counts.rows[j],
            key=aggregation,
            relation=aggregation,
            label=aggregation,
            weight=weight,
            sign=SIGNS.get(aggregation, int(weight > 0) - int(weight < 0))
            if aggregation != "ignore"
            else 0,
            statements=tuple(sorted(said)),
            shared=tuple(sorted(shared)),
        )


def _weights(
    counts: Counts, aggregation: str, normalisation: str, behind: Behind
) -> Iterator[tuple[Pair, float]]:
    """Yield the pairs of rows that are tied, each with its weight.

    Where nothing is divided, the weights are summed up from what ties each pair: to import a
    library of matrices would take longer than that.
    """
    known("aggregation", aggregation, AGGREGATIONS)
    if normalisation == "none":
        summed = ((pair, _weight(times, aggregation, counts.depth - 1))
                  for pair, (_, _, times) in behind.items())  # fmt: skip
        yield from ((pair, weight) for pair, weight in summed if weight)
        return
    ties = one_mode(counts, aggregation, normalisation).tocoo()
    for i, j, weight in zip(*ties.coords, ties.data, strict=True):
        if i < j:
            yield (int(i), int(j)), float(weight)


def _weight(times: Times, aggregation: str, top: int) -> float:
    """Return what pairs of levels weigh together, summed in the order of the levels."""
    if aggregation == "ignore":
        return float(sum(times.values()))
    total = 0.0
    for (k, level), many in sorted(times.items()):
        apart = abs(k - level) / top
        weight = {"congruence": 1 - apart, "conflict": apart, "subtract": 1 - 2 * apart}
        total += weight[aggregation] * many
    return total


Pair = tuple[int, int]
Times = defaultdict[Pair, int]  # two levels → how often a pair of rows takes them on one column
Behind = defaultdict[Pair, tuple[set[str], set[str], Times]]


def _behind(counts: Counts, aggregation: str) -> Behind:
    """Return, for each pair of rows, the columns and statements that tie them, and how often."""
    cells: defaultdict[int, list[tuple[int, int, tuple[str, ...]]]] = defaultdict(list)
    for (i, j, k), said in sorted(counts.statements.items()):
        cells[j].append((i, k, said))
    found: Behind = defaultdict(lambda: (set(), set(), defaultdict(int)))
    for column, takers in cells.items():
        for pair, levels, said, more in _pairs(takers, aggregation, counts.depth):
            shared, statements, times = found[pair]
            shared.add(counts.columns[column])
            statements.update(said, more)
            times[levels] += len(said) * len(more)
    return found


def _pairs(
    takers: list[tuple[int, int, tuple[str, ...]]], aggregation: str, depth: int
) -> Iterator[tuple[Pair, Pair, tuple[str, ...], tuple[str, ...]]]:
    for n, (i, k, said) in enumerate(takers):
        for other, level, more in takers[n + 1 :]:
            near, far = abs(k - level) < depth - 1, k != level
            counts = {"congruence": near, "conflict": far}.get(aggregation, True)
            if i != other and counts:
                yield (*_in_order(i, k, other, level), said, more)


def _in_order(i: int, k: int, other: int, level: int) -> tuple[Pair, Pair]:
    """Return two rows, and their levels, the lower row first."""
    return ((i, other), (k, level)) if i < other else ((other, i), (level, k))
