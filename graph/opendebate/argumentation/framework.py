"""Argumentation frameworks: the claims of a debate, and the arguments between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from opendebate.errors import UsageError
from opendebate.networks.debate_network import ARGUMENTS

if TYPE_CHECKING:
    import networkx as nx


@dataclass(frozen=True, slots=True, order=True)
class Step:
    """The step from a premise to a conclusion, which an undercut attacks.

    Attributes
    ----------
    premise, conclusion : str
        Arguments of a framework.
    relation : str
        ``"attacks"`` or ``"supports"``.
    """

    premise: str
    relation: str
    conclusion: str


Node = str | Step
Pair = tuple[Node, Node]


@dataclass(frozen=True, slots=True)
class Framework:
    """Arguments with the attacks and supports between them, and undercuts of these.

    Without supports and undercuts this is the abstract argumentation framework of [1]_.

    Attributes
    ----------
    arguments : tuple of (str or Step)
        The IRIs of a debate's claims; a flattened framework contains steps, too.
    attacks, supports : tuple of pairs
        From an argument to an argument.
    undercuts : tuple of pairs
        From an argument to a step that is an attack or a support.

    References
    ----------
    .. [1] P. M. Dung (1995), On the acceptability of arguments and its fundamental role in
       nonmonotonic reasoning, logic programming and n-person games, Artificial Intelligence
       77(2), 321-357.
    """

    arguments: tuple[Node, ...]
    attacks: tuple[Pair, ...] = ()
    supports: tuple[Pair, ...] = ()
    undercuts: tuple[tuple[str, Step], ...] = ()

    def __post_init__(self) -> None:
        arguments = set(self.arguments)
        ends = {argument for pair in (*self.attacks, *self.supports) for argument in pair}
        for argument in sorted(
            ends | {undercutter for undercutter, _ in self.undercuts}, key=argument_sort_key
        ):
            if argument not in arguments:
                raise UsageError(
                    f"{argument!r} is an end of an attack, support or undercut, but it is "
                    "not among the arguments."
                )
        steps = {"attacks": set(self.attacks), "supports": set(self.supports)}
        for undercutter, step in self.undercuts:
            if (step.premise, step.conclusion) not in steps.get(step.relation, ()):
                raise UsageError(
                    f"{undercutter!r} undercuts a step that is not in the framework: {step}."
                )

    @classmethod
    def of(
        cls,
        attacks: Iterable[Pair] = (),
        supports: Iterable[Pair] = (),
        undercuts: Iterable[tuple[str, Step]] = (),
        arguments: Iterable[Node] = (),
    ) -> Framework:
        """Return a framework, sorted and without duplicates.

        Parameters
        ----------
        attacks, supports, undercuts : iterable of pairs
        arguments : iterable of (str or Step)
            Arguments that are in no pair.

        Examples
        --------
        >>> Framework.of([("a", "b"), ("a", "b")], arguments=["c"]).arguments
        ('a', 'b', 'c')
        """
        attacks, supports, undercuts = set(attacks), set(supports), set(undercuts)
        nodes: set[Node] = {argument for pair in attacks | supports for argument in pair}
        nodes |= {undercutter for undercutter, _ in undercuts} | set(arguments)
        return cls(
            tuple(sorted(nodes, key=argument_sort_key)),
            tuple(sorted(attacks, key=_pair_sort_key)),
            tuple(sorted(supports, key=_pair_sort_key)),
            tuple(sorted(undercuts)),
        )


def argument_sort_key(argument: Node) -> tuple[str, ...]:
    """Return a key that sorts names alphabetically, and each step after its premise."""
    return (
        (argument.premise, argument.relation, argument.conclusion)
        if isinstance(argument, Step)
        else (argument,)
    )


def _pair_sort_key(pair: Pair) -> tuple[tuple[str, ...], ...]:
    return argument_sort_key(pair[0]), argument_sort_key(pair[1])


def predecessors(pairs: Iterable[tuple[Node, Node]]) -> defaultdict[Node, list[Node]]:
    """Return the first nodes of all pairs, grouped by the second.

    Examples
    --------
    >>> predecessors([("a", "c"), ("b", "c")])["c"]
    ['a', 'b']
    """
    starts: defaultdict[Node, list[Node]] = defaultdict(list)
    for start, end in pairs:
        starts[end].append(start)
    return starts


def flatten(framework: Framework) -> Framework:
    """Return a framework of attacks only, in which each undercut attack is an argument.

    Returns
    -------
    Framework
        The same arguments and, for each attack that is undercut, its :class:`Step`. It has no
        supports and no undercuts of supports: Dung's frameworks have none.

    Notes
    -----
    This is the flattening of AFRA [1]_: a step attacks its conclusion in place of its premise;
    its undercuts attack it, and so does each attacker of its premise. AFRA makes an argument of
    every attack. An attack that nothing undercuts is accepted exactly where its premise is, so
    here the premise stands for it. The flattening by meta-arguments [2]_ gives the same
    extensions, with two more arguments for each attack.

    References
    ----------
    .. [1] P. Baroni, F. Cerutti, M. Giacomin and G. Guida (2011), AFRA: Argumentation framework
       with recursive attacks, International Journal of Approximate Reasoning 52(1), 19-37.
    .. [2] G. Boella, D. M. Gabbay, L. van der Torre and S. Villata (2009), Meta-argumentation
       modelling I, Studia Logica 93(2-3), 297-355.

    Examples
    --------
    The undercut c defeats a's attack on b:

    >>> step = Step("a", "attacks", "b")
    >>> flatten(Framework.of([("a", "b")], undercuts=[("c", step)])).attacks == (
    ...     (step, "b"), ("c", step))
    True
    """
    undercuts = [
        (undercutter, step)
        for undercutter, step in framework.undercuts
        if step.relation == "attacks"
    ]
    steps = {step for _, step in undercuts}
    steps_from = predecessors((step, step.premise) for step in steps)
    attacks: list[Pair] = list(undercuts)
    for start, end in framework.attacks:
        step = Step(str(start), "attacks", str(end))
        attacker = step if step in steps else start
        attacks += [(attacker, target) for target in (end, *steps_from[end])]
    return Framework.of(attacks, arguments=(*framework.arguments, *steps))


def from_network(network: nx.MultiDiGraph[str]) -> Framework:
    """Return the framework of a claim network.

    Parameters
    ----------
    network : networkx.MultiDiGraph
        A network from :func:`opendebate.networks.claims.affirmed_claim_network`.

    Returns
    -------
    Framework
        Its arguments are the IRIs of the claims that are a premise or a conclusion. A claim
        supports, attacks or undercuts only if somebody affirms it. Stated and analytic arguments
        count equally, and several for the same step count once. A denial with a reason is an
        attack by that reason; a denial without a reason is not an argument.
    """
    pairs_of: dict[str, list[Pair]] = {relation: [] for relation in ARGUMENTS}
    undercuts: list[tuple[str, Step]] = []
    for start, end, relation in network.edges(keys=True):
        if relation in pairs_of:
            pairs_of[relation].append((start, end))
            continue
        step = network.nodes[end]
        premise, conclusion = step["ends"]
        undercuts.append((start, Step(premise, step["relation"], conclusion)))
    return Framework.of(pairs_of["attacks"], pairs_of["supports"], undercuts)


def analytic_steps(network: nx.MultiDiGraph[str]) -> set[Pair]:
    """Return the steps and the undercuts that are only the coder's reading.

    Parameters
    ----------
    network : networkx.MultiDiGraph
        A network from :func:`opendebate.networks.claims.affirmed_claim_network`.

    Returns
    -------
    set of pairs
        For a step: the step and its conclusion. For an undercut: its premise and the step.
    """
    pairs: set[Pair] = set()
    for start, end, relation, attributes in network.edges(keys=True, data=True):
        if "stated" in attributes["basis"]:
            continue
        if relation == "undercuts":
            premise, conclusion = network.nodes[end]["ends"]
            pairs.add((start, Step(premise, network.nodes[end]["relation"], conclusion)))
        else:
            pairs.add((Step(start, relation, end), end))
    return pairs
