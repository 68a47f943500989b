"""A score for each argument from what attacks and supports it: DF-QuAD."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from math import prod

import networkx as nx

from opendebate.argumentation.framework import Framework, Node, Step, in_order
from opendebate.errors import UsageError

BASE = 0.5
TOLERANCE = 1e-9
STEPS = 1_000


class NotSettled(UsageError):
    """Scores of arguments in a circle that go on changing.

    Attributes
    ----------
    scores : dict
        Of all arguments that do have one.
    unsettled : tuple
        Those in the circle, and those that they bear on.
    """

    def __init__(self, steps: int, scores: Mapping[Node, float], unsettled: Iterable[Node]) -> None:
        self.scores = dict(scores)
        self.unsettled = tuple(sorted(unsettled, key=in_order))
        n = len(self.unsettled)
        super().__init__(
            f"No score for {n:,} of {n + len(self.scores):,} arguments: they attack or support "
            f"one another in a circle, or rest on some that do, and after {steps:,} steps the "
            "scores still change.",
            advice="Extensions are defined for circles too.",
        )


def df_quad(
    framework: Framework,
    base: float = BASE,
    *,
    tolerance: float = TOLERANCE,
    steps: int = STEPS,
) -> dict[Node, float]:
    r"""Return the DF-QuAD score of each argument.

    Parameters
    ----------
    framework : Framework
        As :func:`opendebate.argumentation.framework.framework_of` makes it, not flat.
    base : float
        The score, from 0 to 1, of an argument that nothing attacks or supports.
    tolerance : float
        How little the scores in a circle may still change to count as settled.
    steps : int
        After how many steps to give up.

    Returns
    -------
    dict
        From argument to a number from 0 to 1.

    Raises
    ------
    NotSettled
        If arguments attack or support one another in a circle and their scores do not settle.

    Notes
    -----
    With :math:`F(v_1 \dots v_n) = 1 - \prod_i (1 - v_i)`, where :math:`v_a` is :math:`F` of the
    attackers' scores and :math:`v_s` of the supporters', and :math:`v_0` the base score, the score
    is :math:`v_0 - v_0 |v_s - v_a|` if :math:`v_a \ge v_s`, else
    :math:`v_0 + (1 - v_0) |v_s - v_a|` [1]_.

    An undercut takes strength from a step and leaves both claims as they are. A step that is
    undercut counts as an argument whose base score is the score of its premise and whose
    attackers are what undercuts it; so it passes on :math:`v \prod_j (1 - u_j)` in place of the
    premise's :math:`v`. This holds for attacks and supports alike; [1]_ has no undercuts.

    DF-QuAD is defined where no argument bears on itself through others; there the scores are
    exact. In a circle they are iterated from the base scores [2]_, half a step at a time: Euler's
    method for the continuous semantics of [3]_. Where this settles, the equations above hold up
    to `tolerance`.

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
    if not 0 <= base <= 1:
        raise UsageError(f"A base score lies between 0 and 1, and {base} does not.")
    bearing = _Bearing(framework, base)
    scores: dict[Node, float] = {}
    unsettled: set[Node] = set()
    for part in nx.strongly_connected_components(bearing.rests_on()):  # what others rest on first
        if unsettled.isdisjoint(on for one in part for on in bearing.needs[one]):
            found = bearing.settle(part, scores, tolerance, steps)
            scores.update(found)
            unsettled.update(part - found.keys())
        else:
            unsettled.update(part)
    if unsettled:
        raise NotSettled(steps, scores, unsettled)
    return {one: scores[one] for one in framework.arguments}


Link = tuple[Node, tuple[str, ...]]  # a premise, and what undercuts the step from it


class _Bearing:
    """What bears on each argument, and the score that follows from it."""

    def __init__(self, framework: Framework, base: float) -> None:
        self.base = base
        undercutters: defaultdict[Step, list[str]] = defaultdict(list)
        for by, step in framework.undercuts:
            undercutters[step].append(by)
        self.attacks: defaultdict[Node, list[Link]] = defaultdict(list)
        self.supports: defaultdict[Node, list[Link]] = defaultdict(list)
        for found, relation, pairs in (
            (self.attacks, "attacks", framework.attacks),
            (self.supports, "supports", framework.supports),
        ):
            for start, end in pairs:
                step = Step(str(start), relation, str(end))
                found[end].append((start, tuple(undercutters.get(step, ()))))
        self.needs = {
            one: [on for start, by in self.attacks[one] + self.supports[one] for on in (start, *by)]
            for one in framework.arguments
        }

    def rests_on(self) -> nx.DiGraph[Node]:
        """Return a graph from each argument to those its score is made of."""
        graph: nx.DiGraph[Node] = nx.DiGraph()
        graph.add_nodes_from(self.needs)
        graph.add_edges_from((one, on) for one, found in self.needs.items() for on in found)
        return graph

    def settle(
        self, part: set[Node], before: Mapping[Node, float], tolerance: float, steps: int
    ) -> dict[Node, float]:
        """Return the scores of a part, or nothing if they do not settle."""
        order = sorted(part, key=in_order)
        if len(order) == 1 and order[0] not in self.needs[order[0]]:
            return {order[0]: self.score(order[0], before)}
        scores = {on: before[on] for one in order for on in self.needs[one] if on in before}
        scores.update(dict.fromkeys(order, self.base))
        for _ in range(steps):
            new = {one: self.score(one, scores) for one in order}
            if all(abs(new[one] - scores[one]) <= tolerance for one in order):
                return new
            scores.update({one: (scores[one] + new[one]) / 2 for one in order})
        return {}

    def score(self, one: Node, scores: Mapping[Node, float]) -> float:
        against = _together(self.attacks[one], scores)
        on_behalf = _together(self.supports[one], scores)
        room = self.base if against >= on_behalf else 1 - self.base
        return self.base + room * (on_behalf - against)


def _together(links: Iterable[Link], scores: Mapping[Node, float]) -> float:
    """Return how strong all attacks on an argument, or all supports of it, are together."""
    return 1 - prod(1 - scores[start] * prod(1 - scores[one] for one in by) for start, by in links)
