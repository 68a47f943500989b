"""Two-mode networks: actors tied to the claims or topics on which they take a stance."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import networkx as nx

from opendebate.networks.discourse_networks import nodes_of, note, without_repeats
from opendebate.networks.observations import Selection, observe, observe_all
from opendebate.networks.projection import TWO_MODE_NORMALISATIONS, known, two_mode
from opendebate.networks.stance_counts import BINARY, Counts, count

if TYPE_CHECKING:
    from opendebate.engines.engine import Engine
    from opendebate.networks.observations import Observation


def affiliation_network(
    engine: Engine,
    selection: Selection,
    aggregations: Sequence[str] = ("stance",),
    *,
    normalisation: str = "none",
    levels: str = "binary",
) -> nx.MultiDiGraph[str]:
    """Return who takes which stance on which claim or topic.

    Parameters
    ----------
    engine : Engine
        The built debate.
    selection : Selection
        Which statements count; ``selection.on`` says whether the targets are claims or topics.
    aggregations : sequence of str
        ``"stance"``: a tie for each stance; or of
        :data:`opendebate.networks.projection.TWO_MODE`. Each makes ties of its own.
    normalisation : str
        ``"activity"`` divides by how many observations the actor is part of, ``"prominence"`` by
        how many the target is. See :func:`opendebate.networks.projection.two_mode`.
    levels : str
        ``"binary"``: a concession is an affirmation, a doubt a denial; ``"graded"``: each of the
        four is a tie of its own, or a level.

    Returns
    -------
    networkx.MultiDiGraph
        Nodes are IRIs with all attributes of the whole network and `n`, how many observations
        they are part of, `own_statements`, of how many statements, `others`, with how many
        targets or actors, `second_hand`, how many of these were passed on by others; actors with
        `side` (``"for"``, ``"against"``, ``"both"``, ``"neither"``), `speaks_for` and
        `speaks_against`, on how many targets; targets with `affirmed` and `denied`. Edges run
        from actors to targets, keyed by `relation`, with `weight` (how often, or what the
        aggregation makes of it), `sign` (1 affirmed, -1 denied, 0 where the stance is ignored or
        both are combined) and `statements` (ids, sorted). The network's own attribute `notes`
        tells what one should know of it, as in
        :class:`opendebate.networks.observations.Observed`.
    """
    seen = observe_all(engine, selection)
    observed = list(seen.rows)
    graph = nodes_of(engine, observed)
    note(graph, seen.notes)
    for aggregation in aggregations:
        counted = without_repeats(observed, selection, stance=aggregation != "ignore")
        if aggregation == "stance":
            tie_stances(graph, counted, normalisation, levels)
        else:
            tie_two_modes(graph, count(counted, levels), aggregation, normalisation)
    return graph


def tie_stances(
    graph: nx.MultiDiGraph[str],
    observed: Iterable[Observation],
    normalisation: str = "none",
    levels: str = "binary",
) -> None:
    """Tie actors to targets by each stance they take, as :func:`affiliation_network` does."""
    seen = list(observed)
    found: defaultdict[tuple[str, str, str], list[str]] = defaultdict(list)
    for one in seen:
        stance = one.stance
        if levels == "binary":
            stance = "affirms" if BINARY[stance] else "denies"
        found[one.actor, one.target, stance].append(one.statement)
    divisors = _divisors(seen, normalisation)
    for (actor, target, stance), said in sorted(found.items()):
        by = divisors.get(actor if normalisation == "activity" else target)
        weight = len(said) / by if by else len(said)
        _tie(graph, (actor, target), stance, weight, 1 if BINARY[stance] else -1, said)


def _divisors(observed: Iterable[Observation], normalisation: str) -> Mapping[str, int]:
    known("normalisation", normalisation, TWO_MODE_NORMALISATIONS)
    if normalisation == "none":
        return {}
    activity = normalisation == "activity"
    return Counter(one.actor if activity else one.target for one in observed)


def tie_two_modes(
    graph: nx.MultiDiGraph[str], counts: Counts, aggregation: str, normalisation: str = "none"
) -> None:
    """Tie the rows of counts to their columns, as :func:`affiliation_network` does."""
    said: defaultdict[tuple[int, int], set[str]] = defaultdict(set)
    for (i, j, _), names in counts.statements.items():
        said[i, j].update(names)
    ties = two_mode(counts, aggregation, normalisation).tocoo()
    for i, j, weight in sorted(zip(*ties.coords, ties.data, strict=True)):
        if weight:
            ends = counts.rows[i], counts.columns[j]
            sign = _sign(aggregation, float(weight))
            _tie(graph, ends, aggregation, float(weight), sign, said[int(i), int(j)])


def _sign(aggregation: str, weight: float) -> int:
    if aggregation == "combine":
        return {1: 1, 2: -1}.get(int(weight), 0)
    return 0 if aggregation == "ignore" else int(weight > 0) - int(weight < 0)


def _tie(  # noqa: PLR0913, PLR0917 — each is an attribute of the tie
    graph: nx.MultiDiGraph[str], ends: tuple[str, str], relation: str, weight: float, sign: int,
    said: Iterable[str],
) -> None:  # fmt: skip
    graph.add_edge(
        *ends,
        key=relation,
        relation=relation,
        label=relation,
        weight=weight,
        sign=sign,
        statements=tuple(sorted(set(said))),
    )


def counts_of(
    engine: Engine, selection: Selection, levels: str = "binary", *, stance: bool = True
) -> Counts:
    """Return the counts of a selection.

    Parameters
    ----------
    engine : Engine
    selection : Selection
    levels : str
        See :func:`opendebate.networks.stance_counts.count`.
    stance : bool
        Whether another stance is no duplicate; False for what ignores stances.
    """
    observed = without_repeats(observe(engine, selection), selection, stance=stance)
    return count(observed, levels)


def two_mode_table(
    engine: Engine,
    selection: Selection,
    aggregation: str = "subtract",
    normalisation: str = "none",
    levels: str = "binary",
) -> tuple[tuple[str, ...], tuple[str, ...], list[list[float]]]:
    """Return the table of actors by claims or topics.

    Returns
    -------
    rows, columns : tuple of str
        IRIs.
    table : list of list of float
        A row for each actor. See :func:`opendebate.networks.projection.two_mode`.
    """
    counts = counts_of(engine, selection, levels, stance=aggregation != "ignore")
    table: list[list[float]] = two_mode(counts, aggregation, normalisation).toarray().tolist()
    return counts.rows, counts.columns, table
