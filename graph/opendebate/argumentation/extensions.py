"""Extensions: the sets of arguments that one can hold together against all attacks."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from opendebate.argumentation.framework import Framework, Node, flat, in_order, sources
from opendebate.errors import UsageError, close_matches, did_you_mean

SEMANTICS = ("grounded", "complete", "preferred", "stable")
MOST_ARGUMENTS = 5_000  # grounding and one easy search of 3,000 take a tenth of a second
MOST_CONFLICTS = 50_000  # how far the solver searches, alike on all machines: some seconds
Extension = frozenset[Node]

# After U. Egly, S. A. Gaggl and S. Woltran (2010), Answer-set programming encodings for
# argumentation frameworks, Argument & Computation 1(2), 147-177.
_CONFLICT_FREE = """
{ in(X) } :- argument(X).
hit(X) :- attack(Y, X), in(Y).
:- in(X), hit(X).
#show in/1.
"""
_COMPLETE = """
open(X) :- attack(Y, X), not hit(Y).
:- in(X), open(X).
:- argument(X), not in(X), not open(X).
"""
_PROGRAMS = {
    "complete": _CONFLICT_FREE + _COMPLETE,
    "preferred": _CONFLICT_FREE + _COMPLETE + "#heuristic in(X) : argument(X). [1, true]",
    "stable": _CONFLICT_FREE + ":- argument(X), not in(X), not hit(X).",
}
# Tries to put arguments in first, and passes over models within one already found.
_LARGEST = ("--heuristic=Domain", "--enum-mode=domRec")


class TooManyExtensions(UsageError):
    """A framework with more arguments or extensions than can be gone through."""


def extensions(framework: Framework, semantics: str, most: int = 1000) -> tuple[Extension, ...]:
    """Return the extensions of a framework under one of Dung's semantics.

    Parameters
    ----------
    framework : Framework
        Where attacks are undercut, its flat form is taken; see
        :func:`opendebate.argumentation.framework.flat`. Supports say nothing here.
    semantics : str
        ``"grounded"``, ``"complete"``, ``"preferred"`` or ``"stable"``.
    most : int
        How many at the most.

    Returns
    -------
    tuple of frozenset
        In order. One under grounded semantics; none at all only under stable.

    Raises
    ------
    UsageError
        If there is no such semantics.
    TooManyExtensions
        If there are more than `most`, or the framework is too large to look for them.

    Notes
    -----
    The grounded extension is found in time linear in the attacks, the others with the answer set
    solver clingo.

    Examples
    --------
    >>> pair = Framework.of([("a", "b"), ("b", "a")])
    >>> [sorted(one) for one in extensions(pair, "preferred")]
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
    return _search(flat(framework), semantics, most)


def grounded(framework: Framework) -> Extension:
    """Return the grounded extension: what nothing attacks, what that defends, and so on.

    It is the least fixed point of Dung's characteristic function.

    Examples
    --------
    >>> sorted(grounded(Framework.of([("b", "a"), ("c", "b")])))
    ['a', 'c']
    """
    return frozenset(one for one, label in labels(framework).items() if label == "in")


def labels(framework: Framework) -> dict[Node, str]:
    """Return for each argument of the flat framework ``"in"``, ``"out"`` or ``"undecided"``.

    An argument is in if it is in the grounded extension, out if one that is in attacks it.
    """
    whole = flat(framework)
    against = sources(whole.attacks)
    targets = sources((end, start) for start, end in whole.attacks)
    standing = {one: len(against[one]) for one in whole.arguments}  # attackers not yet out
    found: dict[Node, str] = dict.fromkeys(whole.arguments, "undecided")
    accepted = [one for one in whole.arguments if not standing[one]]
    found.update(dict.fromkeys(accepted, "in"))
    while accepted:
        for out in targets[accepted.pop()]:
            if found[out] == "out":
                continue
            found[out] = "out"
            for one in targets[out]:
                standing[one] -= 1
                if not standing[one] and found[one] == "undecided":
                    found[one] = "in"
                    accepted.append(one)
    return found


@dataclass(frozen=True, slots=True)
class Acceptance:
    """Which arguments are in some preferred extension, and which in all.

    Attributes
    ----------
    some, every : frozenset
        Credulously and sceptically accepted arguments.
    unknown : frozenset
        Arguments for which it could not be found out.
    refused : tuple of str
        Why not.
    """

    some: Extension
    every: Extension
    unknown: Extension
    refused: tuple[str, ...]


def acceptance(framework: Framework, most: int = 1000) -> Acceptance:
    """Return which arguments are accepted under preferred semantics.

    Parameters
    ----------
    framework : Framework
    most : int
        How many extensions at the most of each part that hangs together.

    Notes
    -----
    What the grounded extension decides is decided in every preferred one, and parts of the rest
    that no attack joins do not bear on one another. So each part is gone through alone: ten
    pairs that attack each other have 1,024 preferred extensions together, two each alone.

    Examples
    --------
    >>> both = Framework.of([("a", "b"), ("b", "a"), ("a", "c"), ("b", "c"), ("c", "d")])
    >>> sorted(acceptance(both).every)
    ['d']
    """
    whole = flat(framework)
    decided = labels(framework)
    some = {one for one, label in decided.items() if label == "in"}
    every, unknown, refused = set(some), set[Node](), dict[str, None]()
    for part in _parts(whole, {one for one, label in decided.items() if label == "undecided"}):
        try:
            found = _search(part, "preferred", most)
        except TooManyExtensions as error:
            unknown.update(part.arguments)
            refused[error.what] = None
        else:
            some.update(*found)
            every.update(frozenset.intersection(*found))
    return Acceptance(frozenset(some), frozenset(every), frozenset(unknown), tuple(refused))


def _parts(framework: Framework, kept: set[Node]) -> list[Framework]:
    """Return the frameworks that the kept arguments fall into."""
    import networkx as nx

    attacks = [pair for pair in framework.attacks if kept.issuperset(pair)]
    tied: nx.Graph[Node] = nx.Graph()
    order: list[Node] = sorted(kept, key=in_order)
    tied.add_nodes_from(order)
    tied.add_edges_from(attacks)
    home = {one: n for n, part in enumerate(nx.connected_components(tied)) for one in part}
    inside: defaultdict[int, list[tuple[Node, Node]]] = defaultdict(list)
    for start, end in attacks:
        inside[home[start]].append((start, end))
    return [Framework.of(inside[n]) for n in sorted(inside)]


def _search(framework: Framework, semantics: str, most: int) -> tuple[Extension, ...]:
    """Return what the solver finds in a flat framework."""
    if len(framework.arguments) > MOST_ARGUMENTS:
        raise TooManyExtensions(
            f"{len(framework.arguments):,} arguments are too many to look for {semantics} "
            f"extensions; {MOST_ARGUMENTS:,} are the most.",
            advice="The grounded extension can be had for any number.",
        )
    models, finished = _models(framework, semantics, most)
    if len(models) > most:
        raise TooManyExtensions(
            f"There are more than {most:,} {semantics} extensions.",
            advice="Ask for more at the most, or for the grounded extension: there is always one.",
        )
    if not finished:
        raise TooManyExtensions(
            f"The search for {semantics} extensions among {len(framework.arguments):,} arguments "
            f"was given up after {MOST_CONFLICTS:,} conflicts.",
            advice="The grounded extension can be had for any framework.",
        )
    found = [frozenset(framework.arguments[n] for n in model) for model in models]
    return tuple(sorted(found, key=lambda one: sorted(map(in_order, one))))


def _models(framework: Framework, semantics: str, most: int) -> tuple[list[list[int]], bool]:
    """Return places of accepted arguments, and whether nothing is left to find."""
    from clingo import Control

    options = _LARGEST if semantics == "preferred" else ()
    limits = (f"--models={most + 1}", f"--solve-limit={MOST_CONFLICTS}")
    control = Control(["--warn=none", *limits, *options], message_limit=0)
    control.add("base", [], _PROGRAMS[semantics] + _facts(framework))
    control.ground([("base", [])])
    with control.solve(yield_=True) as search:
        models = [
            [one.arguments[0].number for one in model.symbols(shown=True)] for model in search
        ]
        return models, bool(search.get().exhausted)


def _facts(framework: Framework) -> str:
    # Places, never names: nothing that somebody wrote is read as a program.
    place = {one: n for n, one in enumerate(framework.arguments)}
    facts = [f"argument({n})." for n in place.values()]
    facts += [f"attack({place[start]},{place[end]})." for start, end in framework.attacks]
    return "\n".join(facts)
