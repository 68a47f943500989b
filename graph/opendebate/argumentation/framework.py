"""The claims of a debate and the arguments between them, as an argumentation framework."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from opendebate.errors import UsageError
from opendebate.networks.claims import argued
from opendebate.networks.debate_network import ARGUMENTS

if TYPE_CHECKING:
    import networkx as nx

    from opendebate.engines.engine import Engine


@dataclass(frozen=True, slots=True, order=True)
class Step:
    """The step from a premise to a conclusion, which an undercut is against.

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
    """Arguments, which of them attacks or supports which, and which steps are undercut.

    Without supports and undercuts it is the abstract argumentation framework of [1]_.

    Attributes
    ----------
    arguments : tuple of (str or Step)
        Of a debate, the IRIs of its claims; steps are among them only in a flat framework.
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
        known = set(self.arguments)
        ends = {one for pair in (*self.attacks, *self.supports) for one in pair}
        for one in sorted(ends | {by for by, _ in self.undercuts}, key=in_order):
            if one not in known:
                raise UsageError(f"{one!r} attacks, supports or undercuts, but is no argument.")
        steps = {"attacks": set(self.attacks), "supports": set(self.supports)}
        for by, step in self.undercuts:
            if (step.premise, step.conclusion) not in steps.get(step.relation, ()):
                raise UsageError(f"{by!r} undercuts a step that nobody takes: {step}.")

    @classmethod
    def of(
        cls,
        attacks: Iterable[Pair] = (),
        supports: Iterable[Pair] = (),
        undercuts: Iterable[tuple[str, Step]] = (),
        arguments: Iterable[Node] = (),
    ) -> Framework:
        """Return a framework, its parts in order and each only once.

        Parameters
        ----------
        attacks, supports, undercuts : iterable of pairs
        arguments : iterable of (str or Step)
            Those that no pair names.

        Examples
        --------
        >>> Framework.of([("a", "b"), ("a", "b")], arguments=["c"]).arguments
        ('a', 'b', 'c')
        """
        attacks, supports, undercuts = set(attacks), set(supports), set(undercuts)
        ends: set[Node] = {one for pair in attacks | supports for one in pair}
        ends |= {by for by, _ in undercuts} | set(arguments)
        return cls(
            tuple(sorted(ends, key=in_order)),
            tuple(sorted(attacks, key=_pair_in_order)),
            tuple(sorted(supports, key=_pair_in_order)),
            tuple(sorted(undercuts)),
        )


def in_order(one: Node) -> tuple[str, ...]:
    """Return what sorts arguments: names, and each step after its premise."""
    return (one.premise, one.relation, one.conclusion) if isinstance(one, Step) else (one,)


def _pair_in_order(pair: Pair) -> tuple[tuple[str, ...], ...]:
    return in_order(pair[0]), in_order(pair[1])


def sources(pairs: Iterable[tuple[Node, Node]]) -> defaultdict[Node, list[Node]]:
    """Return the starts of all pairs by their ends.

    Examples
    --------
    >>> sources([("a", "c"), ("b", "c")])["c"]
    ['a', 'b']
    """
    found: defaultdict[Node, list[Node]] = defaultdict(list)
    for start, end in pairs:
        found[end].append(start)
    return found


def flat(framework: Framework) -> Framework:
    """Return a framework of attacks alone, in which each undercut attack is an argument.

    Parameters
    ----------
    framework : Framework

    Returns
    -------
    Framework
        The same arguments and, for each attack that is undercut, its :class:`Step`. Supports, and
        undercuts of supports, are left out: Dung's frameworks have none.

    Notes
    -----
    This is the flattening of AFRA [1]_: a step attacks its conclusion in place of its premise;
    it is attacked by what undercuts it, and by whatever attacks its premise. AFRA makes an
    argument of every attack. One that nothing undercuts is accepted exactly where its premise is,
    so here the premise stands for it. The flattening by meta-arguments [2]_ gives the same
    extensions, with two more arguments for each attack.

    References
    ----------
    .. [1] P. Baroni, F. Cerutti, M. Giacomin and G. Guida (2011), AFRA: Argumentation framework
       with recursive attacks, International Journal of Approximate Reasoning 52(1), 19-37.
    .. [2] G. Boella, D. M. Gabbay, L. van der Torre and S. Villata (2009), Meta-argumentation
       modelling I, Studia Logica 93(2-3), 297-355.

    Examples
    --------
    The undercut c takes the force out of a's attack on b:

    >>> step = Step("a", "attacks", "b")
    >>> flat(Framework.of([("a", "b")], undercuts=[("c", step)])).attacks == (
    ...     (step, "b"), ("c", step))
    True
    """
    undercuts = [(by, step) for by, step in framework.undercuts if step.relation == "attacks"]
    steps = {step for _, step in undercuts}
    taken_from = sources((step, step.premise) for step in steps)
    attacks: list[Pair] = list(undercuts)
    for start, end in framework.attacks:
        step = Step(str(start), "attacks", str(end))
        attacker = step if step in steps else start
        attacks += [(attacker, hit) for hit in (end, *taken_from[end])]
    return Framework.of(attacks, arguments=(*framework.arguments, *steps))


def framework_of(engine: Engine, *, hypothetical: bool = False) -> Framework:
    """Return the claims of a debate that take part in any argument, with these arguments.

    Parameters
    ----------
    engine : Engine
        The built debate.
    hypothetical : bool
        Whether arguments and premises count that nobody is known to have voiced.

    Returns
    -------
    Framework
        Its arguments are the IRIs of claims; only what somebody affirms supports, attacks or
        undercuts. Stated and analytic arguments count alike, and
        several that make the same step count once. A denial with a reason is an attack by that
        reason; one without is no argument.

    Examples
    --------
    >>> import opendebate
    >>> framework = framework_of(opendebate.load().engine)
    >>> len(framework.attacks) > len(framework.undercuts) > 0
    True
    """
    return from_network(argued(engine, hypothetical=hypothetical))


def from_network(network: nx.MultiDiGraph[str]) -> Framework:
    """Return the framework that a claim network shows.

    Parameters
    ----------
    network : networkx.MultiDiGraph
        As :func:`opendebate.networks.claims.claim_network` makes it.
    """
    ties: dict[str, list[Pair]] = {relation: [] for relation in ARGUMENTS}
    undercuts: list[tuple[str, Step]] = []
    for start, end, relation in network.edges(keys=True):
        if relation in ties:
            ties[relation].append((start, end))
            continue
        (premise, conclusion), through = network.nodes[end]["ends"], network.nodes[end]["relation"]
        undercuts.append((start, Step(premise, through, conclusion)))
    return Framework.of(ties["attacks"], ties["supports"], undercuts)


def drawn_steps(network: nx.MultiDiGraph[str]) -> set[Pair]:
    """Return the steps, and the undercuts of steps, that only the coder draws.

    Parameters
    ----------
    network : networkx.MultiDiGraph
        As :func:`opendebate.networks.claims.claim_network` makes it.

    Returns
    -------
    set of pairs
        Of a step, the step and its conclusion; of an undercut, its premise and the step.
    """
    found: set[Pair] = set()
    for start, end, relation, about in network.edges(keys=True, data=True):
        if "stated" in about["basis"]:
            continue
        if relation == "undercuts":
            premise, conclusion = network.nodes[end]["ends"]
            found.add((start, Step(premise, network.nodes[end]["relation"], conclusion)))
        else:
            found.add((Step(start, relation, end), end))
    return found
