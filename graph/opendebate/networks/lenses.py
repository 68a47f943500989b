"""Lenses: a debate's network seen for one question each, with what comes out of it in words."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from opendebate.ask.tell import tell_names
from opendebate.networks.actors import actor_network, stances_by_claim
from opendebate.networks.claims import claim_network
from opendebate.networks.policies import policy_network
from opendebate.networks.whole import whole_network

if TYPE_CHECKING:
    import networkx as nx

    from opendebate.ask.engine import Engine

LENSES = ("actors", "claims", "debate", "policies")
_ON_SIDES = {
    "against": "against", "for": "for", "both": "serving both sides", "neither": "on neither side",
}  # fmt: skip
SHOWN = ("actor", "claim", "model", "policy")


@dataclass(frozen=True, slots=True)
class Lens:
    """A network and the words that go with it.

    Attributes
    ----------
    name : str
        One of `LENSES`.
    network : networkx.MultiDiGraph
        As the module of that name describes it.
    shows, finding : str
        What one sees, and what comes out of it: a sentence each.
    apart : str
        What is left out, or stands apart; empty where nothing is.
    """

    name: str
    network: nx.MultiDiGraph[str]
    shows: str
    finding: str
    apart: str = ""


def make_lens(engine: Engine, name: str) -> Lens:
    """Return a lens on a debate.

    Parameters
    ----------
    engine : Engine
        The built debate.
    name : str
        One of `LENSES`.

    Examples
    --------
    >>> import opendebate
    >>> make_lens(opendebate.load().engine, "policies").network.number_of_nodes() > 6
    True
    """
    whole = whole_network(engine)
    if name == "actors":
        return _actors(whole, actor_network(whole, engine))
    if name == "claims":
        return _claims(whole, claim_network(whole, engine))
    return _policies(whole) if name == "policies" else _debate(whole)


def _actors(whole: nx.MultiDiGraph[str], network: nx.MultiDiGraph[str]) -> Lens:
    tied = network.subgraph([actor for actor, degree in network.degree() if degree])
    ties = Counter(relation for _, _, relation in tied.edges(keys=True))
    both = [about["name"] for _, about in network.nodes(data=True) if about["side"] == "both"]
    few = f" ({tell_names(both)})" if 0 < len(both) <= 4 else ""
    agree, differ = ties["agrees"], ties["disagrees"]
    speakers = sum(about["side"] != "reports" for _, about in network.nodes(data=True))
    left = _count_kind(whole, "actor") - len(tied)
    return Lens(
        "actors",
        tied,
        "Who takes the same stance on a claim as whom, who an opposed one, and who reports whom. "
        "The thicker a line, the more claims.",
        f"{_many(len(both), 'actor speaks', 'actors speak', speakers)} on both sides{few}; "
        f"{_count(agree, 'pair')} {_verb(agree or 1, 'agrees', 'agree')} on a claim, "
        f"{differ or 'none'} {_verb(differ or 1, 'disagrees', 'disagree')}.",
        _sentences((left, "actor", "actors", "without such a tie {be} left out")),
    )


def _claims(whole: nx.MultiDiGraph[str], network: nx.MultiDiGraph[str]) -> Lens:
    claims = [iri for iri, about in network.nodes(data=True) if about["kind"] == "claim"]
    attacked = Counter(end for _, end, key in network.edges(keys=True) if key == "attacks")
    most = max(attacked.values(), default=0)
    top = [one for one, times in sorted(attacked.items()) if times == most]
    named = ""
    if most > 1 and len(top) <= 2:
        quoted = tell_names(f"“{_short(whole.nodes[one]['name']).rstrip('.')}”" for one in top)
        named = f", most often {quoted} ({most} times{' each' * (len(top) > 1)})"
    return Lens(
        "claims",
        network,
        "Which claim supports which, which attacks which, and which step from one to another is "
        "undercut.",
        f"{_many(len(attacked), 'claim is', 'claims are', len(claims))} attacked{named}.",
        _sentences(
            (
                _count_kind(whole, "claim") - len(claims),
                "claim that no argument joins",
                "claims that no argument joins",
                "to another {be} left out",
            ),
        ),
    )


def _policies(whole: nx.MultiDiGraph[str]) -> Lens:
    network = policy_network(whole)
    answers = [(a, b) for a, b, key in network.edges(keys=True) if key == "respondsTo"]
    sides = Counter(whole.nodes[claim].get("side") for claim in {claim for _, claim in answers})
    what = [f"{sides[side]} {words}" for side, words in _ON_SIDES.items() if sides[side]]
    which = f": {tell_names(what)}" if what else ""
    policies = _count_kind(network, "policy")
    responding = len({policy for policy, _ in answers})
    return Lens(
        "policies",
        network,
        "Who issued each policy and to whom, what it targets, which claims it responds to, and who "
        "takes a stance on these.",
        f"{_many(responding, 'policy responds', 'policies respond', policies)} to claims{which}.",
    )


def _debate(whole: nx.MultiDiGraph[str]) -> Lens:
    network = whole.subgraph(
        [iri for iri, about in whole.nodes(data=True) if about["kind"] in SHOWN]
    )
    held = [
        {actor for actors in stances.values() for actor in actors}
        for stances in stances_by_claim(whole).values()
    ]
    actors = len(set().union(*held))
    shared = sum(len(actors) > 1 for actors in held)
    left = len(whole) - len(network)
    return Lens(
        "debate",
        network,
        "Actors, claims, models and policies, and every tie between them.",
        f"{_count(actors, 'actor')} {_verb(actors, 'takes', 'take')} a stance on "
        f"{_count(len(held), 'claim')}; on {shared or 'none'} of them more than one does.",
        _sentences((left, "topic or event", "topics and events", "{be} left out")),
    )


def _count_kind(network: nx.MultiDiGraph[str], kind: str) -> int:
    return sum(about["kind"] == kind for _, about in network.nodes(data=True))


def _short(name: str) -> str:
    return name if len(name) <= 120 else f"{name[:119]}…"


def _verb(number: int, one: str, many: str) -> str:
    return one if number == 1 else many


def _count(number: int, what: str) -> str:
    return f"{f'{number:,}' if number else 'no'} {what}{'s' * (number > 1)}"


def _many(number: int, one: str, many: str, of: int) -> str:
    """Return “3 of 12 actors speak”, said as one says it where it is none, one or all."""
    if not number:
        noun, _, verb = many.partition(" ")
        return f"None of the {of:,} {noun} {one.partition(' ')[2] or verb}"
    noun, _, verb = many.partition(" ")
    if number == of:
        return f"{'All' if of > 1 else 'The'} {f'{of:,} {many}' if of > 1 else one}"
    return f"{number:,} of {of:,} {noun} {verb if number > 1 else one.partition(' ')[2]}"


def _sentences(*left: tuple[int, str, str, str]) -> str:
    """Return a sentence for each number of things that is not 0."""
    return " ".join(
        f"{number:,} {_verb(number, one, many)} {rest}.".format(be=_verb(number, "is", "are"))
        for number, one, many, rest in left
        if number
    )
