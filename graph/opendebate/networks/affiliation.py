"""Two-mode networks: actors tied to the claims or topics on which they take a stance."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import networkx as nx

from opendebate.networks.discourse_networks import add_notes, drop_duplicates, observed_nodes
from opendebate.networks.observations import Selection, observe_with_notes
from opendebate.networks.projection import TWO_MODE_NORMALISATIONS, check_choice, two_mode
from opendebate.networks.stance_counts import BINARY, LEVELS, Counts, count
from opendebate.stances import positions, stances

if TYPE_CHECKING:
    from opendebate.engines.engine import Engine
    from opendebate.networks.observations import Observation

# Levels → the stance that each level shows, from the lowest.
_STANCES = {
    "ternary": positions(),
    "binary": (positions()[0], positions()[-1]),
    "graded": tuple(stances()),
}


def affiliation_network(
    engine: Engine,
    selection: Selection,
    aggregations: Sequence[str] = ("stance",),
    *,
    normalisation: str = "none",
    levels: str = "ternary",
) -> nx.MultiDiGraph[str]:
    """Return who takes which stance on which claim or topic.

    Parameters
    ----------
    engine : Engine
        The built debate.
    selection : Selection
        Which statements count; ``selection.on`` says whether the targets are claims or topics.
    aggregations : sequence of str
        ``"stance"``: a tie for each stance; or names from
        :data:`opendebate.networks.projection.TWO_MODE`. Each makes separate ties.
    normalisation : str
        ``"activity"`` divides by the number of the actor's observations, ``"prominence"`` by
        that of the target's. See :func:`opendebate.networks.projection.two_mode`.
    levels : str
        ``"ternary"``: a concession counts as an affirmation, and a doubt makes a separate tie, or
        level; ``"binary"``: a doubt counts as a denial; ``"graded"``: each of the four stances
        makes a separate tie, or level.

    Returns
    -------
    networkx.MultiDiGraph
        Nodes are IRIs with all attributes of the debate network, and the numbers of their
        observations (`n`), statements (`own_statements`), targets or actors (`others`) and
        second-hand observations (`second_hand`). Actors also have `side` (``"for"``,
        ``"against"``, ``"both"``, ``"neither"``) and the numbers of targets `speaks_for` and
        `speaks_against`; targets have `affirmed`, `denied` and `doubted`. Edges run from actors
        to targets and have `relation` as their key, `weight` (the number of observations, or the
        value of the aggregation), `sign` (1 affirmed, -1 denied, 0 for a doubt in ternary levels,
        and where the stance is ignored or several are combined) and `statements` (sorted ids).
        The network's attribute `notes` has the notes of
        :class:`opendebate.networks.observations.ObservedDebate`.
    """
    observations = observe_with_notes(engine, selection)
    rows = list(observations.rows)
    graph = observed_nodes(engine, rows, selection.by)
    add_notes(graph, observations.notes)
    for aggregation in aggregations:
        counted = drop_duplicates(rows, selection, stance=aggregation != "ignore")
        if aggregation == "stance":
            add_stance_ties(graph, counted, normalisation, levels)
        else:
            add_two_mode_ties(graph, count(counted, levels), aggregation, normalisation)
    return graph


def add_stance_ties(
    graph: nx.MultiDiGraph[str],
    observed: Iterable[Observation],
    normalisation: str = "none",
    levels: str = "ternary",
) -> None:
    """Tie actors to targets by each stance they take, as :func:`affiliation_network` does."""
    observations = list(observed)
    statements_of: defaultdict[tuple[str, str, str], list[str]] = defaultdict(list)
    for observation in observations:
        stance = _STANCES[levels][LEVELS[levels][observation.stance]]
        statements_of[observation.actor, observation.target, stance].append(observation.statement)
    divisors = _divisors(observations, normalisation)
    for (actor, target, stance), statements in sorted(statements_of.items()):
        divisor = divisors.get(actor if normalisation == "activity" else target)
        weight = len(statements) / divisor if divisor else len(statements)
        sign = 0 if levels == "ternary" and stance == "doubts" else 1 if BINARY[stance] else -1
        _add_tie(graph, (actor, target), stance, weight, sign, statements)


def _divisors(observed: Iterable[Observation], normalisation: str) -> Mapping[str, int]:
    check_choice("normalisation", normalisation, TWO_MODE_NORMALISATIONS)
    if normalisation == "none":
        return {}
    activity = normalisation == "activity"
    return Counter(
        observation.actor if activity else observation.target for observation in observed
    )


def add_two_mode_ties(
    graph: nx.MultiDiGraph[str], counts: Counts, aggregation: str, normalisation: str = "none"
) -> None:
    """Tie the rows of counts to their columns, as :func:`affiliation_network` does."""
    statements_of: defaultdict[tuple[int, int], set[str]] = defaultdict(set)
    for (i, j, _), statement_ids in counts.statements.items():
        statements_of[i, j].update(statement_ids)
    ties = two_mode(counts, aggregation, normalisation).tocoo()
    for i, j, weight in sorted(zip(*ties.coords, ties.data, strict=True)):
        if weight:
            ends = counts.rows[i], counts.columns[j]
            sign = _sign_of(aggregation, float(weight))
            _add_tie(graph, ends, aggregation, float(weight), sign, statements_of[int(i), int(j)])


def _sign_of(aggregation: str, weight: float) -> int:
    if aggregation == "combine":
        return {1: 1, 2: -1}.get(int(weight), 0)
    return 0 if aggregation == "ignore" else int(weight > 0) - int(weight < 0)


def _add_tie(  # noqa: PLR0913, PLR0917 — each is an attribute of the tie
    graph: nx.MultiDiGraph[str], ends: tuple[str, str], relation: str, weight: float, sign: int,
    statements: Iterable[str],
) -> None:  # fmt: skip
    graph.add_edge(
        *ends,
        key=relation,
        relation=relation,
        label=relation,
        weight=weight,
        sign=sign,
        statements=tuple(sorted(set(statements))),
    )
