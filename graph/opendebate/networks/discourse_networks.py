"""Discourse networks: actors and claims tied by the stances that actors take.

Every node has its attributes in the debate network, every edge the statements behind it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import networkx as nx

from opendebate.counting import float_sum
from opendebate.networks.debate_network import entity_attributes
from opendebate.networks.duplicates import without_duplicates
from opendebate.networks.observations import Selection, observe_with_notes
from opendebate.networks.projection import AGGREGATIONS, check_choice, one_mode
from opendebate.networks.stance_counts import TERNARY, Cell, Counts, count
from opendebate.stances import positions

if TYPE_CHECKING:
    from opendebate.engines.engine import Engine
    from opendebate.networks.observations import Observation

SIGNS = {"congruence": 1, "conflict": -1, "doubt": 0, "ignore": 0}
SIDES = ("for", "against")
_DOUBT = positions().index("doubts")
Nodes = Mapping[str, Mapping[str, Any]]


def projected_network(  # noqa: PLR0913 — each is a choice of the method
    engine: Engine,
    selection: Selection,
    aggregations: Sequence[str] = ("congruence", "conflict", "doubt"),
    *,
    of: str = "actors",
    normalisation: str = "none",
    levels: str = "ternary",
) -> nx.MultiGraph[str]:
    """Return actors tied by shared claims, or claims tied by shared actors.

    Parameters
    ----------
    engine : Engine
        The built debate.
    selection : Selection
        Which statements count.
    aggregations : sequence of str
        Names from :data:`opendebate.networks.projection.AGGREGATIONS`; each makes separate ties.
    of : str
        ``"actors"``, or ``"claims"`` (topics, where the selection is on topics).
    normalisation, levels : str
        See :func:`opendebate.networks.projection.one_mode` and
        :func:`opendebate.networks.stance_counts.count`.

    Returns
    -------
    networkx.MultiGraph
        Undirected; nodes as in :func:`opendebate.networks.affiliation.affiliation_network`,
        including those without ties. Edges have `relation`, the aggregation, as their key, and
        `weight`, `sign` (1, -1, or 0 for doubts and where the stance is ignored; the weight of
        ``subtract`` may be negative), `statements` and `shared`, the IRIs of the shared claims,
        topics or actors. Ties of doubt also have `doubting`, the IRIs of the actors who doubt what
        the other affirms, or of the claims that are doubted.

    Examples
    --------
    >>> import opendebate
    >>> engine = opendebate.load(only=["why-meta-opened-up"]).engine
    >>> network = projected_network(engine, Selection(), ["conflict"])
    >>> network.number_of_edges()
    1
    """
    graph: nx.MultiGraph[str] = nx.MultiGraph()
    observations = observe_with_notes(engine, selection)
    rows = list(observations.rows)
    add_notes(graph, observations.notes)
    for aggregation in aggregations:
        observed = drop_duplicates(rows, selection, stance=aggregation != "ignore")
        counts = count(observed, levels)
        if of == "claims":
            counts = counts.transposed()
        if not graph:
            observed_graph = observed_nodes(engine, observed, selection.by)
            graph.add_nodes_from((node, observed_graph.nodes[node]) for node in counts.rows)
        add_projected_ties(graph, counts, aggregation, normalisation)
    return graph


def add_notes(graph: nx.Graph[str], notes: tuple[str, ...]) -> None:
    """Store notes for the reader in the network's attribute ``notes``."""
    if notes:
        graph.graph["notes"] = notes


def drop_duplicates(
    observed: list[Observation], selection: Selection, *, stance: bool
) -> list[Observation]:
    """Return observations; without `stance`, those that differ in stance only are duplicates."""
    return (
        observed
        if stance
        else list(without_duplicates(observed, selection.duplicates, stance=False))
    )


def observed_nodes(
    engine: Engine, observed: list[Observation], by: str = "speaker"
) -> nx.MultiDiGraph[str]:
    """Return a network of the observed actors and targets, without ties.

    By ``"affiliation"``, the name of an actor is that of a body's speakers.
    """
    entities = entity_attributes(engine)
    of_node: defaultdict[str, list[Observation]] = defaultdict(list)
    for observation in observed:
        of_node[observation.actor].append(observation)
        of_node[observation.target].append(observation)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for name, observations in sorted(of_node.items()):
        attributes = dict(entities.get(name, {}))
        if by == "affiliation" and attributes.get("kind") == "actor":
            attributes["name"] = f"Speakers of {attributes['name']}"
        graph.add_node(
            name,
            **attributes
            | _observation_counts(observations, actor=attributes.get("kind") == "actor"),
        )
    return graph


def _observation_counts(observations: Sequence[Observation], *, actor: bool) -> dict[str, Any]:
    """Return how many observations of a node there are, second-hand, and for each side."""
    counts: dict[str, Any] = {
        "n": len(observations),
        "own_statements": len({observation.statement for observation in observations}),
        "others": len(
            {observation.target if actor else observation.actor for observation in observations}
        ),
        "second_hand": sum(observation.second_hand for observation in observations),
    }
    if not actor:
        levels = Counter(TERNARY[observation.stance] for observation in observations)
        return counts | {"affirmed": levels[2], "denied": levels[0], "doubted": levels[1]}
    targets_on = {
        side: len({observation.target for observation in observations if observation.side == side})
        for side in SIDES
    }
    sides = [side for side in SIDES if targets_on[side]]
    side = "both" if len(sides) == 2 else sides[0] if sides else "neither"
    return counts | {
        "side": side,
        "speaks_for": targets_on["for"],
        "speaks_against": targets_on["against"],
    }


def add_projected_ties(
    graph: nx.MultiGraph[str], counts: Counts, aggregation: str, normalisation: str = "none"
) -> None:
    """Tie the rows of counts to each other, as :func:`projected_network` does."""
    grounds_of = _pair_grounds(counts, aggregation)
    for (i, j), weight in sorted(_weights(counts, aggregation, normalisation, grounds_of)):
        shared, statements, times = grounds_of[i, j]
        doubting = _doubting(counts, (i, j), times) if aggregation == "doubt" else {}
        graph.add_edge(
            counts.rows[i],
            counts.rows[j],
            key=aggregation,
            relation=aggregation,
            label=aggregation,
            weight=weight,
            sign=SIGNS.get(aggregation, int(weight > 0) - int(weight < 0)),
            statements=tuple(sorted(statements)),
            shared=tuple(sorted(shared)),
            **doubting,
        )


def _doubting(counts: Counts, pair: Pair, times: Times) -> dict[str, tuple[str, ...]]:
    """Return which rows doubt what the other row affirms, as an attribute of their tie."""
    levels = {pair[n]: {key[n] for key in times} for n in (0, 1)}
    return {"doubting": tuple(counts.rows[row] for row, of in levels.items() if _DOUBT in of)}


def _weights(
    counts: Counts, aggregation: str, normalisation: str, grounds_of: PairGrounds
) -> Iterator[tuple[Pair, float]]:
    """Yield the pairs of rows that are tied, each with its weight.

    Without normalisation the weights are summed in plain Python: that is faster than the import
    of a library for matrices.
    """
    check_choice("aggregation", aggregation, AGGREGATIONS)
    if normalisation == "none":
        summed = ((pair, _weight(times)) for pair, (_, _, times) in grounds_of.items())
        yield from ((pair, weight) for pair, weight in summed if weight)
        return
    ties = one_mode(counts, aggregation, normalisation).tocoo()
    for i, j, weight in zip(*ties.coords, ties.data, strict=True):
        if i < j and (int(i), int(j)) in grounds_of:
            yield (int(i), int(j)), float(weight)


def _weight(times: Times) -> float:
    """Return the weight of a tie, summed in the order of the levels."""
    return float_sum(key[-1] * number for key, number in sorted(times.items()))


Pair = tuple[int, int]
# Two levels, and the weight of observations at them → how often a pair of rows has them.
Times = defaultdict[tuple[int, int, float], int]
PairGrounds = defaultdict[Pair, tuple[set[str], set[str], Times]]


def _pair_grounds(counts: Counts, aggregation: str) -> PairGrounds:
    """Return, for each pair of rows, the columns and statements that tie them, and how often."""
    grounds_of: PairGrounds = defaultdict(lambda: (set(), set(), defaultdict(int)))
    weights, agreements = counts.weights(aggregation), counts.weights("congruence")
    apart = bool(counts.spokespersons) and aggregation in {"congruence", "subtract"}
    for column, cell, other in counts.cell_pairs():
        levels = cell[1], other[1]
        weight = weights[levels]
        if not weight and not agreements[levels]:
            continue
        weighted = (
            _weighted_apart(counts, cell, other, weight, weight - agreements[levels])
            if apart
            else [(weight, len(cell[2]) * len(other[2]), (cell[2], other[2]))]
        )
        for part, number, statement_ids in weighted:
            if part and number:
                shared, statements, times = grounds_of[cell[0], other[0]]
                shared.add(counts.columns[column])
                statements.update(*statement_ids)
                times[(*levels, part)] += number
    return grounds_of


def _weighted_apart(
    counts: Counts, cell: Cell, other: Cell, weight: float, repeated: float
) -> list[tuple[float, int, tuple[tuple[str, ...], ...]]]:
    """Return the weights of pairs of statements in two cells, with their number and ids.

    Statements that one row makes on behalf of the other make no agreement, and weigh `repeated`.
    """
    both = cell[2], other[2]
    independent = counts.in_different_voices(cell, other)
    n_independent = len(independent[0]) * len(independent[1])
    return [
        (repeated, len(both[0]) * len(both[1]) - n_independent, both),
        (weight, n_independent, independent),
    ]
