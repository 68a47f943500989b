"""Extensions: the sets of arguments that can be held together against all attacks."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from opendebate.argumentation.framework import (
    Framework,
    Node,
    argument_sort_key,
    flatten,
    predecessors,
)
from opendebate.counting import counted
from opendebate.errors import UsageError, close_matches, did_you_mean

SEMANTICS = ("grounded", "complete", "preferred", "stable")
MAX_ARGUMENTS = 5_000  # an easy search among 3,000 takes a tenth of a second
MAX_CONFLICTS = 50_000  # where the search stops: the same on all machines, after some seconds
Extension = frozenset[Node]

_PROGRAMS = {  # by semantics, the logic programs whose answer sets are the extensions
    "complete": ("conflict-free", "complete"),
    "preferred": ("conflict-free", "complete", "preferred"),
    "stable": ("conflict-free", "stable"),
}
# Prefers models with more arguments, and skips subsets of a model that is already found.
_LARGEST = ("--heuristic=Domain", "--enum-mode=domRec")


class TooManyExtensions(UsageError):
    """A framework has more arguments or extensions than the search allows."""


def extensions(
    framework: Framework, semantics: str, max_extensions: int = 1000
) -> tuple[Extension, ...]:
    """Return the extensions of a framework under one of Dung's semantics.

    Parameters
    ----------
    framework : Framework
        Undercut attacks are flattened first; see
        :func:`opendebate.argumentation.framework.flatten`. Supports have no effect here.
    semantics : str
        ``"grounded"``, ``"complete"``, ``"preferred"`` or ``"stable"``.
    max_extensions : int
        The largest number of extensions to return.

    Returns
    -------
    tuple of frozenset
        Sorted. Grounded semantics has exactly one; only stable semantics may have none.

    Raises
    ------
    UsageError
        If there is no such semantics.
    TooManyExtensions
        If there are more than `max_extensions`, or the framework is too large to search.

    Notes
    -----
    The grounded extension takes time linear in the attacks. The answer set solver clingo
    computes the others.

    Examples
    --------
    >>> pair = Framework.of([("a", "b"), ("b", "a")])
    >>> [sorted(extension) for extension in extensions(pair, "preferred")]
    [['a'], ['b']]
    >>> extensions(pair, "grounded")
    (frozenset(),)
    """
    if semantics not in SEMANTICS:
        raise UsageError(
            f"There is no semantics {semantics!r}.",
            advice=did_you_mean(close_matches(semantics, SEMANTICS))
            or f"There are {', '.join(SEMANTICS)}.",
        )
    if semantics == "grounded":
        return (grounded(framework),)
    return _search(flatten(framework), semantics, max_extensions)


def grounded(framework: Framework) -> Extension:
    """Return the grounded extension: the least fixed point of Dung's characteristic function.

    It contains the unattacked arguments, those that they defend, and so on.

    Examples
    --------
    >>> sorted(grounded(Framework.of([("b", "a"), ("c", "b")])))
    ['a', 'c']
    """
    return frozenset(
        argument for argument, label in grounded_labels(framework).items() if label == "in"
    )


def grounded_labels(framework: Framework) -> dict[Node, str]:
    """Return for each argument of the flat framework ``"in"``, ``"out"`` or ``"undecided"``.

    ``"in"`` are the arguments of the grounded extension, ``"out"`` those that it attacks.
    """
    flat_framework = flatten(framework)
    attackers = predecessors(flat_framework.attacks)
    targets = predecessors((end, start) for start, end in flat_framework.attacks)
    open_attackers = {  # how many attackers are not out
        argument: len(attackers[argument]) for argument in flat_framework.arguments
    }
    label_of: dict[Node, str] = dict.fromkeys(flat_framework.arguments, "undecided")
    accepted = [argument for argument in flat_framework.arguments if not open_attackers[argument]]
    label_of.update(dict.fromkeys(accepted, "in"))
    while accepted:
        for attacked in targets[accepted.pop()]:
            if label_of[attacked] == "out":
                continue
            label_of[attacked] = "out"
            for target in targets[attacked]:
                open_attackers[target] -= 1
                if not open_attackers[target] and label_of[target] == "undecided":
                    label_of[target] = "in"
                    accepted.append(target)
    return label_of


@dataclass(frozen=True, slots=True)
class Acceptance:
    """The arguments that some preferred extension contains, and those that all contain.

    Attributes
    ----------
    credulous, sceptical : frozenset
        Credulously and sceptically accepted arguments.
    unknown : frozenset
        Arguments for which this could not be computed.
    refused : tuple of str
        The reasons.
    """

    credulous: Extension
    sceptical: Extension
    unknown: Extension
    refused: tuple[str, ...]


def preferred_acceptance(framework: Framework, max_extensions: int = 1000) -> Acceptance:
    """Return which arguments are accepted under preferred semantics.

    Parameters
    ----------
    framework : Framework
    max_extensions : int
        The largest number of extensions to compute for each connected component.

    Notes
    -----
    Every preferred extension contains the grounded extension, and undecided arguments without a
    path of attacks between them are independent. So each component is searched alone: ten pairs
    that attack each other have 1,024 preferred extensions together, but two each alone.

    Examples
    --------
    >>> both = Framework.of([("a", "b"), ("b", "a"), ("a", "c"), ("b", "c"), ("c", "d")])
    >>> sorted(preferred_acceptance(both).sceptical)
    ['d']
    """
    flat_framework = flatten(framework)
    decided = grounded_labels(framework)
    credulous = {argument for argument, label in decided.items() if label == "in"}
    sceptical, unknown, refused = set(credulous), set[Node](), dict[str, None]()
    for component in _components(
        flat_framework, {argument for argument, label in decided.items() if label == "undecided"}
    ):
        try:
            preferred = _search(component, "preferred", max_extensions)
        except TooManyExtensions as error:
            unknown.update(component.arguments)
            refused[error.what] = None
        else:
            credulous.update(*preferred)
            sceptical.update(frozenset.intersection(*preferred))
    return Acceptance(
        frozenset(credulous), frozenset(sceptical), frozenset(unknown), tuple(refused)
    )


def _components(framework: Framework, nodes: set[Node]) -> list[Framework]:
    """Return a framework for each connected component of the given arguments."""
    import networkx as nx

    attacks = [pair for pair in framework.attacks if nodes.issuperset(pair)]
    undirected: nx.Graph[Node] = nx.Graph()
    order: list[Node] = sorted(nodes, key=argument_sort_key)
    undirected.add_nodes_from(order)
    undirected.add_edges_from(attacks)
    component_of = {
        node: n
        for n, component in enumerate(nx.connected_components(undirected))
        for node in component
    }
    attacks_of: defaultdict[int, list[tuple[Node, Node]]] = defaultdict(list)
    for start, end in attacks:
        attacks_of[component_of[start]].append((start, end))
    return [Framework.of(attacks_of[n]) for n in sorted(attacks_of)]


def _search(framework: Framework, semantics: str, max_extensions: int) -> tuple[Extension, ...]:
    """Return the extensions that the solver finds in a flat framework."""
    if len(framework.arguments) > MAX_ARGUMENTS:
        raise TooManyExtensions(
            f"There are {counted(len(framework.arguments), 'argument')}. {semantics.capitalize()} "
            f"extensions are looked for among at most {MAX_ARGUMENTS:,}.",
            advice="The grounded extension has no such limit.",
        )
    models, finished = _models(framework, semantics, max_extensions)
    if len(models) > max_extensions:
        raise TooManyExtensions(
            f"There are more than {max_extensions:,} {semantics} extensions.",
            advice="Raise the limit, or take the grounded extension: there is exactly one.",
        )
    if not finished:
        raise TooManyExtensions(
            f"The search for {semantics} extensions among {len(framework.arguments):,} arguments "
            f"stopped after {MAX_CONFLICTS:,} conflicts.",
            advice="The grounded extension has no such limit.",
        )
    found_extensions = [frozenset(framework.arguments[n] for n in model) for model in models]
    return tuple(
        sorted(found_extensions, key=lambda extension: sorted(map(argument_sort_key, extension)))
    )


def _models(
    framework: Framework, semantics: str, max_extensions: int
) -> tuple[list[list[int]], bool]:
    """Return the indexes of accepted arguments, and whether the search is complete."""
    from clingo import Control

    options = _LARGEST if semantics == "preferred" else ()
    limits = (f"--models={max_extensions + 1}", f"--solve-limit={MAX_CONFLICTS}")
    control = Control(["--warn=none", *limits, *options], message_limit=0)
    control.add("base", [], _program(semantics) + _facts(framework))
    control.ground([("base", [])])
    with control.solve(yield_=True) as search:
        models = [
            [symbol.arguments[0].number for symbol in model.symbols(shown=True)] for model in search
        ]
        return models, bool(search.get().exhausted)


def _program(semantics: str) -> str:
    folder = Path(__file__).parent / "programs"
    return "".join((folder / f"{name}.lp").read_text("utf-8") for name in _PROGRAMS[semantics])


def _facts(framework: Framework) -> str:
    # Indexes, never names: no text of a debate is read as a program.
    index_of = {argument: n for n, argument in enumerate(framework.arguments)}
    facts = [f"argument({n})." for n in index_of.values()]
    facts += [f"attack({index_of[start]},{index_of[end]})." for start, end in framework.attacks]
    return "\n".join(facts)
