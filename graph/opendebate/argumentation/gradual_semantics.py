"""Gradual semantics: DF-QuAD scores arguments by their attackers and supporters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from math import prod

import networkx as nx

from opendebate.argumentation.framework import Framework, Node, Step, argument_sort_key
from opendebate.counting import counted
from opendebate.errors import UsageError

BASE_SCORE = 0.5
TOLERANCE = 1e-9
MAX_ITERATIONS = 1_000


class ScoresDoNotConverge(UsageError):
    """The scores of arguments in a cycle do not converge.

    Attributes
    ----------
    scores : dict
        The scores of all other arguments.
    unconverged : tuple
        The arguments in the cycle, and those whose scores depend on them.
    """

    def __init__(
        self, iterations: int, scores: Mapping[Node, float], unconverged: Iterable[Node]
    ) -> None:
        self.scores = dict(scores)
        self.unconverged = tuple(sorted(unconverged, key=argument_sort_key))
        n = len(self.unconverged)
        super().__init__(
            f"No score for {n:,} of {counted(n + len(self.scores), 'argument')}: they are in a "
            f"cycle of attacks and supports, or depend on one, and after {iterations:,} iterations "
            "their scores still change.",
            advice="Use extensions: they are defined for cycles, too.",
        )


def df_quad(
    framework: Framework,
    base_score: float = BASE_SCORE,
    *,
    tolerance: float = TOLERANCE,
    max_iterations: int = MAX_ITERATIONS,
) -> dict[Node, float]:
    r"""Return the DF-QuAD score of each argument.

    Parameters
    ----------
    framework : Framework
        A framework that is not flattened.
    base_score : float
        The score, from 0 to 1, of an argument that nothing attacks or supports.
    tolerance : float
        The largest change of the scores in a cycle that counts as convergence.
    max_iterations : int
        The largest number of iterations.

    Returns
    -------
    dict
        From argument to a number from 0 to 1.

    Raises
    ------
    ScoresDoNotConverge
        If the scores of arguments in a cycle do not converge.

    Notes
    -----
    With :math:`F(v_1 \dots v_n) = 1 - \prod_i (1 - v_i)`, where :math:`v_a` is :math:`F` of the
    attackers' scores and :math:`v_s` of the supporters', and :math:`v_0` the base score, the score
    is :math:`v_0 - v_0 |v_s - v_a|` if :math:`v_a \ge v_s`, else
    :math:`v_0 + (1 - v_0) |v_s - v_a|` [1]_.

    An undercut weakens a step and does not change the scores of its two claims. An undercut step
    counts as an argument whose base score is the score of its premise and whose attackers are
    its undercuts; so it passes on :math:`v \prod_j (1 - u_j)` instead of the premise's
    :math:`v`. This is so for attacks and for supports; [1]_ has no undercuts.

    DF-QuAD is defined for frameworks without cycles; there the scores are exact. In a cycle they
    are iterated from the base scores [2]_, half a step at a time: Euler's method for the
    continuous semantics of [3]_. Where this converges, the equations above are satisfied up to
    `tolerance`.

    References
    ----------
    .. [1] A. Rago, F. Toni, M. Aurisicchio and P. Baroni (2016), Discontinuity-free decision
       support with quantitative argumentation debates, KR 2016.
    .. [2] T. Mossakowski and F. Neuhaus (2018), Modular semantics and characteristics for bipolar
       weighted argumentation graphs, arXiv:1807.06685.
    .. [3] N. Potyka (2018), Continuous dynamical systems for weighted bipolar argumentation,
       KR 2018.

    Examples
    --------
    >>> df_quad(Framework.of([("b", "a")], [("c", "b")]))
    {'a': 0.125, 'b': 0.75, 'c': 0.5}
    """
    if not 0 <= base_score <= 1:
        raise UsageError(f"The base score must be between 0 and 1, but it is {base_score}.")
    influences = _Influences(framework, base_score)
    scores: dict[Node, float] = {}
    unconverged: set[Node] = set()
    for component in nx.strongly_connected_components(
        influences.dependency_graph()
    ):  # dependencies come first
        if unconverged.isdisjoint(
            dependency for argument in component for dependency in influences.dependencies[argument]
        ):
            component_scores = influences.converge(component, scores, tolerance, max_iterations)
            scores.update(component_scores)
            unconverged.update(component - component_scores.keys())
        else:
            unconverged.update(component)
    if unconverged:
        raise ScoresDoNotConverge(max_iterations, scores, unconverged)
    return {argument: scores[argument] for argument in framework.arguments}


Influence = tuple[Node, tuple[str, ...]]  # a premise, and the undercutters of the step from it


class _Influences:
    """The attackers and supporters of each argument, and the score that follows from them."""

    def __init__(self, framework: Framework, base_score: float) -> None:
        self.base = base_score
        undercutters: defaultdict[Step, list[str]] = defaultdict(list)
        for undercutter, step in framework.undercuts:
            undercutters[step].append(undercutter)
        self.attacks: defaultdict[Node, list[Influence]] = defaultdict(list)
        self.supports: defaultdict[Node, list[Influence]] = defaultdict(list)
        for links, relation, pairs in (
            (self.attacks, "attacks", framework.attacks),
            (self.supports, "supports", framework.supports),
        ):
            for start, end in pairs:
                step = Step(str(start), relation, str(end))
                links[end].append((start, tuple(undercutters.get(step, ()))))
        self.dependencies = {
            argument: [
                dependency
                for start, undercutters in self.attacks[argument] + self.supports[argument]
                for dependency in (start, *undercutters)
            ]
            for argument in framework.arguments
        }

    def dependency_graph(self) -> nx.DiGraph[Node]:
        """Return a graph from each argument to those on which its score depends."""
        graph: nx.DiGraph[Node] = nx.DiGraph()
        graph.add_nodes_from(self.dependencies)
        graph.add_edges_from(
            (argument, dependency)
            for argument, dependencies in self.dependencies.items()
            for dependency in dependencies
        )
        return graph

    def converge(
        self,
        component: set[Node],
        known_scores: Mapping[Node, float],
        tolerance: float,
        max_iterations: int,
    ) -> dict[Node, float]:
        """Return the scores of a component, or nothing if they do not converge."""
        order = sorted(component, key=argument_sort_key)
        if len(order) == 1 and order[0] not in self.dependencies[order[0]]:
            return {order[0]: self.score(order[0], known_scores)}
        scores = {
            dependency: known_scores[dependency]
            for argument in order
            for dependency in self.dependencies[argument]
            if dependency in known_scores
        }
        scores.update(dict.fromkeys(order, self.base))
        for _ in range(max_iterations):
            new_scores = {argument: self.score(argument, scores) for argument in order}
            if all(abs(new_scores[argument] - scores[argument]) <= tolerance for argument in order):
                return new_scores
            scores.update(
                {argument: (scores[argument] + new_scores[argument]) / 2 for argument in order}
            )
        return {}

    def score(self, argument: Node, scores: Mapping[Node, float]) -> float:
        attack = _aggregate(self.attacks[argument], scores)
        support = _aggregate(self.supports[argument], scores)
        distance = self.base if attack >= support else 1 - self.base
        return self.base + distance * (support - attack)


def _aggregate(links: Iterable[Influence], scores: Mapping[Node, float]) -> float:
    """Return the combined strength of all attacks on an argument, or of all its supports."""
    return 1 - prod(
        1 - scores[start] * prod(1 - scores[undercutter] for undercutter in undercutters)
        for start, undercutters in links
    )
