"""Lenses: a debate's network seen for one question each, with what comes out of it in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from opendebate.ask.query import ask
from opendebate.ask.render_trace import tell_names
from opendebate.engines.rows import Rows
from opendebate.natural import natural
from opendebate.networks.actors import actor_network, stances_by_claim
from opendebate.networks.claims import argued
from opendebate.networks.debate_network import whole_network
from opendebate.networks.policies import policy_network

if TYPE_CHECKING:
    import networkx as nx

    from opendebate.engines.engine import Engine

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
    named : tuple of str
        IRIs of the things that `finding` names.
    left : tuple of mapping
        Attributes of the debate's things that are left out.
    why : str
        Why things are left out that are of the kinds in the network.
    """

    name: str
    network: nx.MultiDiGraph[str]
    shows: str
    finding: str
    apart: str = ""
    named: tuple[str, ...] = ()
    left: tuple[Mapping[str, Any], ...] = ()
    why: str = "it has no tie of this kind"


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
    lens = _make(whole, engine, name)
    left = tuple(whole.nodes[iri] for iri in sorted(whole, key=natural) if iri not in lens.network)
    return replace(lens, left=left)


def _make(whole: nx.MultiDiGraph[str], engine: Engine, name: str) -> Lens:
    if name == "actors":
        return _actors(whole, actor_network(whole, engine), _turned(engine))
    if name == "claims":
        return claims_lens(whole, argued(engine))
    return _policies(whole) if name == "policies" else _debate(whole)


def _turned(engine: Engine) -> set[str]:
    """Return the IRIs of those who took the one side only after the other."""
    rows = ask(engine, "speakers-on-both-sides", {"when": "changed"})
    return {str(row["speaker"]) for row in rows} if isinstance(rows, Rows) else set()


def _actors(
    whole: nx.MultiDiGraph[str], network: nx.MultiDiGraph[str], turned: Collection[str]
) -> Lens:
    ties = Counter(relation for _, _, relation in network.edges(keys=True))
    sides = Counter(about["side"] for _, about in network.nodes(data=True))
    sided = [iri for iri, about in network.nodes(data=True) if about["side"] == "both"]
    both = [iri for iri in sided if iri not in turned]
    first = tell_names(network.nodes[iri]["name"] for iri in sided if iri in turned)
    change = f"; first on the one side and later on the other: {first}" * (len(sided) > len(both))
    named = tuple(both) if len(both) <= 4 else ()
    few = f" ({tell_names(network.nodes[iri]['name'] for iri in named)})" if named else ""
    agree, differ = ties["agrees"], ties["disagrees"]
    nouns, verbs = ("actor with a stance", "actors with a stance"), ("speaks", "speak")
    speakers = len(network) - sides["reports"]
    return Lens(
        "actors",
        network,
        "Who takes the same stance on a claim as whom, who an opposed one, and who reports whom. "
        "The thicker a line, the more claims.",
        f"{_many(len(both), nouns, verbs, speakers)} on both sides{few}{change}; "
        f"{_count(agree, 'pair')} {_verb(agree or 1, 'agrees', 'agree')} on a claim, "
        f"{differ or 'none'} {_verb(differ or 1, 'disagrees', 'disagree')}.",
        _actors_apart(whole, network, sides["reports"]),
        named,
        why="it takes no stance and reports nobody",
    )


def _actors_apart(
    whole: nx.MultiDiGraph[str], network: nx.MultiDiGraph[str], reporting: int
) -> str:
    alone = sum(not degree for _, degree in network.degree())
    left = _count_kind(whole, "actor") - len(network)
    return _sentences(
        (reporting, "actor only reports", "actors only report", "others"),
        (alone, "actor is", "actors are", "tied to nobody and stand{s} apart"),
        (
            left,
            "actor who takes no stance and reports",
            "actors who take no stance and report",
            "nobody {be} left out",
        ),
    )


def claims_lens(whole: nx.MultiDiGraph[str], network: nx.MultiDiGraph[str]) -> Lens:
    """Return the lens on the claims of `whole` that `network` joins by arguments."""
    claims = [iri for iri, about in network.nodes(data=True) if about["kind"] == "claim"]
    attacks = [
        (end, edge["basis"])
        for _, end, key, edge in network.edges(keys=True, data=True)
        if key == "attacks"
    ]
    attacked = Counter(end for end, _ in attacks)
    stated = {end for end, basis in attacks if "stated" in basis}
    most = max(attacked.values(), default=0)
    top = [one for one, times in sorted(attacked.items()) if times == most]
    named = tuple(top) if most > 1 and len(top) <= 2 else ()
    often = ""
    if named:
        quoted = tell_names(f"“{_short(whole.nodes[one]['name']).rstrip('.')}”" for one in named)
        each = " each" * (len(top) > 1)
        both = ", stated or as the coder reads it" * (0 < len(stated) < len(attacked))
        often = f"; most often {quoted} ({most} times{each}{both})"
    return Lens(
        "claims",
        network,
        "Which claim supports which, which attacks which, and which step from one to another is "
        "undercut.",
        f"{_attacked(len(stated), len(attacked), len(claims))}{often}.",
        _sentences(
            (
                _count_kind(whole, "claim") - len(claims),
                "claim that no argument joins",
                "claims that no argument joins",
                "to another {be} left out",
            ),
        ),
        named,
    )


def _attacked(stated: int, attacked: int, claims: int) -> str:
    """Return how many claims are attacked: by what speakers state, then as the coder reads it."""
    nouns, verbs = ("claim", "claims"), ("is attacked", "are attacked")
    if not attacked:
        return _many(0, nouns, verbs, claims)
    if not stated:
        return f"In the coder's reading {_many(attacked, nouns, verbs, claims).lower()}"
    some = _many(stated, nouns, ("", ""), claims).strip().lower()
    more = attacked - stated
    too = f", and in the coder's reading {more:,} more {_verb(more, *verbs)}" if more else ""
    return f"Speakers attack {some}{too}"


def _policies(whole: nx.MultiDiGraph[str]) -> Lens:
    network = policy_network(whole)
    answers = [(a, b) for a, b, key in network.edges(keys=True) if key == "respondsTo"]
    sides = Counter(whole.nodes[claim].get("side") for claim in {claim for _, claim in answers})
    what = [f"{sides[side]} {words}" for side, words in _ON_SIDES.items() if sides[side]]
    which = f": {tell_names(what)}" if what else ""
    policies = _count_kind(network, "policy")
    responding = len({policy for policy, _ in answers})
    nouns, verbs = ("policy", "policies"), ("responds", "respond")
    return Lens(
        "policies",
        network,
        "Who issued each policy and to whom, what it targets, which claims it responds to, and who "
        "takes a stance on these.",
        f"{_many(responding, nouns, verbs, policies)} to claims{which}.",
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


def _many(number: int, nouns: tuple[str, str], verbs: tuple[str, str], of: int) -> str:
    """Return “3 of 12 actors speak”, said as one says it where it is none, one or all."""
    if number == of == 1:
        return f"The {nouns[0]} {verbs[0]}"
    which = f"{number:,} of"
    if number in (0, of):
        which = "All" if number else "None of the"
    return f"{which} {of:,} {nouns[1]} {_verb(number or 1, *verbs)}"


def _sentences(*left: tuple[int, str, str, str]) -> str:
    """Return a sentence for each number of things that is not 0."""
    return " ".join(
        f"{number:,} {_verb(number, one, many)} {rest}.".format(
            be=_verb(number, "is", "are"), s=_verb(number, "s", "")
        )
        for number, one, many, rest in left
        if number
    )
